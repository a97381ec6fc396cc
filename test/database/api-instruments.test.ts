import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readDetail } from '../../electron/authorisation/paper.ts';
import { setSettings } from '../../electron/settings.ts';
import {
  instrumentsOutput,
  type InstrumentFilter,
  type ListedInstrument,
  type PaperDetail,
} from '../../shared/authorisation.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { purpose } from '../../shared/purposes.ts';
import { isLeading } from '../../shared/offices.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  done,
  listen,
  passTime,
  payloadOf,
  revocation,
  sign,
  type Answer,
} from './asking.ts';
import { refusal } from './office.ts';
import { answer, dbOf } from './reading.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  until,
  type TestOffice,
} from './support.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));

type Paper = Command<'instrument'>;

let office: TestOffice;
const guids = new Map<string, string>();
beforeAll(async () => {
  office = await openTestOffice();
  setSettings({ keeperPublicKey: office.keeperPublicKey } as never);
  for (const login of ['anowak', 'jlis', 'kbak', 'nmayor'])
    guids.set(login, await addPerson(office, login, { authorised: false }));
});
afterAll(() => office.close());

const today = (): string => legalDay(new Date(Date.now() + office.shift.own));
const guidOf = (login: string): string => guids.get(login) ?? '';
const signed: () => NonNullable<Paper['signed']> = () => ({
  ...{ paper: 'OR.077.1.2026', signatory: `PF/3/${today().slice(0, 4)}`, signatoryName: null },
  ...{ signedOn: today(), way: 'ezd', scan: null },
});
const paperOf = (
  logins: string[],
  change: Partial<Paper> & { from?: string; number?: string } = {},
): Paper => {
  const { from = today(), number = null, ...rest } = change;
  const rows = logins.map((login) => ({
    ...{ number, subjectGuid: guidOf(login), purposes: ['SAFETY' as const], departments: ['Kancelaria'] },
    ...{ quality: 'no' as const, from, to: addMonths(from, 6), declaredOn: today() },
  }));
  return { what: 'authorisation', rows, signed: signed(), ...rest };
};
const prepare = async (paper: Paper): Promise<Answer> =>
  done(ask(await office.as(secretaryLogin), 'instrument', { ...paper, signed: null }));
const register = (paper: Paper): Promise<Answer> =>
  done(askSealed(office, secretaryLogin, 'instrument', paper));
const confirm = (login: string, ...papers: Answer[]): Promise<Answer> => {
  const entries = papers.map(({ seq }) => seq ?? 0);
  const hashes = papers.map(({ hash }) => hash?.toString('hex') ?? '');
  return done(askSealed(office, login, 'confirm', { entries, hashes }));
};
const numbersOf = (paper: Answer): string[] =>
  (payloadOf(paper)['rows'] as { number: string }[]).map(({ number }) => number);
const end = async (login: string, number: string, change: Partial<Command<'revoke'>> = {}): Promise<void> => {
  await done(ask(await office.as(login), 'revoke', revocation(number, change)));
};

async function listed(change: Partial<InstrumentFilter> = {}): Promise<ListedInstrument[]> {
  const filter = { what: 'authorisation', show: 'all', text: null, ...change };
  const client = await office.as(deputyLogin);
  const told = await answer(client, instrumentsOutput, 'SELECT api.instruments($1)', [filter]);
  expect(told.today).toBe(today());
  return told.rows;
}
async function rowOf(number: string, change: Partial<InstrumentFilter> = {}): Promise<ListedInstrument> {
  const found = (await listed(change)).find((one) => one.number === number);
  if (found === undefined) throw new Error(`${number} is not listed`);
  return found;
}

