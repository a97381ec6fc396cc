import { copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  ask,
  askSealed,
  done,
  entriesAfter,
  headSeq,
  listen,
  passTime,
  payloadOf,
} from './asking.ts';
import { copied } from './copying.ts';
import { agreedNight, beginDestruction, enterBackup, lose, night, old, stopped } from './destroying.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';

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

it('the protocol of an act can be printed when what was heard is destroyed, and says under which number that was', async () => {
  await addPerson(office, 'anowak');
  // Its last day.
  const { id } = await addRecording(office, { startedAt: old(office, 0) });
  const client = await office.as('anowak');
  const { answer } = await listen(client, id);
  const act = String(payloadOf(answer)['act']);
  await done(
    ask(client, 'close', { opening: answer.command, ranges: [], how: 'listener', wrongCall: false }),
  );
  await done(ask(client, 'complete', { act, findings: 'Urzędnik podał termin do piątku.' }));
  const before = await headSeq(office);
  expect(await agreedNight(office)).toBeNull();
  expect(await rowOf(id)).toMatchObject({ state: 'destroyed' });
  const [night] = (await entriesAfter(office, before)).filter(({ kind }) => kind === 'destroyed');
  const paper = JSON.stringify(await copied(office, secretaryLogin, act));
  expect(paper).toContain(
    `dane rozmówcy i pracownika usunięto wraz z nagraniem (${String(night?.payload['protocol'])})`,
  );
  expect(paper).not.toContain('Barbara Zych');
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

it('a key that was spoilt holds no night up: it goes with the others', async () => {
  const startedAt = old(office);
  const { id } = await addRecording(office, { startedAt });
  const file = join(office.options.keystore, legalDay(startedAt), id);
  await stopped(office);
  truncateSync(file, 31);
  expect(await night(office)).toBeNull();
  expect(await rowOf(id)).toMatchObject({ state: 'destroyed' });
  expect(existsSync(file)).toBe(false);
});

it('INV-77 a key that is another than its entry says lets no keeper start, which names the recording', async () => {
  const startedAt = new Date(Date.now() + office.shift.own - 60_000);
  const { id, key } = await addRecording(office, { startedAt });
  const file = join(office.options.keystore, legalDay(startedAt), id);
  await office.stop();
  writeFileSync(file, Buffer.alloc(32, 7));
  const message = expect.stringContaining(id) as string;
  await expect(office.start()).rejects.toMatchObject({ code: 2, message });
  writeFileSync(file, key);
  await office.start();
});

it('a backup that is broken for forty days holds no night up', async () => {
  passTime(office, 40 * 86_400_000);
  const { id } = await addRecording(office, { startedAt: old(office) });
  expect(await agreedNight(office)).toBeNull();
  expect(await rowOf(id)).toMatchObject({ state: 'destroyed' });
  expect(await fault()).toBeNull();
});

it('what was searched for is forgotten after two years', async () => {
  await office.superuser.query(
    `INSERT INTO office.search_log (at, login, guid, kind, filter) SELECT clock_timestamp() - age::interval, age, gen_random_uuid(), 'list', '{}'
       FROM unnest(ARRAY['24 months 1 hour', '23 months 20 days']) age`,
  );
  const left = await until('searches forgotten', async () => {
    const { rows } = await office.superuser.query<{ login: string }>('SELECT login FROM office.search_log');
    return rows.some(({ login }) => login.startsWith('24')) ? null : rows.map(({ login }) => login);
  });
  expect(left).toEqual(['23 months 20 days']);
});

describe('what cannot be so', () => {
  const demand = (id: string) => ({
    ...{ act: null, recordings: [id], proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2026' },
    ...{ order: 'court' as const, paper: 'RPW/1840/2026' },
  });

  it('a backup of tomorrow, or older than its oldest copy, is not entered', async () => {
    const tomorrow = new Date(Date.now() + office.shift.own + 86_400_000).toISOString();
    await expect(enterBackup(office, { startedAt: tomorrow })).rejects.toThrow('malformed-request');
    await expect(enterBackup(office, { oldestOn: tomorrow.slice(0, 10) })).rejects.toThrow(
      'malformed-request',
    );
  });

  it('nor is what was lost kept as evidence: there is nothing to hear', async () => {
    const { id } = await addRecording(office);
    await lose(office, [id]);
    const answer = await askSealed(office, secretaryLogin, 'hold', demand(id));
    expect([answer.state, answer.reason]).toEqual(['refused', 'recording-unknown']);
  });

  it('nor that files came back which nobody has said to be gone', async () => {
    const { rows } = await office.superuser.query<{ seq: number }>(
      `SELECT max(seq)::int AS seq FROM office.entry WHERE kind = 'destroyed'`,
    );
    const removed = { of: rows[0]?.seq ?? 0, files: 1, again: true };
    const answer = await ask(await office.as('odsluch_ingest'), 'removed', removed);
    expect([answer.state, answer.reason]).toEqual(['refused', 'malformed-request']);
  });

  it('INV-65 whoever owns the tables ends no hold, and deletes nothing that was asked for what can be heard', async () => {
    const { superuser } = office;
    const before = await headSeq(office);
    const { id } = await addRecording(office, { startedAt: old(office) });
    const { seq } = await done(askSealed(office, secretaryLogin, 'hold', demand(id)));
    await superuser.query('UPDATE office.recording SET hold_seq = NULL WHERE id = $1', [id]);
    await superuser.query('DELETE FROM office.hold WHERE seq = $1', [seq]);
    const asked = `DELETE FROM office.entry_asked a USING office.recording r WHERE r.id = $1 AND a.seq = r.seq`;
    await expect(superuser.query(asked, [id])).rejects.toMatchObject({ code: 'OD009' });
    for (let nights = 0; nights < 2; nights += 1) expect(await night(office)).toBeNull();
    // Neither destroyed nor asked about.
    const kinds = (await entriesAfter(office, before)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'destroyed' || kind === 'stopped')).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'available' });
    expect(await fault()).toMatchObject({ what: 'table' });
  });
});
