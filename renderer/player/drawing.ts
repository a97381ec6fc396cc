import type { StoreApi } from 'zustand/vanilla';
import { usualLoudness } from '../../shared/loud.ts';
import type { OpenRecording } from '../../shared/playback.ts';
import { call } from '../api.ts';
import type { PlayerState } from './ear.ts';
import { landmarksOf } from './landmarks.ts';
import type { Sound } from './sound.ts';
import { speechOf } from './speech.ts';

const firstColumns = 2000;
const allColumns = 8000;
/** The peaks of a recording: one value each 20 ms. */
const peakMs = 20;
/** Columns this wide still find where somebody begins to speak. */
const fineMs = 50;

type Drawing = {
  /** Once sound runs: the drawing, and with it who is heard when. */
  draw(): Promise<void>;
  /** For a long recording: everything that its peaks tell, for who looks closely or goes by ear. */
  refine(): Promise<void>;
};

/** Fetches the peaks of an opened recording, coarse ones first; `hasEnded` says that nobody looks any more. */
export function createDrawing(
  { token, durationMs }: OpenRecording,
  sound: Sound,
  state: StoreApi<PlayerState>,
  hasEnded: () => boolean,
): Drawing {
  let refined = durationMs / allColumns <= fineMs;
  const fetch = async (columns: number): Promise<void> => {
    const { channels } = await call('playback.peaks', { token, columns });
    if (hasEnded()) return;
    sound.setPeaks(channels);
    state.setState({
      peaks: channels,
      loudness: channels.map(usualLoudness),
      speech: speechOf(channels, durationMs),
      landmarks: landmarksOf(channels, durationMs),
    });
  };
  const draw = async (): Promise<void> => {
    state.setState({ drawing: 'drawn' });
    try {
      await fetch(firstColumns);
      if (durationMs / peakMs > firstColumns && !hasEnded()) await fetch(allColumns);
    } catch {
      // The sound does not need the drawing; the page says that it is missing.
      if (!hasEnded()) state.setState({ drawing: 'failed' });
    }
  };
  const refine = async (): Promise<void> => {
    if (refined || state.getState().peaks === null || hasEnded()) return;
    refined = true;
    // Where this fails the coarse ones stay: they find fewer places, never false ones.
    await fetch(Math.ceil(durationMs / peakMs)).catch(() => undefined);
  };
  return { draw, refine };
}
