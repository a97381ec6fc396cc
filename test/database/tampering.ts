import type { Client } from 'pg';
import { expect } from 'vitest';
import { verifyLedger, type VerifyResult } from '../../server/verify/ledger.ts';
import {
  addPerson,
  addRecording,
  ask,
  done,
  groundOf,
  listen,
  payloadOf,
  revocation,
  sign,
  today,
} from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** What a tamperer may have changed; put back after each time. */
export const tables = [
  'entry',
  'entry_text',
  'entry_asked',
  'scan',
  'person',
  'authorisation',
  'instrument',
  'legal_basis',
  'recording',
  'act',
  'opening',
  'review',
  'review_item',
  'matter',
  'hold',
  'reconciliation',
  'gap',
  'cdr_call',
  'stopped',
];

/** An office in which somebody listened, was refused, wrote down, filed and lost the authorisation; its keeper rests. */
export async function openListenedOffice(): Promise<TestOffice> {
  const office = await openTestOffice();
  for (const login of ['anowak', 'cbanas', 'dlis']) await addPerson(office, login);
  const client = await office.as('anowak');
  const [first, second] = [await addRecording(office), await addRecording(office)];
  await addRecording(office);
  const { answer } = await listen(client, first.id, { ground: groundOf({ present: ['cbanas'] }) });
  const act = String(payloadOf(answer)['act']);
  await close(client, answer.command, 'finished');
  await listen(client, first.id, { ground: groundOf({ basis: 'NIE_MA' }) });
  const again = await listen(client, second.id, { act, ground: null });
  await close(client, again.answer.command, 'listener', true);
  await done(ask(client, 'complete', { act, findings: 'Zażółć „gęślą”\njaźń: dzwoniący pytał o termin.' }));
  await done(ask(client, 'reopen', { act }));
  await done(ask(client, 'complete', { act, findings: 'Dzwoniący pytał o termin, podano błędny.' }));
  const file = { act, day: today(), way: 'paper' as const };
  await done(ask(client, 'file', { ...file, missingSignature: 'Urlop; podpis w grudniu.' }));
  await listen(await office.as('cbanas'), second.id);
  await sign(office, 'revoke', revocation(String(payloadOf(answer)['authorisation'])));
  await office.stop();
  return office;
}

async function close(client: Client, opening: string, how: 'finished' | 'listener', wrongCall = false) {
  await done(ask(client, 'close', { opening, ranges: [[0, 9_000]], how, wrongCall }));
}

export type Role = 'odsluch_owner' | 'superuser';

/**
 * Takes away all that stands in a tamperer's way and that he can take away: as the owner of the tables does it, triggers, foreign
 * keys, checks, indexes (one that reads a payload refuses what is no JSON), and the derivation of columns. Keeps a copy of what is there.
 */
export async function disarm({ superuser }: TestOffice): Promise<void> {
  await superuser.query('CREATE SCHEMA kept');
  await superuser.query('SET ROLE odsluch_owner');
  const { rows } = await superuser.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', conrelid::regclass, conname) AS statement
       FROM pg_constraint WHERE contype IN ('f', 'c', 'u') AND $1::text[]::regclass[]::oid[] && ARRAY[conrelid, confrelid]
     UNION ALL
     SELECT format('DROP INDEX %s', indexrelid::regclass) FROM pg_index i
      WHERE indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
     UNION ALL
     SELECT format('ALTER TABLE %s ALTER %I DROP EXPRESSION', attrelid::regclass, attname)
       FROM pg_attribute WHERE attrelid = ANY ($1::text[]::regclass[]) AND attgenerated = 's'`,
    [tables.map((one) => `office.${one}`)],
  );
  for (const { statement } of rows) await superuser.query(statement);
  for (const one of tables) await superuser.query(`ALTER TABLE office.${one} DISABLE TRIGGER USER`);
  await superuser.query('RESET ROLE');
  for (const one of tables) await superuser.query(`CREATE TABLE kept.${one} AS TABLE office.${one}`);
}

/** Puts the copy back. */
export async function putBack({ superuser }: TestOffice): Promise<void> {
  const all = tables.map((one) => `DELETE FROM office.${one}; INSERT INTO office.${one} TABLE kept.${one}`);
  await superuser.query(`BEGIN; ${all.join('; ')}; COMMIT`);
}

/** Runs one statement as that role. */
export async function runAs(
  { superuser }: TestOffice,
  role: Role,
  sql: string,
  values: unknown[] = [],
): Promise<void> {
  await superuser.query(role === 'superuser' ? 'RESET ROLE' : `SET ROLE ${role}`);
  try {
    await superuser.query(sql, values);
  } finally {
    await superuser.query('RESET ROLE');
  }
}

export const verified = (office: TestOffice): Promise<VerifyResult> =>
  verifyLedger({
    ...{ source: office.superuser, journal: office.options.journal, keeperKey: office.keeperPublicKey },
  });

/** How a column's value becomes another one of its type. */
const others: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || 'x'`,
  uuid: () => 'gen_random_uuid()',
  bool: (column) => `NOT ${column}`,
  jsonb: () => `'[[1, 2]]'`,
  _text: (column) => `array_append(${column}, 'x')`,
  _uuid: (column) => `array_append(${column}, gen_random_uuid())`,
  bytea: (column) => `sha256(coalesce(${column}, ''))`,
  date: (column) => `coalesce(${column}, '2026-01-01') + 1`,
  timestamptz: (column) => `coalesce(${column}, now()) + interval '1 ms'`,
  int4: (column) => `coalesce(${column}, 0) + 1`,
  int8: (column) => `coalesce(${column}, 0) + 1`,
};

/**
 * Signs of life prove nothing, and nothing is decided by them once an opening has ended; nor by ingest's own word on a row once
 * the keeper took it in.
 */
const unvouched = ['opening.last_beat', 'recording.pledge'];

export async function columnsOf(
  { superuser }: TestOffice,
  table: string,
): Promise<{ name: string; type: string }[]> {
  const { rows } = await superuser.query<{ name: string; type: string }>(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns WHERE table_schema = 'office' AND table_name = $1`,
    [table],
  );
  return rows.filter(({ name }) => !unvouched.includes(`${table}.${name}`));
}

/** A change that is to be found in that table; it is put back. */
export async function expectFound(
  office: TestOffice,
  table: string,
  sql: string,
  role: Role = 'odsluch_owner',
): Promise<void> {
  await runAs(office, role, sql);
  const { fault } = await verified(office).finally(() => putBack(office));
  expect(fault, sql).toMatchObject({ what: 'table', table });
}

/** One row of those in question, whichever. */
export const rowOf = (table: string, where: string, nth: number): string =>
  `(SELECT ctid FROM office.${table} WHERE ${where} ORDER BY ctid OFFSET ${nth} % (SELECT count(*) FROM office.${table} WHERE ${where}) LIMIT 1)`;

/** Each column of some row, and a row less; of tables that were disarmed, while the keeper rests. `where`: which rows the ledger vouches for. */
export async function expectColumnsGuarded(
  office: TestOffice,
  table: string,
  where = 'true',
  nth = 0,
): Promise<void> {
  for (const [index, { name, type }] of (await columnsOf(office, table)).entries()) {
    const change = `${name} = ${others[type]?.(name) ?? ''}`;
    const sql = `UPDATE office.${table} SET ${change} WHERE ctid = ${rowOf(table, where, nth + index)}`;
    await expectFound(office, table, sql, index % 2 === 0 ? 'odsluch_owner' : 'superuser');
  }
  await expectFound(office, table, `DELETE FROM office.${table} WHERE ctid = ${rowOf(table, where, nth)}`);
}
