import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEmergency } from '../../electron/duties/duties.ts';
import { emergencyLine } from '../../electron/paper/emergency.ts';
import { setSettings } from '../../electron/settings.ts';
import { appointIn } from '../../server/appoint.ts';
import { ledgerAtRest } from '../../server/keeper/at-rest.ts';
import { Connection } from '../../server/keeper/connection.ts';
import { Journal } from '../../server/keeper/journal.ts';
import { exportLedger } from '../../server/verify/export.ts';
import { verifyLedger } from '../../server/verify/ledger.ts';
import { dutiesTold } from '../../shared/duties.ts';
import { authority } from '../../shared/limits.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { findPython, runReader } from '../unit/python.ts';
import {
  addPerson,
  addRecording,
  appoint,
  appointmentOf,
  ask,
  askSealed,
  done,
  entriesAfter,
  guidOf,
  headSeq,
  revocation,
  today,
  resumption,
} from './asking.ts';
import { orderOf } from './destroying.ts';
import { answer, dbOf } from './reading.ts';
import { refusedOnce } from './refusing.ts';
import { signIn } from './sessions.ts';
import {
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  shiftedClock,
  until,
  type TestOffice,
} from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

/** A Secretary whose office is silent: when others are appointed without it, and how two people end that. */

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  for (const login of ['anowak', 'cbanas', 'trak', 'ewilk', 'jlis', 'kwolf', 'mpuk'])
    await addPerson(office, login, { authorised: false });
  await appoint(office, await guidOf(office, 'trak'), {});
  // Somebody who is to administrate after all that happens here.
  await addPerson(office, 'kbak', { authorised: false });
  await appoint(office, await guidOf(office, 'kbak'), { from: addDays(begin, 100) });
});
afterAll(() => office.close());

/** It is ten in the morning of that day, or so. */
function goTo(day: string): void {
  const ahead = Date.parse(`${day}T09:00:00.000Z`) - Date.now();
  office.shift.database = ahead;
  office.shift.own = ahead;
}
/** What the administrator is told who runs the command while the keeper rests; it is interrupted after so many entries. */
async function told(secretary = 'anowak', deputy = 'cbanas', most = Infinity): Promise<string> {
  await office.stop();
  const connection = await Connection.open(office.options.database, () => undefined);
  const journal = new Journal(office.options.journal);
  const answers = [secretary, 'OR.2111.7.2026', today(), deputy, 'OR.2111.8.2026', today()];
  try {
    journal.reread();
    const settings = { keystore: office.options.keystore, keeperPublicKey: office.keeperPublicKey };
    const ask = { text: () => Promise.resolve(answers.shift() ?? '') };
    return await ledgerAtRest(
      settings,
      { connection, journal },
      ({ enter, ...ledger }) => {
        let entered = 0;
        const some: typeof enter = (content) =>
          (entered += 1) > most ? Promise.reject(new Error('przerwano')) : enter(content);
        const { numbers } = authority.parse({});
        return appointIn({ ...ledger, enter: some }, office.options.directory, ask, numbers);
      },
      shiftedClock(office.shift),
    );
  } catch (error) {
    return error instanceof Error ? error.message : 'nothing';
  } finally {
    journal.close();
    await connection.close();
    await office.start();
  }
}

/** November of the next year: a holiday and a weekend are among these working days, which are the 1st, 2nd … from the day on that the desk signed in. */
const begin = `${Number(today().slice(0, 4)) + 1}-11-08`;
const days = Array.from({ length: 40 }, (_, at) => addDays(begin, at));
const working = days.filter(isWorkingDay);
const workingDay = (place: number): string => working[place] ?? '';

