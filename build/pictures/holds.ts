import type { HoldDetail, Holds, ListedHold } from '../../shared/keeping.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { choose } from '../window/hand.ts';
import { failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  button,
  fill,
  goTo,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  step,
  tab,
  type,
} from './state.ts';

const page = goTo('Nagrania');
const tabOf = tab(/^Zabezpieczenia/);
const again: readonly Step[] = [reload, page, tabOf];
const today = legalDay();
const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
const chooses = step(({ page: window }, list: string, option: string) => choose(window, list, option));

type Said = Pick<ListedHold, 'seq' | 'number' | 'case' | 'proceedings' | 'reference' | 'setter'>;
/** A hold of a call so many days ago, entered `after` days after it. */
function holdOf(said: Said, ago: number, after: number, change: Partial<ListedHold> = {}): ListedHold {
  const day = addDays(today, -ago);
  const entered = addDays(day, after);
  const review = addMonths(entered, 6);
  return {
    ...{ ...said, own: false, order: null, paper: null, protocol: null, recordings: 1, ended: null },
    ...{ entered, startedAt: `${day}T08:${10 + (said.seq % 40)}:00.000Z`, lastDay: addMonths(day, 12) },
    ...{ review: review < today ? addDays(today, 30 + said.seq) : review, ...change },
  };
}
const trial: Said = {
  ...{ seq: 31, number: 'ZB/31/2025', case: 'SEK.1510.41.2025', proceedings: 'postępowanie karne' },
  ...{ reference: 'II K 123/26', setter: 'Anna Nowak' },
};
const complaint: Said = {
  ...{
    seq: 3,
    number: 'ZB/3/2026',
    case: 'WO.1511.4.2026',
    proceedings: 'skarga',
    setter: 'Piotr Zieliński',
  },
  reference: 'WK.1410.7.2026',
};
const court: Said = {
  ...{ seq: 5, number: 'ZB/5/2026', case: 'WGO.7031.2.2026', setter: 'Piotr Zieliński' },
  proceedings: 'sądowoadministracyjne, Wojewódzki Sąd Administracyjny w Warszawie',
  reference: 'IV SA/Wa 318/26',
};
const notice: Said = {
  ...{ seq: 6, number: 'ZB/6/2026', case: 'WSP.5524.18.2026', setter: 'Anna Nowak', reference: null },
  proceedings: 'zawiadomienie, art. 304 § 2 KPK',
};
const demand: Said = {
  ...{ seq: 9, number: 'ZB/9/2026', case: 'SEK.1510.6.2026', setter: 'Halina Dudek', reference: null },
  proceedings: 'żądanie sądu',
};
const several: Said = {
  ...notice,
  seq: 11,
  number: 'ZB/11/2026',
  case: 'SEK.1510.7.2026',
  proceedings: 'skarga',
};
const open: ListedHold[] = [
  holdOf(trial, 376, 2, { review: addDays(today, -5), protocol: 'PO/38/2025' }),
  holdOf(complaint, 319, 6),
  holdOf(court, 271, 6),
  holdOf(notice, 226, 3),
  holdOf(demand, 82, 6, { own: true, order: 'court', paper: 'RPW/1840/2026, 14.09.2026' }),
  holdOf(several, 9, 5, { recordings: 2 }),
];
const ended: ListedHold[] = [
  holdOf({ ...trial, seq: 21, number: 'ZB/21/2025' }, 372, 2, {
    ended: { on: addDays(today, -2), ground: 'judgment', again: true },
  }),
  holdOf({ ...complaint, seq: 2, number: 'ZB/2/2026' }, 300, 6, {
    ended: { on: addDays(today, -20), ground: 'complaint', again: true },
  }),
  holdOf({ ...several, seq: 8, number: 'ZB/8/2026' }, 60, 1, {
    ended: { on: addDays(today, -59), ground: 'wrong-call', again: false },
  }),
];
const none = { open: 0, recordings: 0, review: 0, ended: 0, stopped: 0, restrictions: 0, erasures: 0 };
const counts = { ...none, open: 6, recordings: 7, review: 1, ended: 3 };
/** The sums of no hold, and none. */
export const noHolds = { today, nextReview: addMonths(today, 6), more: false, rows: [] };
const told = (value: Pick<Holds, 'counts' | 'rows'>): Step =>
  answers('keeping.holds', { value: { ...noHolds, ...value } });

