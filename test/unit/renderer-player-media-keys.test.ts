import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchMediaKeys } from '../../renderer/player/keys.ts';

/** The media keys, as the system hands them to the page. */

const handlers = new Map<string, () => void>();
let shown: { title: string; artist?: string } | null;
let playing: boolean;
let done: string[];
let letGo: () => void;

beforeEach(() => {
  handlers.clear();
  [shown, playing, done] = [null, false, []];
  vi.stubGlobal('MediaMetadata', function (this: object, said: object) {
    Object.assign(this, said);
  });
  const session = {
    setActionHandler: (action: string, handler: (() => void) | null) =>
      handler === null ? handlers.delete(action) : handlers.set(action, handler),
    set metadata(said: { title: string } | null) {
      shown = said;
    },
  };
  letGo = watchMediaKeys(
    session as unknown as MediaSession,
    () => playing,
    (action) => void done.push(action),
  );
});
afterEach(() => vi.unstubAllGlobals());

const press = (...actions: string[]): void => actions.forEach((action) => handlers.get(action)?.());

it('play and pause do what they say, not the opposite', () => {
  press('pause', 'stop', 'play');
  playing = true;
  press('play', 'pause', 'stop');
  expect(done).toEqual(['toggle', 'toggle', 'toggle']);
});

it('back and forward go five seconds, whatever the key is called', () => {
  press('previoustrack', 'seekbackward', 'nexttrack', 'seekforward');
  expect(done).toEqual(['back5', 'back5', 'forward5', 'forward5']);
});

it('the system is told the name of the program and nothing else', () => {
  expect({ ...shown }).toEqual({ title: 'Odsłuch' });
});

it('nothing is left behind', () => {
  letGo();
  expect(handlers.size).toBe(0);
  expect(shown).toBeNull();
});
