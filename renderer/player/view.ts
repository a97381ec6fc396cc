import { useLayoutEffect } from 'react';
import type { Range } from '../../shared/values.ts';
import { aidsOf, changeAids, useAids } from './aids.ts';
import type { Player } from './player.ts';

/** Stretches that the drawing can be as wide as, in milliseconds; besides them the whole recording. */
const spans = [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000] as const;
/** A longer recording is drawn in parts, with the whole of it above. */
const firstSpanMs = 600_000;

/** Whether a recording is drawn in parts: more than ten minutes on one screen show no words any more. */
export function isDrawnInParts(durationMs: number): boolean {
  return durationMs > firstSpanMs;
}

/** What is drawn of a recording at first, `spanMs` wide: its beginning, or the part around where it is taken up again. */
export function firstView(durationMs: number, atMs: number, spanMs = firstSpanMs): Range {
  return placed(atMs, Math.min(spanMs, durationMs), durationMs, 0.05);
}

/** The next width that is offered, around `atMs`; the same view where there is none. */
export function zoomed(view: Range, durationMs: number, atMs: number, to: 'closer' | 'wider'): Range {
  const span = view[1] - view[0];
  const next = to === 'closer' ? spans.filter((one) => one < span).at(-1) : spans.find((one) => one > span);
  if (next === undefined) return to === 'closer' ? view : [0, durationMs];
  if (next >= durationMs) return [0, durationMs];
  const inside = atMs >= view[0] && atMs <= view[1];
  return placed(inside ? atMs : (view[0] + view[1]) / 2, next, durationMs, 0.5);
}

/** The view that begins at `fromMs`, as near as the ends of the recording allow. */
export function moved(view: Range, fromMs: number, durationMs: number): Range {
  return placed(fromMs, view[1] - view[0], durationMs, 0);
}

/** The view with the place in it: the same one, or, where the place has left it, the one that begins a little before. */
export function showing(view: Range, atMs: number, durationMs: number): Range {
  if (atMs >= view[0] && atMs <= view[1]) return view;
  return placed(atMs, view[1] - view[0], durationMs, 0.05);
}

/** So wide a view with a place at this part of it, within the recording; it begins at a round time where it can. */
function placed(atMs: number, span: number, durationMs: number, part: number): Range {
  const round = span / 10;
  const from = Math.floor((atMs - span * part) / round) * round;
  const begin = Math.round(Math.max(0, Math.min(from, durationMs - span)));
  return [begin, Math.round(begin + span)];
}

/**
 * The stretch of a recording that is drawn; null = the whole. It follows the sound where that leaves it by playing on or by
 * a jump; one that the listener moved away from the sound stays.
 */
export function useView(player: Player | null): Range | null {
  const kept = useAids((state) => (player === null ? null : aidsOf(state, player.open.recording).view));
  // Before anything is painted: it would be seen to jump.
  useLayoutEffect(() => (player === null ? undefined : follow(player)), [player]);
  return kept;
}

function follow(player: Player): (() => void) | undefined {
  const { recording, durationMs } = player.open;
  if (!isDrawnInParts(durationMs)) return undefined;
  const viewNow = (): Range | null => aidsOf(useAids.getState(), recording).view;
  const show = (ms: number): void => {
    const view = viewNow();
    const next = view === null ? firstView(durationMs, ms) : showing(view, ms, durationMs);
    if (next !== view) changeAids(recording, { view: next });
  };
  show(player.state.getState().positionMs);
  return player.state.subscribe((now, before) => {
    if (now.placedMs !== before.placedMs) show(now.placedMs);
    const view = viewNow();
    const left = view !== null && before.positionMs <= view[1] && now.positionMs > view[1];
    if (left && before.positionMs >= view[0]) show(now.positionMs);
  });
}
