import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databaseName } from '../../build/office/postgres-conf.ts';
import { proveAtDoor } from '../../electron/session/door.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { signRequest, type SignedRequest } from '../../shared/node/request.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import {
  addPerson,
  answerNow,
  answerTo,
  ask,
  done,
  entriesAfter,
  groundOf,
  guidOf,
  headSeq,
  listen,
  listenRequest,
  openListening,
  passTime,
  payloadOf,
  submit,
  takenIn,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import { withoutPeriod } from './office.ts';
import {
  answerAtDoor,
  askForSession,
  doorLine,
  handIn,
  makeSession,
  pulseOf,
  putAsOwner,
  sessionOf,
  signedOver,
  submitCall,
  throughDoor,
} from './sessions.ts';
import { officeOfLine, password, until, type TestOffice } from './support.ts';

let office: TestOffice;
let client: Client;
let recording: string;
beforeAll(async () => {
  ({ office, client, recording } = await openListening());
});
afterAll(() => office.close());

const pair = generateKeyPair();
const request = () => listenRequest(recording, pair.publicKey);

describe('a flood', () => {
  it('INV-24 does not get more than three requests into the queue at once', async () => {
    await office.stop();
    const request = submitCall(await signedOver(client, 'listen', {}));
    // Each row under an id of its own, as its column says.
    const flood = request.replace(/'[0-9a-f-]{36}'/, `gen_random_uuid()`);
    const many = client.query(`SELECT ${flood} FROM generate_series(1, 3000)`);
    await expect(many).rejects.toMatchObject({ code: 'OD002' });
    for (let made = 0; made < 3; made += 1) await submit(client, 'listen', {});
    await expect(submit(client, 'listen', {})).rejects.toMatchObject({ code: 'OD002' });
    await office.start();
    await takenIn(office, 'command');
  });

  it('INV-24 does not get more in over four connections, none of which sees what the others ask', async () => {
    await office.stop();
    const more = [1, 2, 3].map(() => new Client(office.config('anowak')));
    for (const one of more) {
      await one.connect();
      officeOfLine.set(one, office);
    }
    const four = [client, ...more];
    // Each with a snapshot of its own, of a moment at which nothing was pending.
    for (const one of four) await one.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT api.pending()');
    for (const one of four) {
      for (let made = 0; made < 3; made += 1) await submit(one, 'listen', {}).catch(() => undefined);
      await one.query('COMMIT');
    }
    for (const one of more) await one.end();
    expect((await client.query('SELECT api.pending()')).rows).toEqual([{ pending: '3' }]);
    await office.start();
    await takenIn(office, 'command');
  });

  it('INV-24 of three thousand requests lets another person pass after one of them', async () => {
    await addPerson(office, 'kbak');
    const [signer, { time: seen }] = [await sessionOf(office, 'anowak'), await pulseOf(office, client)];
    await office.stop();
    // More than `submit` would let in, as from somebody who found a way round it.
    await office.superuser.query(
      `INSERT INTO office.command (login, id, session, kind, body, salt, seen, signature)
       SELECT 'anowak', id, session, kind, body, decode(salt, 'hex'), seen, decode(signature, 'hex')
         FROM jsonb_to_recordset($1) AS r(id uuid, session uuid, kind text, body text, salt text, seen bigint, signature text)`,
      [
        JSON.stringify(
          Array.from({ length: 3000 }, () => {
            const request = signRequest(signer, { kind: 'close', body: {}, seen });
            const { salt, signature } = request;
            return { ...request, salt: salt.toString('hex'), signature: signature.toString('hex') };
          }),
        ),
      ],
    );
    const other = await office.as('kbak');
    const before = await headSeq(office);
    // Asked first of all, and then again and again in the midst of it.
    const first = await submit(other, 'listen', request());
    await office.start();
    const answers = [await answerTo(other, first)];
    for (let count = 1; count < 10; count += 1) answers.push((await listen(other, recording)).answer);
    expect(answers.map(({ state }) => state)).toEqual(Array(10).fill('released'));
    const flooders = (await entriesAfter(office, before)).filter(({ login }) => login === 'anowak');
    for (const [at, { seq }] of answers.entries()) {
      // One of the flooder's for each of the other's; the one that was in hand when the question came is one more.
      const passed = flooders.filter((entry) => entry.seq < (seq ?? 0)).length;
      expect(passed, `before the answer to question ${at + 1}`).toBeLessThanOrEqual(2 * (at + 1));
    }
    const { rows } = await office.superuser.query<{ left: number }>(
      "SELECT count(*)::int AS left FROM office.command WHERE login = 'anowak'",
    );
    expect(rows[0]?.left).toBeGreaterThan(2_900);
    await office.stop();
    await office.superuser.query('DELETE FROM office.command');
    await office.start();
  });

  it('INV-24 of one person lets another pass who asks in the midst of it: who was served least recently comes first', async () => {
    await addPerson(office, 'pzak');
    await office.stop();
    const other = await office.as('pzak');
    const first = await submit(client, 'listen', request());
    const second = await submit(client, 'listen', request());
    const asked: string[] = [];
    await office.start({
      // While the first is in hand, the other's comes after the second; by name they would be in that order as well.
      onStep: async (step, command) => {
        if (step === 'decided' && command === first) asked.push(await submit(other, 'listen', request()));
      },
    });
    await answerTo(client, first);
    const passed = await answerTo(other, asked[0] ?? '');
    expect(passed.seq).toBeLessThan((await answerTo(client, second)).seq ?? 0);
    await office.stop();
    await office.start();
  });

  it('INV-24 of recordings that come in waits for whoever wants to listen', async () => {
    await addPerson(office, 'zryba');
    await office.stop();
    const ingest = await office.as('odsluch_ingest');
    for (let made = 0; made < 20; made += 1) await submit(ingest, 'ingest', {});
    const listener = await office.as('zryba');
    const command = await submit(listener, 'listen', request());
    const before = await headSeq(office);
    await office.start();
    const answer = await answerTo(listener, command);
    const earlier = (await entriesAfter(office, before)).filter(({ seq }) => seq < (answer.seq ?? 0));
    expect(earlier.filter(({ login }) => login === 'odsluch_ingest')).toEqual([]);
  });

  it('of refusals is counted from the thirtieth on, and none is forgotten', async () => {
    await addPerson(office, 'mkot', { authorised: false });
    const flooder = await office.as('mkot');
    const before = await headSeq(office);
    for (let made = 0; made < 30; made += 1) await ask(flooder, 'reopen', { act: crypto.randomUUID() });
    const ofFlooder = async () =>
      (await entriesAfter(office, before)).filter(({ login }) => login === 'mkot');
    const refusals = await ofFlooder();
    expect(refusals).toHaveLength(30);
    expect(refusals.slice(0, 29).every(({ payload }) => payload['reason'] === 'act-unknown')).toBe(true);
    expect(refusals[29]?.payload).toMatchObject({ reason: 'many-refusals', count: 1 });

    // For twenty seconds they wait, which is less than the program waits for an answer; the queue's own limit holds the sender back.
    const held = [
      await submit(flooder, 'reopen', { act: crypto.randomUUID() }),
      await submit(flooder, 'listen', listenRequest(recording, generateKeyPair().publicKey)),
      await submit(flooder, 'reopen', { act: crypto.randomUUID() }),
    ];
    await expect(submit(flooder, 'reopen', {})).rejects.toMatchObject({ code: 'OD002' });
    await office.stop();
    // It counts at every turn, the hardest order.
    await office.start({ pulseMs: 0 });
    // Each round takes one request of everybody, and somebody else's may come first in it: with the fourth answer three rounds
    // are over, and the flooder's three were seen again.
    for (let made = 0; made < 4; made += 1) await listen(client, recording);
    office.shift.database = office.shift.own = 20_001;
    // SECURITY: a try to listen is not hidden among requests that nobody reviews.
    const tried = held[1] ?? '';
    expect(await answerTo(flooder, tried)).toMatchObject({ state: 'refused', reason: 'many-refusals' });
    const counted = (await ofFlooder()).slice(30);
    expect(counted.map(({ payload }) => [payload['count'], payload['request'], payload['command']])).toEqual([
      [3, 'listen', tried],
    ]);
    expect(await answerNow(flooder, held[0] ?? '')).toMatchObject({ state: 'unknown' });
  });

  it('of changes of one act is refused beyond the hour’s measure, by refusals that are counted, and ends with the hour', async () => {
    await addPerson(office, 'alis');
    const one = await office.as('alis');
    await office.stop();
    await office.start({ actChangesAnHour: 10 });
    const { answer } = await listen(one, recording);
    const act = String(payloadOf(answer)['act']);
    const findings = 'Pracownik podał termin 14 dni; ton rozmowy był rzeczowy.';
    await done(ask(one, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }));
    for (let made = 0; made < 5; made += 1) {
      await done(ask(one, 'complete', { act, findings }));
      await done(ask(one, 'reopen', { act }));
    }
    await refusedOnce(office, 'act-changed-too-often', () => ask(one, 'complete', { act, findings }));
    passTime(office, 3_600_001);
    await done(ask(one, 'complete', { act, findings }));
  });

  it('of calls that are not the ones, each opened again, ends with the hour’s measure: nothing is secured and let go any more, and hearing goes on', async () => {
    await addPerson(office, 'akos');
    const one = await office.as('akos');
    await office.stop();
    await office.start({ actChangesAnHour: 10 });
    const ground = groundOf({
      ...{ basis: 'KPK_304', sentence: { code: 'THREAT' }, statement: null },
      fields: { qualification: 'art. 226 § 1 KK', body: 'Komisariat Policji w Piasecznie' },
    });
    const before = await headSeq(office);
    const holds = async () =>
      (await entriesAfter(office, before)).filter(({ kind }) => kind === 'hold' || kind === 'hold-end')
        .length;
    let { answer } = await listen(one, recording, { ground });
    const act = String(payloadOf(answer)['act']);
    const again = async () => ({ answer } = await listen(one, recording, { act, ground: null }));
    const close = (wrongCall: boolean) =>
      ask(one, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall });
    const secured = (count: number) =>
      until('what the basis secures', async () => ((await holds()) === count ? true : null));
    for (let made = 1; made <= 10; made += 1) {
      await secured(2 * made - 1);
      await done(close(true));
      await secured(2 * made);
      await again();
    }
    await secured(21);
    await refusedOnce(office, 'act-changed-too-often', () => close(true));
    for (let made = 0; made < 5; made += 1) {
      await done(close(false));
      await again();
      expect(answer.state).toBe('released');
    }
    await refusedOnce(office, 'act-changed-too-often', () => close(true));
    expect(await holds()).toBe(21);
    passTime(office, 3_600_001);
    await done(close(true));
  });
});

