import { create } from 'zustand';
import { personal } from '../memory.ts';
import { aidsOf, changeAids, useAids } from '../player/aids.ts';
import { playerOf, useStage } from '../player/stage.ts';
import { firstView, isDrawnInParts } from '../player/view.ts';

type Before = {
  recording: string | null;
  /** How wide the drawing of a long call was, in milliseconds; null: none was drawn in parts yet. */
  spanMs: number | null;
};

const useBefore = personal(create<Before>()(() => ({ recording: null, spanMs: null })));

// The next call of a review sounds and is drawn as the one before was left; speed and volume stay anyway.
useStage.subscribe(({ stage }) => {
  const { open, state } = playerOf(stage) ?? {};
  const { recording: before, spanMs } = useBefore.getState();
  if (open?.position === undefined || state === undefined || open.recording === before) return;
  const aids = useAids.getState();
  const { balance, view } = aidsOf(aids, before ?? '');
  const span = view === null ? spanMs : view[1] - view[0];
  useBefore.setState({ recording: open.recording, spanMs: span });
  if (aids.of[open.recording] !== undefined) return;
  const isWide = span !== null && isDrawnInParts(open.durationMs);
  const { positionMs } = state.getState();
  changeAids(open.recording, {
    balance,
    view: isWide ? firstView(open.durationMs, positionMs, span) : null,
  });
});
