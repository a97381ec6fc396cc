import type { Range } from '../../shared/values.ts';

/** Seconds that may lie between two labels of a timeline: round for a person who reads a clock. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** From an hour on every label of a recording shows its hours, so that 1:05:00 is never read as 65 minutes. */
export function isLong(durationMs: number): boolean {
  return durationMs >= 3_600_000;
}

/**
 * Where labels stand, in milliseconds, for a stretch of a recording drawn `width` pixels wide, so that labels `labelWidth`
 * pixels apart never touch. All are round times; one that would not fit before the end is left out.
 */
export function ticks([from, to]: Range, width: number, labelWidth: number): number[] {
  if (to <= from || width <= 0) return [from];
  const least = ((labelWidth / width) * (to - from)) / 1000;
  const step = (steps.find((candidate) => candidate >= least) ?? Math.ceil(least / 3600) * 3600) * 1000;
  const marks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  const lastFits = ((to - (marks.at(-1) ?? from)) / (to - from)) * width >= labelWidth / 3;
  return lastFits || marks.length === 1 ? marks : marks.slice(0, -1);
}
