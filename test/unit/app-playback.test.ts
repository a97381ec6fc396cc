import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePeaks } from '../../shared/node/peaks.ts';
import { sealBuffer } from '../../shared/node/seal.ts';
import { keeper, sealed, startServer } from './app-playback.fixture.ts';
import { key, recording } from './sealed-sample.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '0.1.0' }, powerMonitor: {} }));
vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
const { setPage } = await import('../../electron/announce.ts');
const { playbackHandlers } = await import('../../electron/playback/handlers.ts');
const { answerRecording } = await import('../../electron/playback/recording-scheme.ts');
const { watchPlayback } = await import('../../electron/playback/openings.ts');
const { begin } = await import('../../electron/session/current.ts');
const { announceLock } = await import('../../electron/session/lock.ts');
const { setSettings } = await import('../../electron/settings.ts');

/** What ends a listening on the workstation: the sound stops at once, the key is gone, and nothing is kept open without it. */

let share: string;
let unwatch: () => void;
beforeAll(() => {
  share = mkdtempSync(join(tmpdir(), 'odsluch-share-'));
  mkdirSync(join(share, '2026/11'), { recursive: true });
  const sounds = Uint8Array.from({ length: 2500 }, (_, at) =>
    (at >= 50 && at < 500) || at >= 1000 ? 60 : 0,
  );
  const peaks = encodePeaks({ millisecondsPerValue: 20, channels: [sounds] });
  writeFileSync(join(share, '2026/11', `${recording}.rec`), sealed);
  writeFileSync(join(share, '2026/11', `${recording}.peaks`), sealBuffer(peaks, { recording, key }));
  const raw = Buffer.from(keeper.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const idle = { pausedMinutes: 5, untouchedMinutes: 30 };
  const quality = { announcementSeconds: 12 };
  setSettings({ share, idle, quality, keeperPublicKey: `ed25519:${raw.toString('base64')}` } as never);
  unwatch = watchPlayback();
});
afterAll(() => {
  unwatch();
  rmSync(share, { recursive: true });
});

let server: ReturnType<typeof startServer>;
let stopped: unknown[];
beforeEach(() => {
  server = startServer();
  stopped = [];
  setPage((channel, value) => {
    if (channel === 'playback.stopped') stopped.push(value);
  });
  begin(server.session);
});
afterEach(() => {
  vi.useRealTimers();
  announceLock('locked');
});

const act = randomUUID();
/** The recording as its entry has it. */
const shown = {
  ...{ startedAt: '2026-11-25T08:00:00.000Z', durationMs: 50_000, extension: '214' },
  ...{ department: 'Kancelaria', answeredBy: '', callerTail: '567' as string | null },
};
const prepare = async (listed: Partial<typeof shown> = {}): Promise<string> =>
  (await playbackHandlers['playback.prepare']({ recording, listed })).token;
const listen = (token: string) => playbackHandlers['playback.listen']({ token, what: { act } });
async function opened(): Promise<{ token: string; opening: string }> {
  const token = await prepare();
  const answer = await listen(token);
  if (answer.state !== 'open') throw new Error(answer.reason);
  return { token, opening: answer.open.opening };
}

/** The sound as the page's element asks for it; its stream. */
function stream(token: string): ReadableStreamDefaultReader<Uint8Array> {
  const { body } = answerRecording(new Request(`recording://${token}/audio`));
  if (body === null) throw new Error('no such sound');
  return (body as ReadableStream<Uint8Array>).getReader();
}

describe('a locked workstation', () => {
  it('has the page save what was typed and cover itself; one that sleeps or idles has it saved', () => {
    const told: unknown[] = [];
    setPage((channel, value) => told.push([channel, value]));
    announceLock('locked');
    announceLock('suspended');
    announceLock('idle');
    const saves = ['window.flush', { closing: false }];
    expect(told).toEqual([['session.locked', {}], saves, saves, saves]);
  });

  it('ends sound that has only just begun, before the page was told what it opened', async () => {
    const token = await prepare();
    const sound = stream(token);
    const description = server.hold('description');
    const answer = listen(token);
    expect((await sound.read()).value?.length).toBeGreaterThan(0);
    announceLock('locked');
    await expect(sound.read()).rejects.toThrow();
    description.go();
    await expect(answer).rejects.toMatchObject({ failure: { code: 'act-not-open' } });
    expect(server.beats).toHaveLength(1);
    expect(server.closings()).toEqual([{ opening: server.beats[0], how: 'locked' }]);
  });

  it('INV-82 lets nothing begin to sound while the keeper is still being told of the rest, and tells it of that too', async () => {
    const { opening } = await opened();
    const token = await prepare();
    const sound = stream(token);
    const release = server.hold('listen');
    const closing = server.hold('close');
    const answer = listen(token);
    announceLock('locked');
    release.go();
    await expect(answer).rejects.toThrow();
    await expect(sound.read()).rejects.toThrow();
    expect(stopped).toEqual([{ opening, reason: 'locked' }]);
    closing.go();
    // Nothing was heard of the one whose key came after the lock; the keeper is told that it ended.
    const told = server.commands.flatMap(({ kind, body }) => (kind === 'close' ? [body] : []));
    expect(told).toContainEqual(expect.objectContaining({ how: 'locked', ranges: [] }));
    expect(told).not.toContainEqual(expect.objectContaining({ opening }));
  });
});

describe('INV-50 a ledger that does not go on from what was seen', () => {
  it('INV-50 gives no sound: the key that came is not used, and nothing is kept open', async () => {
    const token = await prepare();
    const sound = stream(token);
    server.hold('confirm').fail();
    await expect(listen(token)).rejects.toThrow('the server is away');
    await expect(sound.read()).rejects.toThrow();
    expect(server.beats).toEqual([]);
  });

  it('INV-50 has nothing made ready', async () => {
    server.hold('look').fail();
    await expect(prepare()).rejects.toThrow('the server is away');
  });
});

describe('INV-57 what is shown before it is asked for', () => {
  it('comes from the signed entry, and what a list adds to it is nothing that differs', async () => {
    const listed = { ...shown, answeredBy: 'Barbara Zych' };
    const prepared = await playbackHandlers['playback.prepare']({ recording, listed });
    expect(prepared.shown).toEqual(shown);
    const answer = await listen(prepared.token);
    expect(answer).toMatchObject({ open: { department: 'Kancelaria', callerNumber: '+48601234567' } });
  });

  it.each<[string, Partial<typeof shown>]>([
    ['day', { startedAt: '2026-11-24T08:00:00.000Z' }],
    ['length', { durationMs: 50_001 }],
    ['extension', { extension: '215' }],
    ['department', { department: 'Sekretariat' }],
    ['number', { callerTail: '568' }],
    ['number that was withheld', { callerTail: null }],
  ])('opens nothing and asks for nothing where the list has another %s', async (_what, other) => {
    await expect(prepare({ ...shown, ...other })).rejects.toMatchObject({
      failure: { code: 'shown-differently' },
    });
    expect(server.commands).toEqual([]);
  });

  it('shows no number that the entry does not commit to, and the sound ends', async () => {
    server.told.caller.number = '+48700000567';
    const token = await prepare();
    const sound = stream(token);
    await expect(listen(token)).rejects.toMatchObject({ failure: { code: 'document-entry-false' } });
    await expect(sound.read()).rejects.toThrow();
  });
});

describe('INV-54 an answer that is not the keeper’s to this very request', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  it.each<[string, Partial<typeof server.forged>]>([
    ['signed by somebody else', { by: stranger }],
    ['to another request', { says: { command: randomUUID() } }],
    ['of another person', { says: { login: 'jan.lis' } }],
    ['about another recording', { says: { recording: randomUUID() } }],
    ['with another key', { says: { publicKey: `${'A'.repeat(43)}=` } }],
  ])('gives no sound, though its key fits: %s', async (_what, forged) => {
    Object.assign(server.forged, forged);
    const token = await prepare();
    const sound = stream(token);
    await expect(listen(token)).rejects.toMatchObject({ failure: { code: 'answer-untrusted' } });
    await expect(sound.read()).rejects.toThrow();
    expect(server.beats).toEqual([]);
  });
});

