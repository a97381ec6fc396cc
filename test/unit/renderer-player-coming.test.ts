import { beforeEach, describe, expect, it, vi } from 'vitest';
import { prepare } from '../../renderer/player/prepared.ts';
import { useSettings } from '../../renderer/player/settings.ts';
import { openPrepared, stopped, useStage, wantedOf } from '../../renderer/player/stage.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import type { ListenOutput } from '../../shared/playback.ts';
import { first, ground } from './renderer-player-opening.fixture.ts';
import { type FakeSound } from './renderer-player-sound.fixture.ts';
import { FakeOffice } from './renderer-player-office.fixture.ts';

let office: FakeOffice;
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => office.soundOf(token),
}));
beforeEach(() => {
  office = new FakeOffice();
});

const stage = () => useStage.getState().stage;

describe('a released opening whose sound has not begun', () => {
  async function released(): Promise<{ opening: Promise<ListenOutput>; id: string; sound: FakeSound }> {
    const opening = openPrepared(await prepare(wantedOf(first)), { ground }, () => undefined);
    await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
    return { opening, id: useStage.getState().coming?.opening ?? '', sound: office.lastSound };
  }

  it('that is stopped comes to the page as stopped, and never office.sounds', async () => {
    const { opening, id: opened, sound } = await released();
    stopped(opened, 'locked');
    expect(sound.media.paused).toBe(true);
    await opening;
    expect(stage()).toMatchObject({ kind: 'stopped', reason: 'locked' });
  });

  it('leaves nothing to the next person where this one signs out', async () => {
    const { opening, id: opened, sound } = await released();
    forgetPerson();
    expect(sound.media.paused).toBe(true);
    await opening;
    expect(useStage.getState()).toMatchObject({
      stage: { kind: 'empty' },
      coming: null,
      ended: [],
    });
    expect(sound.disposed).toBe(true);
    expect(office.calls('playback.close')).toMatchObject([{ opening: opened, ranges: [] }]);
  });

  it('is as loud and as fast from its first moment as the person has set it', async () => {
    useSettings.setState({ rate: 1.5, volume: 0.25 });
    const { opening, sound } = await released();
    expect(sound.media).toMatchObject({ playbackRate: 1.5, volume: 0.25 });
    sound.media.runTo(0);
    await opening;
  });
});

it('signing out leaves no sound in memory', async () => {
  const sound = await office.openTheFirst();
  forgetPerson();
  expect(sound.disposed).toBe(true);
  expect(stage().kind).toBe('empty');
});
