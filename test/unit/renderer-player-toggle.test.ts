import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetPerson } from '../../renderer/memory.ts';
import { createPlayer, type Player } from '../../renderer/player/player.ts';
import type { Sound } from '../../renderer/player/sound.ts';
import { useSettings } from '../../renderer/player/settings.ts';
import { useStage } from '../../renderer/player/stage.ts';
import { actOnKey } from '../../renderer/player/controls.ts';
import type { OpenRecording } from '../../shared/playback.ts';
import { act, first } from './renderer-player-opening.fixture.ts';
import { FakeSound } from './renderer-player-sound.fixture.ts';

/** Play and pause by a key, whose sound comes some moments later. */

let sound: FakeSound;
let player: Player;

beforeEach(() => {
  vi.stubGlobal('window', { office: { call: () => Promise.resolve({ ok: true, value: {} }) } });
  sound = new FakeSound('token');
  const prepared = {
    recording: first.recording,
    token: 'token',
    shown: { ...first, callerTail: null },
    sound: sound as unknown as Sound,
    fromMs: 0,
  };
  const open = { ...first, opening: act, channels: ['caller', 'office'] } as unknown as OpenRecording;
  player = createPlayer(prepared, open, useSettings.getState(), () => undefined);
  useStage.setState({ stage: { kind: 'open', listed: first, player } });
});
afterEach(() => {
  player.dispose();
  forgetPerson();
  vi.unstubAllGlobals();
});

it('a key that comes before the sound that the last key asked for takes it back', () => {
  const { media } = sound;
  actOnKey('toggle');
  expect(media.paused).toBe(false);
  // No `playing` yet: the element is on its way.
  actOnKey('toggle');
  expect(media.paused).toBe(true);
  actOnKey('toggle');
  media.runTo(0);
  expect(media.paused).toBe(false);
  actOnKey('toggle');
  expect(media.paused).toBe(true);
});
