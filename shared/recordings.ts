import { z } from 'zod';
import { position } from './ledger/quality.ts';
import { purpose } from './purposes.ts';
import { day, instant, uuid } from './values.ts';
import { addMonths, legalDay } from './warsaw.ts';

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
  /** Evidence in proceedings: kept until they have ended (§3.4). */
  held: z.boolean().optional(),
});

/** §3.4: the last legal day on which a recording that began at `startedAt` may be heard: twelve months, that day included. */
export function lastDayOf(startedAt: string): string {
  return lastDayOn(legalDay(new Date(startedAt)));
}

/** The same of a recording that began on a legal day. */
export function lastDayOn(began: string): string {
  return addMonths(began, 12);
}

/** The last three digits of a number; null when it was withheld (or erased with the recording). */
const callerTail = z
  .string()
  .regex(/^\d{3}$/)
  .nullable();

/** A recording as it is shown before it was opened, out of its signed entry; what that leaves open is empty. */
export const shownFacts = z.strictObject({
  startedAt: instant,
  durationMs: z.int().min(0),
  extension: z.string(),
  department: z.string(),
  answeredBy: z.string(),
  callerTail,
});

/**
 * What is told of a recording that was drawn for a plan, before it is opened.
 * SECURITY: § 2: neither who called, nor by which telephone, nor who answered.
 */
export const drawnFacts = shownFacts.pick({ startedAt: true, durationMs: true, department: true });

/**
 * A recording as a listener sees it once it was opened: from then on with the whole number. `part` counts the legs of one call. Of what was drawn for a
 * plan `position` says where in the draw it stands; number, extension and who answered are null there for good.
 */
export const openedFacts = z.strictObject({
  recording: uuid,
  startedAt: instant,
  durationMs: z.int().min(0),
  callerNumber: z.string().nullable(),
  extension: z.string().nullable(),
  department: z.string(),
  answeredBy: z.string().nullable(),
  part: z.int(),
  parts: z.int(),
  position: position.optional(),
});

/** A call as one row of the list; `legs` in the order in which they were spoken. */
export const call = z.strictObject({
  group: z.string(),
  startedAt: instant,
  durationMs: z.int().min(0),
  callerTail,
  /** How many calls of its number began within the days that are asked for, itself among them; 1 where no day is asked or it has none. */
  times: z.int().min(1),
  legs: z.array(leg).min(1),
});

/** A time of a clock in Warsaw, `HH:MM`. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Typed words of a condition; blanks around them mean nothing. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '');

/** Minutes on each side of `around` where the person chose none. */
export const aroundMinutes = 30;

/**
 * The office's own rule, so that a search looks for somebody's call and not through everybody's (data protection law, GDPR art. 5(1)(c)): no
 * list without a day or at least five digits of the number; with a case number the days may be a range of up to 31 days. A call is found when it meets every condition; what is asked about who answered
 * and for how long must be true of one and the same leg.
 */
export const searchFilter = z
  .strictObject({
    case: z.string().max(60).nullable(),
    day: day.nullable(),
    dayTo: day.nullable(),
    /** Calls that began near this time, `aroundMinutes` (30 where null) before or after it, both ends included. */
    around: clock.nullable(),
    aroundMinutes: z.int().min(1).max(720).nullable(),
    /** A window of hours instead, both ends included; both set or neither, `hourTo` at most `24:00`. */
    hourFrom: clock.nullable(),
    hourTo: z.union([clock, z.literal('24:00')]).nullable(),
    /** The last 3 to 5 digits of the number; or all of it: 9 digits of a Polish one, or `+` and the country first. */
    digits: z
      .string()
      .regex(/^(\d{3,5}|\d{9}|\+[1-9]\d{6,14})$/)
      .nullable(),
    /** Calls without a number; destroyed ones are not among them, for their number was erased. */
    withheld: z.boolean(),
    /** Other calls with the number of this recording; stands for a day as five digits do. */
    sameNumberAs: uuid.nullable(),
    /** The extension as a whole. */
    extension: words(40).nullable(),
    /** How a word of the department's name begins, in any case of letters, with or without Polish marks. */
    department: words(200).nullable(),
    /** The same of the name of the person who answered. */
    answeredBy: words(100).nullable(),
    minSeconds: z.int().min(1).max(86_400).nullable(),
  })
  .refine(
    ({ day, digits, sameNumberAs }) => day !== null || (digits?.length ?? 0) >= 5 || sameNumberAs !== null,
  )
  .refine(({ around, hourFrom }) => around === null || hourFrom === null)
  .refine(({ around, aroundMinutes }) => around !== null || aroundMinutes === null)
  .refine(({ hourFrom, hourTo }) => (hourFrom === null) === (hourTo === null))
  .refine(({ hourFrom, hourTo }) => hourFrom === null || hourTo === null || hourFrom <= hourTo)
  .refine(({ withheld, digits, sameNumberAs }) => !withheld || (digits === null && sameNumberAs === null));

/** A filter that asks for nothing; no search by itself. */
export const noFilter: z.infer<typeof searchFilter> = {
  case: null,
  day: null,
  dayTo: null,
  around: null,
  aroundMinutes: null,
  hourFrom: null,
  hourTo: null,
  digits: null,
  withheld: false,
  sameNumberAs: null,
  extension: null,
  department: null,
  answeredBy: null,
  minSeconds: null,
};

