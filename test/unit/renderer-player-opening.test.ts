import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actOnKey } from '../../renderer/player/controls.ts';
import { prepare, prepareAhead } from '../../renderer/player/prepared.ts';
import {
  closeAsWrong,
  mayAsk,
  openListed,
  openPrepared,
  stopped,
  useStage,
  wantedOf,
} from '../../renderer/player/stage.ts';
import type { ListenOutput } from '../../shared/playback.ts';
import { act, first, ground, id, refusal, second } from './renderer-player-opening.fixture.ts';
import { type FakeMedia } from './renderer-player-sound.fixture.ts';
import { FakeOffice } from './renderer-player-office.fixture.ts';

let office: FakeOffice;
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => office.soundOf(token),
}));
beforeEach(() => {
  office = new FakeOffice();
});

const stage = () => useStage.getState().stage;

describe('what a panel has prepared', () => {
  it('is started in the click that approves, before the answer, and stands on the page once it runs', async () => {
    const prepared = await prepare(wantedOf(first));
    const began = vi.fn();
    const media = prepared.sound.media as unknown as FakeMedia;
    const waiting = openPrepared(prepared, { ground }, began);
    expect(media.paused).toBe(false);
    expect(stage().kind).toBe('empty');
    await office.soundComes();
    expect(began).not.toHaveBeenCalled();
    await waiting;
    expect(began).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ recording: id(1), act }));
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(1) } });
  });

  it('leaves no sound and no token behind when it is refused', async () => {
    office.listen = () => Promise.resolve(refusal);
    const began = vi.fn();
    const output = await openPrepared(await prepare(wantedOf(first)), { ground }, began);
    expect(output).toEqual(refusal);
    expect(office.lastSound.disposed).toBe(true);
    expect(office.calls('playback.discard')).toHaveLength(1);
    expect(began).not.toHaveBeenCalled();
    expect(stage().kind).toBe('empty');
  });
});

describe('another recording', () => {
  it('ends the one before, says what was heard of it, and takes it out of memory', async () => {
    const before = await office.openTheFirst();
    before.media.runTo(0.25, 0.5, 0.75);
    await office.openThe(second);
    expect(office.calls('playback.close')).toMatchObject([{ ranges: [[0, 750]], wrongCall: false }]);
    expect(before.disposed).toBe(true);
    expect(office.calls('playback.listen').at(-1)).toMatchObject({ what: { act } });
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(2) } });
  });

  it('is asked for in the click itself where it was prepared, behind what it ends and before anything is drawn', async () => {
    await office.openTheFirst();
    vi.useFakeTimers();
    prepareAhead(wantedOf(second));
    await vi.advanceTimersByTimeAsync(150);
    vi.useRealTimers();
    const opening = openListed(second, { act });
    expect(office.sent.slice(-2)).toEqual(['playback.close', 'playback.listen']);
    await office.soundComes();
    await opening;
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(2) } });
  });

  it('is not put on the page when its answer comes after a later click; it is closed at once', async () => {
    await office.openTheFirst();
    let late: (output: ListenOutput) => void = () => undefined;
    office.listen = (recording) =>
      recording === id(2)
        ? new Promise((resolve) => (late = resolve))
        : Promise.resolve({ state: 'open', open: office.opened(recording) });
    const overtaken = openListed(second, { act });
    await vi.waitFor(() => expect(office.calls('playback.listen')).toHaveLength(2));
    const second2 = office.lastSound;
    await office.openThe(first);
    const open = office.opened(id(2));
    late({ state: 'open', open });
    await overtaken;
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(1) } });
    expect(office.calls('playback.close')).toContainEqual({
      opening: open.opening,
      ranges: [],
      wrongCall: false,
    });
    expect(second2.disposed).toBe(true);
  });

  it('says why it was refused and plays nothing', async () => {
    await office.openTheFirst();
    office.listen = () => Promise.resolve(refusal);
    await openListed(second, { act });
    expect(stage()).toMatchObject({ kind: 'refused', listed: { recording: id(2) }, refusal });
    expect(office.sounds.every(({ disposed }) => disposed)).toBe(true);
  });
});

