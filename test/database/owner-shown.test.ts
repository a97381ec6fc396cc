import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEmergency } from '../../electron/duties/duties.ts';
import { takenIn, shownOf } from '../../electron/playback/taken-in.ts';
import { listedCall, searchQuery } from '../../electron/recordings/queries.ts';
import { checkListed } from '../../electron/protocol/protocol.ts';
import { readRows } from '../../electron/session/read.ts';
import { setSettings } from '../../electron/settings.ts';
import { partsOf, wantedOf } from '../../renderer/player/stage.ts';
import { noFilter } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { addPerson, addRecording, listen, resumption, sign } from './asking.ts';
import { goOnAfterLoss } from './destroying.ts';
import { dbOf, openRegister, registerRows } from './reading.ts';
import { openTestOffice, secretaryLogin, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

const login = 'anowak';
const reason = 'Podejrzenie naruszenia.';
const startedAt = new Date('2026-11-20T09:04:00.000Z');
let office: TestOffice;
let one: string;
let other: string;
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  await addPerson(office, login);
  one = (await addRecording(office, { startedAt })).id;
  other = (await addRecording(office, { startedAt: new Date('2026-10-02T08:00:00.000Z') })).id;
  await listen(await office.as(login), one);
  await openRegister(await office.as(secretaryLogin));
  await sign(office, 'suspend', { reason });
  await office.stop();
});
afterAll(() => office.close());

