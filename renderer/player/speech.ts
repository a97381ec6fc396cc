import { joined, loudRanges } from '../../shared/loud.ts';
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
