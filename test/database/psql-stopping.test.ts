import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { ask, done, listen, payloadOf, submit } from './asking.ts';
import { atDoor, officeOfFile, proveAs, refusal, rowsOf, shortest, who } from './office.ts';
import { signedOver, submitCall } from './sessions.ts';
import { until } from './support.ts';

/** What a listener with psql can do to stop what others do about him. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});

/** The Secretary registers the person anew: who he is in the directory, and how his login is made. */
const change = async () => {
  const { guid } = office.running().person(who.other);
  return done(ask(await office.as(who.secretary), 'person', { guids: [guid] }));
};
const pidOf = async (client: Client) =>
  (await rowsOf<{ pid: number }>(client, 'SELECT pg_backend_pid() AS pid'))[0]?.pid;

describe('INV-24 an open transaction on the own role', () => {
  it('holds up no act of the Secretary about that person, and is ended where it is in the way', async () => {
    const hold = async () => {
      const holder = await office.as(who.other);
      await holder.query(`BEGIN; ALTER ROLE SESSION_USER SET work_mem = '1MB'`);
      return { holder, pid: await pidOf(holder) };
    };
    // Nothing of the login is another than it was.
    const one = await hold();
    await change();
    expect(await pidOf(one.holder)).toBe(one.pid);
    await one.holder.query('ROLLBACK');
    // Something has to be put right on the very role.
    await (await office.superuser()).query(`ALTER ROLE "${who.other}" RESET temp_file_limit`);
    const other = await hold();
    await change();
    await expect(pidOf(other.holder)).rejects.toThrow();
    const told = await rowsOf(
      await office.as(who.other),
      `SELECT pg_has_role('odsluch_listener', 'USAGE') AS listener, current_setting('temp_file_limit') AS "limit"`,
    );
    expect(told).toEqual([{ listener: true, limit: '1GB' }]);
  });
});

describe('INV-24 an open transaction on the role of the door', () => {
  it('keeps nobody out, and its line is ended with what it made of the role', async () => {
    const superuser = await office.superuser();
    const made = () =>
      rowsOf<{ one: string }>(
        superuser,
        `SELECT unnest(setconfig) AS one FROM pg_db_role_setting WHERE setrole = 'odsluch_door'::regrole`,
      );
    const before = await made();
    const holder = await atDoor(office);
    // At once, so that the role is another one and is held, whenever the keeper looks.
    await holder.query(
      `BEGIN; ALTER ROLE SESSION_USER SET enable_sort = off; COMMIT; BEGIN; ALTER ROLE SESSION_USER SET work_mem = '1MB'`,
    );
    await until('the end of its line', async () =>
      (await holder.query('SELECT').catch(() => null)) === null ? true : null,
    );
    await until('the role as it was', async () => ((await made()).length === before.length ? true : null));
    expect(await made()).toEqual(before);
    await expect(office.as(who.listener)).resolves.toBeDefined();
  });
});

describe('INV-24 what is written and taken back', () => {
  /** As JSON, of as many bytes; nothing that packs well. */
  const words = (bytes: number) =>
    JSON.stringify([
      randomBytes(bytes / 2)
        .toString('hex')
        .slice(4),
    ]);

  it('takes a microsecond a byte, so that nobody fills the disk faster than the server clears it', async () => {
    const [row] = await rowsOf<{ id: string }>(await office.superuser(), 'SELECT id FROM office.recording');
    const client = await office.as(who.listener);
    const { answer } = await listen(client, row?.id ?? '');
    const act = payloadOf(answer)['act'];
    for (const [ms, sql, values] of [
      [
        250,
        `SELECT ${submitCall(await signedOver(client, 'complete', `{"findings":${words(260_000)}}`))}`,
        [],
      ],
      [
        180,
        `SELECT api.save_draft('protocol', $1, $1, 1, $2, decode(repeat('00', 64), 'hex'))`,
        [act, words(198_000)],
      ],
      [3, 'SELECT api.beat($1, $2)', [answer.command, words(4000)]],
    ] as const) {
      await client.query(`BEGIN; SET LOCAL statement_timeout = ${ms}`);
      expect(await refusal(client.query(sql, [...values])), sql.slice(0, 40)).toBe('57014');
      await client.query('ROLLBACK');
    }
  });

  it('takes it of what is sealed, too, and at the door, where nothing is longer than a session needs', async () => {
    const superuser = await office.superuser();
    const [made] = await rowsOf<{ source: string }>(
      superuser,
      `SELECT pg_get_functiondef('api.take_time'::regproc) AS source`,
    );
    const client = await office.as(who.listener);
    const request = await signedOver(client, 'listen', {});
    const sealed = { ...request, sealed: Buffer.alloc(1072) };
    // The same function, with what it is asked to wait for said aloud.
    await superuser.query(
      `CREATE OR REPLACE FUNCTION api.take_time(bytes integer) RETURNS void LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'waits for % bytes', bytes; END $$`,
    );
    const body = `{"login":"nikt","host":${words(2000)}}`;
    const atTheDoor = { ...sealed, session: sealed.id, kind: 'session', body };
    const door = await atDoor(office);
    try {
      for (const [line, asked] of [
        [client, sealed],
        [door, atTheDoor],
      ] as const)
        await expect(line.query(`SELECT ${submitCall(asked)}`)).rejects.toThrow(
          `waits for ${asked.body.length + 1072} bytes`,
        );
    } finally {
      await superuser.query(made?.source ?? '');
    }
    const long = { ...atTheDoor, body: `{"login":"nikt","host":${words(2048)}}` };
    expect(await refusal(door.query(`SELECT ${submitCall(long)}`))).toBe('OD001');
  });

  it('is no larger than its kind needs', async () => {
    const client = await office.as(who.listener);
    const body = `{"act":${words(40_000)}}`;
    for (const kind of ['listen', 'close', 'reopen', 'whatever'])
      expect(await refusal(submit(client, kind, body)), kind).toBe('OD001');
  });
});

describe('INV-24 what the server has once for all', () => {
  // Only Linux bounds what a process maps.
  it.skipIf(process.platform !== 'linux').each([
    ['a person’s', () => office.as(who.other)],
    ['the door’s', () => atDoor(office)],
  ])(
    'is not used up by one session’s memory, %s: it is refused, and everybody else is served',
    async (_whose, line) => {
      const greedy = await line();
      const client = await office.as(who.listener);
      const much = `string_agg(repeat('x', 1000000), '')`;
      const three = `SELECT length(${much}), length(${much} || 'y'), length(${much} || 'z') FROM generate_series(1, 900)`;
      expect(await refusal(greedy.query(three))).toBe('53200');
      const [told] = await rowsOf(client, "SELECT api.me() ->> 'login' AS login");
      expect(told).toEqual({ login: who.listener });
    },
  );

  it('is kept for the keeper, however many connections people hold', async () => {
    const people: { login: string; password: string }[] = [];
    for (const login of [who.listener, who.other, who.none, who.revoked])
      people.push({ login, password: (await proveAs(office.running(), login)).secret });
    await (await office.superuser()).query('ALTER SYSTEM SET max_connections = 16');
    await office.running().database.restart();
    await office.running().keeper.stop();
    const codes: (string | null)[] = [];
    for (const { login, password } of people)
      for (let held = 1; held <= 4 && !codes.includes('53300'); held += 1)
        codes.push(await refusal(office.as(login, { password })));
    expect(codes.at(-1)).toBe('53300');
    await office.running().keeper.start();
  });
});
