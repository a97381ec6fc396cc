import { z } from 'zod';
import { schemaPart } from './entries.ts';
import { instant, uuid } from './values.ts';
import { actState } from './protocol.ts';

/** D2, the register of listenings: one row an act, one row a refusal, one a suspension or its end, newest first. No caller, no sound. */
export const registerRow = z.union([
  z.strictObject({
    kind: z.literal('act'),
    seq: z.int(),
    at: instant,
    act: uuid,
    number: z.string(),
    login: z.string(),
    person: z.string(),
    authorisation: z.string(),
    case: z.string(),
    /** Case numbers that a correction replaced; the protocol may lie in that case file. */
    formerCases: z.array(z.string()),
    basisLabel: z.string(),
    recordings: z.int(),
    heardMs: z.int(),
    state: actState,
  }),
  z.strictObject({
    kind: z.literal('refusal'),
    seq: z.int(),
    at: instant,
    login: z.string(),
    person: z.string(),
    case: z.string().nullable(),
    basisLabel: z.string().nullable(),
    reason: z.string(),
    /** How many refusals this one counts (from the 30th of an hour they are counted together). */
    count: z.int(),
  }),
  /** What stopped all listening of the office, and what let it go on. */
  z.strictObject({
    kind: z.enum(['suspended', 'resumed', 'schema']),
    seq: z.int(),
    at: instant,
    login: z.string(),
    person: z.string(),
    /** In the person's own words; null where they were erased, and for `schema`. */
    reason: z.string().nullable(),
    /** Which parts of the database differ; empty but for `schema`. */
    changed: z.array(schemaPart),
  }),
]);
export const registerInput = z.strictObject({ before: z.int().nullable() });
export const registerOutput = z.strictObject({ rows: z.array(registerRow), next: z.int().nullable() });
export type RegisterRow = z.infer<typeof registerRow>;
