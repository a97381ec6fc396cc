import type { ListedInstrument } from '../../shared/authorisation.ts';
import type { Counts, Duties, Emergency } from '../../shared/duties.ts';
import type { Scope } from '../../shared/ledger/instrument.ts';
import type { ListedReview } from '../../shared/review.ts';
import { addDays, addMonths, daysOfMonth, legalDay } from '../../shared/warsaw.ts';
import { announce, failing } from './answers.ts';
import { mayor, officer } from './people.ts';
import {
  alert,
  answers,
  at,
  fill,
  heading,
  item,
  key,
  lost,
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  signOut,
  type Step,
  type,
} from './state.ts';

const today = legalDay(new Date());
const year = today.slice(0, 4);
const at2 = (day: string, time: string): string => `${day}T${time}:00.000Z`;
const guid = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

const common = {
  account: { state: 'ok' as const, since: null },
  seq: 1,
  guid: null,
  from: addDays(today, -40),
  to: null,
  since: null,
  endWaits: false,
};
const scope: Scope = { purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: null, quality: 'no' };
const named = (displayName: string, unit = 'Kancelaria Ogólna') => ({ displayName, post: 'inspektor', unit });
const paper = (
  number: number,
  name: string,
  change: Partial<Extract<ListedInstrument, { what: 'authorisation' }>>,
): ListedInstrument => ({
  ...{
    ...common,
    what: 'authorisation',
    number: `UO/${number}/${year}`,
    person: named(name),
    state: 'valid',
  },
  ...{ scope, declared: true, seq: 100 + number, guid: guid(number), to: addDays(today, 200), ...change },
});
const office = (
  place: number,
  name: string,
  change: Partial<Extract<ListedInstrument, { what: 'appointment' }>>,
): ListedInstrument => ({
  ...{
    ...common,
    what: 'appointment',
    number: `PF/${place}/${year}`,
    person: named(name, ''),
    state: 'valid',
  },
  ...{ office: 'secretary', deputy: false, powers: [], guid: guid(50 + place), ...change },
});

const calm: Duties = {
  today,
  checked: { seq: 5215, at: at2(today, '01:10'), upTo: 5214, faults: 0, first: null },
  checkedOn: today,
  accounts: { at: at2(today, '07:10'), minutes: 0 },
  ...{
    suspension: null,
    unsigned: null,
    emergency: [],
    accepted: [],
    gone: [],
    acts: [],
    authorisations: [],
  },
  appointments: [
    office(1, 'Halina Dudek', {}),
    office(2, 'Marek Bielak', { deputy: true }),
    office(3, 'Joanna Ptak', { office: 'protection_officer' }),
  ],
  stopped: [],
  ...{ destruction: { waits: null, copies: null }, holds: null, restrictions: null, erasures: null },
  ...{ gaps: null, undecided: null, plans: { count: 0, since: null, case: null } },
  versions: [],
  plans: { count: 0, since: null, case: null },
  yearly: [],
  authors: { 111: guid(51) },
  own: guid(51),
  endingDays: 30,
};

