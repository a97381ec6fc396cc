import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger, type VerifyOptions, type VerifyResult } from '../../server/verify/ledger.ts';
import { verify as verifyAsCommand } from '../../server/verify/run.ts';
import type { ServerSettings } from '../../server/settings.ts';
import { addPerson, addRecording, listen } from './asking.ts';
import { openTestOffice, type TestOffice } from './support.ts';

let office: TestOffice;
let journal: string;
let whole: string;
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak');
  await addPerson(office, 'bzych');
  await listen(await office.as('anowak'), (await addRecording(office)).id);
  await office.stop();
  journal = office.options.journal;
  whole = readFileSync(journal, 'utf8');
});
afterAll(() => office.close());
afterEach(() => {
  writeFileSync(journal, whole);
});

const verify = (change: Partial<VerifyOptions> = {}): Promise<VerifyResult> =>
  verifyLedger({
    ...{ source: office.superuser, journal, keeperKey: office.keeperPublicKey },
    ...change,
  });
/** The journal as it was `entries` entries ago. */
function putBack(entries: number): number {
  const lines = whole.trimEnd().split('\n');
  const kept = lines.slice(0, lines.length - entries);
  writeFileSync(journal, kept.map((line) => `${line}\n`).join(''));
  return kept.length;
}

describe('a journal', () => {
  it('may lack the one entry at which the keeper died', async () => {
    putBack(1);
    expect(await verify()).toMatchObject({ fault: null, unjournalled: 1 });
    expect(await verify({ quick: true })).toMatchObject({ fault: null, unjournalled: 1 });
  });

  it.each([2, 5, Infinity])('INV-16 that was put back by %s entries is a fault', async (entries) => {
    const kept = putBack(Math.min(entries, whole.split('\n').length - 1));
    const fault = { seq: kept + 1, what: 'journal' };
    expect((await verify()).fault).toEqual(fault);
    expect((await verify({ quick: true })).fault).toEqual(fault);
  });

  it('INV-15 whose last line is spelled otherwise is a fault', async () => {
    const lines = whole.trimEnd().split('\n');
    writeFileSync(
      journal,
      `${[...lines.slice(0, -1), lines.at(-1)?.replace(',"prev"', ', "prev"')].join('\n')}\n`,
    );
    const fault = { seq: lines.length, what: 'journal' };
    expect((await verify()).fault).toEqual(fault);
    expect((await verify({ quick: true })).fault).toEqual(fault);
  });

  it('INV-16 that is gone does not let the command say that the ledger holds', async () => {
    renameSync(journal, `${journal}.gone`);
    const settings = { journal, keeperPublicKey: office.keeperPublicKey } as ServerSettings;
    await expect(verifyAsCommand(settings, { quick: false, exported: null })).rejects.toThrow(/dziennika/);
    renameSync(`${journal}.gone`, journal);
  });
});

it('INV-15 words that begin a letter later, under a salt that has it, are not those that were entered', async () => {
  const { superuser } = office;
  const { rows } = await superuser.query<{ seq: string }>(
    `SELECT seq FROM office.entry WHERE kind = 'release'`,
  );
  const shift = (salt: string, text: string) =>
    superuser.query(`UPDATE office.entry_text SET salt = ${salt}, text = ${text} WHERE seq = $1`, [
      rows[0]?.seq,
    ]);
  await superuser.query('ALTER TABLE office.entry_text DISABLE TRIGGER ALL');
  await superuser.query('ALTER TABLE office.entry_text DROP CONSTRAINT entry_text_salt_check');
  await shift("salt || convert_to(left(text, 1), 'UTF8')", 'substr(text, 2)');
  const { fault } = await verify();
  await shift('substr(salt, 1, 16)', "'{' || text");
  expect(fault).toEqual({ seq: Number(rows[0]?.seq), what: 'words' });
});

describe('what the database derives from an entry', () => {
  it('INV-52 is compared with it: a register reads it, and its owner can write it', async () => {
    const { superuser } = office;
    const { rows } = await superuser.query<{ seq: string }>(
      `SELECT seq FROM office.entry WHERE kind = 'release'`,
    );
    await superuser.query('BEGIN');
    await superuser.query('ALTER TABLE office.entry DISABLE TRIGGER ALL');
    await superuser.query('ALTER TABLE office.entry ALTER login DROP EXPRESSION');
    await superuser.query(`UPDATE office.entry SET login = 'bzych' WHERE kind = 'release'`);
    await superuser.query('ALTER TABLE office.entry ENABLE TRIGGER ALL');
    await superuser.query('COMMIT');
    expect((await verify()).fault).toEqual({ seq: Number(rows[0]?.seq), what: 'table', table: 'entry' });
  });
});
