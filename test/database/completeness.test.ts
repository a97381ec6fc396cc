import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reconcileDays } from '../../server/ingest/reconcile.ts';
import { ingest } from '../../server/ingest/run.ts';
import { resumeIn } from '../../server/resume-clock.ts';
import { callRecords, reconcile } from '../../shared/limits.ts';
import { dutiesTold } from '../../shared/duties.ts';
import type { Command, Payload } from '../../shared/ledger/kinds.ts';
import { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  done,
  entriesAfter,
  guidOf,
  headSeq,
  passTime,
  type Answer,
} from './asking.ts';
import { dayOf, vouchedFor, workAtRest } from './destroying.ts';
import { answer } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { openTestOffice, secretaryLogin, until, type TestOffice } from './support.ts';
import { disarm, expectColumnsGuarded, putBack, runAs, verified } from './tampering.ts';

/** § 3 ust. 1: every call that was answered was recorded, or somebody learns which was not. */
let office: TestOffice;
let file = '';
const number = '601224417';
const [listener, administrator] = ['anowak', 'trak'] as const;
beforeAll(async () => {
  office = await openTestOffice();
  file = join(office.folder, 'wykaz.csv');
  await addPerson(office, listener);
  await addPerson(office, administrator, { authorised: false });
  await appoint(office, await guidOf(office, administrator), { office: 'administrator' });
});
afterAll(() => office.close());

/** Noon of a day before the keeper's. */
const noon = (before = 1): Date => new Date(`${addDays(dayOf(office), -before)}T11:00:00Z`);
const nameOf = (at: Date, count: number): string => `${at.getTime() / 1000}.${count}`;
/** A line as an exchange writes it, with the caller's number wherever there is room for it. */
const line = (at: Date, name: string, seconds = 161): string =>
  [
    name,
    at.toISOString().slice(0, 19).replace('T', ' '),
    number,
    '214',
    seconds,
    `"""${number}"" <${number}>"`,
  ].join(',');
