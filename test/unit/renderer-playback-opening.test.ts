import { beforeEach, describe, expect, it, vi } from 'vitest';
import { prepare } from '../../renderer/playback/attempt.ts';
import { closeAsWrong } from '../../renderer/playback/closing.ts';
import { openFirst, openInAct, stopped } from '../../renderer/playback/opening.ts';
import { type Listed, useStage } from '../../renderer/playback/stage.ts';
import { forgetPerson } from '../../renderer/memory.ts';
import type { ListenOutput, OpenRecording } from '../../shared/playback.ts';
import { act, call, first, ground, id, refusal, second } from './renderer-playback-opening.fixture.ts';
import { type FakeMedia, FakeSound } from './renderer-playback-sound.fixture.ts';

const sounds: FakeSound[] = [];
vi.mock('../../renderer/playback/sound.ts', () => ({
  createSound: (token: string) => {
    const sound = new FakeSound(token);
    sounds.push(sound);
    return sound;
  },
}));

type Sent = { channel: string; input: Record<string, unknown> };
let sent: Sent[] = [];
let openings = 0;
let listen: (recording: string) => Promise<ListenOutput>;
let failing: string | null = null;
const recordings = new Map<string, string>();

function opened(recording: string): OpenRecording {
  openings += 1;
  const [leg] = call.legs;
  if (leg === undefined) throw new Error('no leg');
  const { startedAt, durationMs, extension, department, answeredBy } = leg;
  const said = { startedAt, durationMs, extension, department, answeredBy, part: 1, parts: 2 };
  const token = [...recordings].find(([, held]) => held === recording)?.[0] ?? '';
  return {
    ...said,
    opening: id(700 + openings),
    token,
    act,
    protocol: 'PO/12/2026',
    recording,
    channels: ['caller', 'office'],
    callerNumber: null,
    seq: 1,
  };
}

async function answer(channel: string, input: Record<string, unknown>): Promise<unknown> {
  if (channel === 'playback.prepare') {
    const token = String(recordings.size + 1).padStart(32, '0');
    recordings.set(token, String(input['recording']));
    return { token };
  }
  if (channel === 'playback.listen') return listen(recordings.get(String(input['token'])) ?? '');
  if (channel === 'playback.peaks') return { channels: [new Uint8Array(100), new Uint8Array(100)] };
  return {};
}

const stage = () => useStage.getState().stage;
const calls = (channel: string): Record<string, unknown>[] =>
  sent.filter((one) => one.channel === channel).map(({ input }) => input);
const lastSound = (): FakeSound => sounds.at(-1) as FakeSound;

/** The first byte is there: the element of an opening that was answered begins to play. */
async function soundComes(): Promise<void> {
  await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
  lastSound().media.runTo(0);
}

async function openTheFirst(): Promise<FakeSound> {
  const opening = openFirst(await prepare(id(1), 192_000), ground, call);
  await soundComes();
  await opening;
  return lastSound();
}

async function openThe(listed: Listed): Promise<void> {
  const opening = openInAct(act, listed);
  await soundComes();
  await opening;
}

beforeEach(() => {
  forgetPerson();
  sounds.length = 0;
  sent = [];
  failing = null;
  recordings.clear();
  listen = (recording) => Promise.resolve({ state: 'open', open: opened(recording) });
  vi.stubGlobal('window', {
    office: {
      call: async (channel: string, input: Record<string, unknown>) => {
        sent.push({ channel, input });
        if (failing === channel) return { ok: false, failure: { code: 'keeper-unreachable' } };
        return { ok: true, value: await answer(channel, input) };
      },
    },
  });
});

describe('the first recording of an act', () => {
  it('is started in the click that approves, before the answer, and stands on the page with the other part on offer', async () => {
    const attempt = await prepare(id(1), 192_000);
    const media = attempt.sound.media as unknown as FakeMedia;
    const waiting = openFirst(attempt, ground, call);
    expect(media.paused).toBe(false);
    expect(stage().kind).toBe('empty');
    await soundComes();
    await waiting;
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(1) } });
    expect(useStage.getState().offered[act]?.map(({ recording }) => recording)).toEqual([id(1), id(2)]);
  });

  it('leaves no sound, no token and no act behind when it is refused', async () => {
    listen = () => Promise.resolve(refusal);
    const output = await openFirst(await prepare(id(1), 192_000), ground, call);
    expect(output).toEqual(refusal);
    expect(lastSound().disposed).toBe(true);
    expect(calls('playback.discard')).toHaveLength(1);
    expect(useStage.getState().act).toBeNull();
  });
});