describe('a paper as the program shows it', () => {
  const detailFor = (login: string, client: Client, number: string): Promise<PaperDetail> => {
    const account = office.directory.get(login);
    return readDetail({ db: dbOf(client), guid: account && 'guid' in account ? account.guid : null }, number);
  };
  /** What the deputy's program says after the owner of everything ran this, which is undone. */
  async function after(sql: string, number: string): Promise<unknown> {
    const { superuser } = office;
    await superuser.query('BEGIN');
    try {
      for (const one of ['entry', 'entry_text', 'instrument'])
        await superuser.query(`ALTER TABLE office.${one} DISABLE TRIGGER ALL`);
      await superuser.query(sql);
      await superuser.query(`SET LOCAL SESSION AUTHORIZATION ${deputyLogin}`);
      return await detailFor(deputyLogin, superuser, number).catch(
        (error: unknown) => (error as { failure?: unknown }).failure,
      );
    } finally {
      await superuser.query('ROLLBACK');
    }
  }

  it('says who did what in which entry, and what is about whoever looks', async () => {
    const printed = await prepare(paperOf(['anowak', 'kbak']));
    const [first = '', second = ''] = numbersOf(printed);
    const paper = paperOf([]);
    const signedList = await register({
      ...paper,
      rows: [...paperOf(['anowak'], { number: first }).rows, ...paperOf(['kbak'], { number: second }).rows],
    });
    const seen = await confirm(deputyLogin, signedList);
    await end(secretaryLogin, second, { why: 'employment', words: 'Odchodzi.' });
    const detail = await detailFor(deputyLogin, await office.as(deputyLogin), second);
    expect(detail).toMatchObject({
      ...{
        state: 'confirmed',
        returned: null,
        prepared: { seq: printed.seq, login: secretaryLogin, own: false },
      },
      registered: { seq: signedList.seq, hash: signedList.hash?.toString('hex') },
      confirmed: { seq: seen.seq, login: deputyLogin, own: true },
      signed: { paper: 'OR.077.1.2026', way: 'ezd', office: { office: 'mayor', deputy: false } },
      rows: [
        { number: first, ended: null, person: { displayName: 'Osoba anowak' }, own: false },
        { number: second, ended: { why: 'employment', words: 'Odchodzi.', login: secretaryLogin } },
      ],
    });
    expect((await detailFor(secretaryLogin, await office.as(secretaryLogin), first)).prepared?.own).toBe(
      true,
    );
    await expect(detailFor(deputyLogin, await office.as(deputyLogin), 'UO/999/2026')).rejects.toMatchObject({
      failure: { code: 'instrument-unknown' },
    });
  });

  it('is made by whom it was made by then: under another name, or with the login somebody else’s, nothing of it changes', async () => {
    const guid = await addPerson(office, 'dzak', { authorised: false });
    await appoint(office, guid, { office: 'secretary', deputy: true });
    const unsigned = { ...paperOf(['anowak']), signed: null };
    const [number = ''] = numbersOf(await done(ask(await office.as('dzak'), 'instrument', unsigned)));
    const maker = async () =>
      (await detailFor(secretaryLogin, await office.as(secretaryLogin), number)).prepared;
    office.directory.set('dzak', { ...account(guid), displayName: 'Dorota Maj' });
    await sign(office, 'person', { guids: [guid] });
    expect(await maker()).toMatchObject({ login: 'dzak', person: 'Osoba dzak' });
    office.directory.delete('dzak');
    await addPerson(office, 'dzak', { authorised: false });
    expect(await maker()).toMatchObject({ guid, person: 'Osoba dzak' });
    await end(secretaryLogin, number, { why: 'withdrawn', words: null });
  });

  it('INV-55 is not shown where the owner of the tables put another name, or another person, on it', async () => {
    const { seq } = await register(paperOf(['anowak']));
    const { rows } = await office.superuser.query<{ number: string }>(
      'SELECT number FROM office.instrument WHERE seq = $1',
      [seq],
    );
    const number = rows[0]?.number ?? '';
    const isFalse = { code: 'document-entry-false', params: { seq } };
    const renamed = `UPDATE office.entry_text SET text = replace(text, 'anowak', 'jlis') WHERE seq = ${seq}`;
    expect(await after(renamed, number)).toEqual(isFalse);
    const other = `UPDATE office.entry SET payload = replace(payload, 'anowak', 'jlis') WHERE seq = ${seq}`;
    expect(await after(other, number)).toEqual(isFalse);
    const model = `UPDATE office.instrument SET state = 'confirmed', confirmed_seq = 1 WHERE seq = ${seq}`;
    expect(await after(model, number)).toMatchObject({ state: 'registered', confirmed: null });
    await end(secretaryLogin, number, { why: 'withdrawn', words: null });
  });
});

