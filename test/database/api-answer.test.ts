import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { entryFault } from '../../shared/node/ledger.ts';
import { answerNow, ask, done, groundOf, keyOf, listen, payloadOf, type Answer } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';

/** One call that Barbara Zych answered herself, and one that somebody else did; of neither did the caller go unwarned. */
const office = officeOfFile({
  choose: (plans) => {
    const warned = plans.filter(({ sidecar }) => sidecar.announcement === 'yes');
    const hers = warned.filter(({ sidecar }) => sidecar.answeredLogin === who.participant);
    const others = warned.filter(({ sidecar }) => sidecar.answeredLogin !== who.participant);
    return [...shortest(1)(hers), ...shortest(1)(others)];
  },
});
const unknownCall = '00000000-0000-4000-8000-000000000000';
const silence = {
  reason: null,
  seq: null,
  prev: null,
  payload: null,
  hash: null,
  signature: null,
  sealed: null,
};

let recording: string;
let hers: string;

beforeAll(async () => {
  const superuser = await office.superuser();
  const rows = await rowsOf<{ id: string; answered_login: string }>(
    superuser,
    'SELECT id, answered_login FROM office.recording',
  );
  hers = rows.find((row) => row.answered_login === who.participant)?.id ?? '';
  recording = rows.find((row) => row.answered_login !== who.participant)?.id ?? '';
});

/** The entry that answers, as the superuser sees it. */
async function storedEntry(answer: Answer): Promise<Record<string, unknown> | undefined> {
  const superuser = await office.superuser();
  const [row] = await rowsOf(
    superuser,
    `SELECT e.seq::int AS seq, e.kind, e.login, e.payload, r.command IS NOT NULL AS key
       FROM office.entry e LEFT JOIN office.release r ON r.command = e.command WHERE e.command = $1`,
    [answer.command],
  );
  return row;
}

describe('a request to listen', () => {
  it('of an authorised listener is answered with a key under a signed entry', async () => {
    const listening = await listen(await office.as(who.listener), recording);
    const { answer } = listening;
    expect(answer.state).toBe('released');
    expect(await keyOf(listening)).toHaveLength(32);
    const { seq, prev, payload, hash, signature } = answer;
    if (seq === null || !prev || payload === null || !hash || !signature) throw new Error('no entry');
    const pinned = pinnedKeeperKey(office.running().keeperPublicKey);
    expect(entryFault({ seq, prev, payload, hash, signature }, pinned)).toBeNull();
    expect(await storedEntry(answer)).toEqual({
      seq,
      kind: 'release',
      login: who.listener,
      payload,
      key: true,
    });
  });

  const expectRefusal = async (client: Client, login: string, reason: string): Promise<void> => {
    const { answer } = await listen(client, recording);
    expect(answer).toMatchObject({ state: 'refused', reason, sealed: null });
    expect(payloadOf(answer)).toMatchObject({ request: 'listen', recording, case: groundOf().case, login });
    expect(await storedEntry(answer)).toMatchObject({ kind: 'refusal', login, key: false });
  };

  it.each<[string, string, string]>([
    ['somebody without an authorisation', who.none, 'no-authorisation'],
    ['a listener whose authorisation has ended', who.expired, 'authorisation-expired'],
    ['a listener whose authorisation was revoked', who.revoked, 'authorisation-revoked'],
    ['a listener whose authorisation has not begun', who.future, 'authorisation-future'],
    ['the Secretary', who.secretary, 'no-authorisation'],
  ])('of %s is refused by an entry, without a key', async (_what, login, reason) => {
    await expectRefusal(await office.as(login), login, reason);
  });

  it('of a listener whose account is disabled is refused by an entry, without a key, though she signed in before', async () => {
    const { directory } = office.running();
    const client = await office.as(who.other);
    await directory.disable(who.other);
    await expectRefusal(client, who.other, 'account-disabled');
    await directory.enable(who.other);
  });

  it('of the one who took the call herself is refused', async () => {
    const { answer } = await listen(await office.as(who.participant), hers);
    expect(answer).toMatchObject({ state: 'refused', reason: 'took-part-in-call', sealed: null });
    expect((await listen(await office.as(who.participant), recording)).answer.state).toBe('released');
  });

  it('of an unknown recording is refused by an entry as well', async () => {
    const listener = await office.as(who.listener);
    const { answer } = await listen(listener, unknownCall);
    expect(answer).toMatchObject({ state: 'refused', reason: 'recording-unknown', sealed: null });
    expect(await storedEntry(answer)).toMatchObject({ kind: 'refusal' });
  });
});

