import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { isLeading } from '../../shared/offices.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appointmentOf as appointing,
  ask,
  askSealed,
  done,
  listen,
  passTime,
  payloadOf,
  revocation,
  type Answer,
} from './asking.ts';
import { refusedOnce } from './refusing.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';
import { verified } from './tampering.ts';

type Paper = Command<'instrument'>;
type Row = Extract<Paper['rows'][number], { purposes: unknown }>;
type Appointment = Extract<Paper['rows'][number], { office: unknown }>;

let office: TestOffice;
const guids = new Map<string, string>();
beforeAll(async () => {
  office = await openTestOffice();
  for (const login of [secretaryLogin, deputyLogin, mayorLogin]) {
    const known = office.directory.get(login);
    if (known && 'guid' in known) guids.set(login, known.guid);
  }
  for (const login of ['anowak', 'jlis', 'kbak'])
    guids.set(login, await addPerson(office, login, { authorised: false }));
});
afterAll(() => office.close());

const guidOf = (login: string): string => guids.get(login) ?? '';
const today = (): string => legalDay(new Date(Date.now() + office.shift.own));
const year = (): string => today().slice(0, 4);
/** The Mayor's appointment, with which the office began. */
const mayor = (): string => `PF/3/${year()}`;

function rowOf(login: string, change: Partial<Row> = {}): Row {
  return {
    ...{ number: null, subjectGuid: guidOf(login), departments: null, quality: 'no' },
    purposes: ['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE'],
    ...{ from: today(), to: addMonths(today(), 6), declaredOn: today() },
    ...change,
  };
}
type Signature = Extract<Paper['signed'], { way: 'ezd' }>;
const signature = (change: Partial<Signature> = {}): Signature => ({
  ...{ paper: 'OR.077.1.2026', signatory: mayor(), signatoryName: null, signedOn: today() },
  ...{ way: 'ezd', scan: null },
  ...change,
});
const paperOf = (rows: Paper['rows'], signed: Paper['signed'] = signature()): Paper => ({
  ...{ what: 'authorisation', rows, signed },
});
const appointmentOf = (login: string, change: Partial<Appointment> = {}): Paper =>
  appointing(guidOf(login), change);

/** Registers a paper that is signed. */
const register = (paper: Paper, login = secretaryLogin) => askSealed(office, login, 'instrument', paper);
const confirmation = (...papers: Answer[]): Command<'confirm'> => ({
  entries: papers.map(({ seq }) => seq ?? 0),
  hashes: papers.map(({ hash }) => hash?.toString('hex') ?? ''),
});
const confirm = (login: string, ...papers: Answer[]) =>
  askSealed(office, login, 'confirm', confirmation(...papers));
const numbersOf = (answer: Answer): string[] =>
  (payloadOf(answer)['rows'] as { number: string }[]).map(({ number }) => number);
const numberOf = (answer: Answer): string => numbersOf(answer)[0] ?? '';
/** Registered by the Secretary, confirmed by the deputy, or by the Mayor who leads the office. */
async function standing(paper: Paper): Promise<string> {
  const answer = await register(paper);
  await done(confirm(paper.rows.some(isLeading) ? mayorLogin : deputyLogin, answer));
  return numberOf(answer);
}
const refused = (reason: string, asked: () => Promise<Answer>) => refusedOnce(office, reason, asked);

