import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportLedger } from '../../server/verify/export.ts';
import { reportOn } from '../../server/verify/faults.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addMonths } from '../../shared/warsaw.ts';
import { findPython, runReader } from '../unit/python.ts';
import { addPerson, passTime } from './asking.ts';
import { dayOf, hourOf, nightWithoutCalls } from './destroying.ts';
import { signIn } from './sessions.ts';
import { openTestOffice, type TestOffice } from './support.ts';

/** From where somebody signed in is kept for two years, and not for as long as the ledger. */
let office: TestOffice;
const folder = mkdtempSync(join(tmpdir(), 'odsluch-former-'));
beforeAll(async () => {
  office = await openTestOffice();
  await addPerson(office, 'anowak', { authorised: false });
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

/** Of the person's sessions, oldest first: whether there still are words, and what was asked for. */
const kept = async () => {
  const { rows } = await office.superuser.query<{ words: boolean; asked: boolean }>(
    `SELECT t.seq IS NOT NULL AS words, a.seq IS NOT NULL AS asked FROM office.entry e
       LEFT JOIN office.entry_text t ON t.seq = e.seq LEFT JOIN office.entry_asked a ON a.seq = e.seq
      WHERE e.kind = 'session' AND e.login = 'anowak' ORDER BY e.seq`,
  );
  return rows.map(({ words, asked }) => [words, asked]);
};
const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};

it('words of a session go in the night after two years, with what was asked for, and verify misses none', async () => {
  const begun = dayOf(office);
  const goOn = (day: string) => passTime(office, hourOf(day, 12) - (Date.now() + office.shift.own));
  goOn(addMonths(begun, 24));
  await signIn(office, 'anowak');
  await nightWithoutCalls(office);
  expect(await kept()).toEqual([
    [true, true],
    [true, true],
  ]);
  await signIn(office, 'anowak');
  await nightWithoutCalls(office);
  expect(await kept()).toEqual([
    [false, false],
    [true, true],
    [true, true],
  ]);
  expect(await fault()).toBeNull();
  const { journal } = office.options;
  const place = { client: office.superuser, journal, keeperKey: office.keeperPublicKey };
  expect(await reportOn(place)).toMatchObject({ faults: 0 });
  const python = findPython();
  if (python !== null) {
    const ledger = join(folder, 'ledger.jsonl');
    await exportLedger(office.superuser, ledger);
    const { out } = runReader(python, 'verify.py', [ledger, '--keeper', office.keeperPublicKey]);
    expect(out).toMatch(/^OK \d+ entries, head \d+:[0-9a-f]{64}$/);
  }
  // Whoever takes them away before is seen.
  const { rows } = await office.superuser.query<{ seq: number }>(
    `DELETE FROM office.entry_text WHERE seq = (SELECT max(seq) FROM office.entry WHERE kind = 'session') RETURNING seq::int`,
  );
  expect(await fault()).toEqual({ seq: rows[0]?.seq, what: 'erased' });
});
