import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { faultOf, findPython, noPython, runReader, type Said } from '../unit/python.ts';
import type { TestOffice } from './support.ts';
import {
  columnsOf,
  disarm,
  expectColumnsGuarded,
  expectFound,
  openListenedOffice,
  putBack,
  rowOf,
  runAs,
  verified,
  type Role,
} from './tampering.ts';
import { bytes, exchanged, gone, recomputed, type Chance, type Row, type Tamper } from './tampers.ts';

/** Repeat a run with ODSLUCH_SEED=<seed>. */
const seed = Number(process.env['ODSLUCH_SEED'] ?? randomInt(1_000_000_000));
const roles: Role[] = ['odsluch_owner', 'superuser'];
const python = findPython();

let office: TestOffice;
let rows: Row[];
beforeAll(async () => {
  office = await openListenedOffice();
  await disarm(office);
  const found = await office.superuser.query<Row>(
    `SELECT e.seq::int, prev, payload, hash, signature, t.seq IS NOT NULL AS worded
       FROM office.entry e LEFT JOIN office.entry_text t USING (seq) ORDER BY seq`,
  );
  rows = found.rows;
});
afterAll(() => office.close());

/** docs/verify.py on an export of what the database says now, beside the keeper's journal. */
async function verifyPy(command: string): Promise<Said> {
  const file = join(office.folder, 'export');
  await exportLedger(office.superuser, file);
  const { journal } = office.options;
  const said = runReader(command, 'verify.py', [
    file,
    '--keeper',
    office.keeperPublicKey,
    '--journal',
    journal,
  ]);
  rmSync(file);
  return said;
}

const chances = (runs: number, seq?: number): Chance[] => {
  const number = fc.integer({ min: 1, max: rows.length });
  const chance = fc.record({
    seq: seq === undefined ? number : fc.constant(seq),
    other: number,
    place: fc.nat(),
    change: fc.nat(),
  });
  return fc.sample(chance, { seed: seed + (seq ?? 0), numRuns: runs });
};

/** Tampers as the owner and as a superuser by turns; each time exactly what was done is to be found. */
async function tryAll(tamper: Tamper, all: readonly Chance[]): Promise<void> {
  for (const [index, chance] of all.entries()) {
    const role = roles[index % 2] ?? 'superuser';
    const expected = await tamper((sql, values) => runAs(office, role, sql, values), chance, rows);
    if (expected === null) continue;
    const { fault } = await verified(office);
    // Whoever has none of our code finds the same in an export.
    const said = python !== null && index < 2 ? faultOf(await verifyPy(python)) : null;
    await putBack(office);
    expect(fault, `seed ${seed}, ${role}, ${JSON.stringify(chance)}`).toEqual(expected);
    if (said !== null) expect(said).toEqual([expected.seq, expected.what]);
  }
}

it('is whole before anybody tampers, also without the constraints and triggers of its tables', async () => {
  expect(await verified(office)).toMatchObject({ fault: null, entries: rows.length, withoutWords: [] });
  if (python !== null) expect(await verifyPy(python)).toMatchObject({ code: 0, error: '' });
});

if (python === null) it.skip(`docs/verify.py on tampered exports: ${noPython}`);

describe(`tampering with the tables of the ledger, seed ${seed}`, () => {
  it.each(bytes)('INV-15 %s: that entry is named, whichever it is', (_what, tamper) =>
    tryAll(
      tamper,
      rows.flatMap(({ seq }) => chances(1, seq)),
    ),
  );

  it.each(gone)('INV-16 %s', (_what, tamper) => tryAll(tamper, chances(8)));

  it.each(exchanged)('INV-15 %s', (_what, tamper) => tryAll(tamper, chances(8)));

  it.each(recomputed)('INV-18 %s', (_what, tamper) => tryAll(tamper, chances(8)));
});

describe(`whoever edits a table beside the ledger is found, seed ${seed}`, () => {
  /** Which rows the ledger vouches for whole: while a recording is open, its program reports what was played. */
  const models = [
    ['act', 'true'],
    ['opening', 'closed_at IS NOT NULL'],
    ['person', 'true'],
    ['authorisation', 'true'],
    ['instrument', 'true'],
    ['legal_basis', 'true'],
    ['recording', 'true'],
  ] as const;
  it.each(models)('INV-52 %s: each of its columns, and a row less', (table, where) =>
    expectColumnsGuarded(office, table, where, seed % 1000),
  );

  it.each(['kind', 'login', 'command', 'act'])(
    'INV-52 entry: %s, which it derives from what was signed',
    async (column) => {
      const value = column === 'kind' || column === 'login' ? `'x'` : 'gen_random_uuid()';
      const row = rowOf('entry', 'true', seed % 1000);
      await expectFound(office, 'entry', `UPDATE office.entry SET ${column} = ${value} WHERE ctid = ${row}`);
    },
  );

  it.each([
    ['authorisation', 'number', `'UO/99/2026'`],
    ['instrument', 'number', `'UO/99/2026'`],
    ['person', 'login', `'obcy'`],
    ['act', 'id', 'gen_random_uuid()'],
    ['opening', 'id', 'gen_random_uuid()'],
    ['recording', 'id', 'gen_random_uuid()'],
  ])('INV-52 %s: a row that no entry tells of', async (table, key, value) => {
    const columns = (await columnsOf(office, table)).map(({ name }) => name);
    const copied = columns.map((name) => (name === key ? value : name)).join(', ');
    const last = table === 'opening' ? ', last_beat' : '';
    await expectFound(
      office,
      table,
      `INSERT INTO office.${table} (${columns.join(', ')}${last}) SELECT ${copied}${last} FROM office.${table} LIMIT 1`,
    );
  });
});

describe('words', () => {
  it('INV-32 chain, hashes, signatures and prints hold where words were erased, and the entry is named', async () => {
    const { rows: released } = await office.superuser.query<{
      seq: number;
      text: string;
      commitment: string;
    }>(
      `SELECT e.seq::int, t.text, e.payload::jsonb ->> 'text' AS commitment FROM office.entry e JOIN office.entry_text t USING (seq)
        WHERE e.kind = 'release' ORDER BY seq`,
    );
    const seq = released[0]?.seq ?? 0;
    const printed = rows.find(({ payload }) => payload.includes('"kind":"completed"'));
    await runAs(office, 'odsluch_owner', 'DELETE FROM office.entry_text WHERE seq = $1', [seq]);
    const known = printed ? [{ seq: printed.seq, hash: printed.hash.toString('hex') }] : [];
    const result = await verifyLedger({
      ...{
        source: office.superuser,
        journal: office.options.journal,
        keeperKey: office.keeperPublicKey,
        known,
      },
    });
    expect(result).toMatchObject({
      fault: { seq, what: 'erased' },
      entries: rows.length,
      withoutWords: [seq],
    });
    if (python !== null) {
      expect(faultOf(await verifyPy(python))).toEqual([seq, 'erased']);
    }
    await putBack(office);
    // The same words twice, as here, cannot be told to be the same; whoever guesses them cannot see that he is right.
    const [one, two] = released;
    expect(one?.text).toBe(two?.text);
    expect(one?.commitment).not.toBe(two?.commitment);
    expect(released.map(({ commitment }) => commitment)).not.toContain(
      sha256(one?.text ?? '').toString('hex'),
    );
  });
});
