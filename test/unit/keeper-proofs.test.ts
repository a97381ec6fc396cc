import { randomUUID } from 'node:crypto';
import type { Client } from 'ldapts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockout } from '../../server/doctor/directory.ts';
import type { Desk } from '../../server/entries/request.ts';
import { triesOf, type Proof, type Tries } from '../../server/keeper/directory.ts';
import { Door } from '../../server/keeper/door.ts';
import type { KeeperDirectory } from '../../server/keeper/options.ts';
import { Proofs } from '../../server/keeper/proofs.ts';
import { Pulses } from '../../server/keeper/pulse.ts';
import type { Row } from '../../server/keeper/row.ts';
import { newSession } from '../../shared/node/session.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';

const [right, wrong] = ['to hasło', 'nie to'];
const windowMs = 1_800_000;
const known = null;

afterEach(() => vi.useRealTimers());

/**
 * Counts wrong passwords as a domain controller does; `silent` = it counts none, as of a former password. `lost` = what gets no answer:
 * the question, which nobody counts, or the answer to a bind that was counted.
 */
function controller(threshold: number | null) {
  const counts = new Map<string, { count: number; failedAt: number }>();
  const clock = {
    now: 1_800_000_000_000,
    silent: false,
    lost: null as 'question' | 'answer' | null,
    searches: 0,
    binds: 0,
  };
  const of = (guid: string) => counts.get(guid) ?? { count: 0, failedAt: 0 };
  const tries = (guid: string): Promise<Tries> => {
    clock.searches += 1;
    return Promise.resolve({ state: 'known', ...of(guid), now: clock.now, threshold, windowMs });
  };
  const prove = async (guid: string, password: string): Promise<Proof> => {
    clock.binds += 1;
    await new Promise((answer) => setImmediate(answer));
    const away = { state: 'away', reason: 'unreachable' } as const;
    if (clock.lost === 'question') return away;
    const { count, failedAt } = of(guid);
    if (password === right) {
      counts.set(guid, { count: 0, failedAt });
      return { state: 'proved', pwdLastSet: '1' };
    }
    const before = clock.now - failedAt < windowMs ? count : 0;
    clock.now += 1;
    if (!clock.silent) counts.set(guid, { count: before + 1, failedAt: clock.now });
    return clock.lost === 'answer' ? away : { state: 'refused' };
  };
  const directory = { tries, prove } as KeeperDirectory;
  return { clock, directory, proofs: new Proofs(directory), countOf: (guid: string) => of(guid).count };
}

const stateOf = async (proof: Promise<{ state: string }>) => (await proof).state;

/** A directory that shows a person's `tries`, of the person's own attributes those in `shown` alone. */
function ldapOf(tries: Tries, shown: ReadonlySet<string>): Client {
  if (tries.state === 'away') throw new Error('it is not away');
  const { count, failedAt, now, threshold } = tries;
  const person = {
    badPwdCount: String(count),
    badPasswordTime: String((BigInt(failedAt) + 11_644_473_600_000n) * 10_000n),
  };
  const domain = {
    lockoutThreshold: String(threshold),
    lockOutObservationWindow: String(-windowMs * 10_000),
  };
  const currentTime = `${new Date(now).toISOString().replace(/[-T:]|\..*/g, '')}.0Z`;
  const entryOf = (base: string) => {
    if (base === '') return { currentTime, defaultNamingContext: 'DC=ad' };
    if (base === 'DC=ad') return domain;
    return Object.fromEntries(Object.entries(person).filter(([name]) => shown.has(name)));
  };
  const search = (base: string) => Promise.resolve({ searchEntries: [entryOf(base)] });
  return { search } as unknown as Client;
}

/** A request for a session in the person's name, as it stands in the queue, and the desk that it comes to. */
function requestOf(guid: string, password: string) {
  const { publicKey, privateKey } = generateSigningKey();
  const pulses = new Pulses();
  const head = { seq: 1, hash: Buffer.alloc(32) };
  const pulse = pulses.next(0, head, privateKey);
  const { request } = newSession({ login: 'anowak', password, host: 'ST-14' }, pulse, publicKey);
  const desk = {
    ...{ pulses, keys: { publicKey: publicKey.toString('base64') } },
    state: { people: new Map([['anowak', { guid }]]), sessions: new Map() },
    time: { own: () => 0, now: () => 0 },
  } as unknown as Desk;
  return { desk, row: { ...request, address: null } as unknown as Row };
}

