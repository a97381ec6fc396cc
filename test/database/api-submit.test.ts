import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { submitStatement } from '../../shared/node/queries.ts';
import { submitValues, type SignedRequest } from '../../shared/node/request.ts';
import { answerNow, answerTo, submit } from './asking.ts';
import { officeOfFile, refusal, rowsOf, who } from './office.ts';
import { handIn, signedOver, submitCall } from './sessions.ts';
import { answer } from './reading.ts';
import { basesOutput } from '../../shared/recordings.ts';
import { until } from './support.ts';

const office = officeOfFile();
const act = '7f3c1a52-6a0e-4c2b-9a70-0d4f5b7f1a01';

const pendingOf = async (client: Client): Promise<string | undefined> =>
  (await rowsOf<{ pending: string }>(client, 'SELECT api.pending() AS pending'))[0]?.pending;

/** What is still to come cannot disturb the next test. */
async function allAnswered(): Promise<void> {
  const superuser = await office.superuser();
  await until('an empty queue', async () => {
    const left = await rowsOf(superuser, 'SELECT FROM office.command');
    return left.length === 0 ? true : null;
  });
}

describe('a request', () => {
  const waiting = async () =>
    rowsOf<{ id: string; kind: string; login: string; body: string; address: string }>(
      await office.superuser(),
      `SELECT id, kind, login, body, host(address) AS address
         FROM office.command ORDER BY position`,
    );

  it('is kept as it was sent, under the login that sent it, until the keeper has answered', async () => {
    const { keeper } = office.running();
    const listener = await office.as(who.listener);
    const other = await office.as(who.other);
    await keeper.stop();
    const id = await submit(listener, 'reopen', { act });
    await submit(other, 'reopen', { act });
    expect((await waiting())[0]).toEqual({
      ...{ id, kind: 'reopen', login: who.listener, body: JSON.stringify({ act }) },
      ...{ address: '127.0.0.1' },
    });
    expect(await pendingOf(listener)).toBe('1');
    expect((await answerNow(listener, id)).state).toBe('pending');
    expect((await answerNow(other, id)).state).toBe('unknown');

    await keeper.start();
    const answer = await answerTo(listener, id);
    expect(answer).toMatchObject({ state: 'refused', reason: 'act-unknown', sealed: null });
    expect(await pendingOf(listener)).toBe('0');
  });

  it('is one of at most three that wait; a flood in one statement leaves nothing', async () => {
    const { keeper } = office.running();
    const listener = await office.as(who.listener);
    const other = await office.as(who.other);
    await keeper.stop();
    // Each under an id of its own, as the column says: whoever signed it is not asked here.
    const request = submitCall(await signedOver(listener, 'reopen', {}));
    const flood = `SELECT ${request.replace(/'[0-9a-f-]{36}'/, 'gen_random_uuid()')} FROM generate_series(1, $1)`;
    expect(await refusal(listener.query(flood, [3000]))).toBe('OD002');
    expect(await waiting()).toEqual([]);
    await listener.query(flood, [3]);
    expect(await refusal(listener.query(flood, [1]))).toBe('OD002');
    expect(await refusal(other.query(flood, [1]))).toBeNull();
    expect((await waiting()).map(({ login }) => login)).toEqual([
      ...Array<string>(3).fill(who.listener),
      who.other,
    ]);
    await keeper.start();
    await allAnswered();
  });

  it.each<[string, Partial<Record<keyof SignedRequest, unknown>>]>([
    ['no id', { id: null }],
    ['no session', { session: null }],
    ['no kind', { kind: null }],
    ['no body', { body: null }],
    ['no salt', { salt: null }],
    ['no pulse', { seen: null }],
    ['no signature', { signature: null }],
    ['a kind of one letter', { kind: 'l' }],
    ['a kind of more than 24 letters', { kind: 'l'.repeat(25) }],
    ['a kind with a space', { kind: 'listen now' }],
    ['a kind with a digit', { kind: 'listen2' }],
    ['a kind of two lines', { kind: 'listen\n' }],
    ['a body that is no JSON', { body: '{' }],
    ['a list', { body: '[]' }],
    ['a body over 256 KiB', { kind: 'complete', body: JSON.stringify({ x: 'ż'.repeat(131_072) }) }],
    ['a salt of another length', { salt: Buffer.alloc(15) }],
    ['a signature of another length', { signature: Buffer.alloc(65) }],
    ['a sealed password of another length', { sealed: Buffer.alloc(1071) }],
  ])('is refused with %s', async (_what, change) => {
    const listener = await office.as(who.listener);
    const request = await signedOver(listener, 'reopen', { act });
    const values = submitValues({ ...request, ...(change as Partial<SignedRequest>) });
    expect(await refusal(listener.query(submitStatement, values))).toBe('OD001');
    expect(await pendingOf(listener)).toBe('0');
  });

  it('is refused under an id that there is already, waiting or answered', async () => {
    const listener = await office.as(who.listener);
    const request = await signedOver(listener, 'reopen', { act });
    await listener.query('BEGIN');
    await handIn(listener, request);
    expect(await refusal(handIn(listener, request))).toBe('OD001');
    await listener.query('ROLLBACK');
    await handIn(listener, request);
    await answerTo(listener, request.id);
    expect(await refusal(handIn(listener, request))).toBe('OD001');
  });
});

