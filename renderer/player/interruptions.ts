import { listen } from '../api.ts';
import { limits } from '../limits.ts';
import { watchOutputs } from './output.ts';
import { watchMediaKeys } from './keys.ts';
import { forgetPending, loadSettings } from './settings.ts';
import { warmAudio } from './sound.ts';
import { pauseAndAsk, stopped, useStage } from './stage.ts';
import { actOnKey } from './controls.ts';

/** Watches what may end the sound from outside, while a person is signed in. Returns the function that ends the watching. */
export function watchPlayer(): () => void {
  warmAudio();
  void loadSettings();
  const ends = [
    forgetPending,
    watchMediaKeys(navigator.mediaSession, isPlaying, actOnKey),
    listen('playback.stopped', ({ opening, reason }) => stopped(opening, reason)),
    watchUntouched(window, limits().idle.untouchedMinutes * 60_000, isPlaying, () =>
      pauseAndAsk('untouched'),
    ),
    watchOutputs(pauseForDevice),
  ];
  return () => ends.forEach((end) => end());
}

function isPlaying(): boolean {
  const { stage } = useStage.getState();
  return stage.kind === 'open' && stage.player.state.getState().playing;
}

/**
 * SECURITY: headphones that are pulled out must not let a caller be heard in the room. Which device the system turns to next is not
 * told in time, so every change of them pauses; going on is for the person to decide.
 */
function pauseForDevice(): void {
  if (isPlaying()) pauseAndAsk('device');
}

const lookEveryMs = 10_000;
const touches = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Calls `onExpire` when `isPlaying` held and nothing was touched for `limitMs`: the sound may be playing to an empty room. Typing is
 * touching. Returns the function that ends the watching.
 */
export function watchUntouched(
  page: EventTarget,
  limitMs: number,
  isPlaying: () => boolean,
  onExpire: () => void,
): () => void {
  let touchedAt = Date.now();
  const touch = (): void => {
    touchedAt = Date.now();
  };
  for (const name of touches) page.addEventListener(name, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    if (!isPlaying() || Date.now() - touchedAt < limitMs) return;
    touch();
    onExpire();
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const name of touches) page.removeEventListener(name, touch, { capture: true });
  };
}