const busy: Duties = {
  ...calm,
  acts: [
    {
      ...{
        number: `PO/31/${year}`,
        case: `SEK.1510.31.${year}`,
        person: 'Piotr Zieliński',
      },
      ...{ act: guid(31), guid: guid(8), account: 'ok', abandoned: false },
      ...{
        state: 'started',
        opened: addDays(today, -11),
        over: addDays(today, -4),
        since: addDays(today, -11),
        late: 4,
      },
    },
    {
      ...{ number: `PO/17/${year}`, case: `SEK.1510.17.${year}`, person: 'Wiktor Kania' },
      ...{ act: guid(17), guid: guid(9), account: 'disabled', abandoned: true },
      ...{
        state: 'started',
        opened: addDays(today, -40),
        over: addDays(today, -33),
        since: addDays(today, -40),
        late: 25,
      },
    },
  ],
  destruction: {
    waits: { why: 'missed', since: addDays(today, -9) },
    copies: { newest: addDays(today, -28), oldest: addDays(today, -58) },
  },
  holds: { count: 2, due: addDays(today, -5) },
  restrictions: { count: 1, due: addDays(today, -2) },
  erasures: { count: 1, since: addDays(today, -3) },
  undecided: { count: 1, first: addDays(today, -12) },
  gaps: { count: 2, late: 1, first: addDays(today, -6) },
  plans: { count: 1, since: addDays(today, -1), case: `SEK.0643.4.${year}` },
  yearly: [
    { number: `PF/2/${year}`, seq: 12, of: null, since: addDays(today, -368) },
    { number: `WR/1/${year}`, seq: 9, of: 'regulation', since: addDays(today, -366) },
  ],
  gone: [
    {
      guid: guid(9),
      login: 'wiktor.kania',
      person: 'Wiktor Kania',
      account: 'disabled',
      since: addDays(today, -34),
      late: true,
    },
  ],
  authorisations: [
    paper(12, 'Natalia Wróbel', { state: 'prepared', since: addDays(today, -9) }),
    paper(11, 'Olga Kubiak', { state: 'registered', since: addDays(today, -1) }),
    paper(9, 'Wiktor Kania', {}),
    ...['Barbara Zych', 'Piotr Zieliński', 'Anna Nowak'].map((name, place) =>
      paper(3 + place, name, { to: addDays(today, 10 + place) }),
    ),
  ],
};

const red: Duties = {
  ...busy,
  checked: {
    ...{ seq: 5215, at: at2(today, '01:10'), upTo: 5214, faults: 1 },
    first: { seq: 4812, what: 'table', table: 'authorisation' },
  },
  suspension: {
    ...{
      seq: 5215,
      at: at2(today, '01:10'),
      by: 'checked',
      login: 'odsluch_keeper',
      person: 'odsluch_keeper',
    },
    ...{ reason: null, seen: null },
  },
  unsigned: { seq: 5190, at: at2(addDays(today, -1), '12:40'), count: 3 },
  accounts: { at: at2(today, '06:44'), minutes: 26 },
  appointments: calm.appointments.slice(0, 1),
  gone: [],
};

/** What is resumed, out of its entry. */
const stopped: Emergency = {
  stop: {
    ...{ seq: 5215, hash: '0'.repeat(64), at: at2(today, '01:10'), by: 'checked' },
    ...{ login: 'odsluch_keeper', person: 'odsluch_keeper', reason: null },
    restored: false,
  },
  appointments: [],
};

/** Nobody of the desk was there: whom the keeper appointed itself waits to be seen, and so does the stop. */
const emergency: Duties = {
  ...busy,
  emergency: [`PF/4/${year}`, `PF/5/${year}`],
  appointments: [
    ...calm.appointments,
    office(4, 'Zofia Lis', {}),
    office(5, 'Adam Kulesza', { deputy: true }),
  ],
  suspension: {
    ...{
      seq: 5209,
      at: at2(today, '06:30'),
      by: 'keeper',
      login: 'odsluch_keeper',
      person: 'odsluch_keeper',
    },
    ...{ reason: null, seen: null },
  },
};

