import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Proof } from '../../server/keeper/directory.ts';
import type { KeeperOptions } from '../../server/keeper/options.ts';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { commitText } from '../../shared/node/ledger.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import { submitValues, type Signer } from '../../shared/node/request.ts';
import { generateSigningKey } from '../../shared/node/signing-key.ts';
import {
  addPerson,
  addRecording,
  answerTo,
  ask,
  authorise,
  done,
  entriesAfter,
  headSeq,
  listen,
  openListening,
  passTime,
  payloadOf,
  submit,
  takenIn,
} from './asking.ts';
import {
  answerAtDoor,
  askForSession,
  handIn,
  makeSession,
  openSession,
  putAsOwner,
  sessionOf,
  signed,
  signedOver,
  signIn,
  throughDoor,
} from './sessions.ts';
import { account, password, until, type TestOffice } from './support.ts';

/**
 * Whoever owns the database, and is a listener with a program of his own beside, against somebody else's requests: what she signed is
 * moved, repeated, kept, and what he signs himself is made to harm the office.
 */
let office: TestOffice;
let client: Client;
/** The attacker's own line and session. */
let line: Client;
let own: Signer;
let act: string;
let opening: string;
beforeAll(async () => {
  let recording: string;
  ({ office, client, recording } = await openListening());
  await addPerson(office, 'jlis');
  line = await office.as('jlis');
  own = await sessionOf(office, 'jlis');
  const { answer } = await listen(client, recording);
  opening = answer.command;
  act = String(payloadOf(answer)['act']);
  await done(ask(client, 'close', { opening, ...heard }));
});
afterAll(() => office.close());

const heard = { ranges: [], how: 'listener' as const, wrongCall: false };
const faultOf = async () => {
  const { journal } = office.options;
  const { fault } = await verifyLedger({
    ...{ source: office.superuser, journal, keeperKey: office.keeperPublicKey, quick: false },
  });
  return fault;
};
const restart = async (change: Partial<KeeperOptions> = {}) => {
  await office.stop();
  await office.start(change);
};
const after = async (seq: number) => (await entriesAfter(office, seq)).map(({ payload }) => payload);

