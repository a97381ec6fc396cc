import { create } from 'zustand';
import type { PlayerSettings } from '../../shared/playback.ts';
import { call } from '../api.ts';
import { personal } from '../memory.ts';

/** How the person who is signed in likes to listen. */
export const useSettings = personal(
  create<PlayerSettings>()(() => ({
    ...{ rate: 1, volume: 0.8, more: false, rewind: false },
    ...{ bothEars: false, level: false, output: '' },
  })),
);

/** A slider that is drawn along changes many times a second; what counts is where it rests. */
const restMs = 400;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes up how the person who has just signed in likes to listen; what they changed meanwhile stays. */
export async function loadSettings(): Promise<void> {
  const before = useSettings.getState();
  // Nothing depends on it: without an answer the program plays as on the first day.
  const { settings } = await call('playback.settings', {}).catch(() => ({ settings: null }));
  if (settings !== null && useSettings.getState() === before) useSettings.setState(settings);
}

/** Keeps for the person how this recording and the next ones sound. */
export function keepSettings(change: Partial<PlayerSettings>): void {
  useSettings.setState(change);
  clearTimeout(timer);
  // A profile that cannot be written keeps nothing; this session goes on as it was set.
  timer = setTimeout(
    () => void call('playback.keepSettings', useSettings.getState()).catch(() => undefined),
    restMs,
  );
}

/** The person signs out: what is not yet kept would be kept for the next one. */
export function forgetPending(): void {
  clearTimeout(timer);
}

/** Speed (with the pitch kept) and volume of a media element. */
export function applySettings(media: HTMLMediaElement, { rate, volume }: PlayerSettings): void {
  media.preservesPitch = true;
  media.defaultPlaybackRate = rate;
  media.playbackRate = rate;
  media.volume = volume;
}