describe('a stop from outside', () => {
  it('takes the sound out of memory at once and keeps drawing, place and what was heard', async () => {
    const sound = await office.openTheFirst();
    sound.media.runTo(0.3, 0.6);
    const now = stage();
    if (now.kind !== 'open') throw new Error('not open');
    stopped(id(1), 'locked');
    expect(stage().kind).toBe('open');
    stopped(now.player.open.opening, 'locked');
    expect(stage()).toMatchObject({ kind: 'stopped', reason: 'locked' });
    expect(sound).toMatchObject({ silenced: 1, disposed: false });
    expect(now.player.state.getState()).toMatchObject({ positionMs: 600, playing: false });
    expect(now.player.heard()).toEqual([[0, 600]]);
  });

  it('is followed by a new opening of the same act at the same place, without a form', async () => {
    const sound = await office.openTheFirst();
    sound.media.runTo(0.3, 0.6);
    const now = stage();
    if (now.kind !== 'open') throw new Error('not open');
    stopped(now.player.open.opening, 'keeper-lost');
    await office.openThe(first);
    expect(office.sounds).toHaveLength(1);
    expect(sound.attached).toEqual([{ token: '2'.padStart(32, '0'), fromMs: 600 }]);
    expect(office.calls('playback.listen').at(-1)).toEqual({ token: '2'.padStart(32, '0'), what: { act } });
    expect(stage().kind).toBe('open');
    expect(sound.disposed).toBe(false);
  });

  it('leaves the drawing where going on fails, so that it can be tried again', async () => {
    const sound = await office.openTheFirst();
    const now = stage();
    if (now.kind !== 'open') throw new Error('not open');
    stopped(now.player.open.opening, 'keeper-lost');
    office.failing = 'playback.listen';
    await openListed(first, { act });
    expect(stage()).toMatchObject({ kind: 'failed', again: 'open', failure: { code: 'keeper-unreachable' } });
    expect(sound.disposed).toBe(false);
  });
});

describe('a refusal', () => {
  it.each([
    ['took-part-in-call', false],
    ['key-unusable', false],
    ['directory-away', true],
    ['authorisation-expired', true],
  ])('of %s can be asked about again: %s, by button and by key', async (reason, again) => {
    office.listen = () => Promise.resolve({ ...refusal, reason } as ListenOutput);
    await openListed(first, { act });
    const openAgain = vi.fn();
    useStage.setState({ openAgain });
    expect(stage().kind).toBe('refused');
    expect(mayAsk(stage(), null)).toBe(again);
    actOnKey('toggle');
    expect(openAgain).toHaveBeenCalledTimes(again ? 1 : 0);
  });
});

describe('„To nie ta rozmowa”', () => {
  it('ends the sound before the server is asked, and leaves nothing that a key could open', async () => {
    const sound = await office.openTheFirst();
    const closing = closeAsWrong(() => Promise.resolve());
    expect(sound.silenced).toBe(1);
    await closing;
    expect(office.calls('playback.close')).toMatchObject([{ wrongCall: true }]);
    expect(stage()).toMatchObject({ kind: 'wrong', listed: { recording: id(1) } });
    expect(sound.disposed).toBe(true);
    const openAgain = vi.fn();
    useStage.setState({ openAgain });
    actOnKey('toggle');
    expect(openAgain).not.toHaveBeenCalled();
    expect(mayAsk(stage(), null)).toBe(false);
  });

  it('is never lost silently', async () => {
    await office.openTheFirst();
    office.failing = 'playback.close';
    await closeAsWrong(() => Promise.resolve());
    expect(stage()).toMatchObject({ kind: 'failed', again: 'wrongCall' });
  });
});
