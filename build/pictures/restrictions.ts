import type { Holds } from '../../shared/keeping.ts';
import type { ListedRestriction } from '../../shared/restrictions.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { choose } from '../window/hand.ts';
import { failing } from './answers.ts';
import { noHolds } from './holds.ts';
import { officer } from './people.ts';
import {
  alert,
  answers,
  at,
  button,
  fill,
  goTo,
  key,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  tab,
  type,
} from './state.ts';

const page = goTo('Nagrania');
const today = legalDay();
const list: Step = ({ page: window }) => choose(window, 'Które zabezpieczenia', 'Ograniczenia');
const again: readonly Step[] = [reload, page, tab(/^Zabezpieczenia/), list];
const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
const chooses =
  (field: string, option: string): Step =>
  ({ page: window }) =>
    choose(window, field, option);

/** What was asked for so many days ago, of a call of nine days before. */
function asked(n: number, ago: number, change: Partial<ListedRestriction> = {}): ListedRestriction {
  const began = addDays(today, -ago - 9);
  return {
    ...{ seq: 4100 + n, hash: 'e'.repeat(64), effect: 'restricted', right: 'objection' },
    ...{ receivedOn: addDays(today, -ago), request: `${String(n)}/2026`, own: false },
    decision: 'Sprzeciw uznano za zasadny: spór o treść rozmowy trwa.',
    ...{ person: 'Halina Dudek', enteredOn: addDays(today, 1 - ago) },
    calls: [
      {
        recording: `9c1f0a5${String(n % 10)}-4f89-41d3-9a0c-1d53305e82c3`,
        ...{ startedAt: `${began}T08:${String(10 + n)}:00.000Z`, lastDay: addMonths(began, 12) },
        ...{ durationMs: 97_000, unit: 'Kancelaria Ogólna' },
      },
    ],
    ...{ review: addMonths(addDays(today, 1 - ago), 6), reviews: [], ended: null, confirmed: null },
    ...{ others: [], waits: null, goneOn: null, ...change },
  };
}
const erasure = { effect: 'erase', right: 'erasure', review: null } as const;
const unneeded = 'Rozmowa prywatna, połączona omyłkowo; urząd jej nie potrzebuje.';
const rows: ListedRestriction[] = [
  asked(31, 3, { ...erasure, decision: unneeded }),
  asked(28, 8, { ...erasure, decision: unneeded, own: true }),
  asked(24, 12, {
    ...{ ...erasure, decision: unneeded, waits: 'held' },
    confirmed: { on: addDays(today, -9), person: 'Marek Bielak' },
  }),
  asked(17, 205, {
    review: addDays(today, -2),
    reviews: [{ on: addDays(today, -190), note: 'Sprawę o naruszenie dóbr osobistych odroczono.' }],
    others: ['22/2026'],
  }),
  asked(9, 240, {
    right: 'restriction',
    ended: {
      ...{ on: addDays(today, -60), told: addDays(today, -61), person: 'Halina Dudek' },
      why: 'Spór zakończyła ugoda; rozmówca nie chce już ograniczenia.',
    },
  }),
  asked(6, 280, {
    ...{ ...erasure, decision: unneeded, goneOn: addDays(today, -271) },
    confirmed: { on: addDays(today, -272), person: 'Marek Bielak' },
  }),
];
const told =
  (shown: readonly ListedRestriction[]): Step =>
  async (studio) => {
    const waits = shown.length > 0 ? { restrictions: 1, erasures: 1 } : { restrictions: 0, erasures: 0 };
    const counts = { open: 7, recordings: 10, review: 0, ended: 9, stopped: 0, ...waits };
    await answers('keeping.holds', { value: { ...noHolds, counts } satisfies Holds })(studio);
    await answers('keeping.restrictions', { value: { today, rows: shown } })(studio);
  };
const calls = [214, 305].map((extension, n) => ({
  ...{ recording: `9c1f0a5${String(n)}-4f89-41d3-9a0c-1d53305e82c3`, extension: String(extension) },
  ...{ startedAt: `${addDays(today, -9)}T07:${String(12 + 31 * n)}:00.000Z`, durationMs: 185_000 },
  ...{ unit: n === 0 ? 'Kancelaria Ogólna' : 'Wydział Podatków i Opłat Lokalnych', held: false },
}));

/** „Ograniczenia”, in the list of „Zabezpieczenia”: what people asked for, for the desk and the officer. */
export const restrictions: Part = [
  at(
    'wolny-serwer',
    ...[answers('keeping.restrictions', 'silence'), signIn('halina.dudek'), page],
    ...[tab(/^Zabezpieczenia/), list, shows(/^Trwa to dłużej niż zwykle/)],
  ),
  at(
    'database-unreachable',
    ...[answers('keeping.restrictions', failing('database-unreachable')), ...again, alert],
  ),
  at('pusto', told([]), ...again, shows('Niczego nie ograniczono ani nie usunięto na wniosek osoby.')),
  at('lista', told(rows), ...again, shows('31/2026')),
  at('trwa', row('17/2026'), button('Zakończ ograniczenie')),
  at('bez-dnia', press('Zakończ ograniczenie'), shows(/^Należy podać dzień/)),
  at(
    'odmowa',
    ...[fill('Osobę powiadomiono dnia', '20.11.2026'), type('Hasło', 'cokolwiek')],
    fill('Dlaczego ograniczenie ustaje', 'Spór rozstrzygnięto ugodą.'),
    ...[answers('keeping.restrict', failing('recording-destroyed')), press('Zakończ ograniczenie'), alert],
  ),
  at('ograniczenie-trwa', press('Ograniczenie trwa…'), button('Zapisz przegląd')),
  at('usuniecie-potwierdz', ...again, row('31/2026'), button('Potwierdź usunięcie')),
  at(
    'usuniecie-dowod',
    ...[type('Hasło', 'cokolwiek'), answers('authorisation.confirm', failing('erase-held'))],
    ...[press('Potwierdź usunięcie'), alert],
  ),
  at('usuniecie-wlasne', ...again, row('28/2026'), shows(/potwierdzić je musi inna osoba/)),
  at('usuniecie-czeka', row('24/2026'), shows('Potwierdził(a)')),
  at('zakonczone', row('9/2026'), shows('Osobę powiadomiono dnia')),
  at('usunieto', row('6/2026'), shows('Potwierdził(a)')),
  at('formularz', key('Escape'), press('Ogranicz na wniosek osoby…'), button('Zapisz')),
  at('formularz-braki', press(/^Zapisz$/), shows('Należy wskazać rozmowę.')),
  at(
    'formularz-usuniecie',
    answers('keeping.calls', { value: { calls, more: false } }),
    ...[fill('Wniosek (nr)', '33/2026'), chooses('Prawo', 'usunięcie (art. 17 RODO)')],
    ...[fill('Wpłynął', '18.11.2026'), fill('Dzień rozmowy', '20.11.2026'), fill('Godzina (0–23)', '8')],
    ...[press('Pokaż rozmowy'), shows(/wewn\. 214/), chooses('Skutek', 'usunięcie')],
    ...[fill('Rozstrzygnięcie', unneeded), shows(/^Usunięcie musi potwierdzić inna osoba/)],
  ),
  at(
    'inspektor',
    ...[answers('session.me', { value: officer }), ...again, press('Ogranicz na wniosek osoby…')],
    button('Zapisz'),
  ),
];