describe('§4.2 an authorisation', () => {
  it('lets a listener hear once a second person has confirmed the paper, and no sooner', async () => {
    const client = await office.as('anowak');
    const { id } = await addRecording(office);
    const paper = await register(paperOf([rowOf('anowak')]));
    expect(payloadOf(paper)).toMatchObject({ login: secretaryLogin, asked: { password: true } });
    expect((await listen(client, id)).answer.reason).toBe('no-authorisation');
    const confirmed = await confirm(deputyLogin, paper);
    expect(payloadOf(confirmed)).toMatchObject({
      kind: 'confirmed',
      login: deputyLogin,
      entries: [paper.seq],
    });
    const { answer } = await listen(client, id);
    expect(answer.state).toBe('released');
    expect(payloadOf(answer)['authorisation']).toBe(numberOf(paper));
    // What its protocol is made of tells both people.
    const { rows } = await office.superuser.query<{ seq: string }>(
      'SELECT api.entries_of_act(a) AS seq FROM office.act a',
    );
    const told = rows.map(({ seq }) => Number(seq));
    expect(told).toEqual(expect.arrayContaining([paper.seq, confirmed.seq]));
  });

  it('is ended from a day on, and at once, by the desk without a password', async () => {
    const client = await office.as('jlis');
    const { id } = await addRecording(office);
    const number = await standing(paperOf([rowOf('jlis')]));
    const deputy = await office.as(deputyLogin);
    const until = addDays(today(), 1);
    const late = revocation(number, { until: addDays(addMonths(today(), 6), 1) });
    await refused('malformed-request', () => ask(deputy, 'revoke', late));
    const end = revocation(number, { why: 'mayor', paper: 'OR.077.9.2026', until, words: null });
    expect((await ask(deputy, 'revoke', end)).state).toBe('done');
    expect((await listen(client, id)).answer.state).toBe('released');
    expect((await ask(deputy, 'revoke', revocation(number))).state).toBe('done');
    expect((await listen(client, id)).answer.reason).toBe('authorisation-revoked');
    await refused('instrument-state', () => ask(deputy, 'revoke', revocation(number)));
  });

  it('counts of several alone, the newest, with its scope: purposes, departments, no review of quality', async () => {
    const client = await office.as('kbak');
    const { id } = await addRecording(office);
    const hears = async () => (await listen(client, id)).answer;
    await standing(paperOf([rowOf('kbak')]));
    expect((await hears()).state).toBe('released');
    for (const narrower of [
      { purposes: ['SAFETY' as const] },
      { departments: ['Wydział Finansowy'] },
      { purposes: ['SERVICE_STANDARDS' as const], quality: 'only' as const },
    ]) {
      await standing(paperOf([rowOf('kbak', narrower)]));
      expect((await hears()).reason).toBe('out-of-scope');
    }
    const covering = { departments: ['Kancelaria'], purposes: ['SERVICE_STANDARDS' as const] };
    await standing(paperOf([rowOf('kbak', covering)]));
    expect((await hears()).state).toBe('released');
  });

  it('is approved in the program by the Mayor, where nobody signed a paper', async () => {
    const secretary = await office.as(secretaryLogin);
    const undeclared = paperOf([rowOf('anowak', { declaredOn: null })], null);
    const printed = await ask(secretary, 'instrument', undeclared);
    expect(payloadOf(printed)).toMatchObject({ signed: null, asked: { password: false } });
    // Whoever is to hear has to sign the declaration first; its day is entered under the same number.
    await refused('declaration-missing', () => confirm(mayorLogin, printed));
    const declared = rowOf('anowak', { number: numberOf(printed) });
    const prepared = await ask(secretary, 'instrument', paperOf([declared], null));
    await refused('nothing-to-confirm', () => confirm(deputyLogin, prepared));
    expect((await confirm(mayorLogin, prepared)).state).toBe('done');
    const { rows } = await office.superuser.query(
      'SELECT paper, signed_on::text AS day, confirmed_seq IS NOT NULL AS seen FROM office.authorisation WHERE number = $1',
      [numberOf(prepared)],
    );
    expect(rows).toEqual([{ paper: numberOf(prepared), day: today(), seen: true }]);
  });

  it('of several people stands on one paper, is confirmed at once or not at all, and is numbered without gaps', async () => {
    const list = await register(paperOf(['anowak', 'jlis', 'kbak'].map((login) => rowOf(login))));
    const [first = ''] = numbersOf(list);
    const next = Number(first.split('/')[1]);
    expect(numbersOf(list)).toEqual([0, 1, 2].map((more) => `UO/${next + more}/${year()}`));
    const other = await register(paperOf([rowOf('anowak')]));
    expect(numberOf(other)).toBe(`UO/${next + 3}/${year()}`);
    const twoOfThem = confirmation(list, { ...other, hash: Buffer.alloc(32) });
    await refused('confirm-outdated', () => askSealed(office, deputyLogin, 'confirm', twoOfThem));
    await done(confirm(deputyLogin, list, other));
  });
});

