import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { answerNow, groundOf, listen } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';

/** What a listener can try with psql: any statement, over her own connection. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
});

let recording: string;
beforeAll(async () => {
  const [row] = await rowsOf<{ id: string }>(await office.superuser(), 'SELECT id FROM office.recording');
  recording = row?.id ?? '';
});

/** The body of a request that would be granted. */
function lawful(): string {
  return JSON.stringify({
    ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
    publicKey: generateKeyPair().publicKey.toString('base64'),
  });
}

/**
 * Nothing was heard and nothing was recorded: no answer, no key, no entry, no row. A lawful request goes first, so that the keeper
 * has been at work since.
 */
async function leftNothing(client: Client, commands: readonly string[]): Promise<void> {
  expect(commands.length).toBeGreaterThan(0);
  expect((await listen(client, recording)).answer.state).toBe('released');
  for (const command of commands) {
    const answer = await answerNow(client, command);
    expect({ ...answer, command: '' }).toEqual({
      ...{ command: '', state: 'unknown', reason: null, seq: null, prev: null },
      ...{ payload: null, hash: null, signature: null, sealed: null },
    });
  }
  const traces = await rowsOf(
    await office.superuser(),
    `SELECT command FROM office.entry WHERE command = ANY ($1) UNION SELECT command FROM office.release WHERE command = ANY ($1)
      UNION SELECT id FROM office.command WHERE id = ANY ($1)`,
    [commands],
  );
  expect(traces).toEqual([]);
}

const uuids = (text: string): string[] => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

/** What the server sent before it failed: node-pg has no place for the rows of a COPY, so they are taken off the wire. */
async function copyUntilItFails(client: Client, sql: string): Promise<{ sent: string; code: string | null }> {
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  let sent = '';
  const take = ({ chunk }: { chunk: Buffer }) => void (sent += chunk.toString('utf8'));
  connection.on('copyData', take);
  const code = await refusal(client.query(sql));
  connection.off('copyData', take);
  return { sent, code };
}

describe('a key without a record', () => {
  it('does not come from a transaction that is rolled back', async () => {
    const client = await office.as(who.listener);
    await client.query('BEGIN');
    const [row] = await rowsOf<{ id: string }>(client, "SELECT api.submit('listen', $1) AS id", [lawful()]);
    const id = row?.id ?? '';
    expect((await answerNow(client, id)).state).toBe('pending');
    expect((await answerNow(client, id)).sealed).toBeNull();
    await client.query('ROLLBACK');
    await leftNothing(client, [id]);
  });

  it('does not come from a savepoint, nor over another connection of the same person meanwhile', async () => {
    const client = await office.as(who.listener);
    const second = await office.as(who.listener);
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    await client.query('SAVEPOINT before');
    const [row] = await rowsOf<{ id: string }>(client, "SELECT api.submit('listen', $1) AS id", [lawful()]);
    const id = row?.id ?? '';
    await listen(second, recording);
    expect((await answerNow(second, id)).state).toBe('unknown');
    await client.query('ROLLBACK TO before');
    await client.query('COMMIT');
    await leftNothing(client, [id]);
  });

  it('does not stand in the text of an error', async () => {
    const client = await office.as(who.listener);
    const told = await client.query("SELECT api.submit('listen', $1)::text::int", [lawful()]).then(
      () => '',
      (error: unknown) => String(error),
    );
    await leftNothing(client, uuids(told));
    await client.query('BEGIN');
    const answers = await client
      .query("SELECT encode(a.sealed, 'hex')::int FROM api.submit('listen', $1) c, LATERAL api.answer(c) a", [
        lawful(),
      ])
      .then(
        ({ rows }) => JSON.stringify(rows),
        (error: unknown) => String(error),
      );
    await client.query('ROLLBACK');
    expect(answers).not.toMatch(/invalid input syntax/);
  });

  it('does not come out of a COPY that fails after it', async () => {
    const client = await office.as(who.listener);
    // `left(…)` makes each row ask anew: it depends on `g`.
    const { sent, code } = await copyUntilItFails(
      client,
      `COPY (SELECT c, a.state, a.sealed, 1 / (3 - g) FROM generate_series(1, 3) g,
         LATERAL api.submit('listen', left('${lawful()}', 100000 + g)) c, LATERAL api.answer(c) a) TO STDOUT`,
    );
    expect(code).toBe('22012');
    expect(uuids(sent)).toHaveLength(2);
    expect(
      sent
        .trim()
        .split('\n')
        .every((row) => /\t(pending|unknown)\t\\N\t/.test(row)),
    ).toBe(true);
    await leftNothing(client, uuids(sent));
  });

  it('cannot be prepared and left hanging', async () => {
    const client = await office.as(who.listener);
    await client.query('BEGIN');
    await client.query("SELECT api.submit('listen', $1)", [lawful()]);
    expect(await refusal(client.query("PREPARE TRANSACTION 'later'"))).toBe('55000');
    await client.query('ROLLBACK');
  });

  it('does not come earlier to who asks without waiting for the disk', async () => {
    const client = await office.as(who.listener);
    await client.query('SET synchronous_commit = off');
    const { answer } = await listen(client, recording);
    expect(answer.state).toBe('released');
    const superuser = await office.superuser();
    const [row] = await rowsOf(superuser, 'SELECT seq::int AS seq FROM office.entry WHERE command = $1', [
      answer.command,
    ]);
    expect(row).toEqual({ seq: answer.seq });
  });
});

describe('in the way of others', () => {
  it('an open transaction of one listener delays nobody', async () => {
    const idle = await office.as(who.other);
    await idle.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    await idle.query("SELECT api.submit('listen', $1)", [lawful()]);
    await idle.query('SELECT * FROM api.my_acts(), api.head()');
    expect((await listen(await office.as(who.listener), recording)).answer.state).toBe('released');
    await idle.query('ROLLBACK');
  });

  it('a flood of notifications delays nobody and asks for nothing', async () => {
    const flood = await office.as(who.other);
    await flood.query(
      `SELECT pg_notify('odsluch_command', g || repeat('x', 7000)) FROM generate_series(1, 2000) g`,
    );
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
