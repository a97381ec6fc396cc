import { positionText } from './duration.ts';
import type { Range } from './values.ts';

/** Sorts and merges stretches of sound; stretches that touch become one. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Milliseconds that the stretches cover, each moment once. */
export function totalMs(ranges: readonly Range[]): number {
  return mergeRanges(ranges).reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * Stretches as they are read, by the second: `00:06–00:09`, and `00:11` for what stays within one. Those that share a second are one:
 * several jumps in a row would read „00:06–00:06, 00:06–00:07”. Entries keep the milliseconds. `long` as in `positionText`.
 */
export function heardTexts(ranges: readonly Range[], long = false): string[] {
  const secondOf = (ms: number): number => Math.floor(ms / 1000);
  const shown = (second: number): string => positionText(second * 1000, long);
  return mergeRanges(ranges.map(([from, to]) => [secondOf(from), secondOf(to)])).map(([from, to]) =>
    from === to ? shown(from) : `${shown(from)}–${shown(to)}`,
  );
}
