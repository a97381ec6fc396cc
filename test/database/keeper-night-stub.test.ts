import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { addRecording } from './asking.ts';
import { agreedNight, beginDestruction, lose, old } from './destroying.ts';
import { openTestOffice, until, type TestOffice } from './support.ts';

/** § 3 ust. 4: what is left of a destroyed recording is what its entry says, and nothing of anybody. */
let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  await beginDestruction(office);
});
afterAll(() => office.close());

const fault = async () => {
  const asked = { source: office.superuser, journal: office.options.journal, quick: false };
  return (await verifyLedger({ ...asked, keeperKey: office.keeperPublicKey })).fault;
};
const rowOf = async (id: string) => {
  const { rows } = await office.superuser.query<Record<string, unknown>>(
    'SELECT state, call_group AS call, channels FROM office.recording WHERE id = $1',
    [id],
  );
  return rows[0];
};
const change = (id: string, set: string) =>
  office.superuser.query(`UPDATE office.recording SET ${set} WHERE id = $1`, [id]);

describe('the row of a destroyed recording', () => {
  it('has no word of the exchange for its call any more, which may be made of a number, once no part of the call is kept', async () => {
    const group = '48601224417-1732440871';
    const [first, later] = [
      await addRecording(office, { startedAt: old(office), callGroup: group }),
      await addRecording(office, { startedAt: old(office, -2), callGroup: group }),
    ];
    expect(await agreedNight(office)).toBeNull();
    // The list has both as one call, also where nobody can hear the other any more.
    const left = { state: 'destroyed', call: group, channels: ['unknown'] };
    expect(await rowOf(first.id)).toEqual(left);
    expect(await fault()).toBeNull();
    await lose(office, [later.id]);
    expect(await fault()).toBeNull();
    expect(await agreedNight(office)).toBeNull();
    for (const { id } of [first, later]) expect(await rowOf(id)).toEqual({ ...left, call: first.id });
    expect(await fault()).toBeNull();
  });

  it('INV-52 says nothing that its entry does not: verify names whatever is written there', async () => {
    const { id } = await addRecording(office, { startedAt: old(office), callGroup: '601224417' });
    expect(await agreedNight(office)).toBeNull();
    expect(await fault()).toBeNull();
    expect(await rowOf(id)).toMatchObject({ call: id });
    for (const [set, back] of [
      [`call_group = '601224417'`, `call_group = id::text`],
      [`channels = '{caller,office}'`, `channels = '{unknown}'`],
      ['plain_bytes = 601224417', null],
      ['cipher_bytes = 601224417', null],
      ['peaks_bytes = 601224417', null],
      ['cipher_sha256 = NULL', null],
      ['peaks_sha256 = NULL', null],
      [`pledge = convert_to(rpad('Jan Kowalski', 96), 'UTF8')`, 'pledge = NULL'],
    ] as const) {
      const { rows } = await office.superuser.query<{ all: string }>(
        `SELECT format('plain_bytes = %s, cipher_bytes = %s, peaks_bytes = %s, cipher_sha256 = %L, peaks_sha256 = %L',
           plain_bytes, cipher_bytes, peaks_bytes, cipher_sha256, peaks_sha256) AS "all" FROM office.recording WHERE id = $1`,
        [id],
      );
      await change(id, set);
      expect(await fault(), set).toMatchObject({ what: 'table', table: 'recording' });
      await change(id, back ?? rows[0]?.all ?? '');
      expect(await fault(), set).toBeNull();
    }
  });
});

it('INV-66 the key of a destroyed recording that lies on another day goes at the next start too', async () => {
  const startedAt = old(office);
  const { id } = await addRecording(office, { startedAt });
  const file = join(office.options.keystore, legalDay(startedAt), id);
  const stray = join(office.options.keystore, addDays(legalDay(startedAt), -1), id);
  mkdirSync(dirname(stray), { mode: 0o700, recursive: true });
  copyFileSync(file, stray);
  // As a copy of the keystore that somebody put beside it.
  const copy = readFileSync(stray);
  expect(await agreedNight(office)).toBeNull();
  await office.stop();
  writeFileSync(stray, copy, { mode: 0o600 });
  await office.start();
  expect(existsSync(stray)).toBe(false);
});

it('what was searched for is forgotten after two years', async () => {
  await office.superuser.query(
    `INSERT INTO office.search_log (at, login, kind, filter) SELECT clock_timestamp() - age::interval, age, 'list', '{}'
       FROM unnest(ARRAY['24 months 1 hour', '23 months 20 days']) age`,
  );
  const left = await until('searches forgotten', async () => {
    const { rows } = await office.superuser.query<{ login: string }>('SELECT login FROM office.search_log');
    return rows.some(({ login }) => login.startsWith('24')) ? null : rows.map(({ login }) => login);
  });
  expect(left).toEqual(['23 months 20 days']);
});
