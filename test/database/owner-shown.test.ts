import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takenIn, shownOf } from '../../electron/playback/shown.ts';
import { searchQuery, type CallRow } from '../../electron/recordings/queries.ts';
import { setSettings } from '../../electron/settings.ts';
import { partsOf, wantedOf } from '../../renderer/player/stage.ts';
import { call, noFilter } from '../../shared/recordings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { addPerson, addRecording } from './asking.ts';
import { dbOf } from './reading.ts';
import { openTestOffice, type TestOffice } from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

const login = 'anowak';
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
  await office.stop();
});
afterAll(() => office.close());

/**
 * What the program makes of the first call that the list shows of that day (or of whatever day it was put on), after the owner of
 * everything ran this: it is prepared with what the list says. Undone afterwards.
 */
async function prepared(sql: string, day = legalDay(startedAt)) {
  const { superuser } = office;
  await superuser.query('BEGIN');
  try {
    for (const table of ['entry', 'entry_text', 'recording'])
      await superuser.query(`ALTER TABLE office.${table} DISABLE TRIGGER ALL`);
    await superuser.query(sql);
    await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
    const db = dbOf(superuser);
    const filter = JSON.stringify({ ...noFilter, day });
    const [row] = await db.query<CallRow>(searchQuery, [filter, 'newest', null, null, null, 1]);
    const [listed] = partsOf(call.parse(row?.answer));
    if (listed === undefined) throw new Error('nothing is listed');
    const wanted = wantedOf(listed);
    return { listed, shown: shownOf(await takenIn({ db }, wanted.recording, wanted.listed)) };
  } finally {
    await superuser.query('ROLLBACK');
  }
}

const said = (sql: string, day?: string): Promise<unknown> =>
  prepared(sql, day).then(
    () => 'prepared',
    (error: unknown) => (error as { failure?: unknown }).failure,
  );

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