const month = addMonths(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
const counts: Counts = {
  ...{ acts: 14, refusals: 5, people: 4 },
  days: (
    [
      ['03', 2, 0],
      ['10', 4, 1],
      ['17', 3, 3],
      ['24', 4, 1],
      ['28', 1, 0],
    ] as const
  ).map(([day, acts, refusals]) => ({ day: `${month}-${day}`, acts, refusals })),
};

const review = (opened: string, change: Partial<ListedReview>): Step =>
  answers('review.list', {
    value: {
      reviews: [
        {
          ...{ review: guid(90), seq: 5200, ...daysOfMonth(month), opened, concluded: null, items: 18 },
          ...{
            flagged: 4,
            judged: 0,
            irregular: 0,
            referred: 0,
            last: null,
            waits: true,
            number: null,
            ...change,
          },
        },
      ],
    },
  });
const list = (value: Duties): Step => answers('duties.list', { value });
const listening =
  (suspendedBy: string | null): Step =>
  ({ app }) =>
    announce(app, 'connection.changed', {
      ...{ database: true, keeper: true, share: true, ledger: true, suspendedBy },
    });
const chooseFolder = press('Wybierz folder…');
const menu = press('Więcej czynności');

/** Nothing, slow, away, a day's work, red; stopping, resuming, a fault; the Mayor's. */
export const duties: Part = [
  at(
    'nic-nie-czeka',
    ...[
      list(calm),
      answers('duties.counts', { value: counts }),
      signIn('halina.dudek'),
      shows(/^Nic nie czeka/),
    ],
  ),
  at('wolny-serwer', answers('duties.list', 'silence'), reload, shows(/^Trwa to dłużej niż zwykle/)),
  at(
    'database-unreachable',
    ...[answers('duties.list', failing('database-unreachable')), reload, alert],
    ...[lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  at('do-zrobienia', lost(), list(busy), review(today, {}), reload, shows(/^Poza tym nic nie czeka/)),
  at('menu', menu, shows('Drukuj stan na dziś')),
  at('wstrzymaj', item('Wstrzymaj odsłuchiwanie…'), heading('Wstrzymaj odsłuchiwanie')),
  at('bez-powodu', press('Wstrzymaj odsłuchiwanie'), shows('Należy podać powód.')),
  at(
    'czerwony',
    ...[
      key('Escape'),
      list(red),
      review(addDays(today, -23), { judged: 9 }),
      reload,
      shows(/^Łańcuch wpisów niezgodny przy wpisie/),
      listening('checked'),
      alert,
    ],
  ),
  at(
    'tryb-awaryjny',
    ...[
      list(emergency),
      reload,
      shows(/^Sekretarza ustanowiono w trybie awaryjnym/),
      listening('keeper'),
      alert,
    ],
  ),
  at(
    'co-zrobic',
    ...[list(red), reload, shows(/^Łańcuch wpisów niezgodny/), listening('checked'), alert],
    ...[press('Co zrobić'), heading('Łańcuch wpisów jest niezgodny')],
  ),
  at(
    'wznow',
    ...[
      list({ ...red, accounts: calm.accounts }),
      reload,
      shows(/^Łańcuch wpisów niezgodny/),
      listening('checked'),
      answers('duties.emergency', { value: stopped }),
      press(/^Wznów…/),
    ],
    heading('Wznów odsłuchiwanie'),
  ),
  at(
    'zle-haslo',
    ...[
      answers('duties.resume', failing('sign-in-wrong-password')),
      fill('Powód', 'Wyjaśniono z informatykiem.'),
    ],
    ...[type('Hasło', 'nie-to'), press('Wznów odsłuchiwanie'), shows(/^Nieprawidłowe hasło/)],
  ),
  at(
    'pakiet',
    ...[key('Escape'), listening(null), list(busy), reload, press('Pakiet dla kontroli…')],
    heading('Pakiet dla kontroli'),
  ),
  at('bez-podstawy-kontroli', chooseFolder, shows('Należy podać podstawę kontroli.')),
  at(
    'pakiet-nie-zapisany',
    ...[
      answers('register.package', failing('package-not-saved')),
      type('Podstawa kontroli*', 'Kontrola UODO'),
    ],
    ...[type('Znak sprawy*', `ADK.1711.3.${year}`), chooseFolder, shows(/Należy wybrać inny folder/)],
  ),
  at('pakiet-w-toku', ...[answers('register.package', 'silence'), chooseFolder], ({ app }) =>
    announce(app, 'register.progress', { done: 9, all: 22 }),
  ),
  at('zestawienie', ...[key('Escape'), menu, item('Zestawienie za okres…')], heading('Zestawienie za okres')),
  at(
    'burmistrz',
    ...[key('Escape'), listening(null), list({ ...busy, own: guid(60) })],
    ...[review(addDays(today, -40), { judged: 9 }), answers('session.me', { value: mayor })],
    ...[reload, shows(/^W \S+: 14 czynności/)],
  ),
  at(
    'inspektor',
    ...[list({ ...busy, own: guid(53) }), answers('session.me', { value: officer })],
    ...[reload, shows('Do zrobienia')],
  ),
  at('koniec', ownAnswers, reload, shows('Do zrobienia'), listening(null), signOut),
];
