import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { listen, listenRequest, submit } from './asking.ts';
import { atDoor, officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';
import { submitCall } from './sessions.ts';

/** What a listener with psql can do to everybody else. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});

let recording: string;
beforeAll(async () => {
  const [row] = await rowsOf<{ id: string }>(await office.superuser(), 'SELECT id FROM office.recording');
  recording = row?.id ?? '';
});

describe('INV-24 in the way of others', () => {
  it('an open transaction of one listener delays nobody', async () => {
    const idle = await office.as(who.other);
    await idle.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    await submit(idle, 'listen', listenRequest(recording, generateKeyPair().publicKey));
    await idle.query('SELECT * FROM api.my_acts(), api.head()');
    expect((await listen(await office.as(who.listener), recording)).answer.state).toBe('released');
    await idle.query('ROLLBACK');
  });

  it('INV-85 an open transaction of the door takes one place, and delays nobody who signs in or listens', async () => {
    const idle = await atDoor(office);
    const claim = (login: string) => {
      const id = randomUUID();
      return submitCall({
        ...{ id, session: id, kind: 'session', body: `{"login":"${login}"}`, seen: 0, scan: null },
        ...{ salt: Buffer.alloc(16), signature: Buffer.alloc(64), sealed: Buffer.alloc(1072) },
      });
    };
    expect(await refusal(idle.query(`SELECT ${claim('nikt')}, ${claim('nikt2')}`))).toBe('OD001');
    await idle.query('BEGIN ISOLATION LEVEL SERIALIZABLE; SAVEPOINT one');
    await idle.query(`SELECT ${claim('nikt')}, api.pulse()`);
    for (const back of ['SAVEPOINT two', 'ROLLBACK TO one']) {
      await idle.query(back);
      expect(await refusal(idle.query(`SELECT ${claim('nikt2')}`))).toBe('OD001');
      await idle.query('ROLLBACK TO one');
    }
    await idle.query(`ROLLBACK; BEGIN; SELECT ${claim('nikt')}`);
    expect((await listen(await office.as(who.listener), recording)).answer.state).toBe('released');
    await idle.query('ROLLBACK').catch(() => undefined);
  });

  it.each([
    ['a person', () => office.as(who.other)],
    ['the door', () => atDoor(office)],
  ])('a flood of notifications by %s delays nobody and asks for nothing', async (_whom, line) => {
    const flood = await line();
    const one = (n: number) => `NOTIFY odsluch_command, '${n}${'x'.repeat(7000)}'`;
    await flood.query(Array.from({ length: 1000 }, (_, n) => one(n)).join(';'));
    expect((await listen(await office.as(who.listener), recording)).answer.state).toBe('released');
  });

  it('a person has four connections, and no way to more', async () => {
    const held: Client[] = [];
    for (let n = 1; n <= 4; n += 1) held.push(await office.as(who.other));
    expect(await refusal(office.as(who.other))).toBe('53300');
    expect(await refusal((held[0] as Client).query(`ALTER ROLE "${who.other}" CONNECTION LIMIT 100`))).toBe(
      '42501',
    );
  });

  it("nobody ends or interrupts the session of another, the keeper's least of all", async () => {
    const client = await office.as(who.listener);
    await office.as(who.other);
    const pids = await rowsOf<{ pid: number }>(
      await office.superuser(),
      `SELECT pid FROM pg_stat_activity WHERE usename IN ('odsluch_keeper', $1, 'postgres')`,
      [who.other],
    );
    expect(pids.length).toBeGreaterThanOrEqual(3);
    for (const { pid } of pids) {
      expect(await refusal(client.query('SELECT pg_terminate_backend($1)', [pid]))).toBe('42501');
      expect(await refusal(client.query('SELECT pg_cancel_backend($1)', [pid]))).toBe('42501');
    }
  });
});
