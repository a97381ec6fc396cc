import type { ResultRow } from './ledger/results.ts';
import type { ShownResults } from './quality.ts';

/** So many reviews stand side by side, the newest at the end. */
const beside = 4;

/** A criterion over the reviews that are shown. */
export type Compared = {
  code: string;
  name: string;
  /** Its weight in the newest review that has it. */
  weight: number;
  /** Of each review, the oldest first: its sums; null: left out; undefined: it was not looked at there. */
  rows: readonly (ResultRow | null | undefined)[];
};

/** What page and table show of reviews, the oldest first. */
export function comparedOf(all: readonly ShownResults[]): { plans: ShownResults[]; criteria: Compared[] } {
  const newest = all.slice(0, beside);
  const plans = [...newest].reverse();
  const codes = [...new Set(newest.flatMap(({ criteria }) => criteria.map(({ code }) => code)))];
  const criteria = codes.map((code) => {
    const said = newest.flatMap((one) => one.criteria.filter((each) => each.code === code));
    return {
      ...{ code, weight: said[0]?.weight ?? 0 },
      name: said.find(({ name }) => name !== null)?.name ?? code,
      rows: plans.map((one) => {
        if (!one.criteria.some((each) => each.code === code)) return undefined;
        return one.rows.find(({ criterion }) => criterion === code) ?? null;
      }),
    };
  });
  return { plans, criteria };
}

/** How many cards of a criterion have a level. */
export const givenIn = ({ counts }: Pick<ResultRow, 'counts'>): number =>
  counts.reduce((sum, count) => sum + count, 0);

/** The mean of the levels of a criterion, in tenths, halves up. */
export function tenthsOf(row: Pick<ResultRow, 'counts'>): number {
  return tenths(
    row.counts.reduce((sum, count, level) => sum + level * count, 0),
    givenIn(row),
  );
}

export const tenths = (sum: number, count: number): number => Math.floor((20 * sum + count) / (2 * count));

/** `2,6` */
export const meanText = (mean: number): string => `${Math.floor(mean / 10)},${mean % 10}`;
