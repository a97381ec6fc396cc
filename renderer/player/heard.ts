import { mergeRanges } from '../../shared/heard.ts';
import type { Range } from '../../shared/values.ts';

/** The contract's limit of stretches in one report. */
export const maxRanges = 150;

/**
 * What was really played. `at` is where the stretch that is running now was last seen, in milliseconds;
 * null while nothing runs. `ranges` is sorted, merged and in whole milliseconds.
 */
export type Hearing = { readonly ranges: readonly Range[]; readonly at: number | null };

export const nothingHeard: Hearing = { ranges: [], at: null };

/** Playing begins at a place, after a start or after a jump. */
export function startHearing(hearing: Hearing, ms: number): Hearing {
  return { ranges: hearing.ranges, at: Math.round(ms) };
}

/**
 * The sound has moved on. Only a step that playing can explain counts as heard: forward, and no longer than
 * `atMostMs`, the time that passed times the speed. Anything else was a jump that came without its event.
 */
export function moveHearing(hearing: Hearing, ms: number, atMostMs: number): Hearing {
  const to = Math.round(ms);
  const from = hearing.at;
  if (from === null || to < from || to - from > atMostMs) return startHearing(hearing, to);
  if (to === from) return hearing;
  return { ranges: mergeRanges([...hearing.ranges, [from, to]]), at: to };
}

/** Playing ends, or is about to jump: the stretch is closed where it was last seen. */
export function stopHearing(hearing: Hearing): Hearing {
  return { ranges: hearing.ranges, at: null };
}

/**
 * As many stretches as one report may hold. Past the limit the smallest gaps are closed: the protocol may then
 * name a moment that was skipped, it never leaves out one that was heard.
 */
export function reportable(ranges: readonly Range[]): Range[] {
  const merged = mergeRanges(ranges);
  while (merged.length > maxRanges) {
    const smallest = smallestGap(merged);
    const before = merged[smallest - 1];
    const after = merged[smallest];
    if (before === undefined || after === undefined) return merged;
    merged.splice(smallest - 1, 2, [before[0], after[1]]);
  }
  return merged;
}

/** Index of the stretch whose distance to the one before it is the smallest. */
function smallestGap(merged: readonly Range[]): number {
  let best = 1;
  let bestGap = Infinity;
  merged.forEach((range, index) => {
    const before = merged[index - 1];
    if (before === undefined) return;
    const gap = range[0] - before[1];
    if (gap < bestGap) [best, bestGap] = [index, gap];
  });
  return best;
}