describe('INV-61 two people', () => {
  it('INV-61 are needed: who registered it does not confirm it, nor does who stands in it, neither of them under a second login', async () => {
    const paper = await register(paperOf([rowOf('anowak')]));
    await refused('not-second-person', () => confirm(secretaryLogin, paper));
    await addPerson(office, 'szdruga', { authorised: false, guid: guidOf(secretaryLogin) });
    await refused('not-second-person', () => confirm('szdruga', paper));
    await refused('not-confirmer', () => confirm('anowak', paper));
    const own = await register(paperOf([rowOf(deputyLogin)]));
    await refused('own-instrument', () => confirm(deputyLogin, own));
    await addPerson(office, 'mbdrugi', { authorised: false, guid: guidOf(deputyLogin) });
    await refused('own-instrument', () => confirm('mbdrugi', own));
    await refused('own-instrument', () => register(paperOf([rowOf(secretaryLogin)])));
    await refused('own-instrument', () =>
      register(paperOf([rowOf('anowak'), { ...rowOf('jlis'), subjectGuid: guidOf(secretaryLogin) }])),
    );
    // The Mayor, who signed it, approves it unsigned.
    const unsigned = paperOf([rowOf(deputyLogin, { number: numberOf(own) })], null);
    const prepared = await ask(await office.as(secretaryLogin), 'instrument', unsigned);
    await done(confirm(mayorLogin, prepared));
    await refused('nothing-to-confirm', () => confirm(mayorLogin, prepared));
  });

  it('see what is confirmed: what was entered anew meanwhile, or sent back, is not', async () => {
    const first = await register(paperOf([rowOf('anowak'), rowOf('jlis')]));
    const [number = '', left = ''] = numbersOf(first);
    const again = await register(paperOf([rowOf('anowak', { number, departments: ['Kancelaria'] })]));
    expect(numbersOf(again)).toEqual([number]);
    await refused('confirm-outdated', () => confirm(deputyLogin, first));
    const deputy = await office.as(deputyLogin);
    const differs = revocation(number, { why: 'differs', words: 'Inna komórka niż na piśmie.' });
    expect((await ask(deputy, 'revoke', differs)).state).toBe('done');
    await refused('nothing-to-confirm', () => confirm(deputyLogin, again));
    // Left out of the paper.
    await refused('instrument-state', () => register(paperOf([rowOf('jlis', { number: left })])));
    const right = await register(paperOf([rowOf('anowak', { number })]));
    expect((await confirm(deputyLogin, right)).state).toBe('done');
    await refused('instrument-state', () => register(paperOf([rowOf('anowak', { number })])));
    await refused('instrument-unknown', () =>
      register(paperOf([rowOf('anowak', { number: 'UO/999/2026' })])),
    );
  });

  it('ask for it with their passwords', async () => {
    await refused('password-not-proved', async () =>
      ask(await office.as(secretaryLogin), 'instrument', paperOf([rowOf('anowak')])),
    );
    const paper = await register(paperOf([rowOf('anowak')]));
    await refused('password-not-proved', async () =>
      ask(await office.as(deputyLogin), 'confirm', confirmation(paper)),
    );
  });
});

describe('INV-06 no paper', () => {
  it.each<[string, string, () => Paper]>([
    [
      'for an account that there is not',
      'account-absent',
      () => paperOf([{ ...rowOf('anowak'), subjectGuid: randomUUID() }]),
    ],
    [
      'for thirteen months',
      'authorisation-too-long',
      () => paperOf([rowOf('anowak', { to: addMonths(today(), 13) })]),
    ],
    [
      'signed tomorrow',
      'day-in-future',
      () => paperOf([rowOf('anowak')], signature({ signedOn: addDays(today(), 1) })),
    ],
    ['without a declaration', 'declaration-missing', () => paperOf([rowOf('anowak', { declaredOn: null })])],
    [
      'signed by the Secretary',
      'signatory-without-power',
      () => paperOf([rowOf('anowak')], signature({ signatory: `PF/1/${year()}` })),
    ],
    [
      'signed before the Mayor began',
      'signatory-without-power',
      () => paperOf([rowOf('anowak')], signature({ signedOn: '2026-01-01' })),
    ],
    [
      'signed by nobody of the office',
      'signatory-without-power',
      () => paperOf([rowOf('anowak')], signature({ signatory: null, signatoryName: 'Jan Kos' })),
    ],
    ['of the Mayor for herself', 'signatory-without-power', () => paperOf([rowOf(mayorLogin)])],
    ['for one person twice', 'malformed-request', () => paperOf([rowOf('anowak'), rowOf('anowak')])],
    [
      'with something unseen in it',
      'malformed-request',
      () => paperOf([rowOf('anowak', { departments: ['Kanc\u202e'] })]),
    ],
    [
      'for reviews of quality and complaints at once',
      'malformed-request',
      () => paperOf([rowOf('anowak', { quality: 'only' })]),
    ],
  ])('%s', async (_what, reason, paper) => {
    await refused(reason, () => register(paper()));
  });

  it('by somebody who is not of the desk, whatever a table says', async () => {
    const { superuser } = office;
    const sql = (change: string) => `UPDATE office.person SET roles = ${change} WHERE login = 'jlis'`;
    await superuser.query(sql(`roles || '{secretary}'`));
    await refused('not-secretary', () => register(paperOf([rowOf('anowak')]), 'jlis'));
    await superuser.query(sql(`array_remove(roles, 'secretary')`));
    await refused('not-secretary', () => register(paperOf([rowOf('anowak')]), mayorLogin));
  });

  it('for an account that is disabled, or of which the directory does not speak', async () => {
    office.directory.set('anowak', { ...account(guidOf('anowak')), state: 'disabled' });
    await refused('account-disabled', () => register(paperOf([rowOf('anowak')])));
    office.directory.set('anowak', { state: 'away', reason: 'unreachable' });
    await refused('directory-away', () => register(paperOf([rowOf('anowak')])));
    office.directory.set('anowak', account(guidOf('anowak')));
  });
});

