import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nameOf, ofKind } from '../../electron/paper/entries.ts';
import { entriesOf } from '../../electron/review/statement.ts';
import { setSettings } from '../../electron/settings.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import {
  addPerson,
  addRecording,
  ask,
  done,
  entriesAfter,
  groundOf,
  guidOf,
  headSeq,
  listen,
  openAndPlayed,
  passTime,
  payloadOf,
  today,
} from './asking.ts';
import { held, holds } from './groups.ts';
import { dbOf, openRegister } from './reading.ts';
import { signIn } from './sessions.ts';
import { account, mayorLogin, openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** § 4 ust. 2–3: whose something is the account says, whatever its login is by now. */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.accounts.seen = true;
});
afterAll(() => office.close());

/** In the directory; the keeper has not looked yet. */
function rename(login: string, to: string, displayName: string): void {
  const known = office.directory.get(login);
  if (known === undefined || !('guid' in known)) throw new Error(`no account ${login}`);
  office.directory.delete(login);
  office.directory.set(to, { ...known, displayName });
}
const passRound = () => passTime(office, 121_000);

type Told = { login?: string; person?: string; act?: string; text?: string };
/** What a function of the database tells. */
async function told<T>(client: Client, sql: string, values: unknown[] = []): Promise<T> {
  const { rows } = await client.query<{ told: T }>(`SELECT ${sql} AS told`, values);
  return rows[0]?.told as T;
}
/** What is somebody's own, as the program reads it. */
const ownOf = (client: Client) =>
  told<Record<'acts' | 'refusals' | 'sessions' | 'typed' | 'named', Told[]>>(
    client,
    `jsonb_build_object('acts', coalesce((SELECT jsonb_agg(answer) FROM api.my_acts()), '[]'), 'refusals', api.my_refusals(),
       'sessions', api.my_sessions(), 'typed', api.typed(null), 'named', api.named_in_acts())`,
  );
const draft = 'SELECT api.save_draft($1, $2, $3, $4, $5, $6)';
const draftOf = (kind: string, act: string) => [kind, act, randomUUID(), 1, 'Zapis.', Buffer.alloc(64)];
const payloadsAfter = async (seq: number, ...kinds: string[]) =>
  (await entriesAfter(office, seq)).filter(({ kind }) => kinds.includes(kind)).map(({ payload }) => payload);

