import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenRecording } from '../../shared/playback.ts';
import type { Range } from '../../shared/values.ts';
import { call } from '../api.ts';
import { type Hearing, moveHearing, nothingHeard, reportable, startHearing, stopHearing } from './heard.ts';
import type { Sound } from './sound.ts';

export type PlayerState = {
  positionMs: number;
  playing: boolean;
  /** What this opening has played; earlier openings of the same recording are in the act. */
  hearing: Hearing;
  /** The drawing is asked for once sound runs: it must not delay the first second. */
  drawing: 'flat' | 'drawn' | 'failed';
};

export type Settings = { rate: number; volume: number };

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
  set(settings: Settings): void;
  /** The stretches heard so far, as the contract takes them. */
  heard(): Range[];
  /** Ends the sound and takes it out of memory; the drawing and the place stay for the page to show. */
  halt(): void;
  dispose(): void;
};

const reportEveryMs = 2000;
/** `timeupdate` comes about four times a second and later when the machine is busy. */
const lateMs = 600;
const firstColumns = 2000;
const allColumns = 8000;
/** The peaks of a recording: one value each 20 ms. */
const peakMs = 20;

/** `onError` is called when the media element cannot go on. */
export function createPlayer(
  sound: Sound,
  open: OpenRecording,
  settings: Settings,
  onError: () => void,
): Player {
  const { media } = sound;
  const state = createStore<PlayerState>()(() => ({
    positionMs: Math.round(media.currentTime * 1000),
    playing: !media.paused,
    hearing: nothingHeard,
    drawing: 'flat',
  }));
  let seenAt = performance.now();
  let reporting: ReturnType<typeof setInterval> | undefined;
  let ended = false;

  const heard = (): Range[] => reportable(state.getState().hearing.ranges);
  const report = (playing: boolean): void => {
    // A report that is lost is made good by the next one: each holds everything heard so far. Should they stay
    // away, the main process itself stops the sound.
    call('playback.report', { opening: open.opening, ranges: heard(), playing }).catch(() => undefined);
  };
  /** Looks where the sound is. Counts as heard only while it runs. */
  const look = (): void => {
    const positionMs = Math.min(Math.round(media.currentTime * 1000), open.durationMs);
    const now = performance.now();
    const atMost = (now - seenAt) * media.playbackRate + lateMs;
    seenAt = now;
    state.setState(({ hearing }) => ({
      positionMs,
      hearing: hearing.at === null ? hearing : moveHearing(hearing, positionMs, atMost),
    }));
  };
  const begin = (): void => {
    seenAt = performance.now();
    state.setState(({ hearing }) => ({
      playing: true,
      hearing: startHearing(hearing, media.currentTime * 1000),
    }));
    if (state.getState().drawing === 'flat') void draw();
    if (reporting !== undefined) return;
    report(true);
    reporting = setInterval(() => report(true), reportEveryMs);
  };
  const endStretch = (): void => {
    look();
    state.setState(({ hearing }) => ({ hearing: stopHearing(hearing) }));
  };
  const rest = (): void => {
    endStretch();
    clearInterval(reporting);
    reporting = undefined;
    if (!state.getState().playing) return;
    state.setState({ playing: false });
    if (!ended) report(false);
  };
  const draw = async (): Promise<void> => {
    state.setState({ drawing: 'drawn' });
    const columns = open.durationMs / peakMs > firstColumns ? [firstColumns, allColumns] : [firstColumns];
    try {
      for (const count of columns) {
        const { channels } = await call('playback.peaks', { token: open.token, columns: count });
        if (ended) return;
        sound.setPeaks(channels);
      }
    } catch {
      // The sound does not need the drawing; the page says that it is missing.
      if (!ended) state.setState({ drawing: 'failed' });
    }
  };
  const listeners = {
    timeupdate: look,
    playing: begin,
    waiting: endStretch,
    pause: rest,
    ended: rest,
    error: onError,
  };
  const entries = Object.entries(listeners);
  for (const [name, listener] of entries) media.addEventListener(name, listener);

  const set = ({ rate, volume }: Settings): void => {
    look();
    media.preservesPitch = true;
    media.defaultPlaybackRate = rate;
    media.playbackRate = rate;
    media.volume = volume;
  };
  set(settings);
  sound.setLanes(open.channels.length);
  // The element was started before the decision; its `playing` may have come before anybody listened.
  if (!media.paused && media.readyState >= media.HAVE_FUTURE_DATA) begin();

  const halt = (): void => {
    if (ended) return;
    rest();
    ended = true;
    for (const [name, listener] of entries) media.removeEventListener(name, listener);
    sound.silence();
  };
  return {
    open,
    sound,
    state,
    // A refused play() shows in the element's own events: `pause` where it was taken back, `error` where it failed.
    play: () => void media.play().catch(() => undefined),
    pause: () => media.pause(),
    seek: (ms) => {
      const to = Math.min(Math.max(0, ms), open.durationMs);
      endStretch();
      media.currentTime = to / 1000;
      state.setState(({ hearing, playing }) => ({
        positionMs: Math.round(to),
        hearing: playing ? startHearing(hearing, to) : hearing,
      }));
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