describe('INV-61 an office', () => {
  it('is given by two people, and excludes what it excludes, in either order', async () => {
    guids.set('trak', await addPerson(office, 'trak', { authorised: false }));
    guids.set('jptak', await addPerson(office, 'jptak', { authorised: false }));
    await standing(appointmentOf('trak'));
    await refused('office-incompatible', () => register(paperOf([rowOf('trak')])));
    await refused('office-incompatible', () =>
      register(appointmentOf('trak', { office: 'protection_officer' })),
    );
    await standing(paperOf([rowOf('jptak')]));
    await refused('office-incompatible', () =>
      register(appointmentOf('jptak', { office: 'protection_officer' })),
    );
  });

  it('that two papers would give one person is given by the first that is confirmed', async () => {
    guids.set('dmak', await addPerson(office, 'dmak', { authorised: false }));
    const officer = await register(appointmentOf('dmak', { office: 'protection_officer' }));
    const listener = await register(paperOf([rowOf('dmak')]));
    await done(confirm(deputyLogin, officer));
    await refused('office-incompatible', () => confirm(deputyLogin, listener));
    // From now on the officer confirms, too.
    const paper = await register(paperOf([rowOf('anowak')]));
    expect((await confirm('dmak', paper)).state).toBe('done');
  });

  it('is not taken from the officer by the desk alone', async () => {
    const { rows } = await office.superuser.query<{ number: string }>(
      `SELECT number FROM office.instrument JOIN office.entry e USING (seq) WHERE payload LIKE '%protection_officer%'`,
    );
    const number = rows.at(-1)?.number ?? '';
    const secretary = await office.as(secretaryLogin);
    const wanted = await ask(secretary, 'revoke', revocation(number));
    expect(wanted.state).toBe('done');
    // Still in office.
    const paper = await register(paperOf([rowOf('anowak')]));
    expect((await confirm('dmak', paper)).state).toBe('done');
    await refused('not-second-person', () => confirm(secretaryLogin, wanted));
    expect((await confirm(mayorLogin, wanted)).state).toBe('done');
    const later = await register(paperOf([rowOf('anowak')]));
    await refused('not-confirmer', () => confirm('dmak', later));
  });

  it('of a deputy is over after the last day', async () => {
    guids.set('wlas', await addPerson(office, 'wlas', { authorised: false }));
    await standing(appointmentOf('wlas', { office: 'secretary', deputy: true, to: today() }));
    const paper = await register(paperOf([rowOf('anowak')], signature()));
    expect((await confirm('wlas', paper)).state).toBe('done');
    const later = await register(paperOf([rowOf('anowak')]));
    passTime(office, 86_400_000);
    // What was open was closed as well, since a day has passed.
    expect((await confirm('wlas', later)).reason).toBe('not-confirmer');
  });

  it('of the Mayor signs nothing for a deputy without the power, and with it does', async () => {
    guids.set('akul', await addPerson(office, 'akul', { authorised: false }));
    const without = await standing(appointmentOf('akul', { office: 'mayor', deputy: true, powers: [5] }));
    await refused('signatory-without-power', () =>
      register(paperOf([rowOf('anowak')], signature({ signatory: without }))),
    );
    const having = await standing(appointmentOf('akul', { office: 'mayor', deputy: true, powers: [4] }));
    expect((await register(paperOf([rowOf('anowak')], signature({ signatory: having })))).state).toBe('done');
  });
});

describe('the ledger of such an office', () => {
  it('is judged lawful, and its tables with it', async () => {
    await office.stop();
    const { keeperPublicKey: keeperKey, superuser: source, options } = office;
    const result = await verifyLedger({ source, journal: options.journal, keeperKey, signatures: true });
    expect(result.fault).toBeNull();
    await office.start();
  });

  it('INV-52 tells of a table in which its owner authorised somebody', async () => {
    await office.superuser.query(`UPDATE office.authorisation SET confirmed_seq = confirmed_seq - 1`);
    expect((await verified(office)).fault).toMatchObject({ what: 'table', table: 'authorisation' });
  });
});
