import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { answerNow, answerTo, groundOf, listen, submit } from './asking.ts';
import { officeOfFile, refusal, rowsOf, shortest, who } from './office.ts';
import { signedOver, submitCall } from './sessions.ts';

/** What a listener can try with psql: any statement, over her own connection. */
const office = officeOfFile({
  choose: (plans) => shortest(1)(plans.filter(({ sidecar }) => sidecar.announcement === 'yes')),
  destroyed: 1,
});

let recording: string;
beforeAll(async () => {
  const [row] = await rowsOf<{ id: string }>(
    await office.superuser(),
    "SELECT id FROM office.recording WHERE state = 'available'",
  );
  recording = row?.id ?? '';
});

/** The body of a request that would be granted. */
const lawful = () => ({
  ...{ act: null, recording, ground: groundOf(), host: 'ST-14' },
  publicKey: generateKeyPair().publicKey.toString('base64'),
});

/** Such a request, signed and not handed in yet: its id, the call that hands it in, and one that asks for the answer. */
async function prepared(client: Client): Promise<{ id: string; asked: string; answered: string }> {
  const request = await signedOver(client, 'listen', lawful());
  return { id: request.id, asked: submitCall(request), answered: `api.answer('${request.id}')` };
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

describe('INV-01 a key without a record', () => {
  it('does not come from a transaction that is rolled back', async () => {
    const client = await office.as(who.listener);
    await client.query('BEGIN');
    const id = await submit(client, 'listen', lawful());
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
    const id = await submit(client, 'listen', lawful());
    await listen(second, recording);
    expect((await answerNow(second, id)).state).toBe('unknown');
    await client.query('ROLLBACK TO before');
    await client.query('COMMIT');
    await leftNothing(client, [id]);
  });

  it('does not stand in the text of an error', async () => {
    const client = await office.as(who.listener);
    const told = async (sql: string): Promise<string> =>
      client.query(sql).then(
        ({ rows }) => JSON.stringify(rows),
        (error: unknown) => String(error),
      );
    const { id, asked, answered } = await prepared(client);
    expect(await told(`SELECT a::text::int FROM ${asked} c, LATERAL ${answered} a`)).toMatch(
      /"\((pending|unknown),,,,,,,\)"/,
    );
    await leftNothing(client, [id]);
    const again = await prepared(client);
    await client.query('BEGIN');
    expect(
      await told(`SELECT encode(a.sealed, 'hex')::int FROM ${again.asked} c, LATERAL ${again.answered} a`),
    ).not.toMatch(/invalid input syntax/);
    await client.query('ROLLBACK');
  });

  it('does not come through a cursor, a prepared statement or a plan with its times, once they are taken back', async () => {
    const client = await office.as(who.listener);
    const ids: string[] = [];
    for (const way of [
      (sql: string) => [`DECLARE mine CURSOR WITH HOLD FOR ${sql}`, 'FETCH ALL FROM mine'],
      (sql: string) => [`PREPARE mine AS ${sql}`, 'EXECUTE mine'],
      (sql: string) => ['SAVEPOINT mine', sql],
      (sql: string, look: string) => [`EXPLAIN (ANALYZE, VERBOSE) ${sql}`, look],
    ]) {
      const { id, asked, answered } = await prepared(client);
      const look = `SELECT a.state, a.sealed FROM ${answered} a`;
      const [before = '', after = ''] = way(
        `SELECT a.state, a.sealed FROM ${asked} c, LATERAL ${answered} a`,
        look,
      );
      await client.query('BEGIN');
      await client.query(before);
      const [row] = await rowsOf<{ state: string; sealed: Buffer | null }>(client, after);
      expect(row?.state).toMatch(/^(pending|unknown)$/);
      expect(row?.sealed).toBeNull();
      expect(await answerNow(client, id)).toMatchObject({ state: 'pending', sealed: null });
      ids.push(id);
      await client.query('ROLLBACK');
      await client.query('CLOSE ALL; DEALLOCATE ALL');
    }
    await leftNothing(client, ids);
  });

  it('does not come out of a COPY that fails after it', async () => {
    const client = await office.as(who.listener);
    const { id, asked, answered } = await prepared(client);
    const { sent, code } = await copyUntilItFails(
      client,
      `COPY (SELECT '${id}', a.state, a.sealed, 1 / (3 - g) FROM ${asked} c, generate_series(1, 3) g, LATERAL ${answered} a) TO STDOUT`,
    );
    expect(code).toBe('22012');
    expect(uuids(sent)).toEqual([id, id]);
    expect(
      sent
        .trim()
        .split('\n')
        .every((row) => /\t(pending|unknown)\t\\N\t/.test(row)),
    ).toBe(true);
    await leftNothing(client, [id]);
  });

  it('cannot be prepared and left hanging', async () => {
    const client = await office.as(who.listener);
    await client.query('BEGIN');
    await submit(client, 'listen', lawful());
    expect(await refusal(client.query("PREPARE TRANSACTION 'later'"))).toBe('55000');
    await client.query('ROLLBACK');
  });

  it('INV-03 does not come earlier to who asks without waiting for the disk', async () => {
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

describe('INV-07 a request', () => {
  it('never tells whether a recording exists: of a real, an unknown, a destroyed and an unready one the same is said', async () => {
    const superuser = await office.superuser();
    const [destroyed] = await rowsOf<{ id: string }>(
      superuser,
      "SELECT id FROM office.recording WHERE state = 'destroyed'",
    );
    const [unready] = await rowsOf<{ id: string }>(
      superuser,
      `INSERT INTO office.recording (id, started_at, duration_ms, call_group, line, extension, department, answered_by, announcement, channels,
         plain_sha256, plain_bytes, cipher_bytes, sealed) SELECT gen_random_uuid(), now(), 1, 'g', '', '', '', '', 'yes', '{mixed}', sha256('x'), 1, 1, decode(repeat('00', 80), 'hex') RETURNING id`,
    );
    const about = [recording, '00000000-0000-4000-8000-000000000000', destroyed?.id ?? '', unready?.id ?? ''];
    expect(new Set(about).size).toBe(4);
    const client = await office.as(who.listener);
    const told: unknown[] = [];
    client.on('notice', (notice) => told.push(notice));
    const said = new Set<string>();
    for (const one of about) {
      const request = await signedOver(client, 'listen', { ...lawful(), recording: one });
      await client.query('BEGIN');
      const { rows, fields } = await client.query(`SELECT ${submitCall(request)}`);
      const { command, ...answer } = await answerNow(client, request.id);
      said.add(JSON.stringify({ answer, rows, columns: fields.map(({ name }) => name) }));
      expect(command).toBe(request.id);
      await client.query('ROLLBACK');
    }
    expect([...said]).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('INV-06 whose sender has cut the own connection is entered all the same', async () => {
    const [cut, other] = [await office.as(who.other), await office.as(who.other)];
    const { rows } = await cut.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    // A second session has replaced the secret of the first, and not its right to ask.
    const id = await submit(cut, 'listen', lawful());
    expect(await refusal(other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]))).toBeNull();
    expect((await answerTo(other, id)).state).toBe('released');
  });

  it.each([
    ['nested as deeply as fits', `{"act":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['of objects nested as deeply as fits', `${'{"act":'.repeat(8_000)}1${'}'.repeat(8_000)}`],
    ['with what changes objects elsewhere', '{"__proto__":{"act":null},"constructor":{"prototype":{}}}'],
    ['with a character that no text may have', '{"act":"\\u0000","ground":"\\ud800"}'],
  ])('INV-06 %s is refused at once or by an entry, and the keeper lives', async (_what, body) => {
    const client = await office.as(who.other);
    const id = await submit(client, 'complete', body).catch(
      (error: unknown) => (error as { code: string }).code,
    );
    // 54001: deeper than the server reads, so that nothing was stored.
    if (id.length > 5) expect((await answerTo(client, id)).reason).toBe('malformed-request');
    else expect(id).toMatch(/^(54001|OD001)$/);
    expect((await listen(await office.as(who.listener), recording)).answer.state).toBe('released');
  });
});
