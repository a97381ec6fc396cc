import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { confirmersOf } from '../../renderer/duties/papers.ts';
import type { DutyReview } from '../../renderer/duties/row.ts';
import { rowsOf } from '../../renderer/duties/rows.ts';
import { partsOf } from '../../renderer/duties/StateColumn.tsx';
import { startText } from '../../renderer/text.ts';
import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Duties } from '../../shared/duties.ts';
import type { Matter } from '../../shared/matter.ts';
import type { Role } from '../../shared/values.ts';
import { uuidOf } from './vectors-secrets.ts';

beforeAll(startText);
const { t } = i18next;

const today = '2026-12-09';
const [secretary, deputy, mayor] = ['h.dudek', 'm.bielak', 'd.wrona'].map(uuidOf);
const named = (displayName: string) => ({ displayName, post: '', unit: '' });

type Appointment = Extract<ListedInstrument, { what: 'appointment' }>;
type Authorisation = Extract<ListedInstrument, { what: 'authorisation' }>;
const common = {
  account: { state: 'ok' as const, since: null },
  seq: 9,
  guid: null,
  from: '2026-01-02',
  to: null,
  since: null,
  endWaits: false,
};
const appointed = (number: string, name: string, change: Partial<Appointment>): Appointment => ({
  ...{ ...common, what: 'appointment', number, person: named(name), state: 'valid' },
  ...{ office: 'secretary', deputy: false, powers: [], ...change },
});
const authorised = (number: string, name: string, change: Partial<Authorisation>): Authorisation => ({
  ...{ ...common, what: 'authorisation', number, person: named(name), state: 'valid' },
  scope: { purposes: ['SAFETY'], departments: null, quality: 'no' },
  ...{ guid: uuidOf(name), to: '2027-06-30', ...change },
});

const appointments = [
  appointed('PF/1/2026', 'Halina Dudek', { guid: secretary ?? null }),
  appointed('PF/2/2026', 'Marek Bielak', { guid: deputy ?? null, deputy: true }),
  appointed('PF/3/2026', 'Danuta Wrona', { guid: mayor ?? null, office: 'mayor' }),
];

const dutiesOf = (change: Partial<Duties> = {}): Duties => ({
  ...{ today, checked: null, accounts: null, suspension: null, unsigned: null, own: secretary ?? null },
  ...{ emergency: [], accepted: [], gone: [], acts: [], authorisations: [], appointments, authors: {} },
  ...{ endingDays: 30, ...change },
});
const rows = (
  change: Partial<Duties> = {},
  roles: Role[] = ['secretary'],
  continued = true,
  matters: Matter[] = [],
  reviews: DutyReview[] = [],
) => rowsOf(t, dutiesOf(change), { roles, continued, matters, reviews });
const told = (change: Partial<Duties>, roles?: Role[]) =>
  rows(change, roles).map(({ sign, title, second, term, step }) => [
    sign,
    title,
    second,
    term,
    step?.label ?? null,
  ]);

const stopped: NonNullable<Duties['suspension']> = {
  ...{
    seq: 7,
    at: '2026-12-09T01:10:00.000Z',
    by: 'checked',
    login: 'odsluch_keeper',
    person: 'odsluch_keeper',
  },
  ...{ reason: null, seen: null },
};
const fault: NonNullable<Duties['checked']> = {
  ...{ seq: 6, at: '2026-12-09T01:10:00.000Z', upTo: 5214, faults: 1 },
  first: { seq: 4812, what: 'table', table: 'authorisation' },
};

