import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leadToOutput, playOnOutput, useOutputs, watchOutputs } from '../../renderer/player/output.ts';
import type { Sound } from '../../renderer/player/sound.ts';
import { useSettings } from '../../renderer/player/settings.ts';
import { FakeSound } from './renderer-player-sound.fixture.ts';

/** Where the sound is heard: at the output that the listener chose, and nowhere else. */

const device = (deviceId: string, label: string, groupId = label) => ({
  kind: 'audiooutput',
  deviceId,
  label,
  groupId,
});
const speakers = device('s1', 'Głośniki');
const headset = device('h1', 'Słuchawki');

let present: ReturnType<typeof device>[];
let changes: number;
let sound: FakeSound;
const devices = new EventTarget();
let stop: () => void;

beforeEach(async () => {
  present = [device('default', 'Default – Słuchawki', 'Słuchawki'), speakers, headset];
  changes = 0;
  sound = new FakeSound('t');
  vi.stubGlobal('navigator', {
    mediaDevices: Object.assign(devices, { enumerateDevices: () => Promise.resolve(present) }),
  });
  stop = watchOutputs(() => (changes += 1));
  await vi.waitFor(() => expect(useOutputs.getState().there).toBe(true));
});
afterEach(() => {
  stop();
  useOutputs.setState(useOutputs.getInitialState());
  useSettings.setState(useSettings.getInitialState(), true);
  vi.unstubAllGlobals();
});

const choose = (output: string): void => useSettings.setState({ output });
const owned = (): Sound => sound as unknown as Sound;

async function plug(...now: ReturnType<typeof device>[]): Promise<void> {
  present = now;
  devices.dispatchEvent(new Event('devicechange'));
  await vi.waitFor(() => expect(useOutputs.getState().all).toHaveLength(now.length));
}

describe('the sound output', () => {
  it('offers each device once, and names what the system chooses by itself', () => {
    expect(useOutputs.getState().all.map(({ name }) => name)).toEqual(['Głośniki', 'Słuchawki']);
    expect(useOutputs.getState().usual).toBe('Słuchawki');
  });

  it('leaves the choice to the system until somebody chooses', async () => {
    await playOnOutput(owned());
    expect(sound.media.paused).toBe(false);
    expect(sound.outputs).toEqual([]);
  });

  it('is the chosen one before anything is played', async () => {
    choose('Słuchawki');
    sound.media.play = () => {
      expect(sound.outputs).toEqual(['h1']);
      sound.media.paused = false;
      return Promise.resolve();
    };
    await playOnOutput(owned());
    expect(sound.media.paused).toBe(false);
  });

  it('that is gone is replaced by no other; back again, it is used as before', async () => {
    choose('Słuchawki');
    await leadToOutput(owned());
    await plug(speakers);
    expect(changes).toBe(1);
    await playOnOutput(owned());
    expect(sound.media.paused).toBe(true);
    expect(sound.outputs).toEqual(['h1']);
    await plug(speakers, device('h2', 'Słuchawki'));
    await playOnOutput(owned());
    expect(sound.media.paused).toBe(false);
    expect(sound.outputs).toEqual(['h1', 'h2']);
  });

  it('that turns out to be gone ends the sound which it was to take over', async () => {
    await playOnOutput(owned());
    sound.toOutput = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    choose('Słuchawki');
    expect(await leadToOutput(owned())).toBe(false);
    expect(sound.media.paused).toBe(true);
  });
});
