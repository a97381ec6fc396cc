import { z } from 'zod';
import { mergeRanges } from '../../shared/heard.ts';
import {
  actLength,
  protocolWords,
  type Act,
  type ActRecording,
  type Hold,
  type Presence,
  type ProtocolWords,
} from '../../shared/protocol.ts';
import { openedFacts, type Basis } from '../../shared/recordings.ts';
import { instant, ranges, uuid, type Range } from '../../shared/values.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { fail } from '../failed.ts';
import {
  checkedEntries,
  isMissing,
  notThatOne,
  ofKind,
  sealedEntry,
  type Entry,
  type Words,
} from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { protocolQuery } from './queries.ts';

/** `api.protocol`: the entries that the protocol of an act is made of; beside them what the page alone shows. */
const told = z.object({
  entries: z.array(sealedEntry).min(1),
  /** By the catalogue: which of the parts of its call a recording is. */
  parts: z.array(openedFacts.pick({ recording: true, part: true, parts: true })),
  /** By the last sign of life: what was played so far of an opening that has not ended. */
  played: z.array(z.object({ opening: uuid, ranges })),
  draft: z.object({ ...protocolWords.shape, savedAt: instant }).nullable(),
});
type Unsigned = Omit<z.infer<typeof told>, 'entries'>;

/** The entry that holds what the protocol says. */
export type Seal = Entry<'completed' | 'corrected'>;

/** One opening of a recording. */
type Opening = {
  opening: string;
  seq: number;
  openedAt: string;
  closedAt: string | null;
  how: string | null;
  wrongCall: boolean;
  ranges: Range[];
  /** Whether the listener's program reported the stretches when it ended; otherwise they are those of its last, unsigned sign of life. */
  reported: boolean;
};

/** A recording of an act with all its openings. `callGroup` joins the parts of one call; null where the words are gone. */
export type OpenedRecording = z.infer<typeof openedFacts> & {
  plainSha256: string;
  announcement: 'yes' | 'no' | 'unknown';
  callGroup: string | null;
  openings: Opening[];
};

/** All that the printed protocol states, out of checked entries alone; what is not signed serves the page. */
export type Protocol = {
  act: Omit<Act, 'act' | 'basisLabel' | 'recordings'> & { id: string };
  authorisation: Entry<'authorise'>['payload'];
  basis: Basis;
  /** Of the act itself, oldest first. */
  entries: Entry[];
  /** The entry whose words count; null while the act is open for writing. */
  seal: Seal | null;
  recordings: OpenedRecording[];
  draft: Unsigned['draft'];
};

/**
 * The protocol of one's own act. Fails with 'act-unknown' for anybody else's, and as `checkedEntries` and `protocolOf` do where it is
 * not what the pinned keeper entered.
 */
export async function readProtocol({ db, login }: Session, act: string): Promise<Protocol> {
  const { entries, ...unsigned } =
    (await read(db, told.nullable(), protocolQuery, [act])) ?? fail('act-unknown');
  return protocolOf(act, login, await checkedEntries(entries), unsigned);
}

/** The protocol of an act out of checked entries. Fails with 'document-entry-missing' or 'document-entry-false', which name one. */
export function protocolOf(
  id: string,
  login: string,
  entries: readonly Entry[],
  { parts, played, draft }: Unsigned,
): Protocol {
  const own = entries.filter(({ payload }) => 'act' in payload && payload.act === id);
  const seal = sealOf(own);
  for (const one of own.filter(isSeal)) checkWhole(one, own, entries);
  const counting = seal === null ? entries : entries.filter(({ seq }) => seal.payload.entries.includes(seq));
  const first = ofKind(own, 'release')[0] ?? fail('act-unknown');
  const { payload } = first;
  if (payload.login !== login) return notThatOne(first.seq);
  const authorisation = ofKind(counting, 'authorise').find(
    (one) => one.payload.number === payload.authorisation && one.payload.subjectGuid === payload.guid,
  );
  const day = legalDay(new Date(payload.at));
  const basis = ofKind(counting, 'basis')
    .filter(
      ({ seq, payload: { content, from, to } }) =>
        seq < first.seq && content.code === payload.basis && from <= day && (to === null || day <= to),
    )
    .at(-1);
  return {
    act: actFacts(id, own, first),
    authorisation: authorisation?.payload ?? isMissing(first.seq),
    basis: basis?.payload.content ?? isMissing(first.seq),
    entries: own,
    seal,
    recordings: recordingsOf(own, ofKind(counting, 'ingest'), parts, played),
    draft,
  };
}