describe('an opening', () => {
  it('that cannot be marked as a wrong call any more has ended, and the keeper is told of that alone', async () => {
    const { token, opening } = await opened();
    const sound = stream(token);
    server.unmarked.reason = 'act-changed-too-often';
    const closing = playbackHandlers['playback.close']({ opening, ranges: [[0, 900]], wrongCall: true });
    await expect(closing).rejects.toMatchObject({ failure: { code: 'act-changed-too-often' } });
    await expect(sound.read()).rejects.toThrow();
    const told = server.commands.filter(({ kind }) => kind === 'close').map(({ body }) => body);
    const end = { opening, ranges: [[0, 900]], how: 'listener' };
    expect(told).toEqual([
      { ...end, wrongCall: true },
      { ...end, wrongCall: false },
    ]);
  });

  it('that cannot be shown is ended, and the keeper told', async () => {
    const token = await prepare();
    const sound = stream(token);
    const description = server.hold('description');
    const answer = listen(token);
    await sound.read();
    description.fail();
    await expect(answer).rejects.toThrow('the server is away');
    await expect(sound.read()).rejects.toThrow();
    await vi.waitFor(() =>
      expect(server.closings()).toEqual([{ opening: server.beats[0], how: 'connection-lost' }]),
    );
  });

  it('has one key for one request', async () => {
    const token = await prepare();
    const asked = await Promise.allSettled([listen(token), listen(token)]);
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(server.commands.map(({ kind }) => kind)).toEqual(['listen']);
  });

  it('whose sound the page gave back is kept open by no beat', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { token, opening } = await opened();
    await playbackHandlers['playback.discard']({ token });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.beats).toEqual([opening]);
    expect(server.closings()).toEqual([{ opening, how: 'listener' }]);
  });

  it('that fell silent at an abandoned desk ends after five minutes; one that plays does not', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const { opening } = await opened();
    announceLock('idle');
    expect(stopped).toEqual([]);
    await playbackHandlers['playback.report']({ opening, ranges: [[0, 50_000]], playing: false });
    await vi.advanceTimersByTimeAsync(290_000);
    announceLock('idle');
    expect(stopped).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    announceLock('idle');
    expect(stopped).toEqual([{ opening, reason: 'idle' }]);
  });
});

