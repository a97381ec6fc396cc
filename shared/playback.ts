import { z } from 'zod';
import { announcement } from './ledger/ingest.ts';
import { position } from './ledger/quality.ts';
import { drawnFacts, openedFacts, shownFacts } from './recordings.ts';
import { suspender } from './session.ts';
import { channelName, day, instant, login, ranges, uuid } from './values.ts';

/** Why the recording must be heard (§4.1): a picked sentence or own words, never both. */
export const sentence = z.union([
  z.strictObject({ code: z.string().max(40) }),
  z.strictObject({ own: z.string().max(2000) }),
]);

/** So many people fit around one listening at most, beside the listener. */
export const mostPresent = 10;

/** The lawful ground of a new act; an open act keeps the ground it began with. */
export const ground = z.strictObject({
  case: z.string().max(60),
  basis: z.string().max(40),
  sentence,
  /** What the person declares by approving, in the words of the basis, which the request signs; null where it asks for none. */
  statement: z.string().max(500).nullable(),
  fields: z.record(z.string().max(40), z.string().max(200)),
  present: z.array(login).max(mostPresent),
});

/** The token of one prepared opening: random, made per opening, worthless without a release. */
export const token = z.string().regex(/^[0-9a-f]{32}$/);

/** Before approval: keeper and share block, a missing audio output only warns (the page checks that one). */
export const checkOutput = z.strictObject({
  keeper: z.boolean(),
  share: z.boolean(),
  suspendedBy: suspender.nullable(),
});

/** `listed` = whatever the page shows of it already: it is held against the entry. */
const listedRecording = z.strictObject({ recording: uuid, listed: shownFacts.partial() });
/** `drawn` = what the page shows of what was drawn for a plan: it is held against the entry once that is open, for the entry names who answered. */
const drawnRecording = z.strictObject({ recording: uuid, drawn: drawnFacts });
export const prepareInput = z.union([listedRecording, drawnRecording]);
/** `shown`: what stands in the form before it is approved, by the entry; null of what was drawn, which no form asks for. */
export const prepareOutput = z.strictObject({
  token,
  durationMs: z.int().min(0),
  shown: shownFacts.nullable(),
});

/** The parts of one call, in order. */
export const aboutInput = z.strictObject({ parts: z.array(listedRecording).min(1).max(50) });
export const aboutOutput = z.strictObject({
  /** § 3 ust. 2, of the first part: whether the caller was told of the recording, as its signed entry says. */
  announcement,
  /** § 3 ust. 4: the earliest last day of the parts, by their signed entries. */
  lastDay: day,
  /** In how many acts a part was opened; the database's word. */
  listenings: z.int().min(0),
});

export const listenInput = z.strictObject({
  token,
  /** `position`: what was drawn for a plan, in its one act. */
  what: z.union([z.strictObject({ act: uuid }), z.strictObject({ ground }), z.strictObject({ position })]),
});

/** An opened recording: only a sealed record yields one, and the player takes nothing else. */
export const openRecording = z.strictObject({
  ...openedFacts.shape,
  opening: uuid,
  token,
  act: uuid,
  protocol: z.string(),
  channels: z.array(channelName).min(1).max(2),
  /** § 3 ust. 2: whether its beginning tells the caller of the recording, as its signed entry says; a later part of a call does not repeat it. */
  announced: z.boolean(),
  /** Milliseconds that are passed over when it is played for the first time: its first word comes right after them. */
  firstWord: z.int().min(0),
  seq: z.int(),
});

/**
 * A refusal is an answer, not an error: it has its own entry. `reason` is a failure code; where it is about somebody present, `because` is
 * another one, and `subject` is that person.
 */
export const listenOutput = z.union([
  z.strictObject({ state: z.literal('open'), open: openRecording }),
  z.strictObject({
    state: z.literal('refused'),
    reason: z.string(),
    subject: login.nullable(),
    because: z.string().nullable(),
    seq: z.int(),
    at: instant,
  }),
]);

/** Each value of a recording of five and a half hours. */
const mostColumns = 1_000_000;

export const peaksInput = z.strictObject({ token, columns: z.int().min(100).max(mostColumns) });
/** Per channel one value 0–127 a column, the loudest of its stretch. */
export const peaksOutput = z.strictObject({ channels: z.array(z.instanceof(Uint8Array)) });

export const reportInput = z.strictObject({ opening: uuid, ranges, playing: z.boolean() });
export const closeInput = z.strictObject({ opening: uuid, ranges, wrongCall: z.boolean() });

/** Why the sound stopped without the listener asking; going on needs a new release, no form. */
export const stopReason = z.enum([
  'locked',
  'suspended',
  'idle',
  'keeper-lost',
  'database-lost',
  'share-lost',
  'authorisation-ended',
  'present-ended',
  'act-over',
  'listening-suspended',
  'recording-closed',
  'recording-damaged',
  'signed-out',
  'closed-by-server',
]);
export const stopped = z.strictObject({ opening: uuid, reason: stopReason });

/** Speeds that are offered, slowest first; the voice keeps its pitch at each of them. */
export const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** How a person likes to listen: kept for each person on the workstation. `volume` from 0 to 1. */
export const playerSettings = z.strictObject({
  rate: z.number().min(0.5).max(3),
  volume: z.number().min(0).max(1),
  /** Whether „Więcej” stands open. */
  more: z.boolean(),
  /** Whether playing goes on two seconds before the place where it was stopped. */
  rewind: z.boolean(),
  /** Both channels on both sides, for who hears with one ear or one headphone. */
  bothEars: z.boolean(),
  /** Whether quiet and loud voices are brought to one loudness. */
  level: z.boolean(),
  /** The name of the sound output, as the system tells it; empty = the system's own choice. */
  output: z.string().max(200),
});
/** null before the first time. */
export const playerSettingsOutput = z.strictObject({ settings: playerSettings.nullable() });

export type PlayerSettings = z.infer<typeof playerSettings>;
export type Ground = z.infer<typeof ground>;
export type ListedRecording = z.infer<typeof listedRecording>;
export type OpenRecording = z.infer<typeof openRecording>;
export type ListenOutput = z.infer<typeof listenOutput>;
export type StopReason = z.infer<typeof stopReason>;
