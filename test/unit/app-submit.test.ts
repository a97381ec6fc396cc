import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failed } from '../../electron/failed.ts';
import { Commands, Refused } from '../../electron/session/submit.ts';
import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { generateRecipient } from '../../shared/node/hpke.ts';
import { genesisPrev, payloadText, sealEntry, sha256 } from '../../shared/node/ledger.ts';
import { requestBytes, requestDigest, type SignedRequest } from '../../shared/node/request.ts';
import { openPassword } from '../../shared/node/session.ts';

/** The one door for commands: when it asks, what it lets out, and what it holds against the ledger before. */

const keeper = generateKeyPairSync('ed25519');
const door = generateRecipient();
const login = 'anna.nowak';
const id = '11111111-1111-4111-8111-111111111111';
/** Each request gets this id. */
vi.mock(import('node:crypto'), async (original) => ({
  ...(await original()),
  randomUUID: () => '11111111-1111-4111-8111-111111111111',
}));

const act = '22222222-2222-4222-8222-222222222222';
const head = { v: 1 as const, at: '2026-11-25T10:00:00.000Z', command: id, login, guid: null, asked: null };

const pending = {
  state: 'pending',
  seq: null,
  prev: null,
  payload: null,
  hash: null,
  signature: null,
  sealed: null,
};
const signed = <K extends EntryKind>(payload: Payload<K>) => ({
  ...{ ...pending, state: 'done' },
  ...sealEntry(7, genesisPrev, payloadText(payload), keeper.privateKey),
});
const done = signed<'reopened'>({ ...head, kind: 'reopened', act, completed: 5 });
const refused = (reason: string) =>
  signed<'refusal'>({
    ...{ ...head, kind: 'refusal', request: 'reopen', reason },
    ...{ subject: null, subjectGuid: null, because: null, act, recording: null, case: null, basis: null },
    ...{ count: 1, host: null, address: null, text: null },
  });

type Reply = object | (() => object);
/** Answers `submit` with an id, and the questions after it with `replies` in turn; the last one repeats. */
function server(...replies: Reply[]) {
  const asked: string[] = [];
  const sent: (readonly unknown[])[] = [];
  const ask = async (sql: string, values: readonly unknown[]): Promise<never[]> => {
    asked.push(sql.includes('api.submit') ? 'submit' : 'answer');
    if (sql.includes('api.submit')) {
      sent.push(values);
      return [];
    }
    const next = replies.length > 1 ? replies.shift() : replies[0];
    return [typeof next === 'function' ? (next as () => object)() : next] as never[];
  };
  const witness = { confirm: vi.fn(() => Promise.resolve()), heed: vi.fn() };
  const newest = { time: 0, seq: 1, hash: Buffer.alloc(32), doorKey: door.publicKey, doorEnd: 0 };
  const pulse = { newest: async () => newest, next: vi.fn(async () => newest) };
  const onOver = vi.fn();
  const signer = { session: id, privateKey: keeper.privateKey, ledgerKey: Buffer.alloc(32) };
  const commands = new Commands({ login, ask, signer, pulse, onOver, keeper: keeper.publicKey, witness });
  return { commands, asked, sent, witness, pulse, onOver };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('waiting for the keeper’s answer', () => {
  it('has the scan of a paper beside the request, also where that is asked anew', async () => {
    const { commands, sent } = server(refused('stale-request'), done);
    const scan = Buffer.from('a salt and a file');
    const answer = commands.sign('hasło', 'reopen', { act }, scan);
    await vi.advanceTimersByTimeAsync(600);
    await answer;
    expect(sent.map((values) => values[8])).toEqual([scan, scan]);
  });

  it('asks when a hint comes, and not before', async () => {
    const { commands, asked } = server(done);
    const answer = commands.submit('reopen', { act });
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['submit']);
    commands.hint();
    await expect(answer).resolves.toMatchObject({ command: id, seq: 7, payload: { completed: 5 } });
  });

  it('asks by itself when the hint was lost', async () => {
    const answer = server(pending, done).commands.submit('reopen', { act });
    await vi.advanceTimersByTimeAsync(600);
    await expect(answer).resolves.toMatchObject({ seq: 7 });
  });

  it('does not wait again for a hint that came while the question was on its way', async () => {
    const { commands } = server(() => {
      commands.hint();
      return pending;
    }, done);
    const answer = commands.submit('reopen', { act });
    await vi.advanceTimersByTimeAsync(1);
    commands.hint();
    await vi.advanceTimersByTimeAsync(1);
    await expect(answer).resolves.toMatchObject({ seq: 7 });
  });

  it('outlasts a lost line: the answer waits at the server', async () => {
    const { commands } = server(() => {
      throw new Failed({ code: 'database-unreachable' });
    }, done);
    const answer = commands.submit('reopen', { act });
    await vi.advanceTimersByTimeAsync(600);
    await expect(answer).resolves.toMatchObject({ seq: 7 });
  });

  it('gives up after its time with a failure that says so', async () => {
    const answer = server(pending).commands.submit('reopen', { act }, { timeoutMs: 1_000 });
    const outcome = expect(answer).rejects.toMatchObject({
      failure: { code: 'answer-late', params: { asked: 'reopen' } },
    });
    await vi.advanceTimersByTimeAsync(1_500);
    await outcome;
  });
});

