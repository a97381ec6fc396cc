import { z } from 'zod';
import { day, instant, uuid } from './values.ts';

export const recordingState = z.enum(['available', 'destroyed']);

/** One recorded part of a call: a transferred call has several legs under one call group. */
export const leg = z.strictObject({
  recording: uuid,
  startedAt: instant,
  durationMs: z.int().min(0),
  extension: z.string(),
  department: z.string(),
  answeredBy: z.string(),
  state: recordingState,
  destroyedOn: day.nullable(),
  destructionProtocol: z.string().nullable(),
});

/** A recording as a listener sees it once it was opened: from then on with the whole number. `part` counts the legs of one call. */
export const openedFacts = z.strictObject({
  recording: uuid,
  startedAt: instant,
  durationMs: z.int().min(0),
  callerNumber: z.string().nullable(),
  extension: z.string(),
  department: z.string(),
  answeredBy: z.string(),
  part: z.int(),
  parts: z.int(),
});

/** A call as one row of the list; `legs` in the order in which they were spoken. */
export const call = z.strictObject({
  group: z.string(),
  startedAt: instant,
  durationMs: z.int().min(0),
  /** The last three digits; null when the number was withheld (or erased with the recording). */
  callerTail: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
  legs: z.array(leg).min(1),
});

/**
 * §4.1: no list without a day or at least five digits of the number; with a case number the days may be
 * a range of up to 31 days.
 */
export const searchFilter = z
  .strictObject({
    case: z.string().max(60).nullable(),
    day: day.nullable(),
    dayTo: day.nullable(),
    /** `HH:MM`, Europe/Warsaw: calls that began within 30 minutes of it. */
    around: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .nullable(),
    digits: z
      .string()
      .regex(/^\d{3,15}$/)
      .nullable(),
    minSeconds: z.int().min(1).max(86_400).nullable(),
  })
  .refine((filter) => filter.day !== null || (filter.digits?.length ?? 0) >= 5);

export const cursor = z.strictObject({ startedAt: z.string(), id: uuid });
export const searchInput = z.strictObject({ filter: searchFilter, after: cursor.nullable() });
export const searchOutput = z.strictObject({ calls: z.array(call), next: cursor.nullable() });

/** A field that a legal basis asks for, once per case (§4.1: the ground is structured, not free text). */
export const basisField = z.strictObject({ code: z.string(), label: z.string(), example: z.string() });
export const basisSentence = z.strictObject({ code: z.string(), text: z.string() });
export const basis = z.strictObject({
  code: z.string(),
  label: z.string(),
  shortLabel: z.string(),
  purpose: z.string(),
  /** The statement that approving makes, e.g. „Oświadczam, że skarga mnie nie dotyczy.”; null where none is due. */
  statement: z.string().nullable(),
  fields: z.array(basisField),
  sentences: z.array(basisSentence),
});
/** `known`: values already given for the same case in an earlier act, so that they are asked only once. */
export const basesInput = z.strictObject({ case: z.string().max(60) });
export const basesOutput = z.strictObject({ bases: z.array(basis), known: z.record(z.string(), z.string()) });

export type Leg = z.infer<typeof leg>;
export type Call = z.infer<typeof call>;
export type SearchFilter = z.infer<typeof searchFilter>;
export type Cursor = z.infer<typeof cursor>;
export type Basis = z.infer<typeof basis>;
