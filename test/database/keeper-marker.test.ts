import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson, addRecording, ask, done, groundOf, keyOf, listen, payloadOf, today } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** A search of all that the server room writes for the one thing that it must never write: a key in clear. */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  await addPerson(office, 'bzych', { authorised: false });
});
afterAll(() => office.close());

function filesBelow(place: string): string[] {
  const found = statSync(place);
  if (found.isDirectory()) return readdirSync(place).flatMap((name) => filesBelow(join(place, name)));
  return found.isFile() ? [place] : []; // The socket has no content.
}

/** A secret of 32 bytes as it could be written: as it is, its halves, and spelt in every usual way. */
function spellings(secret: Buffer): Buffer[] {
  const texts = [
    ...[secret.toString('hex'), secret.toString('hex').toUpperCase()],
    ...[secret.toString('base64').slice(0, 42), secret.toString('base64url')],
    ...[secret.join(','), secret.join(', '), secret.join(' ')],
    secret.reduce((text, byte) => text + `\\${byte.toString(8).padStart(3, '0')}`, ''),
  ];
  return [secret.subarray(0, 16), secret.subarray(16), ...texts.map((text) => Buffer.from(text))];
}

function foundIn(content: Buffer, secrets: readonly Buffer[]): boolean {
  return secrets.some((secret) => spellings(secret).some((one) => content.includes(one)));
}

/** Names of what holds one of the secrets: files of the server, its log, journal and log of the keeper, every row as a dump has it. */
async function placesOf(...secrets: Buffer[]): Promise<string[]> {
  const { superuser, database, options, log } = office;
  const files = [...filesBelow(dirname(database.log)), options.journal];
  const found = files.filter((file) => foundIn(readFileSync(file), secrets));
  if (foundIn(Buffer.from(log.join('\n')), secrets)) found.push('log of the keeper');
  const { rows } = await superuser.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'office'::regnamespace",
  );
  expect(rows.length).toBeGreaterThan(12);
  for (const { name } of rows) {
    const dumped = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    if (foundIn(Buffer.from(dumped.rows.map(({ row }) => row).join('\n')), secrets)) found.push(name);
  }
  return found;
}

it('INV-26 no key in clear lies in tables, files, write-ahead log, journal or logs after all that a key goes through', async () => {
  const { superuser } = office;
  const client = await office.as('anowak');
  const { id, key } = await addRecording(office);
  const listening = await listen(client, id);
  expect((await keyOf(listening)).equals(key)).toBe(true);
  const { command, sealed } = listening.answer;
  const act = String(payloadOf(listening.answer)['act']);
  await client.query('SELECT api.beat($1, $2)', [command, '[[0, 15000]]']);
  // Not taken, refused in three ways, asked for again after the keeper and the server began anew.
  await listen(client, id, { act, ground: null });
  await listen(await office.as('bzych'), id);
  await listen(client, id, { publicKey: Buffer.alloc(32).toString('base64') });
  await listen(client, id, { ground: groundOf({ basis: 'KPK_304' }) });
  await office.stop();
  await office.start();
  const again = await listen(client, id, { act, ground: null });
  for (const opening of [command, again.answer.command])
    await ask(client, 'close', { opening, ranges: [], how: 'listener', wrongCall: false });
  // One that is refused, and whose key stays where it was written.
  const { id: spoilt } = await addRecording(office, { pending: true });
  await superuser.query("UPDATE office.recording SET caller = '+48601000000' WHERE id = $1", [spoilt]);
  await superuser.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'odsluch_keeper'",
  );
  const last = await listen(client, id, { act, ground: null });
  expect((await keyOf(last)).equals(key)).toBe(true);
  const closing = { ranges: [], how: 'listener' as const, wrongCall: false };
  const { rows } = await superuser.query<{ id: string }>(
    'SELECT id FROM office.opening WHERE closed_at IS NULL',
  );
  for (const { id: opening } of rows) await done(ask(client, 'close', { opening, ...closing }));
  await done(ask(client, 'complete', { act, findings: 'Pracownik udzielił pełnej informacji.' }));
  await done(ask(client, 'file', { act, day: today(), way: 'ezd', missingSignature: null }));
  await superuser.query('CHECKPOINT');

  expect(await placesOf(key)).toEqual([]);
  // In the keystore, and nowhere else.
  const holding = filesBelow(office.folder).filter((file) => foundIn(readFileSync(file), [key]));
  expect(holding.map((file) => relative(office.options.keystore, file))).toEqual([
    expect.stringMatching(new RegExp(`^\\d{4}-\\d{2}-\\d{2}/${id}$`)) as string,
  ]);

  // The search finds what is there: what was sealed has gone through the write-ahead log, and that of a recording on its way in lies in the catalogue.
  const inWal = await placesOf((sealed ?? Buffer.alloc(0)).subarray(0, 32));
  expect(inWal.some((file) => file.includes('pg_wal'))).toBe(true);
  const { rows: waiting } = await superuser.query<{ sealed: Buffer }>(
    'SELECT sealed FROM office.recording WHERE id = $1',
    [spoilt],
  );
  expect(await placesOf((waiting[0]?.sealed ?? Buffer.alloc(0)).subarray(0, 32))).toContain(
    'office.recording',
  );
});