/**
 * SECURITY: a sealed protocol names every entry that it is made of. Whoever owns the tables can keep none of them from the paper, and
 * put none beside them, though it were signed.
 */
function checkWhole(seal: Seal, own: readonly Entry[], entries: readonly Entry[]): void {
  const named = new Set(seal.payload.entries);
  const known = new Set(entries.map(({ seq }) => seq));
  for (const seq of named) if (!known.has(seq)) isMissing(seq);
  for (const { seq } of own) if (seq < seal.seq && !named.has(seq)) notThatOne(seq);
}

function actFacts(id: string, own: readonly Entry[], { payload }: Entry<'release'>): Protocol['act'] {
  const corrected = ofKind(own, 'corrected').map((entry) => entry.payload);
  const now = corrected.at(-1)?.case ?? payload.case;
  const former = corrected.map(({ caseBefore }) => caseBefore).filter((one) => one !== now);
  const seal = sealOf(own);
  const filed = seal && ofKind(own, 'filed').find(({ seq }) => seq > seal.seq)?.payload;
  return {
    ...{ id, number: payload.protocol, case: now, openedAt: payload.at },
    ...{ formerCases: [...new Set(former)], corrections: corrected.length },
    until: new Date(Date.parse(payload.at) + actLength).toISOString(),
    state: filed ? 'filed' : seal ? 'completed' : 'started',
    completedAt: seal?.payload.at ?? null,
    ...{ filedOn: filed?.day ?? null, way: filed?.way ?? null },
  };
}

/** Whether an entry holds what the protocol says. */
export function isSeal(entry: Entry): entry is Seal {
  return entry.kind === 'completed' || entry.kind === 'corrected';
}

function sealOf(own: readonly Entry[]): Seal | null {
  const last = own.filter((entry) => isSeal(entry) || entry.kind === 'reopened').at(-1);
  return last !== undefined && isSeal(last) ? last : null;
}

/** In the order in which they were first opened. */
function recordingsOf(
  own: readonly Entry[],
  taken: readonly Entry<'ingest'>[],
  parts: Unsigned['parts'],
  played: Unsigned['played'],
): OpenedRecording[] {
  const openings = new Map<string, Opening[]>();
  for (const release of ofKind(own, 'release')) {
    const { recording } = release.payload;
    openings.set(recording, [...(openings.get(recording) ?? []), openingOf(release, own, played)]);
  }
  return [...openings].map(([recording, ofIt]) => {
    const { payload, words } =
      taken.find((one) => one.payload.recording === recording) ?? isMissing(ofIt[0]?.seq ?? 0);
    const { startedAt, durationMs, department, plainSha256, announcement } = payload;
    const { part, parts: of } = parts.find((one) => one.recording === recording) ?? { part: 1, parts: 1 };
    return {
      ...{ recording, startedAt, durationMs, department, plainSha256, announcement, part, parts: of },
      ...{ callGroup: words?.callGroup ?? null, callerNumber: words?.caller ?? null },
      ...{ extension: words?.extension ?? '', answeredBy: words?.answeredBy ?? '' },
      openings: ofIt,
    };
  });
}

function openingOf(
  { seq, payload: { command, at } }: Entry<'release'>,
  own: readonly Entry[],
  played: Unsigned['played'],
): Opening {
  const opening = command ?? notThatOne(seq);
  const closed = ofKind(own, 'closed').filter(({ payload }) => payload.opening === opening);
  const [end] = closed;
  const undelivered = ofKind(own, 'undelivered').find(({ payload }) => payload.opening === opening);
  return {
    ...{ opening, seq, openedAt: at },
    closedAt: (end ?? undelivered)?.payload.at ?? null,
    how: undelivered ? 'undelivered' : (end?.payload.how ?? null),
    wrongCall: closed.some(({ payload }) => payload.wrongCall),
    ranges: end?.payload.ranges ?? played.find((one) => one.opening === opening)?.ranges ?? [],
    reported: end !== undefined && end.payload.command !== null,
  };
}

/** The act as the page shows it. */
export function actOf({ act, basis, recordings }: Protocol): Act {
  const { id, ...facts } = act;
  return { act: id, ...facts, basisLabel: basis.label, recordings: recordings.map(shownRecording) };
}

/** What the page shows of a recording: its openings summed up. */
function shownRecording(recording: OpenedRecording): ActRecording {
  const { openings, plainSha256: _hash, announcement: _played, callGroup: _group, ...facts } = recording;
  return {
    ...facts,
    heard: heardOf(openings),
    wrongCall: !concerns({ openings }),
    unheard: unheardOf(openings),
    open: openings.some((one) => one.closedAt === null),
  };
}