/** What the program of a person does after the owner of everything ran this, which is undone afterwards. */
async function after<T>(
  sql: string,
  person: string,
  work: (db: ReturnType<typeof dbOf>) => Promise<T>,
): Promise<T> {
  const { superuser } = office;
  await superuser.query('BEGIN');
  try {
    for (const table of ['entry', 'entry_text', 'recording', 'act'])
      await superuser.query(`ALTER TABLE office.${table} DISABLE TRIGGER ALL`);
    // Nothing of this is committed, and a search would not be answered.
    await superuser.query(
      `CREATE OR REPLACE FUNCTION api.searched(kind text, asked jsonb, salt uuid) RETURNS void LANGUAGE sql AS 'SELECT'`,
    );
    await superuser.query(sql);
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${person}`);
    return await work(dbOf(superuser));
  } finally {
    await superuser.query('ROLLBACK');
  }
}

const failureOf = (work: Promise<unknown>, well: string): Promise<unknown> =>
  work.then(
    () => well,
    (error: unknown) => (error as { failure?: unknown }).failure,
  );

/**
 * What the program makes of the first call that the list shows of that day (or of whatever day it was put on): it is prepared with what the
 * list says.
 */
const prepared = (sql: string, day = legalDay(startedAt)) =>
  after(sql, login, async (db) => {
    const search = [JSON.stringify({ ...noFilter, day }), randomUUID()];
    const [row] = await readRows(db, listedCall, searchQuery, [...search, 'newest', null, null, null, 1]);
    const [listed] = row === undefined ? [] : partsOf(row.call);
    if (listed === undefined) throw new Error('nothing is listed');
    const wanted = wantedOf(listed);
    return { listed, shown: shownOf(await takenIn({ db }, wanted.recording, wanted.listed)) };
  });

const said = (sql: string, day?: string): Promise<unknown> => failureOf(prepared(sql, day), 'prepared');

describe('INV-57 the recording that is to be approved', () => {
  it('is shown as the keeper entered it, which is as the list has it', async () => {
    const { listed, shown } = await prepared('');
    expect(listed).toMatchObject(shown);
    expect(shown).toEqual({
      ...{ startedAt: startedAt.toISOString(), durationMs: 161_000, extension: '214' },
      ...{ department: 'Kancelaria', answeredBy: 'Barbara Zych', callerTail: '567' },
    });
  });

  const swap = (change: string) => `UPDATE office.recording SET ${change} WHERE id = '${one}'`;
  it.each<[string, () => string]>([
    ['under another hour', () => swap(`started_at = started_at + interval '1 hour'`)],
    ['under another length', () => swap('duration_ms = 1000')],
    ['under another department', () => swap(`department = 'Sekretariat'`)],
    ['under another extension', () => swap(`extension = '101'`)],
    ['under another name', () => swap(`answered_by = 'Jan Lis'`)],
    ['under another number', () => swap(`caller = '+48700000000'`)],
    ['as of a withheld number', () => swap('caller = NULL')],
    [
      'as what another call is',
      () => `${swap(`id = gen_random_uuid(), plain_sha256 = sha256('x')`)};
        UPDATE office.recording SET id = '${one}', started_at = '${startedAt.toISOString()}' WHERE id = '${other}'`,
    ],
    [
      'with the entry of another call',
      () => swap(`seq = (SELECT seq FROM office.recording WHERE id = '${other}')`),
    ],
    [
      'with other words behind its entry',
      () =>
        `${swap(`extension = '101'`)};
        UPDATE office.entry_text SET text = replace(text, '"extension":"214"', '"extension":"101"')`,
    ],
    ['without the words behind its entry', () => 'DELETE FROM office.entry_text'],
    [
      'with an entry that fits it, hashed as it should be',
      () => `${swap('duration_ms = 161001')};
        UPDATE office.entry SET payload = replace(payload, '"durationMs":161000', '"durationMs":161001');
        UPDATE office.entry SET hash = sha256(convert_to('odsluch-entry-v1', 'UTF8') || '\\x00'::bytea || int8send(seq) || prev
          || sha256(convert_to(payload, 'UTF8')))`,
    ],
  ])('is not prepared, hence not asked for, where the list has it %s', async (_how, sql) => {
    expect(await said(sql())).toEqual({ code: 'shown-differently' });
  });

  it('is not prepared on another day either', async () => {
    expect(await said(swap(`started_at = '2026-06-01 08:00Z'`), '2026-06-01')).toEqual({
      code: 'shown-differently',
    });
  });

  it('is shown without its number: a listener is told what the entry commits to, and not what opens it', async () => {
    const { rows } = await (
      await office.as(login)
    ).query<{ told: object }>('SELECT api.recording_entry($1) AS told', [one]);
    expect(JSON.stringify(rows[0]?.told)).not.toContain('601234567');
    expect(Object.keys(rows[0]?.told ?? {}).sort()).toEqual(
      ['hash', 'payload', 'prev', 'salt', 'seq', 'signature', 'text'].sort(),
    );
  });
});

describe('INV-57 the stop that is to be ended', () => {
  const shown = (sql: string) => after(sql, secretaryLogin, (db) => readEmergency({ db }));

  it('is shown as the keeper entered it', async () => {
    const { suspension } = await resumption(office.superuser);
    expect((await shown('')).stop).toMatchObject({
      ...{ seq: suspension, by: 'secretary', reason },
      ...{ login: secretaryLogin, person: 'Sabina Zielińska' },
    });
  });

  it.each([
    [
      'as of another office',
      `UPDATE office.entry SET payload = replace(payload, '"by":"secretary"', '"by":"administrator"')`,
    ],
    ['in other words', `UPDATE office.entry_text SET text = replace(text, 'naruszenia', 'awarii')`],
  ])('is not shown %s', async (_how, change) => {
    const { suspension } = await resumption(office.superuser);
    const sql = `${change} WHERE seq = ${suspension}`;
    expect(await failureOf(shown(sql), 'shown')).toEqual({
      ...{ code: 'document-entry-false', params: { seq: suspension } },
    });
  });
});

describe('INV-57 the protocol that the desk files for somebody else', () => {
  /** What the program does with the one that the register shows first. */
  const filed = (sql: string) =>
    after(sql, secretaryLogin, async (db) => {
      const [act] = (await registerRows(office.superuser)).filter((row) => row.kind === 'act');
      if (act === undefined) throw new Error('no act is listed');
      const { number, person, case: ofCase, state } = act;
      await checkListed({ db }, act.act, { number, person, case: ofCase, state });
    });

  it('is asked for where the register shows it as its entries do', async () => {
    expect(await failureOf(filed(''), 'asked for')).toBe('asked for');
  });

  it.each([
    ['number', `number = 'PO/99/2026'`],
    ['case', `case_number = 'SEK.1510.99.2026'`],
    ['state', `state = 'completed'`],
  ])('is not asked for where the register shows another %s', async (_what, change) => {
    expect(await failureOf(filed(`UPDATE office.act SET ${change}`), 'asked for')).toEqual({
      code: 'shown-differently',
    });
  });
});

// The last: it starts the keeper, and stops listening anew.
describe('INV-79 a restore that the desk has not looked at', () => {
  it('INV-79 is told of beside whatever has stopped listening since, until listening is resumed', async () => {
    const stop = async () => (await readEmergency({ db: dbOf(await office.as(secretaryLogin)) })).stop;
    // The keeper finds it when it starts again, after the incident.
    await office.superuser.query('CREATE FUNCTION office.since() RETURNS integer LANGUAGE sql RETURN 1');
    await goOnAfterLoss(office);
    expect(await stop()).toMatchObject({ by: 'schema', restored: true });
    await sign(office, 'resume', await resumption(office.superuser));
    await sign(office, 'suspend', { reason });
    expect(await stop()).toMatchObject({ by: 'secretary', restored: false });
  });
});
