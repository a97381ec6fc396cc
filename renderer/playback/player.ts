import type { StoreApi } from 'zustand/vanilla';
import type { OpenRecording, PlayerSettings } from '../../shared/playback.ts';
import type { Range } from '../../shared/values.ts';
import { call } from '../api.ts';
import { applySettings } from './apply-settings.ts';
import type { Attempt } from './attempt.ts';
import { createEar, type PlayerState } from './ear.ts';
import { reportable } from './heard.ts';
import type { Sound } from './sound.ts';
import { speechOf } from './speech.ts';

/**
 * An opened recording, playing: the one owner of its sound, its reports and its listeners. It is made from an
 * OpenRecording, which only the answer to `playback.listen` holds: without a sealed record there is no player.
 */
export type Player = {
  readonly open: OpenRecording;
  readonly sound: Sound;
  readonly state: StoreApi<PlayerState>;
  play(): void;
  pause(): void;
  seek(ms: number): void;
  set(settings: PlayerSettings): void;
  /** The stretches heard so far, as the contract takes them. */
  heard(): Range[];
  /** Ends the sound and takes it out of memory; the drawing and the place stay for the page to show. */
  halt(): void;
  dispose(): void;
};

const reportEveryMs = 2000;
const firstColumns = 2000;
const allColumns = 8000;
/** The peaks of a recording: one value each 20 ms. */
const peakMs = 20;

/** `onError` is called when the media element cannot go on. */
export function createPlayer(
  attempt: Attempt,
  open: OpenRecording,
  settings: PlayerSettings,
  onError: () => void,
): Player {
  const { sound, fromMs } = attempt;
  const { media } = sound;
  const ear = createEar(media, open.durationMs);
  const { state } = ear;
  let reporting: ReturnType<typeof setInterval> | undefined;
  let ended = false;

  const heard = (): Range[] => reportable(state.getState().hearing.ranges);
  const report = (playing: boolean): void => {
    // A report that is lost is made good by the next one: each holds everything heard so far. Should they stay
    // away, the main process itself stops the sound.
    call('playback.report', { opening: open.opening, ranges: heard(), playing }).catch(() => undefined);
  };
  const begin = (ms: number): void => {
    ear.begin(ms);
    if (state.getState().drawing === 'flat') void draw();
    if (reporting !== undefined) return;
    report(true);
    reporting = setInterval(() => report(true), reportEveryMs);
  };
  const rest = (): void => {
    ear.rest();
    clearInterval(reporting);
    reporting = undefined;
    if (!state.getState().playing) return;
    state.setState({ playing: false });
    report(false);
  };
  const draw = async (): Promise<void> => {
    state.setState({ drawing: 'drawn' });
    const columns = open.durationMs / peakMs > firstColumns ? [firstColumns, allColumns] : [firstColumns];
    try {
      for (const count of columns) {
        const { channels } = await call('playback.peaks', { token: open.token, columns: count });
        if (ended) return;
        sound.setPeaks(channels);
        state.setState({ peaks: channels, speech: speechOf(channels, open.durationMs) });
      }
    } catch {
      // The sound does not need the drawing; the page says that it is missing.
      if (!ended) state.setState({ drawing: 'failed' });
    }
  };
  const listeners = Object.entries({
    timeupdate: ear.look,
    playing: () => begin(media.currentTime * 1000),
    waiting: ear.rest,
    pause: rest,
    ended: rest,
    error: onError,
  });
  for (const [name, listener] of listeners) media.addEventListener(name, listener);

  const set = (next: PlayerSettings): void => {
    ear.look();
    applySettings(media, next);
  };
  const halt = (): void => {
    if (ended) return;
    rest();
    ended = true;
    for (const [name, listener] of listeners) media.removeEventListener(name, listener);
    sound.silence();
  };

  sound.setLanes(open.channels.length);
  // The element was started before the decision; its `playing` may have come before anybody listened. Whatever it
  // played by then counts.
  if (!media.paused && media.readyState >= media.HAVE_FUTURE_DATA) {
    begin(fromMs);
    ear.look();
  }
  set(settings);
  // Likewise an error.
  if (media.error) queueMicrotask(onError);
  return {
    open,
    sound,
    state,
    // A refused play() shows in the element's own events: `pause` where it was taken back, `error` where it failed.
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    seek: (ms) => {
      const to = Math.min(Math.max(0, ms), open.durationMs);
      ear.jump(to);
      media.currentTime = to / 1000;
    },
    set,
    heard,
    halt,
    dispose: () => {
      halt();
      sound.dispose();
    },
  };
}