describe('the door', () => {
  it('INV-24 is looked at after whoever stands already', async () => {
    await addPerson(office, 'jwas');
    const { superuser } = office;
    const other = await office.as('jwas');
    const first = await signedOver(client, 'listen', request());
    const second = await signedOver(other, 'listen', request());
    const [early, late] = [
      (await makeSession(office, superuser, 'nikt')).request,
      (await makeSession(office, superuser, 'nikt')).request,
    ];
    const claim = (asked: SignedRequest) =>
      putAsOwner(office, 'odsluch_door', { ...asked, signature: Buffer.alloc(64), claimed: 'nikt' });
    let left: number | null = null;
    await office.stop();
    await office.start({
      onStep: async (step, command) => {
        if (step !== 'decided') return;
        if (command === first.id) {
          await handIn(other, second);
          await claim(late);
        } else if (command === second.id) {
          left = (await superuser.query('SELECT FROM office.command WHERE id = $1', [late.id])).rowCount;
        }
      },
    });
    // Once it was looked at, the door has not waited for long any more.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    try {
      await claim(early);
      await answerAtDoor(superuser, early);
      await handIn(client, first);
      await answerTo(client, first.id);
      expect(await answerTo(other, second.id)).toMatchObject({ state: 'released' });
      expect(left).toBe(1);
      expect(await answerAtDoor(superuser, late)).toMatchObject({ state: 'refused' });
    } finally {
      clock.mockRestore();
    }
    await office.stop();
    await office.start();
  });

  it('refuses a session whose secret somebody holds up at the role, and nobody else', async () => {
    await addPerson(office, 'ulis', { authorised: false });
    const { superuser } = office;
    await superuser.query('BEGIN; ALTER ROLE ulis CONNECTION LIMIT 4');
    const asked = await askForSession(office, 'ulis').finally(() => superuser.query('ROLLBACK'));
    expect(asked).toMatchObject({ state: 'refused', reason: 'unexpected', seq: null });
    expect(await askForSession(office, 'ulis')).toMatchObject({ state: 'done' });
    expect(office.fallen()).toBeNull();
  });

  it('lets people in though somebody holds all its places: a line of it has ten seconds', async () => {
    const opened = await Promise.allSettled(Array.from({ length: 21 }, () => doorLine(office)));
    const refused = opened.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).not.toEqual([]);
    for (const one of refused) expect(one).toMatchObject({ code: '53300' });
    const { superuser } = office;
    await withoutPeriod(superuser, 'office.clear_door', '10 seconds', () =>
      until('room at the door', async () => {
        const sql = `SELECT FROM pg_stat_activity WHERE usename = 'odsluch_door'`;
        return (await superuser.query(sql)).rowCount === 0 ? true : null;
      }),
    );
    expect(await askForSession(office, 'anowak')).toMatchObject({ state: 'done' });
    for (const one of opened) if (one.status === 'fulfilled') await one.value.end();
  });

  it('INV-85 whose lines are all taken is knocked at again until one is free', async () => {
    const held = await Promise.all(Array.from({ length: 20 }, () => doorLine(office)));
    const { host, port, ca } = office.database;
    const keeper = pinnedKeeperKey(office.keeperPublicKey);
    const knocks = vi.spyOn(Client.prototype, 'connect');
    const signingIn = proveAtDoor({ host, port, ca, name: databaseName }, keeper, {
      ...{ login: 'anowak', password, version: '9.9.9' },
    });
    await until('a knock', () =>
      Promise.resolve(knocks.mock.settledResults.some(({ type }) => type === 'rejected') ? true : null),
    );
    knocks.mockRestore();
    for (const line of held) await line.end();
    expect((await signingIn).guid).toBe(await guidOf(office, 'anowak'));
  });

  it('INV-85 has twenty places for an address', async () => {
    const [none, sealed] = ['00'.repeat(16), '00'.repeat(1072)];
    const garbage = (login: string) =>
      `SELECT api.submit(id, id, 'session', '{"login":"${login}"}', '\\x${none}', 0, '\\x${none.repeat(4)}', '\\x${sealed}', NULL)
         FROM (SELECT gen_random_uuid() AS id) one`;
    await office.stop();
    await throughDoor(office, async (door) => {
      for (let made = 0; made < 20; made += 1) await door.query(garbage(`nikt${made}`));
      await expect(door.query(garbage('nikt'))).rejects.toMatchObject({ code: 'OD002' });
      // From elsewhere.
      await office.superuser.query(`UPDATE office.command SET address = '192.0.2.1' WHERE claimed = 'nikt0'`);
      await door.query(garbage('nikt'));
    });
    await office.start();
    await takenIn(office, 'command');
  });

  it('INV-86 closes an unknown address to a person after a wrong password; one of thirty days is known', async () => {
    await addPerson(office, 'okos', { authorised: false });
    const fromElsewhere = (typed?: string) =>
      throughDoor(office, async (door) => {
        const { request } = await makeSession(office, door, 'okos', typed);
        await putAsOwner(office, 'odsluch_door', { ...request, claimed: 'okos' });
        return answerAtDoor(door, request);
      });
    expect(await fromElsewhere('nie to hasło')).toMatchObject({ reason: 'session-not-proved' });
    expect(await askForSession(office, 'okos')).toMatchObject({ state: 'done' });
    expect(await fromElsewhere()).toMatchObject({ reason: 'session-too-many' });
    passTime(office, 31 * 86_400_000);
    expect(await askForSession(office, 'okos', 'nie to hasło')).toMatchObject({
      reason: 'session-not-proved',
    });
    expect(await askForSession(office, 'okos')).toMatchObject({ reason: 'session-too-many' });
    await addPerson(office, 'jkos', { authorised: false });
    expect(await askForSession(office, 'jkos')).toMatchObject({ state: 'done' });
  });
});