describe('§6.3 an office whose desk is silent', () => {
  it('is one only after three working days on which something was entered, whatever is not worked between them', async () => {
    goTo(workingDay(0));
    await signIn(office, secretaryLogin);
    // On every day somebody signs in, on those that are not worked as well.
    for (const day of days.filter((one) => one > workingDay(0) && one <= workingDay(3))) {
      goTo(day);
      await signIn(office, 'anowak');
      expect(await told(), day).toMatch(/^Sekretarza ustanawia się w ten sposób tylko wtedy/u);
    }
  });

  it('is none because the keeper was stopped: a day without an entry tells nothing', async () => {
    goTo(workingDay(4));
    await signIn(office, secretaryLogin);
    // Four working days later nothing was entered since.
    goTo(workingDay(9));
    expect(await told()).toMatch(/tylko wtedy/u);
    for (const place of [9, 10, 11]) {
      goTo(workingDay(place));
      await signIn(office, 'anowak');
    }
    goTo(workingDay(12));
  });

  it('gets no Secretary who administrates, or is to, nor one who is the own deputy, nor one without an account', async () => {
    const before = await headSeq(office);
    expect(await told('trak')).toMatch(/^Tych funkcji nie może łączyć jedna osoba/u);
    expect(await told(mayorLogin)).toMatch(/^Tych funkcji nie może łączyć jedna osoba/u);
    // `verify` would call it unlawful for good.
    expect(await told('kbak')).toMatch(/^Tych funkcji nie może łączyć jedna osoba/u);
    expect(await told('anowak', 'kbak')).toMatch(/^Tych funkcji nie może łączyć jedna osoba/u);
    expect(await told('anowak', 'anowak')).toMatch(/dwiema różnymi osobami/u);
    expect(await told('nikt')).toMatch(/^Katalog urzędu nie zna czynnego konta nikt/u);
    expect(await headSeq(office)).toBe(before);
  });
});

