import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeAids } from '../../renderer/player/aids.ts';
import type { Prepared } from '../../renderer/player/prepared.ts';
import { createPlayer, type Player } from '../../renderer/player/player.ts';
import { useSettings } from '../../renderer/player/settings.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import { act, call, id } from './renderer-player-opening.fixture.ts';
import { FakeSound } from './renderer-player-sound.fixture.ts';

/** A player whose sound is mixed for its listener, and whose output fails. */

const recording = id(1);
let sound: FakeSound;
let player: Player;
let broken: number;
/** The drawing of the recording comes. */
let drawn: () => void;

beforeEach(() => {
  forgetPerson();
  broken = 0;
  const channels = [new Uint8Array(100).fill(16), new Uint8Array(100).fill(128)];
  const peaks = new Promise<object>((resolve) => {
    drawn = () => resolve({ channels });
  });
  vi.stubGlobal('window', {
    office: {
      call: async (channel: string) => ({ ok: true, value: channel === 'playback.peaks' ? await peaks : {} }),
    },
  });
  sound = new FakeSound('t');
  player = playerOn(sound);
  sound.media.runTo(0);
});
afterEach(() => {
  player.dispose();
  vi.unstubAllGlobals();
});

function playerOn(sound: FakeSound): Player {
  const prepared = { recording, token: 't', sound, fromMs: 0 } as unknown as Prepared;
  const { startedAt } = call;
  const open = {
    ...{
      recording,
      act,
      startedAt,
      token: 't',
      opening: id(700),
      durationMs: 192_000,
      protocol: 'PO/12/2026',
    },
    ...{ extension: '214', department: '', answeredBy: '', part: 1, parts: 1, callerNumber: null, seq: 1 },
  };
  return createPlayer(
    prepared,
    { ...open, announced: false, firstWord: 0, channels: ['caller', 'office'] },
    useSettings.getState(),
    () => (broken += 1),
  );
}

const gains = (): readonly number[] | undefined => sound.mixes.at(-1)?.gains;

describe('the ears of a player', () => {
  it('hear at once what was muted, of this recording alone', () => {
    changeAids(id(2), { muted: [0] });
    expect(gains()).toEqual([1, 1]);
    changeAids(recording, { muted: [1] });
    expect(gains()).toEqual([1, 0]);
  });

  it('get both voices at one loudness once it is known how loud they are', async () => {
    player.set({ ...useSettings.getState(), level: true });
    expect(sound.mixes.at(-1)).toMatchObject({ gains: [1, 1], level: true });
    drawn();
    await vi.waitFor(() => {
      const [quiet = 0, loud = 0] = gains() ?? [];
      expect(quiet * 16).toBe(loud * 128);
    });
  });

  it('are followed no more once the sound has ended', () => {
    player.halt();
    const mixed = sound.mixes.length;
    changeAids(recording, { muted: [0] });
    expect(sound.mixes).toHaveLength(mixed);
  });
});

describe('an output that fails', () => {
  const fail = (message: string): void => {
    sound.media.error = { code: 3, message } as MediaError;
    sound.media.dispatchEvent(new Event('error'));
  };

  it('rests the recording where it is, ready to be heard at another, and breaks nothing', () => {
    sound.media.runTo(0.2, 0.5);
    fail('AUDIO_RENDERER_ERROR: audio render error');
    expect(broken).toBe(0);
    expect(player.state.getState().playing).toBe(false);
    expect(sound.attached).toEqual([{ token: 't', fromMs: 500 }]);
    expect(player.heard()).toEqual([[0, 500]]);
  });

  it('rests it as well where it failed before anything was heard', async () => {
    const failed = new FakeSound('t');
    failed.media.error = { code: 3, message: 'AUDIO_RENDERER_ERROR: audio render error' } as MediaError;
    const other = playerOn(failed);
    await vi.waitFor(() => expect(failed.attached).toEqual([{ token: 't', fromMs: 0 }]));
    expect(broken).toBe(0);
    other.dispose();
  });

  it('is told from a recording that is damaged', () => {
    fail('PIPELINE_ERROR_DECODE: audio decode error');
    expect(broken).toBe(1);
    expect(sound.attached).toEqual([]);
  });
});
