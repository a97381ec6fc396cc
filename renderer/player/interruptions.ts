import { listen } from '../api.ts';
import { limits } from '../limits.ts';
import { watchOutputs } from './output.ts';
import { watchMediaKeys } from './media-keys.ts';
import { stopped } from './opening.ts';
import { forgetPending, loadSettings } from './settings.ts';
import { warmAudio } from './sound.ts';
import { useStage } from './stage.ts';
import { actOnKey } from './controls.ts';
import { watchUntouched } from './untouched.ts';

let users = 0;
let stop: (() => void) | undefined;

/**
 * Watches what may end the sound from outside, once for the whole page however many components ask for it.
 * Returns the function that takes one user away; the last one ends the watching.
 */
export function watch(): () => void {
  users += 1;
  if (users === 1) stop = start();
  return () => {
    users -= 1;
    if (users === 0) stop?.();
  };
}

function start(): () => void {
  warmAudio();
  void loadSettings();
  const ends = [
    forgetPending,
    watchMediaKeys(navigator.mediaSession, isPlaying, actOnKey),
    listen('playback.stopped', ({ opening, reason }) => stopped(opening, reason)),
    watchUntouched(window, limits().idle.untouchedMinutes * 60_000, isPlaying, () =>
      askWhetherToGoOn('untouched'),
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
  if (isPlaying()) askWhetherToGoOn('device');
}

function askWhetherToGoOn(askedFor: 'untouched' | 'device'): void {
  const { stage } = useStage.getState();
  if (stage.kind !== 'open') return;
  stage.player.pause();
  useStage.setState({ asking: true, askedFor });
}
