import type { Range } from '../../shared/values.ts';

/** A stretch in which one channel is heard: its index and `[from, to)` in milliseconds. */
export type Turn = { readonly channel: number; readonly from: number; readonly to: number };

/**
 * Who is heard when, as the drawing shows it and as somebody who does not see the drawing can read it. `pauseMs` is the
 * shortest silence that ends a turn.
 */
export type Speech = { readonly turns: readonly Turn[]; readonly pauseMs: number };

/** More lines than this nobody listens to: a long call is told in longer stretches. */
export const mostTurns = 120;
const shortestPauseMs = 1000;
/** A click on the line is no speech. */
const shortestTurnMs = 200;
/** Of 127: what is quieter is the noise of a telephone line, however quiet the speaker is. */
const noise = 4;

/** `channels`: one value 0–127 a column, the loudest of its stretch, as `playback.peaks` gives them. */
export function speechOf(channels: readonly Uint8Array[], durationMs: number): Speech {
  const heard = channels.map((values) => loudRanges(values, durationMs));
  for (let pauseMs = shortestPauseMs; ; pauseMs *= 2) {
    const turns = turnsOf(heard, pauseMs);
    if (turns.length <= mostTurns) return { turns, pauseMs };
  }
}

/** Who speaks when, in the order of time. `heard`: the stretches of each channel; `pauseMs`: the silence that ends a turn. */
export function turnsOf(heard: readonly (readonly Range[])[], pauseMs = shortestPauseMs): Turn[] {
  return heard
    .flatMap((ranges, channel) =>
      joined(ranges, pauseMs)
        .filter(([from, to]) => to - from >= shortestTurnMs)
        .map(([from, to]) => ({ channel, from, to })),
    )
    .sort((a, b) => a.from - b.from || a.channel - b.channel);
}

/** Milliseconds for which a channel is heard. */
export function heardMs({ turns }: Speech, channel: number): number {
  return turns.reduce((sum, turn) => sum + (turn.channel === channel ? turn.to - turn.from : 0), 0);
}

/** Where one channel is heard, as finely as its columns tell. */
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