describe('the password of an act that is signed', () => {
  it('goes along sealed to the keeper, for exactly this request, and with no other command', async () => {
    const { commands, sent } = server(done);
    const plain = commands.submit('reopen', { act });
    const answer = commands.sign('Zażółć-Gęślą-1!', 'reopen', { act });
    await vi.advanceTimersByTimeAsync(600);
    await Promise.all([plain, answer]);
    const [first, [, session, kind, body, salt, seen, , sealed] = []] = sent;
    expect(first?.[7]).toBeNull();
    const digest = requestDigest({ salt, kind, body } as SignedRequest);
    const asked = { id, session: session as string, seen: seen as number, digest };
    const hashOf = (change: object): Buffer =>
      sha256(requestBytes({ ...asked, ...change }, Buffer.alloc(32)));
    const opened = (change: object): string | undefined =>
      openPassword(sealed as Buffer, 'sign', hashOf(change), door)?.toString('utf8');
    expect(opened({})).toBe('Zażółć-Gęślą-1!');
    expect(opened({ digest: Buffer.alloc(32) })).toBeUndefined();
  });
});

describe('what comes out of the door', () => {
  async function answered(row: object) {
    const office = server(row);
    const answer = office.commands.submit('reopen', { act }).then(
      (entered) => entered,
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(300);
    return { said: await answer, ...office };
  }

  it('a refusal is thrown with its reason, and with number and time of its entry', async () => {
    const { said } = await answered(refused('act-not-completed'));
    expect(said).toBeInstanceOf(Refused);
    expect(said).toMatchObject({ failure: { code: 'act-not-completed' }, seq: 7, at: head.at });
  });

  it('a reason that it has no sentence for is unexpected', async () => {
    const { said } = await answered(refused('reason-of-a-newer-keeper'));
    expect(said).toMatchObject({ failure: { code: 'unexpected' }, seq: 7 });
  });

  it('what lay too long is signed anew over the next pulse, and a session that has ended ends here too', async () => {
    const { commands, asked, pulse } = server(refused('stale-request'), done);
    const answer = commands.submit('reopen', { act });
    await vi.advanceTimersByTimeAsync(600);
    await expect(answer).resolves.toMatchObject({ seq: 7 });
    expect(asked).toEqual(['submit', 'answer', 'submit', 'answer']);
    expect(pulse.next).toHaveBeenCalledOnce();
    const { said, onOver } = await answered({ ...pending, state: 'unknown', reason: 'session-over' });
    expect(said).toMatchObject({ failure: { code: 'session-over' } });
    expect(onOver).toHaveBeenCalledOnce();
  });

  it('a refusal that was counted with others is told as a refusal, not as an answer that may still come', async () => {
    const { said } = await answered({ ...pending, state: 'unknown' });
    expect(said).toMatchObject({ failure: { code: 'many-refusals' } });
  });

  it.each([
    ['an entry', { ...done, signature: Buffer.alloc(64) }],
    ['a refusal', { ...refused('act-not-completed'), signature: Buffer.alloc(64) }],
    ['nothing that was signed', { ...pending, state: 'done', seq: 7 }],
  ])('%s that the pinned keeper did not sign is none', async (_what, row) => {
    const { said } = await answered(row);
    expect(said).not.toBeInstanceOf(Refused);
    expect(said).toMatchObject({ failure: { code: 'answer-untrusted' } });
  });

  it('INV-50 with a key only where the ledger goes on from what was seen; of all else that is found out beside', async () => {
    const { witness } = await answered(done);
    expect([witness.confirm.mock.calls.length, witness.heed.mock.calls.length]).toEqual([0, 1]);
    const office = server({ ...done, sealed: Buffer.alloc(80) });
    office.witness.confirm.mockRejectedValue(new Failed({ code: 'ledger-not-continued' }));
    const outcome = expect(office.commands.submit('reopen', { act })).rejects.toThrow('ledger-not-continued');
    await vi.advanceTimersByTimeAsync(300);
    await outcome;
    expect(office.witness.confirm).toHaveBeenCalledWith(
      expect.objectContaining({ seq: 7, prev: genesisPrev }),
    );
  });
});
