import type { ListedInstrument, Standing } from '../../shared/authorisation.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { goTo as goToPage } from '../window/hand.ts';
import { andLarge, contrastAndLarge, everyLook } from './album.ts';
import { failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  goTo,
  inLooks,
  item,
  key,
  lost,
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  tick,
  type,
} from './state.ts';

const page = goTo('Upoważnienia');
const today = legalDay(new Date());
const own = null;

/** A list with a row of each state. */
function everyState(): object {
  const states: readonly (readonly [Standing, string, number])[] = [
    ['prepared', 'Natalia Wróbel', 365],
    ['registered', 'Olga Kubiak', 365],
    ['returned', 'Iwona Gil', 365],
    ['future', 'Piotr Zieliński', 300],
    ['valid', 'Wiktor Kania', 200],
    ['valid', 'Anna Nowak', 22],
    ['revoked', 'Marek Sikora', 30],
    ['ended', 'Barbara Zych', 10],
    ['expired', 'Ewa Pawlak', -25],
    ['withdrawn', 'Zenon Błaszczyk', 100],
  ];
  const rows = states.map(([state, displayName, days], place): ListedInstrument => ({
    ...{
      what: 'authorisation',
      number: `UO/${states.length - place}/${today.slice(0, 4)}`,
      seq: 100 - place,
    },
    ...{ guid: null, state, endWaits: false },
    person: { displayName, post: 'inspektor', unit: 'Wydział Organizacyjny' },
    from: addDays(today, state === 'future' ? 14 : -30),
    to: addDays(today, days),
    since: state === 'valid' || state === 'future' ? null : addDays(today, -3),
    scope: { purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: null, quality: 'no' },
  }));
  return { value: { today, rows, own } };
}

/** Empty, slow, away, a row of each state. */
const whole: Part = [
  inLooks(
    contrastAndLarge,
    'pusta',
    ...[answers('authorisation.list', { value: { today, rows: [], own } }), signIn('halina.dudek'), page],
    shows('Nikt nie ma upoważnienia'),
  ),
  at(
    'wolny-serwer',
    answers('authorisation.list', 'silence'),
    reload,
    page,
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  inLooks(
    contrastAndLarge,
    'database-unreachable',
    ...[answers('authorisation.list', failing('database-unreachable')), reload, page, alert],
    ...[lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  inLooks(
    everyLook,
    'stany',
    ...[lost(), answers('authorisation.list', everyState() as never), reload, page, shows('do poprawienia')],
  ),
];

const grid: Step = ({ page: window }) => window.getByRole('grid').waitFor();
const person: Step = async ({ page: window }) => {
  await window.getByRole('combobox', { name: 'Osoba' }).fill('wrób');
  await window.getByRole('option', { name: 'Natalia Wróbel' }).click();
};
const password: Step = ({ page: window, office }) =>
  window.getByLabel('Hasło').fill(office.person('halina.dudek').password);
const row: Step = ({ page: window }) =>
  window.getByRole('row').filter({ hasText: 'Natalia Wróbel' }).first().click();

/** From an empty form to a paper that waits for somebody else. */
const preparing: Part = [
  inLooks(andLarge, 'pelna', ownAnswers, reload, page, grid),
  inLooks(everyLook, 'nowe', press('Nowe upoważnienie'), shows('Pismo już jest')),
  inLooks(
    andLarge,
    'nowe-braki',
    ...[
      type('Do', '31.02.2026'),
      tick('bezpieczeństwo osób prowadzących rozmowę', false),
      press('Przygotuj i drukuj'),
      alert,
    ],
  ),
  at(
    'nie-przygotowano',
    ...[key('Escape'), press('Nowe upoważnienie'), person],
    ...[answers('authorisation.prepare', failing('answer-late')), type('Do', dayIn(300))],
    ...[tick('bezpieczeństwo osób prowadzących rozmowę', true), press('Przygotuj i drukuj'), alert],
  ),
  inLooks(
    everyLook,
    'czeka-na-podpis',
    ...[ownAnswers, answers('authorisation.print', { value: { printed: 'no-printer' } })],
    ...[press('Przygotuj i drukuj'), shows('Nie znaleziono drukarki.')],
  ),
  inLooks(andLarge, 'podpis-braki', press('Zarejestruj podpis'), shows('Należy podać znak pisma.')),
  at(
    'bledne-haslo',
    ...[type('Znak pisma', 'OR.077.12.2026'), type('Hasło', 'nie-to'), press('Zarejestruj podpis')],
    shows('Nieprawidłowe hasło.'),
  ),
  inLooks(
    andLarge,
    'czeka-na-potwierdzenie',
    ...[password, press('Zarejestruj podpis'), shows('potwierdza inna osoba')],
  ),
  at('menu', press('Więcej czynności')),
  at('wycofanie', item('Wycofaj…'), shows('Wycofaj pismo')),
];

const signOut: Step = async ({ page: window }) => {
  await window.getByRole('banner').getByRole('button').last().click();
  await window.getByRole('menuitem', { name: 'Wyloguj' }).click();
};
const byDeputy: Step = async (studio) => {
  await signOut(studio);
  await signIn('marek.bielak')(studio);
  await goToPage(studio.page, 'Upoważnienia');
  await row(studio);
};
const deputyPassword: Step = ({ page: window, office }) =>
  window.getByLabel('Hasło').fill(office.person('marek.bielak').password);

/** The comparison by a second person, and the end. */
const comparing: Part = [
  inLooks(
    everyLook,
    'porownanie',
    ...[byDeputy, press('Porównaj z pismem'), shows('Czy zapis zgadza się z pismem?')],
  ),
  inLooks(andLarge, 'niezgodne', press('Niezgodne…'), shows('Co się nie zgadza')),
  inLooks(
    andLarge,
    'potwierdzone',
    ...[press('Anuluj'), deputyPassword, press('Potwierdź zgodność'), shows('Potwierdzono zgodność')],
  ),
  inLooks(
    contrastAndLarge,
    'zakonczenie',
    ...[press('Więcej czynności'), item('Zakończ upoważnienie…'), shows('Zakończ upoważnienie')],
  ),
];

function dayIn(days: number): string {
  return addDays(today, days).split('-').reverse().join('.');
}

/** The page of papers: lists, an authorisation from its form to its end. */
export const authorisation: Part = [...whole, ...preparing, ...comparing];