describe('the door', () => {
  it('holds one claim of a login from one address, and twenty of an address', async () => {
    const { keeper } = office.running();
    const superuser = await office.superuser();
    await keeper.stop();
    const door = await office.as(who.listener, { user: 'odsluch_door', password: '' });
    const nothing = (bytes: number) => `decode(repeat('00', ${bytes}), 'hex')`;
    const claim = (login: string) =>
      refusal(
        door.query(
          `SELECT api.submit(id, id, 'session', $1, ${nothing(16)}, 0, ${nothing(64)}, ${nothing(1072)}, NULL)
             FROM (SELECT gen_random_uuid() AS id) asked`,
          [JSON.stringify({ login })],
        ),
      );
    for (let count = 1; count < 20; count += 1) expect(await claim(`nikt${count}`)).toBeNull();
    expect(await claim('nikt1')).toBe('OD002');
    expect(await claim('nikt20')).toBeNull();
    expect(await claim('nikt21')).toBe('OD002');
    await superuser.query('DELETE FROM office.command');
    await keeper.start();
  });
});

describe('who one is', () => {
  const told = async (client: Client): Promise<Record<string, unknown> | null | undefined> =>
    (await rowsOf<{ me: Record<string, unknown> | null }>(client, 'SELECT api.me() AS me'))[0]?.me;
  const me = async (login: string) => told(await office.as(login));

  it('is told with post, roles and the state of the authorisation', async () => {
    const person = office.running().person(who.listener);
    expect(await me(who.listener)).toMatchObject({
      ...{ login: who.listener, displayName: 'Anna Nowak', post: person.title, unit: person.department },
      roles: ['listener'],
      authorisation: {
        state: 'valid',
        number: person.authorisation?.number,
        from: person.authorisation?.from,
        to: person.authorisation?.to,
      },
      secretaries: ['Halina Dudek', 'Marek Bielak'],
      leastApp: '0.2.0',
    });
  });

  it.each([
    [who.none, 'none'],
    [who.expired, 'expired'],
    [who.revoked, 'revoked'],
    [who.future, 'future'],
    [who.secretary, 'none'],
  ])('%s: %s', async (login, state) => {
    expect(await me(login)).toMatchObject({ login, authorisation: { state } });
  });

  it('is nobody for a login that is no person of the ledger', async () => {
    const superuser = await office.superuser();
    await superuser.query("CREATE ROLE obcy LOGIN PASSWORD 'x' IN ROLE odsluch_people");
    const stranger = await office.as(who.listener, { user: 'obcy', password: 'x' });
    expect(await told(stranger)).toBeNull();
  });
});

describe('the head of the ledger', () => {
  it('is the newest entry', async () => {
    const [told] = await rowsOf(await office.as(who.none), 'SELECT * FROM api.head()');
    const superuser = await office.superuser();
    expect([told]).toEqual(
      await rowsOf(superuser, 'SELECT seq, hash FROM office.entry ORDER BY seq DESC LIMIT 1'),
    );
  });
});

describe('legal bases', () => {
  beforeAll(async () => {
    const superuser = await office.superuser();
    await superuser.query(
      `INSERT INTO office.legal_basis (code, valid_from, valid_to, position, content, seq, confirmed_seq)
         SELECT v.code, p.today + v.from_day, p.today + v.to_day, v.position, b.content || jsonb_build_object('code', v.code), 1, 1
           FROM office.pulse p, (SELECT content FROM office.legal_basis LIMIT 1) b,
           (VALUES ('OVER', -20, -1, 8), ('NOT_YET', 1, NULL, 8), ('LAST_DAY', -20, 0, 0), ('FIRST_DAY', 0, NULL, 9)) AS v(code, from_day, to_day, position)`,
    );
  });

  it('are those of today, first and last day included, in their order', async () => {
    const listener = await office.as(who.listener);
    const told = await answer(listener, basesOutput.shape.bases, 'SELECT api.legal_bases()');
    expect(told.map(({ code }) => code)).toEqual([
      ...['LAST_DAY', 'KPA_SKARGA', 'KPA_WNIOSEK', 'KPK_304', 'RODO_15', 'FIRST_DAY'],
    ]);
  });
});