describe('INV-39 an account that has another login', () => {
  let guid: string;
  let act: string;
  let opening: string;

  it('is registered under it, and its former login lets nobody in', async () => {
    guid = await addPerson(office, 'anowak');
    const { id } = await addRecording(office);
    await office.fresh('anowak', async (line) => {
      const { answer } = await listen(line, id);
      [act, opening] = [String(payloadOf(answer)['act']), answer.command];
      for (const kind of ['protocol', 'evidence']) await line.query(draft, draftOf(kind, act));
      expect((await listen(line, randomUUID())).answer.state).toBe('refused');
      const before = await headSeq(office);
      rename('anowak', 'akowalska', 'Anna Kowalska');
      passRound();
      await holds(office, 'anowak', 'NOLOGIN');
      await holds(office, 'akowalska', 'listener', 'people');
      await expect(line.query('SELECT 1')).rejects.toThrow();
      const people = [{ login: 'akowalska', guid, employee: true }];
      expect(await payloadsAfter(before, 'person', 'roles')).toMatchObject([
        { command: null, people },
        { subject: 'anowak', subjectGuid: guid, roles: [], account: 'absent' },
        { subject: 'akowalska', subjectGuid: guid, roles: ['listener'], account: 'ok' },
      ]);
      // Once it is known, there is nothing more to enter.
      passRound();
      await signIn(office, 'akowalska');
      expect(await payloadsAfter(before, 'person')).toHaveLength(1);
    });
  });

  it('keeps right, acts, protocol, drafts, refusals, sign-ins and stories', async () => {
    const { id } = await addRecording(office);
    await office.fresh('akowalska', async (line) => {
      expect(await told(line, 'api.me()')).toMatchObject({
        displayName: 'Anna Kowalska',
        authorisation: { state: 'valid' },
      });
      const own = await ownOf(line);
      expect(own).toMatchObject({
        acts: [{ act }],
        refusals: [{}],
        typed: [{ drafts: [{ text: 'Zapis.' }] }],
      });
      expect(own.sessions).toHaveLength(2);
      expect(await told(line, 'api.protocol($1)', [act])).toMatchObject({ drafts: [{ text: 'Zapis.' }] });
      expect(await told(line, '(SELECT count(*) FROM api.act_story($1, 0, 200))', [act])).not.toBe('0');

      const { answer } = await listen(line, id, { act, ground: null });
      expect(answer.state).toBe('released');
      await line.query('SELECT * FROM api.beat($1, $2)', [answer.command, '[[0, 5000]]']);
      await openAndPlayed(office, answer, [[0, 5000]]);
      const ended = { opening: answer.command, ranges: [], how: 'listener' as const, wrongCall: false };
      await done(ask(line, 'close', ended));
      await done(ask(line, 'complete', { act, findings: 'Dzwoniący pytał o termin i go poznał.' }));
    });
  });

  it('stands in the register as it was called then', async () => {
    const secretary = await office.as(secretaryLogin);
    const filter = { person: null, case: null, from: null, to: null, state: null, kind: null };
    await openRegister(secretary);
    const rows = await told(secretary, '(SELECT jsonb_agg(answer) FROM api.register_acts($1, NULL, 9))', [
      JSON.stringify(filter),
    ]);
    expect(rows).toMatchObject([{ act, login: 'anowak', person: 'Osoba anowak' }]);
  });

  it('is one person in the sums of the register', async () => {
    await office.fresh('akowalska', async (line) =>
      expect((await listen(line, randomUUID())).answer.state).toBe('refused'),
    );
    const secretary = await office.as(secretaryLogin);
    const sums = await told(secretary, 'api.register_counts($1, $2)', [today(), today()]);
    expect(sums).toMatchObject({ acts: 1, refusals: 2, people: 1 });
  });

  it('leaves nothing to whoever is given its former login', async () => {
    await addPerson(office, 'anowak', { authorised: false, guid: randomUUID() });
    expect(await held(office, 'anowak')).toEqual(['people']);
    await office.fresh('anowak', async (line) => {
      const own = await ownOf(line);
      expect(own).toMatchObject({ acts: [], refusals: [], typed: [], named: [] });
      expect(own.sessions).toHaveLength(1);
      expect(await told(line, 'api.protocol($1)', [act])).toBeNull();
      expect(await told(line, '(SELECT state FROM api.answer($1))', [opening])).toBe('unknown');
      for (const [sql, values] of [
        [draft, draftOf('filing', act)],
        ['SELECT * FROM api.beat($1, $2)', [opening, '[]']],
        ['SELECT api.act_story($1, 0, 9)', [act]],
      ] as const)
        await expect(line.query(sql, [...values])).rejects.toMatchObject({ code: 'OD004' });
      const filed = { act, day: today(), way: 'ezd' as const, missingSignature: null };
      const { reason, payload } = await ask(line, 'file', filed);
      expect({ reason, act: (JSON.parse(payload ?? '') as Told).act }).toEqual({
        reason: 'act-not-yours',
        act: null,
      });
    });
  });
});

it('papers name whoever was refused as they were called then, whoever has the login by now', async () => {
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  const secretary = await office.as(secretaryLogin);
  await openRegister(secretary);
  const { rows } = await office.superuser.query<{ seq: number }>(
    `SELECT seq::integer FROM office.entry WHERE kind = 'refusal' AND login IN ('anowak', 'akowalska') ORDER BY seq`,
  );
  const entries = await entriesOf(
    { db: dbOf(secretary) },
    [],
    rows.map(({ seq }) => seq),
  );
  // The last one is of who has the login now, and has the name of it.
  const named = ofKind(entries, 'refusal').map((one) => nameOf(one, entries));
  expect(named).toEqual(['Osoba anowak', 'Anna Kowalska', 'Osoba anowak']);
  const [first, , last] = ofKind(entries, 'refusal');
  expect(first?.payload.guid).not.toBe(last?.payload.guid);
});

it('INV-39 somebody in office who has another login is told of as one whose account stands', async () => {
  const guid = await guidOf(office, mayorLogin);
  rename(mayorLogin, 'dkot', 'Danuta Kot');
  passRound();
  await holds(office, 'dkot', 'mayor', 'people');
  const { gone } = await told<{ gone: { guid: string }[] }>(await office.as(secretaryLogin), 'api.duties()');
  expect(gone.map((one) => one.guid)).not.toContain(guid);
});