/** Whether a recording concerns the case: not once one of its openings was said to be the wrong call. */
export function concerns({ openings }: Pick<OpenedRecording, 'openings'>): boolean {
  return !openings.some(({ wrongCall }) => wrongCall);
}

export function heardOf(openings: readonly Pick<Opening, 'ranges'>[]): [number, number][] {
  return mergeRanges(openings.flatMap((one) => one.ranges));
}

/**
 * Null where something was heard, or every opening simply ended.
 * SECURITY: a key of which nobody reported may have been used; that another opening failed does not take it back.
 */
export function unheardOf(openings: readonly Pick<Opening, 'ranges' | 'how'>[]): ActRecording['unheard'] {
  if (heardOf(openings).length > 0) return null;
  const endings = new Set(openings.map(({ how }) => how));
  if (endings.has('unconfirmed')) return 'unconfirmed';
  return endings.has('recording-failed') || endings.has('undelivered') ? 'failed' : null;
}

/** Words that are sealed (of the entry that counts), else the newest draft, else none. */
export function wordsOf({ entries, seal, draft }: Protocol): ProtocolWords {
  const sealed = seal ?? entries.filter(isSeal).at(-1) ?? null;
  // Back in listening without a draft yet: what was sealed before is where the writing goes on.
  if (draft === null || seal !== null) return sealedWords(sealed?.words ?? null);
  const { savedAt: _saved, ...words } = draft;
  return words;
}

/** The words of a sealing entry in full; nothing where they are gone. */
export function sealedWords(words: Seal['words']): ProtocolWords {
  const { findings = '', quotations = [], remarks = '', presentRemarks = [] } = words ?? {};
  return { findings, quotations, remarks, presentRemarks };
}

/** The number of a protocol's print: each sealed text has its own, and the same text printed twice is the same print. */
export function printOf({ entries }: Pick<Protocol, 'entries'>): number {
  return entries.filter(isSeal).length;
}

/** The words of the act's first release: who listened, why, in whose presence. Null where they are gone. */
export function groundsOf({ entries }: Pick<Protocol, 'entries'>): Words<'release'> | null {
  return ofKind(entries, 'release')[0]?.words ?? null;
}

/** Name of the document in the EZD: `PO_12_2026_SEK.1510.7.2026.pdf`; corrected, `…_sprostowanie_1.pdf`. */
export function documentName({ act }: Protocol): string {
  const parts = [act.number, act.case, ...(act.corrections === 0 ? [] : ['sprostowanie', act.corrections])];
  return `${parts.join('_').replaceAll('/', '_')}.pdf`;
}

/**
 * Who heard what was played in an act beside the listener, and from when to when: named by the first release, or joined later;
 * until they left, or the text was sealed.
 */
export function presencesOf(protocol: Pick<Protocol, 'entries'>): Presence[] {
  const presences = beginners(protocol);
  for (const entry of protocol.entries) {
    const { at } = entry.payload;
    if (entry.kind === 'joined') presences.push(joinedOf(entry));
    if (entry.kind === 'left') end(presences, at, ({ login }) => login === entry.payload.subject);
    if (entry.kind === 'completed') end(presences, at, () => true);
  }
  return presences;
}

/** Those whom the first release names; where its words are gone, by their logins. */
function beginners({ entries }: Pick<Protocol, 'entries'>): Presence[] {
  const [first] = ofKind(entries, 'release');
  if (first === undefined) return [];
  const { present, at } = first.payload;
  return present.map((login) => {
    const said = first.words?.present.find((one) => one.login === login);
    const { displayName = login, post = '', authorisation = '' } = said ?? {};
    return { login, name: displayName, post, authorisation, from: at, to: null };
  });
}

function joinedOf({ payload: { subject: login, authorisation, at }, words }: Entry<'joined'>): Presence {
  const { displayName = login, post = '' } = words ?? {};
  return { login, name: displayName, post, authorisation, from: at, to: null };
}

function end(presences: Presence[], at: string, ended: (one: Presence) => boolean): void {
  for (const one of presences) if (one.to === null && ended(one)) one.to = at;
}

/** Which recordings of an act are evidence. */
export function holdsOf({ entries }: Pick<Protocol, 'entries'>): Hold[] {
  return ofKind(entries, 'hold').map(
    ({ seq, payload: { recording, number = null, review = null }, words }) => {
      const { proceedings = null, reference = null } = words ?? {};
      return { recording, proceedings, reference, number, review, seq };
    },
  );
}
