import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Hearing, moveHearing, nothingHeard, startHearing, stopHearing } from './heard.ts';
import type { Landmarks } from './landmarks.ts';
import type { Speech } from './speech.ts';

export type PlayerState = {
  positionMs: number;
  /** Where the sound that runs was begun or moved to. */
  placedMs: number;
  playing: boolean;
  /** What this opening has played; earlier openings of the same recording are in the act. */
  hearing: Hearing;
  /** The drawing is asked for once sound runs: it must not delay the first second. */
  drawing: 'flat' | 'drawn' | 'failed';
  /** The loudest of each column, 0–127, one array a channel; null until the drawing is there. */
  peaks: readonly Uint8Array[] | null;
  /** How loud each channel usually is, 0–127; empty until the drawing is there. */
  loudness: readonly number[];
  /** Who is heard when; null until the drawing is there. */
  speech: Speech | null;
  /** Places that one goes to by ear; null until the drawing is there. */
  landmarks: Landmarks | null;
};

/** Follows a media element: where it is, whether it runs, and what it really played. */
export type Ear = {
  readonly state: StoreApi<PlayerState>;
  /** Looks where the sound is; counts as heard only while it runs. */
  look(): void;
  /** Sound runs from a place on. */
  begin(ms: number): void;
  /** Sound rests: the stretch is closed where it is. */
  rest(): void;
  /** The place was changed, not heard. */
  jump(ms: number): void;
};

/** `timeupdate` comes about four times a second, and later when the machine is busy. */
const lateMs = 600;

export function createEar(media: HTMLMediaElement, durationMs: number): Ear {
  const place = (): number => Math.min(Math.round(media.currentTime * 1000), durationMs);
  const state = createStore<PlayerState>()(() => ({
    positionMs: place(),
    placedMs: place(),
    playing: false,
    hearing: nothingHeard,
    drawing: 'flat',
    peaks: null,
    loudness: [],
    speech: null,
    landmarks: null,
  }));
  let seenAt = performance.now();
  const change = (next: (hearing: Hearing) => Hearing): void =>
    state.setState(({ hearing }) => ({ hearing: next(hearing) }));

  const look = (): void => {
    const now = performance.now();
    const atMost = (now - seenAt) * media.playbackRate + lateMs;
    seenAt = now;
    const positionMs = place();
    state.setState({ positionMs });
    change((hearing) => (hearing.at === null ? hearing : moveHearing(hearing, positionMs, atMost)));
  };
  return {
    state,
    look,
    begin: (ms) => {
      // Already followed: `playing` came late, or after a jump. The stretch goes on from where it began.
      if (state.getState().hearing.at !== null) {
        state.setState({ playing: true });
        look();
        return;
      }
      seenAt = performance.now();
      state.setState({ playing: true, placedMs: Math.round(ms) });
      change((hearing) => startHearing(hearing, ms));
    },
    rest: () => {
      look();
      change(stopHearing);
    },
    jump: (ms) => {
      look();
      state.setState({ positionMs: Math.round(ms), placedMs: Math.round(ms) });
      change((hearing) => (state.getState().playing ? startHearing(hearing, ms) : hearing));
    },
  };
}