it('of two papers of one person that are confirmed at once the one counts that was entered last, for program and keeper', async () => {
  const narrow = paperOf(['kbak']);
  const wide = { ...narrow, rows: narrow.rows.map((row) => ({ ...row, purposes: [...purpose.options] })) };
  const [first, last] = [await register(narrow), await register(wide)];
  await confirm(deputyLogin, last, first);
  const client = await office.as('kbak');
  const { rows } = await client.query("SELECT api.me() -> 'authorisation' ->> 'number' AS number");
  expect(rows).toEqual([{ number: numbersOf(last)[0] }]);
  const { id } = await addRecording(office);
  expect(payloadOf((await listen(client, id)).answer)).toMatchObject({ authorisation: numbersOf(last)[0] });
});

describe('the list of papers', () => {
  it('tells at each step how a row stands, and since when', async () => {
    const [number = ''] = numbersOf(await prepare(paperOf(['anowak'])));
    expect(await rowOf(number)).toMatchObject({
      ...{ person: { displayName: 'Osoba anowak', unit: 'Kancelaria' }, guid: guidOf('anowak') },
      ...{ state: 'prepared', since: today(), from: today(), to: addMonths(today(), 6), endWaits: false },
      scope: { purposes: ['SAFETY'], departments: ['Kancelaria'], quality: 'no' },
    });
    await register(paperOf(['anowak'], { number }));
    expect(await rowOf(number)).toMatchObject({ state: 'registered', since: today() });
    await end(deputyLogin, number, { why: 'differs', words: 'Inna komórka.' });
    expect(await rowOf(number)).toMatchObject({ state: 'returned', since: today() });
    await confirm(deputyLogin, await register(paperOf(['anowak'], { number })));
    expect(await rowOf(number, { show: 'valid' })).toMatchObject({ state: 'valid', since: null });
    const tomorrow = addDays(today(), 1);
    await end(secretaryLogin, number, { until: tomorrow });
    expect(await rowOf(number)).toMatchObject({ state: 'valid', to: tomorrow });
    await end(mayorLogin, number, { why: 'mayor', paper: 'OR.077.9.2026' });
    expect(await rowOf(number)).toMatchObject({ state: 'revoked', since: today() });
  });

  it('has what was left out of a paper, and what begins later', async () => {
    const list = await prepare(paperOf(['anowak', 'jlis']));
    const [first = '', second = ''] = numbersOf(list);
    await register(paperOf(['anowak'], { number: first }));
    expect(await rowOf(second)).toMatchObject({ state: 'withdrawn', since: today() });
    expect((await listed({ show: 'waiting' })).map(({ number }) => number)).toEqual([first]);
    const [later = ''] = numbersOf(await confirmed(paperOf(['jlis'], { from: addDays(today(), 2) })));
    expect(await rowOf(later)).toMatchObject({ state: 'future' });
    const numbers = (await listed()).map(({ number }) => number);
    expect(numbers.filter((one) => one === first || one === second)).toEqual([second, first]);
    expect((await listed({ text: 'OSOBA J', show: 'current' })).map(({ number }) => number)).toEqual([
      ...[later, second],
    ]);
  });

  it('says of an account that does not stand since when', async () => {
    const [number = ''] = numbersOf(await confirmed(paperOf(['kbak'])));
    expect((await rowOf(number)).account).toEqual({ state: 'ok', since: null });
    const before = office.directory.get('kbak') ?? { state: 'absent' };
    office.accounts.seen = true;
    office.directory.set('kbak', { ...account(guidOf('kbak')), state: 'disabled' });
    // The keeper looks at everybody after each entry that changes rights.
    await confirmed(paperOf(['jlis']));
    await until('the account in the list', async () =>
      (await rowOf(number)).account.state === 'disabled' ? true : null,
    );
    expect(await rowOf(number)).toMatchObject({ state: 'valid', account: { since: today() } });
    office.directory.set('kbak', before);
    office.accounts.seen = false;
  });

  it('offers nobody the own office to accept as long as somebody else could compare its paper', async () => {
    const row = { number: null, subjectGuid: guidOf('jlis'), name: null, office: 'secretary', deputy: true };
    const rest = { powers: [], employee: true, from: today(), to: null };
    const rows: Paper['rows'] = [{ ...row, ...rest } as Paper['rows'][number]];
    const paper = await register({ what: 'appointment', rows, signed: signed() });
    const client = await office.as('jlis');
    const { rows: told } = await client.query('SELECT api.own_appointment() AS own');
    expect(told).toEqual([{ own: null }]);
    await end(secretaryLogin, numbersOf(paper)[0] ?? '', { why: 'withdrawn' });
  });

  it('knows who holds an office until the next begins, and an end that waits for a second person', async () => {
    const year = today().slice(0, 4);
    const successor = (change: object): Paper => ({
      what: 'appointment',
      rows: [
        {
          ...{ number: null, subjectGuid: guidOf('nmayor'), name: null, office: 'mayor', deputy: false },
          ...{ powers: [], employee: true, from: addDays(today(), 1), to: null, ...change },
        },
      ],
      signed: { ...signed(), signatory: null, signatoryName: 'Rada Miejska' },
    });
    const [deputy = ''] = numbersOf(
      await confirmed(successor({ subjectGuid: guidOf('jlis'), deputy: true, from: today() })),
    );
    await end(secretaryLogin, deputy);
    const appointments = { what: 'appointment' as const };
    expect(await rowOf(deputy, appointments)).toMatchObject({ state: 'valid', endWaits: true, to: null });
    expect((await listed({ ...appointments, show: 'waiting' })).map(({ number }) => number)).toEqual([
      deputy,
    ]);
    const { rows } = await office.superuser.query<{ seq: string; hash: Buffer }>(
      `SELECT seq, hash FROM office.entry WHERE kind = 'revoke' ORDER BY seq DESC LIMIT 1`,
    );
    await confirm(deputyLogin, { seq: Number(rows[0]?.seq), hash: rows[0]?.hash ?? null } as Answer);
    const over = { state: 'ended', endWaits: false, to: addDays(today(), -1) };
    expect(await rowOf(deputy, appointments)).toMatchObject(over);
    // Also one that is ended before it begins follows somebody.
    const [never = ''] = numbersOf(await confirmed(successor({ from: addDays(today(), 5) })));
    await end(mayorLogin, never, { until: addDays(today(), 3) });
    expect(await rowOf(never, appointments)).toMatchObject({ state: 'ended' });
    const last = addDays(today(), 4);
    expect(await rowOf(`PF/3/${year}`, appointments)).toMatchObject({ state: 'valid', to: last });
    await confirmed(successor({}));
    expect(await rowOf(`PF/3/${year}`, appointments)).toMatchObject({
      ...{ office: 'mayor', deputy: false, powers: [], state: 'valid', to: today() },
    });
    passTime(office, 86_400_000);
    await until('the next day', async () => {
      const { rows: pulses } = await office.superuser.query('SELECT FROM office.pulse WHERE today = $1', [
        today(),
      ]);
      return pulses.length > 0 ? true : null;
    });
    expect(await rowOf(`PF/3/${year}`, appointments)).toMatchObject({ state: 'expired' });
  });

  it('refuses a filter that is none', async () => {
    const client = await office.as(deputyLogin);
    for (const filter of [null, {}, { what: 'x', show: 'all' }, { what: 'appointment', show: 'x' }])
      expect(await refusal(client.query('SELECT api.instruments($1)', [filter]))).toBe('OD001');
  });
});

async function confirmed(paper: Paper): Promise<Answer> {
  const answer = await register(paper);
  await confirm(paper.rows.some(isLeading) ? mayorLogin : deputyLogin, answer);
  return answer;
}