describe('what waits at the desk', () => {
  it('is nothing where everything is all right', () => {
    expect(rows()).toEqual([]);
  });

  it('begins with what is urgent, then what is late, then by its day', () => {
    const authorisations = [
      authorised('UO/11/2026', 'Olga Kubiak', { state: 'registered', since: '2026-12-08', seq: 31 }),
      authorised('UO/12/2026', 'Natalia Wróbel', { state: 'prepared', since: '2026-11-30', seq: 30 }),
      authorised('UO/9/2026', 'Wiktor Kania', { to: '2027-07-27' }),
      authorised('UO/3/2026', 'Barbara Zych', { to: '2026-12-19' }),
      authorised('UO/4/2026', 'Anna Nowak', { to: '2026-12-31' }),
    ];
    const act = {
      ...{
        number: 'PO/31/2026',
        case: 'SEK.1510.31.2026',
        person: 'Piotr Zieliński',
      },
      ...{ act: uuidOf('PO/31'), guid: uuidOf('Piotr Zieliński'), account: 'ok' as const, abandoned: false },
      ...{ state: 'started' as const, opened: '2026-11-30', since: '2026-11-30', late: 4 },
    };
    const gone = {
      ...{ guid: uuidOf('Wiktor Kania'), login: 'wiktor.kania', person: 'Wiktor Kania' },
      ...{ account: 'disabled' as const, since: '2026-11-05', late: true },
    };
    const authors = { 31: secretary ?? null };
    expect(
      told({ authorisations, authors, acts: [act], gone: [gone], suspension: stopped, checked: fault }),
    ).toEqual([
      [
        ...['red', 'Księga niezgodna przy wpisie nr 4812'],
        ...['tabela upoważnień, znaleziono 09.12.2026, 02:10', '', 'Pokaż'],
      ],
      [
        ...['red', 'Odsłuchiwanie wstrzymane', 'przez serwer odsłuchu: księga niezgodna, 09.12.2026, 02:10'],
        ...['', 'Wznów…'],
      ],
      [
        ...['orange', 'Konto wiktor.kania wyłączone w katalogu', 'Wiktor Kania, UO/9/2026 do 27.07.2027'],
        ...['od 34 dni', 'Zakończ…'],
      ],
      [
        ...['orange', 'PO/31/2026 – brak ustaleń', 'SEK.1510.31.2026, Piotr Zieliński'],
        ...['minęły 4 dni robocze', 'Pokaż'],
      ],
      [null, 'UO/12/2026 – czeka na podpis', 'Natalia Wróbel', 'od 9 dni', 'Zarejestruj podpis…'],
      [
        ...[null, 'UO/11/2026 – czeka na potwierdzenie'],
        ...['Olga Kubiak; potwierdzi Marek Bielak albo Danuta Wrona', 'od wczoraj', 'Pokaż'],
      ],
      [null, 'Kończą się 2 upoważnienia', 'Barbara Zych, Anna Nowak', 'od 19.12.2026', 'Przedłuż wszystkie…'],
    ]);
  });

  it('is one row where more than five of a kind wait', () => {
    const acts = [1, 2, 3, 4, 5, 6].map((n) => ({
      ...{ number: `PO/${n}/2026`, case: `SEK.1510.${n}.2026`, person: 'Anna Nowak' },
      ...{ act: uuidOf(`PO/${n}`), guid: uuidOf('Anna Nowak'), account: 'ok' as const, abandoned: n === 2 },
      ...{ state: 'completed' as const, opened: '2026-11-02', since: `2026-11-0${n}`, late: 9 - n },
    }));
    const few = rows({ acts: acts.slice(1) });
    expect(few).toHaveLength(5);
    // Nobody else ends the second: its step leads to the form that does.
    expect(few.map(({ step }) => step?.label)).toEqual([
      'Zamknij i drukuj…',
      ...Array<string>(4).fill('Pokaż'),
    ]);
    expect(few[0]?.step?.go).toMatchObject({ to: 'register', closing: uuidOf('PO/2') });
    const [only, ...others] = rows({ acts });
    expect([only?.title, only?.second, others]).toEqual([
      ...['Protokoły poza aktami: 6', 'najdawniejsze: SEK.1510.1.2026, Anna Nowak', []],
    ]);
    expect(only?.step?.go).toEqual({ to: 'register', filter: { state: 'completed' } });
  });

  it('says that nobody can confirm, once one of two has no account', () => {
    const gone = [
      ...[deputy, mayor].map((guid) => ({
        ...{ guid: guid ?? '', login: 'm.bielak', person: 'Marek Bielak' },
        ...{ account: 'absent' as const, since: '2026-11-05', late: false },
      })),
    ];
    expect(confirmersOf({ appointments, gone })).toHaveLength(1);
    expect(told({ gone }).map(([sign, title]) => [sign, title])).toContainEqual([
      ...['orange', 'Nie ma osoby, która potwierdza pisma'],
    ]);
    expect(told({}).map(([, title]) => title)).toEqual([]);
  });

  it('has no way to resume while the directory is silent, and says why', () => {
    const [row] = rows({ suspension: stopped, accounts: { at: '2026-12-09T00:44:00.000Z', minutes: 26 } });
    expect(row?.second).toMatch(/wznowić nie można: katalog milczy$/);
    expect(row?.step?.why).toBe('Wznowić nie można: katalog milczy 26 min. Hasło sprawdza katalog.');
    expect(rows({ suspension: stopped })[0]?.step?.why).toBeNull();
  });

  it('has one person confirm a stop of an emergency, and another one resume', () => {
    const emergency = {
      emergency: ['PF/1/2026', 'PF/2/2026'],
      suspension: { ...stopped, by: 'keeper' as const },
    };
    const steps = (change: Partial<Duties>) =>
      rows(change).map(({ step }) => [step?.label, step?.why ?? null]);
    expect(steps(emergency)).toEqual([
      ['Potwierdź…', null],
      ['Pokaż', null],
    ]);
    const seen = (guid: string | undefined) => ({
      ...emergency,
      suspension: { ...emergency.suspension, seen: { guid: guid ?? null, person: 'Halina Dudek' } },
    });
    expect(steps(seen(secretary))[0]).toEqual([
      ...['Wznów…', 'Wznawia inna osoba niż ta, która potwierdziła wstrzymanie.'],
    ]);
    expect(steps(seen(deputy))[0]).toEqual(['Wznów…', null]);
    // Whoever was in office before confirms whom the keeper appointed.
    expect(steps({ ...emergency, own: mayor ?? null })[1]).toEqual(['Potwierdź…', null]);
  });
});

