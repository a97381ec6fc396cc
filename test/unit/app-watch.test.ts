import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { signPulse } from '../../shared/node/pulse.ts';
import type { Connection } from '../../shared/session.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '0.1.0' }, BrowserWindow: {} }));
vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
const { setPage } = await import('../../electron/announce.ts');
const { begin } = await import('../../electron/session/current.ts');
const { flushHandlers } = await import('../../electron/flush.ts');
const { tellConnection, watchConnection } = await import('../../electron/session/watch.ts');
const { setSettings } = await import('../../electron/settings.ts');

/** Whoever listens reads soon that the keeper is away, long before the sound stops for it. */

const keeper = generateKeyPairSync('ed25519');
const me = {
  ...{
    login: 'anowak',
    displayName: 'Anna Nowak',
    post: '',
    unit: '',
    roles: [],
    suspension: null,
    secretaries: [],
  },
  ...{ authorisation: { state: 'none', number: null, from: null, to: null, scope: null }, leastApp: '0.1.0' },
};

/** When the keeper signed last, by the clock that is moved. */
let signedAt: number;
let hangs: boolean;
let told: Connection[];
let end: () => void;

const newest = () => ({
  ...{ time: signedAt, seq: 1, doorEnd: 0 },
  ...{ hash: Buffer.alloc(32), doorKey: Buffer.alloc(32) },
});

/** A database that gives the keeper's newest pulse, or no answer at all. */
async function ask(sql: string): Promise<never[]> {
  if (hangs) return new Promise(() => undefined);
  if (sql.includes('api.me')) return [{ me }] as never[];
  const one = newest();
  const signature = signPulse(one, keeper.privateKey).toString('base64');
  const sent = { ...one, hash: one.hash.toString('hex'), doorKey: one.doorKey.toString('base64') };
  return [{ pulse: { ...sent, signature, leastApp: '0.1.0' } }] as never[];
}

beforeEach(() => {
  vi.useFakeTimers();
  signedAt = Date.now();
  hangs = false;
  told = [];
  setSettings({ share: '/' } as never);
  setPage((channel, value) => {
    if (channel === 'connection.changed') told.push(value as Connection);
  });
  tellConnection({ database: true, keeper: true });
  const view = new KeeperPulse(ask, keeper.publicKey, newest());
  const none = () => undefined;
  end = watchConnection({ ask } as never, view, none, none);
});
afterEach(() => {
  end();
  setPage(null);
  vi.useRealTimers();
});

/** The keeper lives for a minute, signing each five seconds, first after `phase` milliseconds. */
async function live(phase: number): Promise<void> {
  for (let at = 0; at < 60_000; at += 100) {
    if (at % 5_000 === phase) signedAt = Date.now();
    await vi.advanceTimersByTimeAsync(100);
  }
}

const isAway = () => told.at(-1)?.keeper === false;

describe('a keeper that is away', () => {
  it.each([0, 1_200, 2_400, 3_700, 4_900])(
    'is told of within 15 s of its last sign, and not while it lives (%i ms)',
    async (phase) => {
      await live(phase);
      expect(told.map((one) => one.keeper)).not.toContain(false);
      await vi.advanceTimersByTimeAsync(signedAt + 15_000 - Date.now());
      expect(isAway()).toBe(true);
    },
  );

  it('is told of also where the database answers nothing any more', async () => {
    await live(4_900);
    hangs = true;
    await vi.advanceTimersByTimeAsync(signedAt + 15_000 - Date.now());
    expect(isAway()).toBe(true);
  });

  it('is back with its next sign', async () => {
    await vi.advanceTimersByTimeAsync(20_000);
    expect(isAway()).toBe(true);
    signedAt = Date.now();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(isAway()).toBe(false);
  });
});

describe('a session that ends by itself', () => {
  it('after ten hours has what was typed saved first: afterwards nothing can be signed', async () => {
    const said: string[] = [];
    setPage((channel) => void said.push(channel));
    begin({} as never);
    await vi.advanceTimersByTimeAsync(10 * 60 * 60 * 1000 - 5_000);
    said.length = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toContain('window.flush');
    expect(said).not.toContain('session.ended');
    await flushHandlers['window.flushed']({ unsaved: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toContain('session.ended');
  });
});