describe('INV-86 wrong passwords of a person', () => {
  it.each([
    { threshold: 10, most: 8 },
    { threshold: 5, most: 3 },
    { threshold: 3, most: 1 },
    { threshold: 2, most: 1 },
    { threshold: 1, most: 1 },
    { threshold: 0, most: 8 },
    { threshold: null, most: 1 },
  ])('stop at $most at a threshold of $threshold, asked about at once from everywhere', async (of) => {
    const { proofs, countOf } = controller(of.threshold);
    const [guid, other] = [randomUUID(), randomUUID()];
    const burst = Array.from({ length: 30 }, (_, at) =>
      proofs.prove(guid, at % 3 === 0 ? known : `10.0.0.${at}`, wrong),
    );
    await Promise.all(burst);
    expect(countOf(guid)).toBe(of.most);
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('too-many');
    expect(await stateOf(proofs.prove(other, '10.0.0.1', right))).toBe('proved');
  });

  it('leave a try to the known workstation, however many addresses somebody guesses from', async () => {
    const { proofs, countOf } = controller(5);
    const guid = randomUUID();
    for (let at = 0; at < 10; at += 1) await proofs.prove(guid, `10.0.0.${at}`, wrong);
    expect(countOf(guid)).toBe(2);
    expect(await stateOf(proofs.prove(guid, '10.0.0.99', right))).toBe('too-many');
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
  });

  it('close an unknown address for that person alone, until the window is over', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { proofs, clock } = controller(10);
    const guid = randomUUID();
    await proofs.prove(guid, '10.0.0.1', wrong);
    // The directory is not asked: its one line serves everybody who listens.
    const before = clock.searches;
    expect(await stateOf(proofs.prove(guid, '10.0.0.1', right))).toBe('too-many');
    expect(clock.searches).toBe(before);
    expect(await stateOf(proofs.prove(guid, '10.0.0.2', right))).toBe('proved');
    vi.advanceTimersByTime(windowMs);
    expect(await stateOf(proofs.prove(guid, '10.0.0.1', right))).toBe('proved');
  });

  it('are counted with those from elsewhere, and by the directory where the keeper was restarted', async () => {
    const { proofs, directory, countOf } = controller(5);
    const guid = randomUUID();
    for (let windows = 0; windows < 2; windows += 1) await directory.prove(guid, wrong);
    await proofs.prove(guid, known, wrong);
    for (let starts = 0; starts < 5; starts += 1) await new Proofs(directory).prove(guid, known, wrong);
    expect(countOf(guid)).toBe(3);
    // At Windows, or at the app, which asks the directory first.
    await directory.prove(guid, right);
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
  });

  it('are counted by the keeper where the directory counts none, within the window', async () => {
    const { proofs, clock, directory } = controller(5);
    const guid = randomUUID();
    clock.silent = true;
    for (let tries = 0; tries < 3; tries += 1)
      expect(await stateOf(proofs.prove(guid, known, wrong))).toBe('refused');
    // Neither a right password elsewhere nor unlocking moves what the directory shows of them.
    await directory.prove(guid, right);
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('too-many');
    clock.now += windowMs;
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
  });

  it.each([3, 4, null])(
    'do not count where no answer came, but as the directory shows them: %j',
    async (threshold) => {
      const { proofs, clock, countOf } = controller(threshold);
      const [guid, other] = [randomUUID(), randomUUID()];
      clock.lost = 'question';
      for (let tries = 0; tries < 3; tries += 1)
        expect(await stateOf(proofs.prove(guid, known, right))).toBe('away');
      clock.lost = null;
      expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
      clock.lost = 'answer';
      const most = threshold === 4 ? 2 : 1;
      for (let tries = 0; tries < 3; tries += 1)
        expect(await stateOf(proofs.prove(other, known, wrong))).toBe(tries < most ? 'away' : 'too-many');
      expect(countOf(other)).toBe(most);
    },
  );

  it('that the directory does not show leave one try, and doctor says so', async () => {
    const { proofs, clock, directory, countOf } = controller(5);
    const guid = randomUUID();
    const shown = new Set(['badPasswordTime']);
    const real = directory.tries;
    directory.tries = async () => {
      const tries = await real(guid);
      return triesOf(ldapOf(tries, shown), guid);
    };
    expect(lockout(await directory.tries(guid))?.state).toBe('warning');
    for (let windows = 0; windows < 2; windows += 1) await directory.prove(guid, wrong);
    for (let tries = 0; tries < 5; tries += 1) await proofs.prove(guid, known, wrong);
    expect(countOf(guid)).toBe(3);
    shown.add('badPwdCount');
    expect(lockout(await directory.tries(guid))).toBeNull();
    await directory.prove(guid, right);
    clock.now += windowMs;
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
  });

  it('spend one try for a request that is read again over a new line', async () => {
    const { proofs, clock } = controller(5);
    const guid = randomUUID();
    const door = new Door(proofs, () => undefined);
    const { desk, row } = requestOf(guid, wrong);
    await door.take(desk, [row]);
    door.forget();
    await door.take(desk, [row]);
    // Proofs of an account wait for each other.
    await proofs.prove(guid, known, right);
    expect(door.results()).toEqual([{ row, reason: 'session-not-proved' }]);
    door.forget();
    await door.take(desk, [row]);
    await proofs.prove(guid, known, right);
    expect(door.results()).toHaveLength(1);
    expect(clock.binds).toBe(3);
  });
});

it.each([
  [null, 'warning'],
  [1, 'warning'],
  [2, 'warning'],
  [3, 'warning'],
  [4, null],
  [5, null],
  [0, null],
])('doctor says of the lockout threshold %j: %j', (threshold, state) => {
  const tries = { state: 'known', count: 0, failedAt: 0, now: 0, threshold, windowMs } as const;
  expect(lockout(tries)?.state ?? null).toBe(state);
});