describe('what waits for others', () => {
  const papers = [
    authorised('UO/11/2026', 'Olga Kubiak', { state: 'registered', since: '2026-12-08', seq: 31 }),
    authorised('UO/12/2026', 'Natalia Wróbel', { state: 'prepared', since: '2026-11-30', seq: 30 }),
    authorised('UO/13/2026', 'Danuta Wrona', {
      state: 'prepared',
      since: '2026-11-30',
      seq: 32,
      guid: mayor ?? null,
    }),
  ];
  const change = { authorisations: papers, own: mayor ?? null, suspension: stopped };

  it('the Mayor approves what is prepared, but not for himself, and lets nobody listen again', () => {
    expect(told(change, ['mayor']).map(([, title, , , step]) => [title, step])).toEqual([
      ['Odsłuchiwanie wstrzymane', null],
      ['UO/12/2026 – czeka na podpis', 'Zatwierdź…'],
      ['UO/11/2026 – czeka na potwierdzenie', 'Pokaż'],
    ]);
  });

  it('the officer what he may compare, and who accepted an office himself', () => {
    const accepted = { ...change, accepted: ['PF/2/2026'], own: null };
    expect(told(accepted, ['protection_officer']).map(([, title]) => title)).toEqual([
      ...['Odsłuchiwanie wstrzymane', 'Funkcję przyjęła osoba, której dotyczy: PF/2/2026'],
      'UO/11/2026 – czeka na potwierdzenie',
    ]);
  });

  it('a workstation that saw another ledger says so to everybody', () => {
    expect(rows({}, ['administrator'], false).map(({ title }) => title)).toEqual([
      'Księga nie zgadza się z tym, co widziało to stanowisko',
    ]);
  });
});

const review = (due: string, change: Partial<DutyReview> = {}): DutyReview => ({
  ...{ review: uuidOf(due), seq: 5, from: '2026-11-01', to: '2026-11-30', opened: '2026-12-08', due },
  ...{ concluded: null, items: 18, judged: 0, irregular: 0, referred: 0, last: null, waits: true },
  ...{ number: null, ...change },
});

it('an open review comes before what is late; over its day it is orange, two weeks later red and told to the Mayor', () => {
  const told = (reader: Role, one: DutyReview) =>
    rows({}, [reader], true, [], [one]).map(({ sign, term, step }) => [sign, term, step?.label]);
  expect(told('secretary', review('2026-12-09'))).toEqual([[null, 'do 09.12.2026', 'Rozpocznij przegląd']]);
  expect(told('secretary', review('2026-12-08', { judged: 3 }))).toEqual([
    ['orange', 'po terminie 1 dzień', 'Otwórz'],
  ]);
  expect(told('mayor', review('2026-11-25', { waits: false }))).toEqual([]);
  expect(told('mayor', review('2026-11-24', { waits: false }))).toEqual([
    ['red', 'po terminie 15 dni', 'Otwórz'],
  ]);
  expect(told('mayor', review('2026-12-20'))).toEqual([[null, 'do 20.12.2026', 'Oceń…']]);
  expect(told('secretary', review('2026-12-20', { number: 'RP/1/2026' }))).toEqual([]);
});

