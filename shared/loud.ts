import type { Range } from './values.ts';

/** Of 127: what is quieter is the noise of a telephone line, however quiet the speaker is. */
const noise = 4;

/** Where one channel is heard, as finely as its columns tell. `values`: 0–127, the loudest of each column. */
export function loudRanges(values: Uint8Array, durationMs: number): Range[] {
  const least = Math.max(noise, usualLoudness(values) / 8);
  const edge = (column: number): number => Math.round((column * durationMs) / values.length);
  const ranges: Range[] = [];
  let begin = -1;
  // One column more than there are ends a stretch that lasts to the end.
  for (let column = 0; column <= values.length; column += 1) {
    const loud = (values[column] ?? 0) > least;
    if (loud && begin < 0) begin = column;
    if (loud || begin < 0) continue;
    ranges.push([edge(begin), edge(column)]);
    begin = -1;
  }
  return ranges;
}

/** How loud a channel is where it is loud: one shout must not make everything else a silence. */
export function usualLoudness(values: Uint8Array): number {
  const loud = values.filter((value) => value > noise).sort();
  return loud[Math.floor(loud.length * 0.75)] ?? 0;
}

/** Stretches with shorter pauses between them than `pauseMs` become one. */
export function joined(ranges: readonly Range[], pauseMs: number): Range[] {
  const whole: Range[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last !== undefined && range[0] - last[1] < pauseMs) whole[whole.length - 1] = [last[0], range[1]];
    else whole.push([...range]);
  }
  return whole;
}