const form = () =>
  callRecords.parse({
    ...{ path: file, delimiter: ',', encoding: 'windows-1250', header: false, columnCount: 6 },
    columns: { call: 1, startedAt: 2, extension: 4, seconds: 5 },
    ...{ time: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC', incoming: null, answered: null },
  });
const rules = (change: object = {}) => reconcile.parse({ callRecords: form(), ...change });
/** As the timer does it, at the keeper's noon. */
async function run(lines: readonly string[], change: object = {}, now = noon(0)) {
  writeFileSync(file, lines.map((one) => `${one}\r\n`).join(''));
  return look(rules(change), now);
}
async function look(by: ReturnType<typeof rules>, now = noon(0), settleMs = 0) {
  await vouchedFor(office);
  const said: string[] = [];
  const result = await reconcileDays({
    ...{ client: await office.as('odsluch_ingest'), signer: office.sender, rules: by },
    ...{ keeper: pinnedKeeperKey(office.keeperPublicKey), settleMs, now: now.getTime() },
    say: (one) => void said.push(one),
  });
  return { ...result, said };
}
type Entered = Payload<'reconciled'>;
const newest = async (): Promise<Entered> => {
  const { rows } = await office.superuser.query<{ payload: string }>(
    `SELECT payload FROM office.entry WHERE kind = 'reconciled' ORDER BY seq DESC LIMIT 1`,
  );
  return JSON.parse(rows[0]?.payload ?? '') as Entered;
};
const explain = async (login: string, body: Partial<Command<'explain'>> = {}): Promise<Answer> => {
  const { day, list } = await newest();
  const calls = list.map(({ call }) => call);
  const said = { day, calls, cause: 'exchange' as const, note: 'Dysk centrali był pełny.' };
  return ask(await office.as(login), 'explain', { ...said, ...body });
};
const gaps = async () => {
  const { rows } = await office.superuser.query(
    `SELECT kind, seconds, recorded, closed_seq IS NOT NULL AS closed, explained_seq IS NOT NULL AS explained FROM office.gap
      WHERE day = $1 ORDER BY started_at, call`,
    [(await newest()).day],
  );
  return rows as object[];
};
/** The next test has days of its own. */
beforeEach(() => passTime(office, 3 * 86_400_000));

describe('§3.1 the calls of a day', () => {
  it('are held against what was recorded: what is missing is found, named without anybody’s number, and closed when it comes', async () => {
    const at = noon();
    const later = new Date(at.getTime() + 3_600_000);
    await addRecording(office, { startedAt: at, callGroup: nameOf(at, 1) });
    await addRecording(office, { startedAt: new Date(at.getTime() - 3_600_000), callGroup: 'nobody' });
    const lines = [
      line(at, nameOf(at, 1)),
      line(later, nameOf(later, 2), 185),
      line(later, number, 0),
      line(noon(0), number),
    ];
    expect(await run(lines)).toEqual({ days: 1, waiting: 0, whole: true, said: [] });
    const found = await newest();
    expect(found).toMatchObject({
      ...{ day: legalDay(at), answered: 2, hungUp: 1, recorded: 1, more: 0 },
      list: [
        { extension: '214', seconds: 161, recorded: 161, kind: 'extra' },
        { call: nameOf(later, 2), extension: '214', seconds: 185, recorded: 0, kind: 'missing' },
      ],
      due: workingDayAfter(dayOf(office), 1),
    });
    const { rows } = await office.superuser.query<{ told: string }>(
      `SELECT concat((SELECT json_agg(c) FROM office.cdr_call c), (SELECT json_agg(g) FROM office.gap g),
          (SELECT json_agg(e.payload) FROM office.entry e WHERE e.kind = 'reconciled')) AS told`,
    );
    expect(rows[0]?.told).toContain(nameOf(later, 2));
    expect(rows[0]?.told).not.toContain(number);
    // Nothing new: nothing is asked.
    expect(await run(lines)).toEqual({ days: 0, waiting: 0, whole: true, said: [] });
    expect(await gaps()).toMatchObject([{ kind: 'extra' }, { kind: 'missing', closed: false }]);

    await addRecording(office, { startedAt: later, callGroup: nameOf(later, 2) });
    expect(await run(lines)).toMatchObject({ days: 1 });
    // Of 185 seconds there are 161.
    expect(await newest()).toMatchObject({
      recorded: 2,
      list: [{ kind: 'extra' }, { kind: 'short', recorded: 161 }],
    });
    // The rest of it comes.
    const rest = new Date(later.getTime() + 161_000);
    await addRecording(office, { startedAt: rest, callGroup: nameOf(later, 2) });
    expect(await run(lines)).toMatchObject({ days: 1 });
    expect(await gaps()).toMatchObject([
      { kind: 'extra', closed: false },
      { kind: 'short', closed: true },
    ]);
  });

  it('stay what they were found to be, whatever is written of them later, until somebody says why', async () => {
    const at = noon();
    const other = line(at, nameOf(at, 1), 0);
    const lost = nameOf(at, 2);
    await run([other, line(at, lost, 185)]);
    for (const lines of [[other, line(at, lost, 1)], [other]]) {
      expect(await run(lines)).toMatchObject({ days: 1, whole: true });
      expect(await newest()).toMatchObject({
        ...{ answered: 1, recorded: 0 },
        list: [{ call: lost, seconds: 185, kind: 'missing' }],
      });
      expect(await gaps()).toMatchObject([{ kind: 'missing', closed: false, explained: false }]);
    }
    await done(explain(administrator, { cause: 'other', note: 'To była rozmowa wychodząca.' }));
    expect(await run([other, line(at, nameOf(at, 3), 0)])).toMatchObject({ days: 1 });
    expect(await newest()).toMatchObject({ answered: 0, list: [] });
    expect(await gaps()).toMatchObject([{ kind: 'missing', closed: true, explained: true }]);
  });

  it('that are missing get no other call’s recording, and nothing is named twice, whatever is written of them later', async () => {
    const [at, later] = [noon(), new Date(noon().getTime() + 3_600_000)];
    const lost = nameOf(later, 2);
    const { id } = await addRecording(office, { startedAt: at, callGroup: 'another name' });
    await run([line(at, nameOf(at, 1)), line(later, lost)]);
    // The line of the call that was recorded bears the name of the other one.
    await run([line(at, lost)]);
    const listed = async () => (await newest()).list.map(({ call, kind }) => `${call} ${kind}`);
    expect(await listed()).toEqual([`${id} extra`, `${lost} missing`]);
    // A line bears the name of the recording.
    expect(await run([line(later, id)])).toMatchObject({ days: 1, whole: true });
    const other = `${later.toISOString()}/214 missing`;
    expect(await listed()).toEqual([`${id} extra`, `${lost} missing`, other]);
    await office.stop();
    expect((await verified(office)).fault).toBeNull();
    await office.start();
  });

  it('are explained by the desk or the administrator, who say why, as long as something is missing', async () => {
    const at = noon();
    await run([line(at, nameOf(at, 1))]);
    const told = async (login: string) =>
      (await office.fresh(login, (client) => answer(client, dutiesTold, 'SELECT api.duties()'))).gaps;
    const waiting = await told(administrator);
    expect((await told(secretaryLogin))?.count ?? 0).toBe(waiting?.late);
    await refusedOnce(office, 'not-secretary', () => explain(listener));
    await refusedOnce(office, 'gap-unknown', () => explain(administrator, { calls: ['1.2'] }));
    await refusedOnce(office, 'gap-unknown', () => explain(administrator, { day: legalDay(noon(2)) }));
    await refusedOnce(office, 'justification-too-short', () =>
      explain(administrator, { note: 'dysk......' }),
    );
    for (const login of [administrator, secretaryLogin]) await done(explain(login));
    expect(await gaps()).toMatchObject([{ kind: 'missing', explained: true }]);
    expect(await told(administrator)).toMatchObject({ count: Number(waiting?.count) - 1 });
    // It stays explained when the day is looked at anew, and is no gap any more when its recording comes.
    await run([line(at, nameOf(at, 1)), line(at, nameOf(at, 2), 0)]);
    expect(await gaps()).toMatchObject([{ kind: 'missing', explained: true, closed: false }]);
    await addRecording(office, { startedAt: at, callGroup: nameOf(at, 1) });
    const before = await newest();
    await run([line(at, nameOf(at, 1)), line(at, nameOf(at, 2), 0)]);
    await refusedOnce(office, 'gap-unknown', () =>
      explain(secretaryLogin, { day: before.day, calls: [before.list[0]?.call ?? ''] }),
    );
  });

  it('wait on „Pulpit” also where a recording has no call', async () => {
    const waiting = async () =>
      (await office.fresh(administrator, (client) => answer(client, dutiesTold, 'SELECT api.duties()'))).gaps;
    const before = (await waiting())?.count ?? 0;
    const at = noon();
    await addRecording(office, { startedAt: new Date(at.getTime() - 3_600_000), callGroup: 'nobody' });
    await run([line(at, nameOf(at, 1), 0)]);
    expect(await gaps()).toMatchObject([{ kind: 'extra', explained: false }]);
    expect(await waiting()).toMatchObject({ count: before + 1 });
  });

  it('are not looked at before the hour, nor without the exchange’s word, and a day that it leaves out stays unknown', async () => {
    const [at, before] = [noon(), noon(3)];
    const lines = [line(before, nameOf(before, 1)), line(at, nameOf(at, 1))];
    const early = new Date(noon(0).getTime() - 8 * 3_600_000);
    expect(await run(lines, {}, early)).toMatchObject({ days: 0, whole: true });
    expect(await run(lines, { callRecords: null })).toMatchObject({ days: 0, whole: true });
    expect(await run(lines)).toMatchObject({ days: 2 });
    const { rows } = await office.superuser.query<{ day: string }>(
      'SELECT day::text FROM office.reconciliation WHERE day >= $1 ORDER BY day',
      [legalDay(before)],
    );
    expect(rows.map(({ day }) => day)).toEqual([legalDay(before), legalDay(at)]);
  });

  it('are not known at all where a line cannot be read: no day passes for whole', async () => {
    const at = noon();
    const before = await headSeq(office);
    const { days, whole, said } = await run([
      line(at, nameOf(at, 1)),
      `${nameOf(at, 2)},gestern,${number},214,7,`,
    ]);
    expect({ days, whole }).toEqual({ days: 0, whole: false });
    expect(said).toEqual([
      'Wykaz połączeń wykaz.csv: wiersz 2: kolumna 2 nie podaje czasu w ustawionej postaci. Nie uzgodniono żadnego dnia.',
    ]);
    expect((await entriesAfter(office, before)).filter(({ kind }) => kind === 'reconciled')).toEqual([]);
  });

  it('wait where their file was cut in its last row, until it comes whole; the days before do not', async () => {
    const [at, before] = [noon(), noon(2)];
    const rows = [line(before, nameOf(before, 1)), line(at, nameOf(at, 1)), line(at, nameOf(at, 2))];
    const whole = rows.map((one) => `${one}\r\n`).join('');
    writeFileSync(file, whole.slice(0, -4));
    const cut = 'nie kończy się końcem wiersza, więc ostatniego wiersza nie przyjęto.';
    expect(await look(rules())).toMatchObject({
      ...{ days: 1, waiting: 1, whole: true },
      said: [`Wykaz połączeń wykaz.csv ${cut} Dzień ${legalDay(at)} czeka.`],
    });
    expect(await newest()).toMatchObject({ day: legalDay(before) });
    writeFileSync(file, whole);
    expect(await look(rules())).toMatchObject({ days: 1, waiting: 0, said: [] });
    expect(await newest()).toMatchObject({ day: legalDay(at), answered: 2 });
  });

  it('wait where their file is still being written, others do not, and no number in its name is said', async () => {
    const folder = join(office.folder, 'wykazy');
    mkdirSync(folder);
    const [old, young] = [join(folder, 'a.csv'), join(folder, '601 224 417.csv')];
    const [at, before, now] = [noon(), noon(2), noon(0)];
    const write = (path: string, content: string, secondsAgo: number): void => {
      writeFileSync(path, content);
      const written = new Date(now.getTime() - secondsAgo * 1000);
      utimesSync(path, written, written);
    };
    const settling = () => look({ ...rules(), callRecords: { ...form(), path: folder } }, now, 30_000);
    const known = async (): Promise<string[]> => {
      const { rows } = await office.superuser.query<{ day: string }>(
        'SELECT day::text FROM office.reconciliation WHERE day >= $1 ORDER BY day',
        [legalDay(before)],
      );
      return rows.map(({ day }) => day);
    };
    const whole = `${line(at, nameOf(at, 1))}\r\n`;
    write(old, `${line(before, nameOf(before, 1))}\r\n`, 3600);
    write(young, `${whole}${nameOf(at, 2)},20`, 1);
    expect(await settling()).toEqual({
      ...{ days: 1, waiting: 1, whole: true },
      said: ['Wykaz połączeń …417.csv jest jeszcze zapisywany. Dni, o których mówi, czekają.'],
    });
    expect(await known()).toEqual([legalDay(before)]);
    // By a clock that is ahead nothing waits for ever.
    write(young, whole, -86_400);
    expect(await settling()).toEqual({ days: 1, waiting: 0, whole: true, said: [] });
    expect(await known()).toEqual([legalDay(before), legalDay(at)]);
  });

  it('are what ingest ends with: a file that is being written is no refusal, and one that cannot be read is not passed over', async () => {
    const [folder, { share }] = [join(office.folder, 'centrala'), office.options];
    mkdirSync(folder);
    const [at, now] = [noon(), noon(0)];
    const after = async (seconds: number) => {
      const { waiting, refused, matched } = await ingest({
        ...{ client: await office.as('odsluch_ingest'), signer: office.sender, folder, share },
        ...{ keys: new KeeperKeys(office.keeperPublicKey), settleMs: 30_000, remove: false },
        reconcile: { rules: rules(), now: () => now.getTime() + seconds * 1000 },
        say: () => undefined,
      });
      return { waiting, refused, matched };
    };
    const write = (text: string): void => {
      writeFileSync(file, text);
      utimesSync(file, now, now);
    };
    write(`${line(at, nameOf(at, 1))}\r\n`);
    expect(await after(1)).toEqual({ waiting: 1, refused: 0, matched: true });
    expect(await after(60)).toEqual({ waiting: 0, refused: 0, matched: true });
    expect(await newest()).toMatchObject({ day: legalDay(at), answered: 1 });
    write('gestern\r\n');
    expect(await after(60)).toEqual({ waiting: 0, refused: 0, matched: false });
  });

  it('that are over a month ago are kept no longer, and the ledger holds without them', async () => {
    const at = noon();
    await run([line(at, nameOf(at, 1))]);
    passTime(office, 36 * 86_400_000);
    await run([line(noon(), nameOf(noon(), 1))]);
    const { rows } = await office.superuser.query<{ first: string }>(
      'SELECT min(day)::text AS first FROM office.cdr_call',
    );
    expect(rows[0]?.first).toBe(legalDay(noon()));
    await office.stop();
    expect((await verified(office)).fault).toBeNull();
    await office.start();
  });
});

describe('INV-69 whoever owns the tables', () => {
  const reconcileAs = async (body: Command<'reconcile'>): Promise<Answer> =>
    ask(await office.as('odsluch_ingest'), 'reconcile', body);

  it('makes no call go, nor a gap, nor a recording come about', async () => {
    const at = noon();
    const later = new Date(at.getTime() + 3_600_000);
    const { id } = await addRecording(office, { startedAt: later, callGroup: nameOf(later, 1) });
    await run([line(at, nameOf(at, 1)), line(later, nameOf(later, 1))]);
    const { day, sha256, list } = await newest();
    expect(list).toMatchObject([{ call: nameOf(at, 1), kind: 'missing' }]);
    for (const table of ['gap', 'reconciliation'])
      await office.superuser.query(`DELETE FROM office.${table} WHERE day = $1`, [day]);
    // Another call's recording under the name of the one that is missing.
    await office.superuser.query(
      'UPDATE office.recording SET call_group = $2, started_at = $3 WHERE id = $1',
      [...[id, nameOf(at, 1), at]],
    );
    await done(reconcileAs({ day, sha256 }));
    expect((await newest()).list.map(({ call, kind }) => [call, kind])).toEqual([
      [nameOf(at, 1), 'missing'],
      [nameOf(later, 1), 'missing'],
    ]);
    await office.superuser.query(
      'UPDATE office.recording SET call_group = $2, started_at = $3 WHERE id = $1',
      [...[id, nameOf(later, 1), later]],
    );
    // Records that ingest did not write.
    await office.superuser.query('DELETE FROM office.cdr_call WHERE day = $1 AND call = $2', [
      day,
      nameOf(at, 1),
    ]);
    await refusedOnce(office, 'row-changed', () => reconcileAs({ day, sha256 }));
    await office.superuser.query('DELETE FROM office.cdr_call WHERE day = $1', [day]);
    await refusedOnce(office, 'ingest-rejected', () => reconcileAs({ day, sha256 }));
    await refusedOnce(office, 'malformed-request', () => reconcileAs({ day: dayOf(office), sha256 }));
    // The next run has it all again.
    await addRecording(office, { startedAt: new Date(at.getTime() - 60_000), callGroup: 'x' });
    expect(await run([line(at, nameOf(at, 1)), line(later, nameOf(later, 1))])).toMatchObject({ days: 1 });
  });

  it('is named: by each column of a day, a gap or a call record, and by each row that is gone', async () => {
    await office.stop();
    await disarm(office);
    expect((await verified(office)).fault).toBeNull();
    for (const table of ['reconciliation', 'gap', 'cdr_call']) await expectColumnsGuarded(office, table);
    await runAs(office, 'odsluch_owner', 'DELETE FROM office.cdr_call');
    expect((await verified(office)).fault).toMatchObject({ what: 'table', table: 'cdr_call' });
    await putBack(office);
  });
});

it('INV-78 call records that went while all clocks ran ahead are not missed once the office goes on', async () => {
  await office.close();
  office = await openTestOffice();
  file = join(office.folder, 'wykaz.csv');
  const at = noon();
  await run([line(at, nameOf(at, 1))]);
  const ahead = 40 * 86_400_000;
  passTime(office, ahead);
  await addRecording(office, { startedAt: noon() });
  await until('the records of that day gone', async () => {
    const { rows } = await office.superuser.query<object>('SELECT FROM office.cdr_call WHERE day = $1', [
      legalDay(at),
    ]);
    return rows.length === 0 ? true : null;
  });
  passTime(office, -ahead);
  const secretary = { login: secretaryLogin, guid: await guidOf(office, secretaryLogin) };
  await workAtRest(office, (ledger) =>
    resumeIn(
      ledger,
      office.options.directory,
      'Zegar hosta',
      () => undefined,
      () => Promise.resolve(secretary),
    ),
  );
  await office.stop();
  expect((await verified(office)).fault).toBeNull();
  await office.start();
});
