import { z } from 'zod';
import { completeness, gapCauses, gapKinds } from './ledger/completeness.ts';
import { day, instant } from './values.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** The days of a month. */
export const completenessInput = z.strictObject({ month });

/** As the database tells it; `entries` are checked before anything of them is shown. */
export const completenessTold = z.strictObject({
  today: day,
  /** The first day that was ever held against call records; null = none was. */
  first: day.nullable(),
  /** Gaps of any month that nobody explained: all of them, and those that the desk is asked about by now. */
  waiting: z.int(),
  late: z.int(),
  /** The newest day with one that waits for whoever asks. */
  newest: day.nullable(),
  /** Calls that were recorded today, and when the last of them began. */
  soFar: z.strictObject({ count: z.int(), last: instant.nullable() }),
  /** Who had an extension on a day on which there is a gap. */
  holders: z.array(z.strictObject({ day, extension: z.string(), person: z.string(), unit: z.string() })),
  /** The nearest recordings of the same day, before a call of which there is none and after it. */
  beside: z.array(
    z.strictObject({ day, call: z.string(), before: instant.nullable(), after: instant.nullable() }),
  ),
  entries: z.array(z.unknown()),
});

/** A day as the newest entry of it has it. */
const reconciledDay = z.strictObject({
  day,
  seq: z.int(),
  at: instant,
  ...{ answered: z.int(), hungUp: z.int(), recorded: z.int(), more: z.int() },
  /** Gaps that wait for somebody, and gaps that are explained. */
  ...{ waiting: z.int(), explained: z.int() },
});
export type ReconciledDay = z.infer<typeof reconciledDay>;

/** Whose turn it is: the administrator's; the desk's as well; nobody's, since it is explained, or found no more. */
export const gapStates = ['administrator', 'desk', 'explained', 'closed'] as const;

export type GapState = (typeof gapStates)[number];

const shownGap = z.strictObject({
  day,
  call: z.string(),
  startedAt: instant,
  extension: z.string(),
  /** Who had it then, by the extension directory. */
  person: z.string().nullable(),
  unit: z.string().nullable(),
  ...{ seconds: z.int(), recorded: z.int(), kind: z.enum(gapKinds) },
  state: z.enum(gapStates),
  /** The day from which on the desk is asked; the newest entry of the day. */
  due: day,
  seq: z.int(),
  /** When the day was last held against the call records: what is missing was missing then. */
  lookedAt: instant,
  /** The nearest recordings of that day, as the database has them; null where there is none, or nothing is missing. */
  ...{ before: instant.nullable(), after: instant.nullable() },
  explanation: z
    .strictObject({
      cause: z.enum(gapCauses),
      /** Null where the words are gone. */
      note: z.string().nullable(),
      person: z.string(),
      on: day,
    })
    .nullable(),
  /** The day on which it was found no more. */
  closedOn: day.nullable(),
});
export type ShownGap = z.infer<typeof shownGap>;

export const completenessOutput = z.strictObject({
  ...completenessTold.omit({ holders: true, beside: true, entries: true }).shape,
  /** Oldest first. */
  days: z.array(reconciledDay),
  /** Working days of the month of which there are no call records. */
  unknown: z.array(day),
  /** Newest first. */
  gaps: z.array(shownGap),
});
export type Completeness = z.infer<typeof completenessOutput>;

/**
 * How many calls somebody explained that are found no more: their recordings came, or the call records tell of them no more; which of the two no
 * entry says, so nobody may read „nagrano wszystkie” without them.
 */
export function formerGaps(gaps: readonly Pick<ShownGap, 'kind' | 'closedOn' | 'explanation'>[]): number {
  return gaps.filter(
    ({ kind, closedOn, explanation }) => kind !== 'extra' && closedOn !== null && explanation !== null,
  ).length;
}

/** How a number of calls is spoken in „of so many”: „z jednej”, „z dwóch”, „ze stu pięciu”. */
export function ofCalls(count: number): 'ofOne' | 'of' | 'ofHundred' {
  if (count === 1) return 'ofOne';
  return 100 <= count && count < 200 ? 'ofHundred' : 'of';
}

export const explainInput = completeness.explained.asks;