describe('INV-51 what was drawn for a plan', () => {
  const { startedAt, durationMs, department } = shown;
  const position = { plan: randomUUID(), nr: 3 };
  const drawn = { startedAt, durationMs, department };
  const hear = async (listed = drawn) => {
    const { token } = await playbackHandlers['playback.prepare']({ recording, drawn: listed });
    return playbackHandlers['playback.listen']({ token, what: { position } });
  };
  beforeEach(() => {
    server.told.drawn = true;
  });

  it('is made ready without its entry, which names who answered, and is opened without the caller', async () => {
    const ready = await playbackHandlers['playback.prepare']({ recording, drawn });
    expect(ready).toMatchObject({ durationMs, shown: null });
    expect(server.questions).toEqual([]);
    const answer = await hear();
    expect(answer).toMatchObject({ state: 'open', open: { ...drawn, position, part: 1, announced: true } });
    expect(answer).toMatchObject({ open: { callerNumber: null, extension: null, answeredBy: null } });
    expect(answer).toMatchObject({ open: { channels: ['caller', 'office'] } });
    expect(server.questions.some((sql) => sql.includes('recording_entry'))).toBe(false);
  });

  it('is played from its first word on, which comes after the announcement; any other recording from its beginning', async () => {
    expect(await hear()).toMatchObject({ open: { firstWord: 19_700 } });
    server.told.drawn = false;
    expect(await listen(await prepare())).toMatchObject({ open: { firstWord: 0 } });
  });

  it('is told as its entry has it: where the queue says something else, the sound ends', async () => {
    await expect(hear({ ...drawn, department: 'Sekretariat' })).rejects.toMatchObject({
      failure: { code: 'shown-differently' },
    });
    await vi.waitFor(() => expect(server.closings()).toMatchObject([{ how: 'connection-lost' }]));
  });

  it('has no number on the page though the database gives one', async () => {
    server.told.drawn = false;
    await expect(hear()).rejects.toMatchObject({ failure: { code: 'shown-differently' } });
  });
});

describe('INV-48 an opening', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  const answerTo = (token: string): number =>
    answerRecording(new Request(`recording://${token}/audio`)).status;

  it('of which the server says nothing sounds for thirty seconds and no longer', async () => {
    const { token, opening } = await opened();
    const sound = stream(token);
    await sound.read();
    server.hold('beat');
    await vi.advanceTimersByTimeAsync(28_000);
    expect([answerTo(token), stopped]).toEqual([206, []]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([answerTo(token), stopped]).toEqual([410, [{ opening, reason: 'database-lost' }]]);
    await expect(sound.read()).rejects.toThrow();
    // The file is closed first, which takes real time.
    await vi.waitFor(() => expect(server.closings()).toEqual([{ opening, how: 'connection-lost' }]));
  });

  it('stops once no new pulse of the keeper was seen for thirty seconds, whatever the database answers', async () => {
    const { token, opening } = await opened();
    server.seen.age = 30_000;
    await vi.advanceTimersByTimeAsync(16_000);
    expect([answerTo(token), stopped]).toEqual([206, []]);
    server.seen.age = 30_001;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([answerTo(token), stopped]).toEqual([410, [{ opening, reason: 'keeper-lost' }]]);
    // The file is closed first, which takes real time.
    await vi.waitFor(() => expect(server.closings()).toEqual([{ opening, how: 'connection-lost' }]));
  });

  it('that the keeper ended stops at the next beat with its reason, and the keeper is told nothing', async () => {
    const { token, opening } = await opened();
    Object.assign(server.beatRow, { state: 'closed', reason: 'authorisation-ended' });
    await vi.advanceTimersByTimeAsync(16_000);
    expect([answerTo(token), stopped]).toEqual([410, [{ opening, reason: 'authorisation-ended' }]]);
    expect(server.closings()).toEqual([]);
  });

  it('that the keeper ended because listening was suspended stops within a second of the hint, which many hints do not multiply', async () => {
    const { token, opening } = await opened();
    await vi.advanceTimersByTimeAsync(2_000);
    const before = server.beats.length;
    for (let hint = 0; hint < 50; hint += 1) server.sayClosed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.beats.length).toBe(before + 1);
    expect([answerTo(token), stopped]).toEqual([206, []]);
    Object.assign(server.beatRow, { state: 'closed', reason: 'listening-suspended' });
    server.sayClosed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([answerTo(token) === 206, stopped]).toEqual([false, [{ opening, reason: 'listening-suspended' }]]);
    expect(server.closings()).toEqual([]);
  });
});
