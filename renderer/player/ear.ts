import { createStore, type StoreApi } from 'zustand/vanilla';
import { mergeRanges } from '../../shared/heard.ts';
import type { Range } from '../../shared/values.ts';
import type { Landmarks } from './landmarks.ts';
import type { Speech } from './speech.ts';

/** The contract's limit of stretches in one report. */
export const maxRanges = 150;

/**
 * What was really played. `at` is where the stretch that is running now was last seen, in milliseconds;
 * null while nothing runs. `ranges` is sorted, merged and in whole milliseconds.
 */
export type Hearing = { readonly ranges: readonly Range[]; readonly at: number | null };

export const nothingHeard: Hearing = { ranges: [], at: null };

/** Playing begins at a place, after a start or after a jump. */
export function startHearing(hearing: Hearing, ms: number): Hearing {
  return { ranges: hearing.ranges, at: Math.round(ms) };
}

/**
 * The sound has moved on. Only a step that playing can explain counts as heard: forward, and no longer than
 * `atMostMs`, the time that passed times the speed. Anything else was a jump that came without its event.
 */
export function moveHearing(hearing: Hearing, ms: number, atMostMs: number): Hearing {
  const to = Math.round(ms);
  const from = hearing.at;
  if (from === null || to < from || to - from > atMostMs) return startHearing(hearing, to);
  if (to === from) return hearing;
  return { ranges: mergeRanges([...hearing.ranges, [from, to]]), at: to };
}

/** Playing ends, or is about to jump: the stretch is closed where it was last seen. */
export function stopHearing(hearing: Hearing): Hearing {
  return { ranges: hearing.ranges, at: null };
}

/**
 * As many stretches as one report may hold. Past the limit the smallest gaps are closed: the protocol may then
 * name a moment that was skipped, it never leaves out one that was heard.
 */
export function reportable(ranges: readonly Range[]): Range[] {
  const merged = mergeRanges(ranges);
  while (merged.length > maxRanges) {
    const smallest = smallestGap(merged);
    const before = merged[smallest - 1];
    const after = merged[smallest];
    if (before === undefined || after === undefined) return merged;
    merged.splice(smallest - 1, 2, [before[0], after[1]]);
  }
  return merged;
}

/** Index of the stretch whose distance to the one before it is the smallest. */
function smallestGap(merged: readonly Range[]): number {
  let best = 1;
  let bestGap = Infinity;
  merged.forEach((range, index) => {
    const before = merged[index - 1];
    if (before === undefined) return;
    const gap = range[0] - before[1];
    if (gap < bestGap) [best, bestGap] = [index, gap];
  });
  return best;
}

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
type Ear = {
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

/** Where nothing was played yet. */
export const atRest: PlayerState = {
  positionMs: 0,
  placedMs: 0,
  playing: false,
  hearing: nothingHeard,
  drawing: 'flat',
  peaks: null,
  loudness: [],
  speech: null,
  landmarks: null,
};

export function createEar(media: HTMLMediaElement, durationMs: number): Ear {
  const place = (): number => Math.min(Math.round(media.currentTime * 1000), durationMs);
  const state = createStore<PlayerState>()(() => ({ ...atRest, positionMs: place(), placedMs: place() }));
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
