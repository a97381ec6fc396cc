import { z } from 'zod';
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

const draftOf = <Kind extends string, Words extends z.ZodType>(kind: Kind, words: Words) =>
  z.strictObject({ kind: z.literal(kind), about: uuid, words });

/**
 * What somebody is typing and has not entered yet: the text of a protocol, and what is typed beside it. `about` an act; of reasons the
 * recording, for there is no act yet. Null words were given up, or have served.
 */
export const draft = z.discriminatedUnion('kind', [
  draftOf('protocol', protocolWords),
  draftOf('correction', correction.nullable()),
  draftOf('filing', filing.nullable()),
  draftOf('evidence', evidence.nullable()),
  draftOf('reasons', reasons.nullable()),
]);
export const draftKind = z.enum(['protocol', 'correction', 'filing', 'evidence', 'reasons']);

export const saveOutput = z.strictObject({ savedAt: instant });
export const typedOutput = z.strictObject({
  typed: z.array(z.strictObject({ draft, savedAt: instant })),
});

export type Draft = z.infer<typeof draft>;
export type DraftKind = z.infer<typeof draftKind>;
export type DraftWords<Kind extends DraftKind> = Extract<Draft, { kind: Kind }>['words'];
