import { z } from 'zod';
import { code } from './quality.ts';

const count = z.int().min(0);

/** A department among the results of a criterion: the sum of its levels, of how many cards. */
const department = z.strictObject({ department: z.string(), sum: count, count: z.int().min(1) });

/** A criterion. What is left out here is not told anywhere. */
const row = z.strictObject({
  criterion: code,
  /** How many cards have the levels 0, 1, 2 and 3. */
  counts: z.array(count).length(4),
  /** How many say that it does not apply. */
  nd: count,
  /** Of all departments that have a card, in the order of the plan; null: all together alone. */
  departments: z.array(department).min(1).nullable(),
});

/** § 2: what came out of a review of quality, without persons: the cards whose words are there when its act is completed. */
export const results = z.strictObject({
  cards: count,
  persons: count,
  /** Of all that could be reached, in whole percent; null where a criterion is left out. */
  percent: z.int().min(0).max(100).nullable(),
  /** In the order of the plan, without those that are left out. */
  rows: z.array(row).max(9),
});
export type Results = z.infer<typeof results>;
export type ResultRow = Results['rows'][number];
