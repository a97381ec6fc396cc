import { addDays, legalDay } from '../../shared/warsaw.ts';
import { dayText, goTo as goToPage } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  fill,
  goTo,
  key,
  lost,
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  type,
} from './state.ts';
import { sheetOf } from './sheet.ts';

const page = goTo('Upoważnienia');
const tab: Step = ({ page: window }) => window.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
const password =
  (login: string): Step =>
  ({ page: window, office }) =>
    window.getByLabel('Hasło').fill(office.person(login).password);
const of =
  (rule: string): Step =>
  async ({ page: window }) => {
    await window.getByRole('combobox', { name: 'Czego dotyczy' }).click();
    await window.getByRole('option', { name: rule }).click();
  };
const order =
  '<p>Zarządzenie Nr 120/2026<br>Burmistrza Miasta i Gminy Piaseczno<p>w sprawie Regulaminu rejestracji rozmów telefonicznych<p>§ 1. Wprowadza się Regulamin rejestracji rozmów telefonicznych.<p style="font: italic 20pt cursive; color: #239">D. Wrona';
const allowance =
  '<p>OR.0143.9.2026<br>Burmistrz Miasta i Gminy Piaseczno<p>w sprawie przeglądów jakości obsługi<p>Dopuszcza się przeglądy jakości obsługi, o których mowa w Zarządzeniu nr 88/2026 w sprawie regulaminu pracy.<p style="font: italic 20pt cursive; color: #239">D. Wrona';
const scan =
  (name: string, paper: string): Step =>
  async (studio) => {
    const buffer = await sheetOf(studio, paper);
    await studio.page.getByTestId('scan').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  };
const by =
  (login: string): Step =>
  async (studio) => {
    const { page: window } = studio;
    await window.getByRole('banner').getByRole('button').last().click();
    await window.getByRole('menuitem', { name: 'Wyloguj' }).click();
    await signIn(login)(studio);
    await goToPage(window, 'Upoważnienia');
    await tab(studio);
  };
const review = 'Przegląd jakości obsługi';
const told = dayText(addDays(legalDay(), -2));

/** The tab of rules: lists, a version from its form to its confirmation. */
export const rules: Part = [
  at(
    'wolny-serwer',
    ...[answers('rules.list', 'silence'), signIn('halina.dudek'), page, tab],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at(
    'database-unreachable',
    ...[answers('rules.list', failing('database-unreachable')), reload, page, tab, alert],
    ...[lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  at('podstawy', ...[lost(), ownAnswers, reload, page, tab, shows('Rozpatrzenie skargi')]),
  at('podstawa', row('Rozpatrzenie skargi'), shows('Nadal obowiązuje')),
  at('menu-strony', press('Więcej')),
  at('nowy-regulamin', key('Escape'), press('Nowa wersja…'), shows('Obowiązuje od')),
  at('nowy-regulamin-braki', press('Zarejestruj'), shows('Należy podać tytuł.')),
  at('nowa-podstawa', of('Rozpatrzenie skargi'), shows('Zdanie 1')),
  at('nowe-oswiadczenie', of('Oświadczenie o poufności'), shows('Treść oświadczenia')),
  at('przeglady-braki', of(review), shows('Należy podać numer regulaminu pracy')),
  at(
    'bledne-haslo',
    ...[of('Regulamin'), type('Numer zarządzenia*', '120/2026')],
    ...[type('Tytuł*', 'Regulaminu rejestracji rozmów telefonicznych')],
    ...[scan('zarzadzenie_120_2026.pdf', order), type('Hasło', 'nie-to')],
    ...[press('Zarejestruj'), shows('Nieprawidłowe hasło.')],
  ),
  at(
    'czeka-na-potwierdzenie',
    ...[password('halina.dudek'), press('Zarejestruj'), shows('Porówna zapis z pismem')],
  ),
  at(
    'porownanie',
    ...[
      by('marek.bielak'),
      row('Regulamin'),
      press('Porównaj z pismem'),
      shows('Czy zapis zgadza się z pismem?'),
    ],
    ({ page: window }) => sheetsDrawn(window),
  ),
  at(
    'potwierdzone',
    ...[password('marek.bielak'), press('Potwierdź zgodność'), shows('Potwierdzono zgodność')],
  ),
  at(
    'nadal-obowiazuje',
    ...[password('marek.bielak'), press('Nadal obowiązuje'), shows('Sprawdzono, że nadal obowiązuje')],
  ),
  at('przeglady-nowa', press('Nowa wersja…'), of(review), shows('14 dni później')),
  at(
    'przeglady-wypelnione',
    ...[fill('Numer zarządzenia', 'OR.0143.9.2026'), scan('pismo_9_2026.pdf', allowance)],
    ...[fill('Regulamin pracy albo obwieszczenie', 'Zarządzenie nr 88/2026'), fill('Z dnia', told)],
    ...[fill('Pracowników poinformowano dnia', told), shows(/^Przeglądy obejmą rozmowy od \d/)],
  ),
  at(
    'przeglady-czekaja',
    ...[password('marek.bielak'), press('Zarejestruj'), shows('Porówna zapis z pismem')],
  ),
  at(
    'przeglady-porownanie',
    ...[by('halina.dudek'), row(review), press('Porównaj z pismem'), shows('Czy zapis zgadza się z pismem?')],
    ({ page: window }) => sheetsDrawn(window),
  ),
  at(
    'przeglady-dozwolone',
    ...[password('halina.dudek'), press('Potwierdź zgodność'), shows('Potwierdzono zgodność')],
  ),
];
