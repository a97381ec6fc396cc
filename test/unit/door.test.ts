import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { proveSession, type Ask } from '../../shared/node/door.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import { generateSigningKey, publicSigningKey } from '../../shared/node/signing-key.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const keeper = publicSigningKey(generateSigningKey().publicKey);
const pulse = {
  ...{ time: 1, seq: 1, hash: Buffer.alloc(32), doorKey: generateKeyPair().publicKey, doorEnd: 2 },
  signature: Buffer.alloc(64),
};

/** Asks for a session over a line at which `submit` does that. */
const proved = (submit: () => void) => {
  const ask = (async (sql: string) => {
    if (sql === submitStatement) submit();
    return Promise.resolve([{ state: 'refused', reason: 'directory-away' }]);
  }) as Ask;
  const who = { login: 'anowak', password: 'x', host: 'ST-14' };
  return proveSession(ask, who, { keeper, pulse, patienceMs: 8_000 });
};
const refusedWith = (code: string) => {
  throw Object.assign(new Error('refused'), { code });
};

it('INV-85 a session is asked for again while the queue of the door is full, and not for longer than somebody waits', async () => {
  let tries = 0;
  const answer = proved(() => (++tries < 3 ? refusedWith('OD002') : undefined));
  await vi.runAllTimersAsync();
  expect([await answer, tries]).toEqual(['directory-away', 3]);

  const never = expect(proved(() => refusedWith('OD002'))).rejects.toMatchObject({ code: 'OD002' });
  await vi.runAllTimersAsync();
  await never;

  const malformed = expect(
    proved(() => {
      tries += 1;
      refusedWith('OD001');
    }),
  ).rejects.toMatchObject({ code: 'OD001' });
  await vi.runAllTimersAsync();
  await malformed;
  expect(tries).toBe(4);
});
