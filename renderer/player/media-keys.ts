import type { KeyAction } from './keys.ts';

/**
 * The media keys of a keyboard, a headset or a pedal that sends them, also while another program is in front: play, pause,
 * stop, and back and forward, which go five seconds as F7 and F9 do. Returns the function that lets go of them.
 */
export function watchMediaKeys(
  session: MediaSession,
  isPlaying: () => boolean,
  act: (action: KeyAction) => void,
): () => void {
  const stop = (): void => {
    if (isPlaying()) act('toggle');
  };
  const handlers: Partial<Record<MediaSessionAction, () => void>> = {
    play: () => {
      if (!isPlaying()) act('toggle');
    },
    pause: stop,
    stop,
    previoustrack: () => act('back5'),
    nexttrack: () => act('forward5'),
    seekbackward: () => act('back5'),
    seekforward: () => act('forward5'),
  };
  const actions = Object.keys(handlers) as MediaSessionAction[];
  for (const action of actions) session.setActionHandler(action, handlers[action] ?? null);
  // SECURITY: the system shows this beside its own play button, also on a locked screen; without it, it would show the
  // title of the window, in which the case stands.
  session.metadata = new MediaMetadata({ title: 'Odsłuch' });
  return () => {
    for (const action of actions) session.setActionHandler(action, null);
    session.metadata = null;
  };
}
