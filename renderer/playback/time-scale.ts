/** Seconds that may lie between two labels of a timeline: round for a person who reads a clock. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** From an hour on every label of a recording shows its hours, so that 1:05:00 is never read as 65 minutes. */
export function isLong(durationMs: number): boolean {
  return durationMs >= 3_600_000;
}

/**
 * Where labels stand, in milliseconds, for a recording drawn `width` pixels wide, so that labels `labelWidth`
 * pixels apart never touch. The first is 0; one that would not fit before the end is left out.
 */
export function ticks(durationMs: number, width: number, labelWidth: number): number[] {
  if (durationMs <= 0 || width <= 0) return [0];
  const seconds = durationMs / 1000;
  const least = (labelWidth / width) * seconds;
  const step = steps.find((candidate) => candidate >= least) ?? Math.ceil(least / 3600) * 3600;
  const marks: number[] = [];
  for (let at = 0; at <= seconds; at += step) marks.push(at * 1000);
  const lastFits = ((seconds * 1000 - (marks.at(-1) ?? 0)) / durationMs) * width >= labelWidth / 3;
  return lastFits || marks.length === 1 ? marks : marks.slice(0, -1);
}