describe('INV-56 what she signed', () => {
  it.each([
    ['at once', () => Promise.resolve()],
    ['after the keeper was started again', () => restart()],
    [
      'after she has signed out',
      async () => {
        const { session } = await sessionOf(office, 'anowak');
        await done(ask(client, 'session-end', { session }));
        await signIn(office, 'anowak');
      },
    ],
  ])('is not done again when the row is put back %s', async (_when, meanwhile) => {
    const request = await signedOver(client, 'complete', { act, findings: 'Urzędnik podał termin.' });
    await handIn(client, request);
    await done(answerTo(client, request.id));
    await done(ask(client, 'reopen', { act }));
    await meanwhile();
    const before = await headSeq(office);
    await putAsOwner(office, 'jlis', request);
    await takenIn(office, 'command');
    expect(await after(before)).toEqual([]);
  });

  it.each([
    ['a release', () => opening],
    ['a program’s key', () => office.sender.session],
    ['the request of another', async () => (await ask(line, 'reopen', { act: randomUUID() })).command],
  ])('is under no session that is %s', async (_what, id) => {
    const before = await headSeq(office);
    const { privateKey } = generateSigningKey();
    const request = await signed(office, line, { ...own, privateKey, session: await id() }, 'reopen', {
      act,
    });
    await putAsOwner(office, 'anowak', request);
    expect(await answerTo(client, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
    expect((await after(before)).filter(({ login }) => login === 'anowak')).toEqual([]);
  });
});

describe('INV-60 what a listener signs in psql', () => {
  it('over an instant that is none ends no keeper', async () => {
    const request = await signed(office, line, own, 'reopen', { act: randomUUID() });
    const values = submitValues(request).map((value) =>
      value === request.seen ? '9223372036854775807' : value,
    );
    await line.query(submitStatement, values);
    expect(await answerTo(line, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
  });

  it.each([
    [
      'says it twice',
      'done',
      (id: string) => `{"act":"${randomUUID()}","findings":"Urzędnik podał termin.","act":"${id}"}`,
    ],
    [
      'is spelled otherwise',
      'done',
      (id: string) => ` {"\\u0061ct":"${id}",\r\n"findings":"Urz\\u0119dnik poda\\u0142 termin."} `,
    ],
    [
      'names a prototype',
      'refused',
      (id: string) => `{"act":"${id}","findings":"Urzędnik podał termin.","__proto__":{"act":1}}`,
    ],
  ])('in a body that %s is read by everybody alike', async (_what, state, body) => {
    const { id } = await addRecording(office);
    const { answer } = await listen(line, id);
    const mine = String(payloadOf(answer)['act']);
    await done(ask(line, 'close', { opening: answer.command, ...heard }));
    expect(await answerTo(line, await submit(line, 'complete', body(mine)))).toMatchObject({ state });
    expect(await faultOf()).toBeNull();
  });

  it('and has counted after signing out leaves a ledger that stands up to verify', async () => {
    await addPerson(office, 'mkot', { authorised: false });
    const flooder = await office.as('mkot');
    const signer = await sessionOf(office, 'mkot');
    for (let made = 0; made < 30; made += 1) await ask(flooder, 'reopen', { act: randomUUID() });
    const held = await signedOver(flooder, 'reopen', { act: randomUUID() });
    await handIn(flooder, held);
    await done(ask(flooder, 'session-end', { session: signer.session }));
    passTime(office, 61_000);
    await takenIn(office, 'command');
    expect((await after(0)).find(({ command }) => command === held.id)).toMatchObject({
      reason: 'many-refusals',
    });
    expect(await faultOf()).toBeNull();
  });

  it('under a session that ends between its reading and its entry is nobody’s', async () => {
    await addPerson(office, 'maj');
    const one = await office.as('maj');
    const oldest = await sessionOf(office, 'maj');
    const second = await openSession(office, 'maj');
    for (let more = 0; more < 6; more += 1) await openSession(office, 'maj');
    const { directory } = office.options;
    let prove = (): void => undefined;
    let goOn = (): void => undefined;
    const proving = new Promise<void>((resolve) => (prove = resolve));
    const going = new Promise<void>((resolve) => (goOn = resolve));
    const seen: string[] = [];
    await restart({
      directory: {
        ...directory,
        prove: async (guid, tried) => {
          seen.push('bind');
          await proving;
          return directory.prove(guid, tried);
        },
      },
      onStep: async (step) => {
        if (step !== 'decided' || seen.includes('step')) return;
        seen.push('step');
        await going;
      },
    });
    const reached = (what: string) => until(what, () => Promise.resolve(seen.includes(what) ? true : null));
    const before = await headSeq(office);
    await throughDoor(office, async (door) => {
      const ninth = await makeSession(office, door, 'maj');
      await handIn(door, ninth.request);
      await reached('bind');
      const blocking = await signed(office, line, own, 'reopen', { act: randomUUID() });
      await handIn(line, blocking);
      await reached('step');
      const request = await signed(office, one, oldest, 'session-end', { session: second.session });
      await handIn(one, request);
      prove();
      await directory.lookUp('maj');
      goOn();
      expect(await answerTo(one, request.id)).toMatchObject({ state: 'unknown', reason: 'session-over' });
    });
    expect((await after(before)).filter(({ kind }) => kind === 'session-end')).toMatchObject([
      { session: oldest.session, why: 'too-many' },
    ]);
    expect(await faultOf()).toBeNull();
    await restart();
  });
});

describe('INV-56 a session', () => {
  it('under whose entry stand other words ends no keeper, and verify names the entry', async () => {
    await addPerson(office, 'elis', { authorised: false });
    const sessions = (await entriesAfter(office, 0)).filter(
      ({ kind, login }) => kind === 'session' && login === 'elis',
    );
    const seq = sessions[0]?.seq ?? 0;
    const { rows } = await office.superuser.query<{ payload: string; salt: Buffer; text: string }>(
      'SELECT payload, salt, text FROM office.entry JOIN office.entry_text USING (seq) WHERE seq = $1',
      [seq],
    );
    const put = async ({ payload, salt, text }: { payload: string; salt: Buffer; text: string }) => {
      const { superuser } = office;
      const triggers = (how: string) =>
        superuser.query(
          `ALTER TABLE office.entry ${how} TRIGGER refuse_change; ALTER TABLE office.entry_text ${how} TRIGGER refuse_change`,
        );
      await triggers('DISABLE');
      await superuser.query('UPDATE office.entry SET payload = $2 WHERE seq = $1', [seq, payload]);
      const words = 'UPDATE office.entry_text SET salt = $2, text = $3 WHERE seq = $1';
      await superuser.query(words, [seq, salt, text]);
      await triggers('ENABLE ALWAYS');
    };
    const [row] = rows;
    if (!row) throw new Error('there is no such entry');
    const { commitment, salt } = commitText('');
    await put({
      payload: row.payload.replace(/"text":"[0-9a-f]+"/, `"text":"${commitment}"`),
      salt,
      text: '""',
    });
    expect(await askForSession(office, 'elis')).toMatchObject({ state: 'done' });
    expect(await faultOf()).toMatchObject({ seq });
    await put(row);
  });

  it('whose end somebody holds up at the role ends no keeper, and is tried again', async () => {
    await addPerson(office, 'pzak', { authorised: false });
    const { superuser, directory } = office;
    office.accounts.seen = true;
    const before = await headSeq(office);
    await superuser.query('BEGIN; ALTER ROLE pzak CONNECTION LIMIT 4');
    directory.set('pzak', { ...account(''), state: 'disabled' });
    passTime(office, 121_000);
    await until('the end held up', () =>
      Promise.resolve(office.log.some((one) => one.includes('could not be changed')) ? true : null),
    ).finally(() => superuser.query('ROLLBACK'));
    passTime(office, 121_000);
    const isHers = ({ subject, why }: Record<string, unknown>) => subject === 'pzak' && why === 'account';
    await until('the end', async () => ((await after(before)).some(isHers) ? true : null));
    office.accounts.seen = false;
  });

  it('that was proved when the keeper ended is none, and the next one is', async () => {
    const binds: string[] = [];
    let answer = (_proof: Proof): void => undefined;
    const { directory } = office.options;
    await restart({
      directory: {
        ...directory,
        prove: (_guid, tried) => {
          binds.push(tried);
          return new Promise((resolve) => (answer = resolve));
        },
      },
    });
    const before = await headSeq(office);
    await throughDoor(office, async (door) => {
      const { request } = await makeSession(office, door, 'jlis');
      await handIn(door, request);
      await until('a bind', () => Promise.resolve(binds.length > 0 ? true : null));
      await office.stop();
      answer({ state: 'proved', pwdLastSet: '1' });
      await office.start();
      expect(await answerAtDoor(door, request)).toMatchObject({
        state: 'refused',
        reason: 'session-not-proved',
      });
    });
    expect(binds).toHaveLength(1);
    expect((await after(before)).filter(({ kind }) => kind === 'session')).toEqual([]);
    expect(await askForSession(office, 'jlis')).toMatchObject({ state: 'done' });
  });

  it('whose entry stood when the line was lost is that one session', async () => {
    let cut = false;
    await restart({
      onStep: async (step) => {
        if (cut || step !== 'committed') return;
        cut = true;
        await office.superuser.query(
          `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'odsluch_keeper'`,
        );
      },
    });
    const before = await headSeq(office);
    const { state, session } = await askForSession(office, 'jlis');
    expect([cut, state]).toEqual([true, 'done']);
    const request = await signed(office, line, session.signer, 'reopen', { act: randomUUID() });
    await handIn(line, request);
    expect(await answerTo(line, request.id)).toMatchObject({ state: 'refused', reason: 'act-unknown' });
    expect((await after(before)).filter(({ kind }) => kind === 'session')).toHaveLength(1);
    await restart();
  });

  it('and a signing act show nobody at the database the password, whatever the server writes down', async () => {
    const { log } = office.database;
    await office.superuser.query(`ALTER SYSTEM SET log_statement = 'all'`);
    await office.superuser.query('SELECT pg_reload_conf()');
    const from = readFileSync(log).length;
    expect(await askForSession(office, 'jlis')).toMatchObject({ state: 'done' });
    await authorise(office, 'jlis');
    const written = readFileSync(log).subarray(from).toString('utf8');
    expect(written.match(/api\.submit/g)?.length).toBeGreaterThan(1);
    expect(written).not.toContain(password);
    expect(written).not.toContain(Buffer.from(password).toString('hex'));
  });
});

// The last: verify names what was erased.
it('INV-32 what she signed tells nobody its words once those are erased: nothing is left to try a guess against', async () => {
  const findings = 'Urzędnik był niegrzeczny.';
  const request = await signedOver(client, 'complete', { act, findings });
  await handIn(client, request);
  const { seq } = await done(answerTo(client, request.id));
  const everything = async () => {
    const { rows: tables } = await office.superuser.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const told = [readFileSync(office.options.journal, 'utf8')];
    const file = join(office.folder, `${randomUUID()}.jsonl`);
    await exportLedger(office.superuser, file);
    told.push(readFileSync(file, 'utf8'));
    for (const { name } of tables)
      told.push(JSON.stringify((await office.superuser.query(`SELECT t::text FROM ${name} t`)).rows));
    return told.join('\n');
  };
  const secrets = [findings, request.salt.toString('hex'), request.salt.toString('base64')];
  const found = (all: string) => secrets.map((one) => all.includes(one));
  expect(found(await everything())).toEqual([true, true, false]);
  await office.superuser.query(`DELETE FROM office.entry_text WHERE seq = ${seq}`);
  await office.superuser.query(`DELETE FROM office.entry_asked WHERE seq = ${seq}`);
  expect(found(await everything())).toEqual([false, false, false]);
  expect(await faultOf()).toEqual({ seq, what: 'erased' });
});
