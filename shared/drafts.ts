import { z } from 'zod';
import { code } from './ledger/quality.ts';
import { filingWay, protocolWords } from './protocol.ts';
import { instant, login, uuid } from './values.ts';

/** A correction as it is typed: the whole of what the protocol is to say. */
const correction = z.strictObject({ ...protocolWords.shape, case: z.string().max(1000) });
/** What the form of filing holds as it was typed. */
const filing = z.strictObject({
  way: filingWay,
  day: z.string().max(100),
  unsigned: z.boolean(),
  reason: z.string().max(500),
});
/** What was typed about recordings of an act that are to be evidence. */
const evidence = z
  .array(
    z.strictObject({
      recording: uuid,
      isEvidence: z.boolean(),
      proceedings: z.string().max(300),
      reference: z.string().max(60),
    }),
  )
  .max(100);
/** Why a recording is to be heard, by the case that it was asked for in. */
const reasons = z
  .array(
    z.strictObject({
      case: z.string().max(100),
      basis: z.string().max(100),
      choice: z.string().max(100),
      own: z.string().max(2000),
      fields: z.record(z.string().max(100), z.string().max(200)),
      present: z
        .array(z.strictObject({ login, name: z.string().max(300) }))
        .max(50)
        .readonly(),
    }),
  )
  .max(20);

/** One criterion as it is scored so far: a level, that it does not apply, or nothing yet. */
const scored = z.union([z.int().min(0).max(3), z.literal('nd'), z.null()]);
/** A stretch of a call, and what is said of it; milliseconds from its beginning. `criterion` null: of none of them. */
const annotation = z.strictObject({
  from: z.int().min(0),
  to: z.int().min(0),
  criterion: code.nullable(),
  text: z.string().max(500),
});
/** The card of a call that was heard in a review of quality, as it is filled in. */
const card = z.strictObject({
  /** Of each criterion of the plan, in its order. */
  levels: z.array(scored).max(9),
  comments: z.record(code, z.string().max(1000)),
  summary: z.string().max(2000),
  annotations: z.array(annotation).max(500),
  reply: z.string().max(2000),
  /** The entry of the version that these words go on from; null: they are the first. */
  base: z.int().nullable(),
  /** The criterion that is looked at, by its place from 0, and where in the sound; milliseconds. */
  current: z.int().min(0).max(8),
  place: z.int().min(0),
});
export type Scored = z.infer<typeof scored>;
export type Annotation = z.infer<typeof annotation>;
export type CardWords = z.infer<typeof card>;

const draftOf = <Kind extends string, Words extends z.ZodType>(kind: Kind, words: Words) =>
  z.strictObject({ kind: z.literal(kind), about: uuid, words });

/**
 * What somebody is typing and has not entered yet: the text of a protocol, and what is typed beside it. `about` an act; of reasons the
 * recording, for there is no act yet, and of a card as well, which is about one call. Null words were given up, or have served.
 */
export const draft = z.discriminatedUnion('kind', [
  draftOf('protocol', protocolWords),
  draftOf('correction', correction.nullable()),
  draftOf('filing', filing.nullable()),
  draftOf('evidence', evidence.nullable()),
  draftOf('reasons', reasons.nullable()),
  draftOf('card', card.nullable()),
]);
export const draftKind = z.enum(['protocol', 'correction', 'filing', 'evidence', 'reasons', 'card']);

export const saveOutput = z.strictObject({ savedAt: instant });
export const typedOutput = z.strictObject({
  typed: z.array(z.strictObject({ draft, savedAt: instant })),
});

export type Draft = z.infer<typeof draft>;
export type DraftKind = z.infer<typeof draftKind>;
export type DraftWords<Kind extends DraftKind> = Extract<Draft, { kind: Kind }>['words'];