describe('matters', () => {
  const said = (event: 'open' | 'close', at: string, person: string) => ({
    ...{ seq: 7, at, event, login: 'a.nowak', person, words: 'Dlaczego?' },
  });
  const matterOf = (change: Partial<Matter>): Matter => ({
    ...{ matter: uuidOf('one'), number: 'SK/1/2026', sort: 'task', letter: 'a', about: null, act: null },
    ...{ kind: null, assignee: null, person: null, due: null, own: false, answered: false, unread: false },
    ...{ closed: false, events: [said('open', '2026-12-07T08:00:00.000Z', 'Anna Nowak')], ...change },
  });
  const unsigned = { seq: 40, at: '2026-12-07T08:00:00.000Z', count: 3 };
  const shown = (change: Partial<Duties>, matters: Matter[], reviews: DutyReview[] = []) =>
    rows(change, ['secretary'], true, matters, reviews).map(({ sign, title, second, term, step }) => [
      ...[sign, title, second, term, step?.label, step?.go],
    ]);

  it('are no rows while they wait for whom they are given to; a report is urgent, an answer waits to be read', () => {
    const report = {
      sort: 'report',
      letter: null,
      about: 12,
      kind: 'session',
      matter: uuidOf('two'),
    } as const;
    const answer = matterOf({
      ...{ sort: 'question', letter: null, about: 9, act: 'PO/24/2026', kind: 'release', closed: true },
      ...{ unread: true, number: 'SK/3/2026', matter: uuidOf('three') },
      events: [
        said('open', '2026-12-07T08:00:00.000Z', 'x'),
        said('close', '2026-12-08T08:00:00.000Z', 'Anna Nowak'),
      ],
    });
    const panelOf = (name: string) => ({ to: 'panel', panel: `matter ${uuidOf(name)}` });
    expect(shown({}, [matterOf({}), answer, matterOf(report)])).toEqual([
      ...[
        [
          'red',
          'Zgłoszenie: „To nie ja”',
          'SK/1/2026, Anna Nowak, zalogowanie, wpis nr 12',
          'od 2 dni',
          'Pokaż',
          panelOf('two'),
        ],
      ],
      [null, 'Odpowiedź do PO/24/2026', 'SK/3/2026, Anna Nowak', 'od wczoraj', 'Pokaż', panelOf('three')],
    ]);
    // It leads to its item where one review alone is open.
    expect(
      shown({}, [answer], [review('2026-12-22')])
        .at(-1)
        ?.at(-1),
    ).toEqual({ to: 'review', about: 9 });
  });

  it('a question without an answer is late for the desk, and two weeks later urgent, for the Mayor too', () => {
    const question = (due: string): Matter =>
      matterOf({
        ...{ sort: 'question', letter: null, about: 9, act: 'PO/24/2026', kind: 'release' },
        ...{ due, person: 'Anna Nowak' },
      });
    const signs = (role: Role, due: string) =>
      rows({}, [role], true, [question(due)]).map(({ sign, title, second, term }) => [
        ...[sign, title, second, term],
      ]);
    const title = 'PO/24/2026 – pytanie bez odpowiedzi';
    expect(signs('secretary', '2026-12-09')).toEqual([]);
    expect(signs('secretary', '2026-12-08')).toEqual([
      ['orange', title, 'SK/1/2026, Anna Nowak', 'po terminie 1 dzień'],
    ]);
    expect(signs('mayor', '2026-11-25')).toEqual([]);
    expect(signs('mayor', '2026-11-24')).toEqual([
      ['red', title, 'SK/1/2026, Anna Nowak', 'po terminie 15 dni'],
    ]);
  });

  it('are added about requests that nobody signed, or shown where there is one already', () => {
    const second = 'ostatnie 07.12.2026, 09:00; niczego nie wydano';
    const about = matterOf({ about: 40, kind: 'unsigned-request' });
    const row = ['red', 'Żądania bez podpisu: 3', second, ''];
    expect(shown({ unsigned }, [])).toEqual([[...row, 'Dodaj sprawę', { to: 'panel', panel: 'add 40' }]]);
    expect(shown({ unsigned }, [about])).toEqual([
      [...row, 'Pokaż', { to: 'panel', panel: `matter ${about.matter}` }],
    ]);
  });
});

it('a month has a pair of bars for each seven days, and the rest', () => {
  const days = [
    { day: '2026-11-01', acts: 1, refusals: 0 },
    { day: '2026-11-07', acts: 2, refusals: 1 },
    { day: '2026-11-30', acts: 4, refusals: 0 },
  ];
  expect(
    partsOf({ days }, '2026-11-01', '2026-11-30').map(({ to, acts, refusals }) => [to, acts, refusals]),
  ).toEqual([
    ['2026-11-07', 3, 1],
    ['2026-11-14', 0, 0],
    ['2026-11-21', 0, 0],
    ['2026-11-28', 0, 0],
    ['2026-11-30', 4, 0],
  ]);
});