describe('another recording of the act', () => {
  it('ends the one before, says what was heard of it, and takes it out of memory', async () => {
    const before = await openTheFirst();
    before.media.runTo(0.25, 0.5, 0.75);
    await openThe(second);
    expect(calls('playback.close')).toMatchObject([{ ranges: [[0, 750]], wrongCall: false }]);
    expect(before.disposed).toBe(true);
    expect(calls('playback.listen').at(-1)).toMatchObject({ what: { act } });
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(2) } });
  });

  it('is not put on the page when its answer comes after a later click; it is closed at once', async () => {
    await openTheFirst();
    let late: (output: ListenOutput) => void = () => undefined;
    listen = (recording) =>
      recording === id(2)
        ? new Promise((resolve) => (late = resolve))
        : Promise.resolve({ state: 'open', open: opened(recording) });
    const overtaken = openInAct(act, second);
    await vi.waitFor(() => expect(calls('playback.listen')).toHaveLength(2));
    const second2 = lastSound();
    await openThe(first);
    const open = opened(id(2));
    late({ state: 'open', open });
    await overtaken;
    expect(stage()).toMatchObject({ kind: 'open', listed: { recording: id(1) } });
    expect(calls('playback.close')).toContainEqual({ opening: open.opening, ranges: [], wrongCall: false });
    expect(second2.disposed).toBe(true);
  });

  it('says why it was refused and plays nothing', async () => {
    await openTheFirst();
    listen = () => Promise.resolve(refusal);
    await openInAct(act, second);
    expect(stage()).toMatchObject({ kind: 'refused', listed: { recording: id(2) }, refusal });
    expect(sounds.every(({ disposed }) => disposed)).toBe(true);
  });
});

describe('a stop from outside', () => {
  it('takes the sound out of memory at once and keeps drawing, place and what was heard', async () => {
    const sound = await openTheFirst();
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
    const sound = await openTheFirst();
    sound.media.runTo(0.3, 0.6);
    const now = stage();
    if (now.kind !== 'open') throw new Error('not open');
    stopped(now.player.open.opening, 'keeper-lost');
    await openThe(first);
    expect(sounds).toHaveLength(1);
    expect(sound.attached).toEqual([{ token: '2'.padStart(32, '0'), fromMs: 600 }]);
    expect(calls('playback.listen').at(-1)).toEqual({ token: '2'.padStart(32, '0'), what: { act } });
    expect(stage().kind).toBe('open');
    expect(sound.disposed).toBe(false);
  });

  it('leaves the drawing where going on fails, so that it can be tried again', async () => {
    const sound = await openTheFirst();
    const now = stage();
    if (now.kind !== 'open') throw new Error('not open');
    stopped(now.player.open.opening, 'keeper-lost');
    failing = 'playback.listen';
    await openInAct(act, first);
    expect(stage()).toMatchObject({ kind: 'failed', again: 'open', failure: { code: 'keeper-unreachable' } });
    expect(sound.disposed).toBe(false);
  });
});

describe('„To nie ta rozmowa”', () => {
  it('ends the sound before the server is asked, and clears the page', async () => {
    const sound = await openTheFirst();
    const closing = closeAsWrong();
    expect(sound.silenced).toBe(1);
    await closing;
    expect(calls('playback.close')).toMatchObject([{ wrongCall: true }]);
    expect(stage().kind).toBe('empty');
  });

  it('is never lost silently', async () => {
    await openTheFirst();
    failing = 'playback.close';
    await closeAsWrong();
    expect(stage()).toMatchObject({ kind: 'failed', again: 'wrongCall' });
  });
});

describe('a released opening whose sound has not begun', () => {
  async function released(): Promise<{ opening: Promise<ListenOutput>; id: string; sound: FakeSound }> {
    const opening = openFirst(await prepare(id(1), 192_000), ground, call);
    await vi.waitFor(() => expect(useStage.getState().coming).not.toBeNull());
    return { opening, id: useStage.getState().coming?.opening ?? '', sound: lastSound() };
  }

  it('that is stopped comes to the page as stopped, and never sounds', async () => {
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
      act: null,
      stage: { kind: 'empty' },
      coming: null,
      heard: {},
    });
    expect(sound.disposed).toBe(true);
    expect(calls('playback.close')).toMatchObject([{ opening: opened, ranges: [] }]);
  });

  it('is as loud and as fast from its first moment as the person has set it', async () => {
    useStage.setState({
      settings: {
        rate: 1.5,
        volume: 0.25,
        more: false,
        rewind: false,
        bothEars: false,
        level: false,
        output: '',
      },
    });
    const { opening, sound } = await released();
    expect(sound.media).toMatchObject({ playbackRate: 1.5, volume: 0.25 });
    sound.media.runTo(0);
    await opening;
  });
});

it('signing out leaves no sound in memory', async () => {
  const sound = await openTheFirst();
  forgetPerson();
  expect(sound.disposed).toBe(true);
  expect(stage().kind).toBe('empty');
});
