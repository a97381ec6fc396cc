import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetPerson } from '../../renderer/memory.ts';
import { pauseSound } from '../../renderer/protocol/present.ts';
import { openListed, useStage } from '../../renderer/player/stage.ts';
import type { ListenOutput } from '../../shared/playback.ts';
import { act, first, id } from './renderer-player-opening.fixture.ts';
import { FakeSound } from './renderer-player-sound.fixture.ts';

/** „Dodaj osobę obecną” while a recording is being opened: whoever is not admitted yet hears nothing of it. */

const sounds: FakeSound[] = [];
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => {
    const sound = new FakeSound(token);
    sounds.push(sound);
    return sound;
  },
}));

/** The keeper's answer to the request to listen, given by the test. */
let answer: ((output: ListenOutput) => void) | null = null;
const output = {
  state: 'open',
  open: { ...first, opening: id(701), token: 't', act, channels: ['caller', 'office'] },
} as unknown as ListenOutput;

beforeEach(() => {
  sounds.length = 0;
  answer = null;
  const answers: Record<string, () => Promise<unknown>> = {
    'playback.prepare': () => Promise.resolve({ token: 't', durationMs: first.durationMs, shown: first }),
    'playback.listen': () => new Promise((resolve) => (answer = resolve)),
    'playback.peaks': () => Promise.resolve({ channels: [new Uint8Array(100), new Uint8Array(100)] }),
  };
  vi.stubGlobal('window', {
    office: {
      call: async (channel: string) => ({ ok: true, value: await (answers[channel]?.() ?? {}) }),
    },
  });
});
afterEach(() => {
  forgetPerson();
  vi.unstubAllGlobals();
});

it.each<[string, () => Promise<void>]>([
  ['before the keeper has answered', () => Promise.resolve()],
  [
    'once the keeper has answered, before the first sound',
    async () => {
      answer?.(output);
      await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
    },
  ],
])('INV-53 keeps it at rest: %s', async (_when, untilThen) => {
  const opening = openListed(first, { act });
  await vi.waitFor(() => expect(answer).not.toBeNull());
  expect(sounds[0]?.media.paused).toBe(false);
  await untilThen();
  pauseSound();
  answer?.(output);
  await opening;
  expect(sounds[0]?.media.paused).toBe(true);
  const { stage } = useStage.getState();
  expect(stage.kind).toBe('open');
  // The listener begins it, once it is settled who hears it.
  if (stage.kind === 'open') stage.player.play();
  expect(sounds[0]?.media.paused).toBe(false);
});