it('whoever listened and has no login any more can still be looked for in the register', async () => {
  const guid = await addPerson(office, 'ozak');
  const { id } = await addRecording(office);
  expect((await listen(await office.as('ozak'), id)).answer.state).toBe('released');
  office.directory.delete('ozak');
  const heir = await addPerson(office, 'ozak');
  const secretary = await office.as(secretaryLogin);
  await openRegister(secretary);
  const filter = { person: null, case: null, from: null, to: null, state: null, kind: null };
  const { people } = await told<{ people: { guid: string; person: string }[] }>(
    secretary,
    'api.register_summary($1)',
    [JSON.stringify(filter)],
  );
  expect(people).toContainEqual({ guid, person: 'Osoba ozak' });
  expect(people.map((one) => one.guid)).not.toContain(heir);
});

describe('INV-39 a login that passed to somebody else before the keeper looked', () => {
  it('takes nothing with it: its former account has all under the one that it has now', async () => {
    const guid = await addPerson(office, 'jlis');
    await addPerson(office, 'kbak');
    const { id } = await addRecording(office);
    const ground = groundOf({ present: ['jlis'] });
    expect((await listen(await office.as('kbak'), id, { ground })).answer.state).toBe('released');
    office.directory.delete('jlis');
    await addPerson(office, 'jlis', { authorised: false });
    office.directory.set('jmaj', { ...account(guid), displayName: 'Joanna Maj' });
    passRound();
    await holds(office, 'jmaj', 'listener', 'people');
    expect(await held(office, 'jlis')).toEqual(['people']);
    await signIn(office, 'jmaj');
    await office.fresh('jmaj', async (line) =>
      expect((await ownOf(line)).named).toMatchObject([{ listener: 'Osoba kbak' }]),
    );
    await office.fresh('jlis', async (line) => expect((await ownOf(line)).named).toEqual([]));
  });

  it('ends the sessions of that one at once, also while the directory tells nothing of accounts', async () => {
    const { directory } = office.options;
    await addPerson(office, 'elis');
    const away = { state: 'away', reason: 'unreachable' } as const;
    await office.stop();
    // Whoever is entered is looked up alone.
    const lookUpAll: typeof directory.lookUpAll = async (guids) =>
      guids.length > 1 ? away : directory.lookUpAll(guids);
    await office.start({ directory: { ...directory, lookUpAll } });
    await signIn(office, 'elis');
    await office.fresh('elis', async (line) => {
      const before = await headSeq(office);
      await addPerson(office, 'elis', { authorised: false });
      await until('the end of the session', async () =>
        (await payloadsAfter(before, 'session-end')).length > 0 ? true : null,
      );
      await expect(line.query('SELECT 1')).rejects.toThrow();
    });
  });
});

it('INV-39 a login that is entered while the directory is asked stays with whom the entry names', async () => {
  const { directory } = office.options;
  await addPerson(office, 'rwilk', { authorised: false });
  await office.stop();
  let rounds = 0;
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const lookUpAll: typeof directory.lookUpAll = async (guids) => {
    const answer = await directory.lookUpAll(guids);
    if (guids.length < 2) return answer;
    rounds += 1;
    // The first one tells what was true when it was asked.
    if (rounds === 1) await told;
    return answer;
  };
  await office.start({ directory: { ...directory, lookUpAll } });
  const round = (number: number) =>
    until('a question about all accounts', async () => Promise.resolve(rounds >= number ? true : null));
  await round(1);
  const before = await headSeq(office);
  const guid = await addPerson(office, 'rwilk', { authorised: false });
  tell();
  await round(2);
  const people = [{ login: 'rwilk', guid, employee: true }];
  expect(await payloadsAfter(before, 'person')).toMatchObject([{ people }]);
  expect(await held(office, 'rwilk')).toEqual(['people']);
});

it('a login that nobody is let in as has neither secret nor line from that very moment', async () => {
  await office.fresh('kbak', async (line) => {
    const { superuser } = office;
    await superuser.query('BEGIN');
    await superuser.query('SET LOCAL ROLE odsluch_keeper');
    await superuser.query("SELECT office.make_person('kbak', '{}', false)");
    const { rows } = await superuser.query(
      "SELECT rolvaliduntil <= clock_timestamp() AS over FROM pg_roles WHERE rolname = 'kbak'",
    );
    // Before anybody else could see that.
    await expect(line.query('SELECT 1')).rejects.toThrow();
    await superuser.query('ROLLBACK');
    expect(rows).toEqual([{ over: true }]);
  });
});

it('all that is judged lawful', async () => {
  await office.stop();
  const { superuser: source, options, keeperPublicKey: keeperKey } = office;
  expect((await verifyLedger({ source, journal: options.journal, keeperKey })).fault).toBeNull();
});
