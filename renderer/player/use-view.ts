import { useLayoutEffect } from 'react';
import type { Range } from '../../shared/values.ts';
import { aidsOf, changeAids, useAids } from './aids.ts';
import type { Player } from './player.ts';
import { firstView, isDrawnInParts, showing } from './view.ts';

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
