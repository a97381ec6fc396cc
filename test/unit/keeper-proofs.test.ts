import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lockout } from '../../server/doctor/directory.ts';
import type { Proof, Tries } from '../../server/keeper/directory.ts';
import type { KeeperDirectory } from '../../server/keeper/options.ts';
import { Proofs } from '../../server/keeper/proofs.ts';

const [right, wrong] = ['to hasło', 'nie to'];
const windowMs = 1_800_000;
const known = null;

/** Counts wrong passwords as a domain controller does; `silent` = it counts none, as of a former password. */
function controller(threshold: number | null) {
  const counts = new Map<string, { count: number; failedAt: number }>();
  const clock = { now: 1_800_000_000_000, silent: false };
  const of = (guid: string) => counts.get(guid) ?? { count: 0, failedAt: 0 };
  const tries = (guid: string): Promise<Tries> =>
    Promise.resolve({ state: 'known', ...of(guid), now: clock.now, threshold, windowMs });
  const prove = async (guid: string, password: string): Promise<Proof> => {
    await new Promise((answer) => setImmediate(answer));
    const { count, failedAt } = of(guid);
    if (password === right) {
      counts.set(guid, { count: 0, failedAt });
      return { state: 'proved', pwdLastSet: '1' };
    }
    const before = clock.now - failedAt < windowMs ? count : 0;
    clock.now += 1;
    if (!clock.silent) counts.set(guid, { count: before + 1, failedAt: clock.now });
    return { state: 'refused' };
  };
  const directory = { tries, prove } as KeeperDirectory;
  return { clock, directory, proofs: new Proofs(directory), countOf: (guid: string) => of(guid).count };
}

const stateOf = async (proof: Promise<{ state: string }>) => (await proof).state;

describe('INV-86 wrong passwords of a person', () => {
  it.each([
    { threshold: 10, most: 8 },
    { threshold: 5, most: 3 },
    { threshold: 3, most: 1 },
    { threshold: 1, most: 1 },
    { threshold: 0, most: 8 },
    { threshold: null, most: 1 },
  ])('stay two below a threshold of $threshold, asked about at once from everywhere', async (of) => {
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
    const { proofs, clock } = controller(10);
    const guid = randomUUID();
    await proofs.prove(guid, '10.0.0.1', wrong);
    expect(await stateOf(proofs.prove(guid, '10.0.0.1', right))).toBe('too-many');
    expect(await stateOf(proofs.prove(guid, '10.0.0.2', right))).toBe('proved');
    clock.now += windowMs;
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
    const { proofs, clock } = controller(5);
    const guid = randomUUID();
    clock.silent = true;
    for (let tries = 0; tries < 3; tries += 1)
      expect(await stateOf(proofs.prove(guid, known, wrong))).toBe('refused');
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('too-many');
    clock.now += windowMs;
    expect(await stateOf(proofs.prove(guid, known, right))).toBe('proved');
  });
});

it.each([
  [null, 'warning'],
  [1, 'warning'],
  [2, 'warning'],
  [3, null],
  [5, null],
  [0, null],
])('doctor says of the lockout threshold %j: %j', (threshold, state) => {
  const tries = { state: 'known', count: 0, failedAt: 0, now: 0, threshold, windowMs } as const;
  expect(lockout(tries)?.state ?? null).toBe(state);
});