describe('an answer', () => {
  const released = async (client: Client): Promise<Answer> => (await listen(client, recording)).answer;

  it('INV-21 is for the one who asked: for everybody else the request does not exist', async () => {
    const answer = await released(await office.as(who.listener));
    for (const login of [who.other, who.secretary, who.none]) {
      const { command, ...told } = await answerNow(await office.as(login), answer.command);
      expect(told).toEqual({ ...silence, state: 'unknown' });
      expect(command).toBe(answer.command);
    }
    const { command: _command, ...told } = await answerNow(await office.asProgram('ingest'), answer.command);
    expect(told).toEqual({ ...silence, state: 'unknown' });
  });

  it('INV-21 holds the key for sixty seconds, and the entry for ever', async () => {
    const listener = await office.as(who.listener);
    const answer = await released(listener);
    const superuser = await office.superuser();
    const [left] = await rowsOf<{ seconds: number }>(
      superuser,
      'SELECT extract(epoch FROM expires_at - clock_timestamp())::float AS seconds FROM office.release WHERE command = $1',
      [answer.command],
    );
    expect(left?.seconds).toBeLessThanOrEqual(60);
    expect(left?.seconds).toBeGreaterThan(30);
    await superuser.query('UPDATE office.release SET expires_at = clock_timestamp() WHERE command = $1', [
      answer.command,
    ]);
    const later = await answerNow(listener, answer.command);
    expect(later).toEqual({ ...answer, state: 'expired', sealed: null });
  });

  it('INV-21 has no key out of a row that stands under another login', async () => {
    const listener = await office.as(who.listener);
    const answer = await released(listener);
    await (
      await office.superuser()
    ).query('UPDATE office.release SET login = $2 WHERE command = $1', [answer.command, who.other]);
    expect(await answerNow(listener, answer.command)).toEqual({ ...answer, state: 'expired', sealed: null });
  });

  it('INV-04 is given to no transaction that sees the past', async () => {
    const listener = await office.as(who.listener);
    const asked = await released(listener);
    for (const level of ['REPEATABLE READ', 'SERIALIZABLE']) {
      await listener.query(`BEGIN ISOLATION LEVEL ${level}`);
      await listener.query('SELECT api.me()');
      expect(await refusal(answerNow(listener, asked.command))).toBe('OD001');
      await listener.query('ROLLBACK');
    }
  });

  it('INV-21 has no key once its opening was closed, nor in a question that began before', async () => {
    const listener = await office.as(who.listener);
    const { command } = await released(listener);
    const second = await office.as(who.listener);
    await second.query('BEGIN');
    await second.query(
      `DECLARE looks CURSOR FOR SELECT a.sealed IS NOT NULL AS key FROM generate_series(1, 2) g,
         LATERAL api.answer(CASE WHEN g > 0 THEN '${command}'::uuid END) a`,
    );
    const next = () => rowsOf(second, 'FETCH 1 FROM looks');
    expect(await next()).toEqual([{ key: true }]);
    await done(ask(listener, 'close', { opening: command, ranges: [], how: 'listener', wrongCall: false }));
    expect(await next()).toEqual([{ key: false }]);
    await second.query('COMMIT');
  });

  it('to a request that was never made is that it is unknown', async () => {
    const { command: _command, ...told } = await answerNow(await office.as(who.listener), unknownCall);
    expect(told).toEqual({ ...silence, state: 'unknown' });
  });
});

describe('the entry of a recording', () => {
  const told = async (login: string, id: string) =>
    (
      await rowsOf<{ told: unknown }>(await office.as(login), 'SELECT api.recording_entry($1) AS told', [id])
    )[0]?.told;

  it('is told of one that can be heard', async () => {
    const superuser = await office.superuser();
    const [row] = await rowsOf<{ seq: string }>(superuser, 'SELECT seq FROM office.recording WHERE id = $1', [
      recording,
    ]);
    expect(await told(who.listener, recording)).toMatchObject({ seq: Number(row?.seq) });
  });

  it('is nothing for an unknown one, and for one that nobody vouches for', async () => {
    const superuser = await office.superuser();
    expect(await told(who.listener, unknownCall)).toBeNull();
    await superuser.query("UPDATE office.recording SET state = 'pending' WHERE id = $1", [recording]);
    expect(await told(who.listener, recording)).toBeNull();
    await superuser.query("UPDATE office.recording SET state = 'available' WHERE id = $1", [recording]);
  });
});

describe('how often a recording was opened', () => {
  const times = async (login: string, ids: string[]) =>
    (await rowsOf<{ times: number }>(await office.as(login), 'SELECT api.listenings($1) AS times', [ids]))[0]
      ?.times ?? -1;

  it('is told as a number of acts, whoever asks; an act whose key never left is none', async () => {
    const before = await times(who.other, [recording, hers]);
    const first = await listen(await office.as(who.listener), recording);
    const { act } = payloadOf(first.answer) as { act: string };
    await listen(await office.as(who.listener), recording, { act, ground: null });
    expect(await times(who.other, [recording, hers])).toBe(before + 1);
    const superuser = await office.superuser();
    await superuser.query("UPDATE office.opening SET how = 'undelivered' WHERE act = $1", [act]);
    expect(await times(who.other, [recording, hers])).toBe(before);
  });

  it('is not told of more recordings than a call has parts', async () => {
    const many = Array.from({ length: 51 }, () => recording);
    expect(await refusal(times(who.listener, many))).toBe('OD001');
  });
});