const detailOf = (hold: ListedHold, change: Partial<HoldDetail> = {}): HoldDetail => {
  const { seq, number, own, proceedings, reference, protocol, order, paper, setter, entered, review } = hold;
  const startedAt = hold.startedAt ?? `${today}T08:00:00.000Z`;
  return {
    ...{ seq, number, today, own, proceedings, reference, case: hold.case, protocol, order, paper, setter },
    ...{
      setOn: entered,
      review,
      lastDay: hold.lastDay ?? today,
      reviews: [],
      others: [],
      gone: [],
      ended: null,
    },
    recordings: Array.from({ length: hold.recordings }, (_, n) => ({
      ...{ recording: `9c1f0a5${n}-4f89-41d3-9a0c-1d53305e82c3`, durationMs: 185_000 },
      startedAt: startedAt.replace('T08', `T${String(8 + n).padStart(2, '0')}`),
    })),
    ...change,
  };
};
const shown = (at: number, change: Partial<HoldDetail> = {}, of = open): Step =>
  answers('keeping.hold', { value: detailOf(of[at] ?? holdOf(trial, 9, 1), change) });
const lasted = [
  { seq: 61, on: addDays(today, -190), person: 'Halina Dudek', note: 'postępowanie trwa, termin rozprawy' },
];
const calls = [
  ['07:58', '214', 'Kancelaria Ogólna', 185, false],
  ['08:11', '305', 'Wydział Podatków i Opłat Lokalnych oraz Windykacji', 72, true],
  ['08:40', '118', 'Wydział Świadczeń', 51, false],
] as const;
const found = calls.map(([time, extension, unit, seconds, held], n) => ({
  ...{
    recording: `9c1f0a5${n}-4f89-41d3-9a0c-1d53305e82c3`,
    startedAt: `${addDays(today, -9)}T${time}:00.000Z`,
  },
  ...{ durationMs: seconds * 1000, extension, unit, held },
}));

/** „Zabezpieczenia”: every state of the tab, for the desk. */
export const holds: Part = [
  at(
    'wolny-serwer',
    ...[answers('keeping.holds', 'silence'), signIn('halina.dudek'), page, tabOf],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at('database-unreachable', ...[answers('keeping.holds', failing('database-unreachable')), ...again, alert]),
  at(
    'pusto',
    ...[told({ counts: none, rows: [] }), ...again, shows('Żadne nagranie nie jest zabezpieczone.')],
  ),
  at('trwajace', ...[told({ counts, rows: open }), ...again, shows('SEK.1510.41.2025')]),
  at('karta', ...[shown(0, { reviews: lasted }), row('ZB/31/2025'), button('Zakończ')]),
  at('bez-rozstrzygniecia', press('Zakończ zabezpieczenie'), shows('Należy wybrać, co')),
  at(
    'wyrok',
    chooses('Rozstrzygnięcie, które kończy postępowanie', 'wyrok'),
    fill('Sygnatura', 'II K 123/26'),
    ...[fill('Z dnia', '02.10.2026'), fill('Prawomocne od', '10.11.2026')],
    ...[fill('Dokument', 'pismo RPW/2214/2026'), type('Hasło', 'cokolwiek')],
  ),
  at(
    'odmowa',
    ...[answers('keeping.end', failing('final-before-ruling')), press('Zakończ zabezpieczenie'), alert],
  ),
  at(
    'decyzja',
    ...[chooses('Rozstrzygnięcie, które kończy postępowanie', 'decyzja administracyjna')],
    shows(/^Ostateczna nie znaczy prawomocna/),
  ),
  at(
    'postepowanie-trwa',
    ...[press('Postępowanie trwa…'), button('Zapisz przegląd'), press('Zapisz przegląd')],
    shows('Należy napisać, skąd wiadomo'),
  ),
  at('wlasna', ...[...again, shown(4), row('ZB/9/2026'), shows(/zakończyć je musi inna osoba/)]),
  at(
    'dwa-nagrania',
    shown(5, { others: ['ZB/12/2026'] }),
    row('ZB/11/2026'),
    shows(/^Nagranie zabezpiecza nadal/),
  ),
  at(
    'zakonczone',
    ...[told({ counts, rows: ended }), chooses('Które zabezpieczenia', 'Zakończone')],
    shown(
      0,
      {
        ended: {
          ...{ seq: 77, on: addDays(today, -2), ground: 'judgment', number: 'II K 123/26', note: null },
          ...{ issuedOn: addDays(today, -58), finalOn: addDays(today, -19), document: 'pismo RPW/2214/2026' },
          person: 'Marek Bielak',
        },
      },
      ended,
    ),
    ...[row('ZB/21/2025'), button('Zabezpiecz ponownie')],
  ),
  at(
    'zabezpiecz',
    ...[told({ counts, rows: open }), answers('keeping.calls', { value: { calls: found, more: false } })],
    ...[...again, press('Zabezpiecz nagranie'), fill('Dzień rozmowy', '20.11.2026')],
    ...[fill('Godzina (0–23)', '8'), press('Pokaż rozmowy'), shows(/wewn\. 214/)],
  ),
  at('zabezpiecz-bez-rozmowy', press(/^Zabezpiecz$/), shows('Należy wskazać rozmowę.')),
];
