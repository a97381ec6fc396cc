import type { Client } from 'pg';
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