/** The orders of the list; numbers by the three digits that are shown, calls without one last. */
export const listSort = z.enum(['newest', 'oldest', 'caller-up', 'caller-down', 'shortest', 'longest']);

/** Where a page ended, in the order that was asked for; `place` is what the order goes by before start and id. */
export const cursor = z.strictObject({ place: z.int(), startedAt: z.string(), id: uuid });
export const searchInput = z.strictObject({ filter: searchFilter, sort: listSort, after: cursor.nullable() });
export const searchOutput = z.strictObject({ calls: z.array(call), next: cursor.nullable() });

/** Counting ends here: this many means „more than 100”. */
export const countedAtMost = 101;
/** Days that are named one by one. */
const namedDays = 3;
/** How many calls each of these filters would find, in their order, and on which days, where they are few: what loosening a condition would give. */
export const countsInput = z.strictObject({ filters: z.array(searchFilter).min(1).max(8) });
export const countsOutput = z.strictObject({
  counts: z.array(
    z.strictObject({ count: z.int().min(0).max(countedAtMost), days: z.array(day).max(namedDays) }),
  ),
});

/** A bar of the day's timeline: one call; on a day of more than 1,500 calls all that began within one minute. */
export const bar = z.strictObject({
  /** Of the first call. */
  startedAt: instant,
  /** Of the longest call. */
  durationMs: z.int().min(0),
  calls: z.int().min(1),
  /** How many of them the filter finds. */
  matching: z.int().min(0),
  /** The call as in the list; null where the bar is several. */
  group: z.string().nullable(),
});
/** All calls of the filter's one day, whatever else it asks, earliest first. */
export const outlineInput = z.strictObject({
  filter: searchFilter.refine(({ day, dayTo }) => day !== null && (dayTo === null || dayTo === day)),
});
export const outlineOutput = z.strictObject({ bars: z.array(bar) });

/** A case that the person listened for, with its newest act. */
export const recentCase = z.strictObject({
  case: z.string(),
  number: z.string(),
  state: z.enum(['started', 'completed', 'filed', 'unfinished']),
  openedAt: instant,
  filedOn: day.nullable(),
});
/** At most ten, the last opened first. */
export const recentCasesOutput = z.strictObject({ cases: z.array(recentCase) });

/** Columns of the list that a person may hide; the hour is always there. */
export const listColumns = ['caller', 'answered', 'extension', 'duration', 'state'] as const;
const listColumn = z.enum(listColumns);
/** How a person likes the list: kept for each person on the workstation. */
export const columnChoice = z.strictObject({
  hidden: z.array(listColumn).max(listColumns.length),
});
/** null before the first time. */
export const columnsOutput = z.strictObject({ choice: columnChoice.nullable() });

/** A field that a legal basis asks for, once per case (§4.1: the ground is structured, not free text). */
export const basisField = z.strictObject({
  code: z.string(),
  label: z.string(),
  example: z.string(),
  /** `day`: a legal day `YYYY-MM-DD`; `reference`: another body's number for the case. Without it: words. */
  kind: z.enum(['day', 'reference']).optional(),
  /** It may stay empty, and is then no part of the record. */
  optional: z.literal(true).optional(),
});
export const basisSentence = z.strictObject({ code: z.string(), text: z.string() });
export const basis = z.strictObject({
  code: z.string(),
  /** „what is done – article”; lists show the article alone. */
  label: z.string(),
  purpose,
  /** The statement that approving makes, e.g. „Oświadczam, że skarga mnie nie dotyczy.”; null where none is due. */
  statement: z.string().nullable(),
  fields: z.array(basisField),
  sentences: z.array(basisSentence),
  /** Whoever invokes it secures the recording as evidence (§3.4): it is kept until the proceedings have ended. */
  hold: z.literal(true).optional(),
  /**
   * Of the one that reviews of quality have (KP 22³ § 4): the work regulations that allow them, of which day, and when employees were told. It
   * serves plans alone.
   */
  plan: z.strictObject({ act: z.string().trim().min(1).max(100), actDay: day, informedOn: day }).optional(),
});
/** `known`: values already given for the same case in an earlier act, so that they are asked only once. */
export const basesInput = z.strictObject({ case: z.string().max(60) });
export const basesOutput = z.strictObject({ bases: z.array(basis), known: z.record(z.string(), z.string()) });

export type Leg = z.infer<typeof leg>;
export type Call = z.infer<typeof call>;
export type SearchFilter = z.infer<typeof searchFilter>;
export type ListSort = z.infer<typeof listSort>;
export type Cursor = z.infer<typeof cursor>;
export type Counted = z.infer<typeof countsOutput>['counts'][number];
export type Basis = z.infer<typeof basis>;
export type Bar = z.infer<typeof bar>;
export type ListColumn = z.infer<typeof listColumn>;
export type ColumnChoice = z.infer<typeof columnChoice>;
export type RecentCase = z.infer<typeof recentCase>;
export type BasisField = z.infer<typeof basisField>;