describe('INV-61 the emergency', () => {
  let suspended: { seq: number; hash: string };
  let appointments: { seq: number; hash: string }[];
  const confirming = (...papers: { seq: number; hash: string }[]) => ({
    entries: papers.map(({ seq }) => seq),
    hashes: papers.map(({ hash }) => hash),
  });
  const confirm = (login: string, ...papers: { seq: number; hash: string }[]) =>
    askSealed(office, login, 'confirm', confirming(...papers));
  const statedAfter = async (before: number) => {
    const { rows } = await office.superuser.query<{ seq: string; hash: Buffer }>(
      'SELECT seq, hash FROM office.entry WHERE seq > $1 ORDER BY seq',
      [before],
    );
    return rows.map(({ seq, hash }) => ({ seq: Number(seq), hash: hash.toString('hex') }));
  };
  /** What a print of anybody says at its foot. */
  const foot = async () => {
    await signIn(office, 'trak');
    return office.fresh('trak', (client) => emergencyLine({ db: dbOf(client) }));
  };
  const resume = async (login: string) =>
    askSealed(office, login, 'resume', await resumption(office.superuser, 'Nowy Sekretarz.'));

  it('is none on a print where the command was interrupted before the keeper confirmed anybody', async () => {
    expect(await told('anowak', 'cbanas', 3)).toBe('przerwano');
    expect(await foot()).toBeNull();
  });

  it('INV-68 stops listening, and appoints Secretary and deputy whom the keeper confirms itself', async () => {
    const before = await headSeq(office);
    expect(await told()).toMatch(/^Wpis nr \d+: ustanowiono/u);
    const entries = (await entriesAfter(office, before)).slice(0, 4);
    expect(entries.map(({ kind }) => kind)).toEqual(['suspended', 'instrument', 'instrument', 'confirmed']);
    expect(entries.map(({ payload }) => payload['command'])).toEqual([null, null, null, null]);
    const [stop, ...papers] = await statedAfter(before);
    suspended = stop ?? expect.fail('nothing was entered');
    appointments = papers.slice(0, 2);
    expect(await foot()).toBe(`Sekretarza ustanowiono w trybie awaryjnym, wpis nr ${appointments[0]?.seq}`);
  });

  it('INV-55 is told on every print, though a table says that it was taken back', async () => {
    for (const ended of ['NULL', 'seq', '(SELECT max(seq) FROM office.entry)']) {
      await office.superuser.query('BEGIN');
      await office.superuser.query(
        `UPDATE office.instrument SET state = 'withdrawn', ended_seq = ${ended} WHERE seq = ANY ($1)`,
        [appointments.map(({ seq }) => seq)],
      );
      expect(await emergencyLine({ db: dbOf(office.superuser) }), ended).not.toBeNull();
      await office.superuser.query('ROLLBACK');
    }
  });

  const duties = (login: string) =>
    office.fresh(login, (client) => answer(client, dutiesTold, 'SELECT api.duties()'));

  it('is told to both of them, and what each confirms is shown out of entries that were checked', async () => {
    await signIn(office, 'anowak');
    const shown = await until('the rights of the Secretary', () =>
      office.fresh('anowak', (client) => readEmergency({ db: dbOf(client) })).catch(() => null),
    );
    const reason = 'Sekretarza ustanowiono w trybie awaryjnym.';
    expect(shown.stop).toMatchObject({ ...suspended, by: 'keeper', reason });
    expect(shown.appointments).toMatchObject(appointments);
    expect(shown.appointments.map(({ deputy, paper }) => [deputy, paper])).toEqual([
      [false, 'OR.2111.7.2026'],
      [true, 'OR.2111.8.2026'],
    ]);
    const { emergency, suspension } = await duties('anowak');
    expect(emergency).toEqual(shown.appointments.map(({ number }) => number));
    expect(suspension).toMatchObject({ seq: suspended.seq, by: 'keeper', seen: null });
  });

  it('lets nobody listen until one of them has confirmed that, and the other resumed', async () => {
    await refusedOnce(office, 'not-second-person', () => resume('anowak'));
    await done(confirm('cbanas', suspended));
    expect((await duties('anowak')).suspension?.seen).toEqual({
      guid: await guidOf(office, 'cbanas'),
      person: 'Osoba cbanas',
    });
    await refusedOnce(office, 'not-second-person', () => resume('cbanas'));
    await done(resume('anowak'));
  });

  it('lets nothing be destroyed by the two whom nobody in office appointed', async () => {
    const order = orderOf(office);
    const signatory = `PF/3/${today().slice(0, 4)}`;
    const signed = order.signed && { ...order.signed, signatory };
    const { seq, hash } = await done(askSealed(office, 'anowak', 'instrument', { ...order, signed }));
    const shown = { seq: seq ?? 0, hash: hash?.toString('hex') ?? '' };
    await refusedOnce(office, 'not-confirmer', () => confirm('cbanas', shown));
    const { id } = await addRecording(office, {
      startedAt: new Date(Date.now() + office.shift.own - 86_400_000),
    });
    const receivedOn = legalDay(new Date(Date.now() + office.shift.own));
    await refusedOnce(office, 'not-secretary', () =>
      askSealed(office, 'anowak', 'restrict', {
        ...{ recordings: [id], right: 'erasure', receivedOn, effect: 'erase', of: null, told: null },
        ...{ request: '6/2026', decision: 'Wniosek uznano za zasadny.' },
      }),
    );
  });

  it('lets neither of the two end what is evidence', async () => {
    const startedAt = new Date(Date.now() + office.shift.own - 86_400_000);
    const { id } = await addRecording(office, { startedAt });
    const demand = {
      ...{ act: null, recordings: [id], proceedings: 'cywilne', reference: null, order: 'court' as const },
      ...{ case: `SEK.1510.9.${begin.slice(0, 4)}`, paper: 'RPW/1840/2026' },
    };
    const { seq } = await done(askSealed(office, 'anowak', 'hold', demand));
    const ending = {
      ...{ hold: seq ?? 0, ground: 'mistake' as const, issuedOn: null, finalOn: null, number: null },
      ...{ document: null, note: 'Pomylono dwie rozmowy z tego samego dnia.' },
    };
    await refusedOnce(office, 'not-second-person', () => askSealed(office, 'cbanas', 'hold-end', ending));
  });

  /** Gives somebody an office on a day: who registers it, and who confirms it. */
  const give = async (
    login: string,
    held: 'mayor' | 'protection_officer',
    from: string,
    [registers, confirms]: [string, string],
  ) => {
    const paper = appointmentOf(await guidOf(office, login), { office: held, from });
    const { seq, hash } = await done(askSealed(office, registers, 'instrument', paper));
    await done(confirm(confirms, { seq: seq ?? 0, hash: hash?.toString('hex') ?? '' }));
    await signIn(office, login);
  };
  const end = async (login: string, number: string) =>
    done(ask(await office.as(login), 'revoke', revocation(number)));

  it('does not end by a friend of the two, although whoever was in office before is in none any more', async () => {
    await signIn(office, mayorLogin);
    await give('mpuk', 'protection_officer', workingDay(12), ['anowak', 'cbanas']);
    await give('ewilk', 'mayor', workingDay(12), ['anowak', 'mpuk']);
    for (const place of [2, 3]) await end('ewilk', `PF/${place}/${today().slice(0, 4)}`);
    await refusedOnce(office, 'not-confirmer', () => confirm('ewilk', ...appointments));
  });

  it('ends when somebody who was in office before has confirmed both, and by nobody it appointed', async () => {
    await refusedOnce(office, 'not-confirmer', () => confirm('cbanas', ...appointments));
    await refusedOnce(office, 'not-confirmer', () => confirm('anowak', ...appointments));
    expect(await foot()).not.toBeNull();
    await done(confirm(mayorLogin, ...appointments));
    expect(await foot()).toBeNull();
    await refusedOnce(office, 'nothing-to-confirm', () => confirm(mayorLogin, ...appointments));
    // The former Secretary's office has ended with it.
    await refusedOnce(office, 'not-secretary', () => resume(secretaryLogin));
  });

  it('ends as well by confirming whoever has another office by then, and by ending at once whose paper was none', async () => {
    for (const place of [13, 14, 15]) {
      goTo(workingDay(place));
      await signIn(office, 'trak');
    }
    goTo(workingDay(16));
    const before = await headSeq(office);
    expect(await told('jlis', 'kwolf')).toMatch(/^Wpis nr \d+: ustanowiono/u);
    const [, secretary, deputy] = await statedAfter(before);
    if (secretary === undefined || deputy === undefined) return expect.fail('nobody was appointed');
    await signIn(office, 'ewilk');
    const [number = '', own = ''] = (await duties('ewilk')).emergency;
    await signIn(office, 'kwolf');
    await end('kwolf', own);
    await give('kwolf', 'protection_officer', workingDay(16), ['jlis', 'ewilk']);
    await done(confirm('ewilk', deputy));
    expect(await foot()).toBe(`Sekretarza ustanowiono w trybie awaryjnym, wpis nr ${secretary.seq}`);
    await refusedOnce(office, 'not-second-person', () => resume('cbanas'));
    await end('ewilk', number);
    expect(await foot()).toBeNull();
    expect((await duties('ewilk')).emergency).toEqual([]);
    // What was no paper took the office from nobody.
    await signIn(office, 'anowak');
    await done(resume('anowak'));
  });

  it('stands in a ledger that is judged lawful', async () => {
    const { keeperPublicKey: keeperKey, superuser: source } = office;
    const result = await verifyLedger({ source, journal: office.options.journal, keeperKey });
    expect(result.fault).toBeNull();
    const python = findPython();
    if (python === null) return;
    const file = join(office.folder, 'ledger.jsonl');
    await exportLedger(source, file);
    expect(runReader(python, 'verify.py', [file, '--keeper', keeperKey])).toMatchObject({ code: 0 });
  });
});
