import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeeperPulse } from '../../electron/session/pulse.ts';
import { lastPulse } from '../../shared/node/door.ts';
import { signPulse, type Pulse } from '../../shared/node/pulse.ts';

/** What the program believes of the keeper, out of what a database says. */

const keeper = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

const pulse = (time: number, seq: number): Pulse => ({
  ...{ time, seq, doorEnd: 0 },
  ...{ hash: Buffer.alloc(32, seq), doorKey: Buffer.alloc(32) },
});
const told = (one: Pulse, key: KeyObject = keeper.privateKey) => ({
  ...one,
  hash: one.hash.toString('hex'),
  doorKey: one.doorKey.toString('base64'),
  signature: signPulse(one, key).toString('base64'),
  leastApp: '0.2.0',
});

/** What the database answers to the next question. */
let answer: object;
const ask = async (): Promise<never[]> => [{ pulse: answer }] as never[];
/** Of a session that was proved over this pulse. */
const seen = () => new KeeperPulse(ask, keeper.publicKey, pulse(1_000, 20));

beforeEach(() => {
  vi.useFakeTimers();
  answer = told(pulse(1_000, 20));
});
afterEach(() => {
  vi.useRealTimers();
});

const notConfirmed = { failure: { code: 'document-not-confirmed' } };

/** What comes of it once every wait is over. */
async function overdue(asked: Promise<unknown>): Promise<void> {
  const refused = expect(asked).rejects.toMatchObject(notConfirmed);
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
}

describe('INV-55 what is to be printed', () => {
  it('is confirmed by the pulse that the session was proved over, or by a newer one, as soon as it is there', async () => {
    const known = seen();
    await expect(known.over(20)).resolves.toMatchObject({ seq: 20 });
    const waited = known.over(21);
    await vi.advanceTimersByTimeAsync(400);
    answer = told(pulse(6_000, 21));
    await vi.advanceTimersByTimeAsync(400);
    await expect(waited).resolves.toMatchObject({ seq: 21 });
  });

  it.each([
    ['that another key signed', () => told(pulse(6_000, 21), stranger.privateKey)],
    ['whose number was changed', () => ({ ...told(pulse(6_000, 20)), seq: 21 })],
    ['that is older than one that was seen', () => told(pulse(500, 21))],
    ['that stands before it', () => told(pulse(6_000, 20))],
  ])('is not confirmed by a pulse %s', async (_what, other) => {
    answer = other();
    await overdue(seen().over(21));
  });

  it('is not confirmed by a keeper of whom nothing new was heard for half a minute', async () => {
    const known = seen();
    await vi.advanceTimersByTimeAsync(31_000);
    await overdue(known.over(20));
  });
});

describe('the key that a password is sealed to', () => {
  const other = Buffer.alloc(32, 7).toString('base64');
  it.each([
    ['put in the place of the keeper’s', () => ({ ...told(pulse(1_000, 20)), doorKey: other })],
    ['signed by somebody else', () => told(pulse(1_000, 20), stranger.privateKey)],
    ['said to be good for longer', () => ({ ...told(pulse(1_000, 20)), doorEnd: 9_000 })],
  ])('is believed of nobody but the keeper: none that was %s', async (_what, forged) => {
    await expect(lastPulse(ask, keeper.publicKey)).resolves.toMatchObject({ doorKey: Buffer.alloc(32) });
    answer = forged();
    await expect(lastPulse(ask, keeper.publicKey)).resolves.toBe('keeper-unpinned');
  });
});
