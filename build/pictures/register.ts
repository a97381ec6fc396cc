import { andContrast, andLarge, contrastAndLarge, everyLook } from './album.ts';
import { failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  goTo,
  heading,
  inLooks,
  item,
  key,
  lost,
  ownAnswers,
  type Part,
  press,
} from './state.ts';
import { reload as reloadPage, shows, signIn, type Step, step, type Studio, type } from './state.ts';

const open = goTo('Rejestr');
const reload: Step = async (studio) => {
  await reloadPage(studio);
  await open(studio);
};
const grid = ({ page }: Studio) => page.getByRole('grid', { name: 'Rejestr odsłuchań' });
const full: Step = (studio) => grid(studio).waitFor();
const act: Step = (studio) => grid(studio).getByRole('row').filter({ hasText: 'PO/' }).first().click();
const row = step((studio, hasText: string | RegExp) =>
  grid(studio).getByRole('row').filter({ hasText }).first().click(),
);
const refusal = ({ page }: Studio) => page.getByRole('row').filter({ hasText: 'odmowa' }).first();
const onlyRefusals: Step = ({ page }) => page.getByRole('switch', { name: 'Tylko odmowy' }).click();
const unreadable = (code: 'database-unreachable' | 'no-right'): Step[] => [
  ...[answers('register.rows', failing(code)), answers('register.summary', failing(code)), reload, alert],
];

/** Empty, slow, away, without a right, full; an act, a recording out of its story, and a refusal. */
const whole: Part = [
  inLooks(
    contrastAndLarge,
    'pusty',
    ...[answers('register.rows', { value: { rows: [], next: null } }), signIn('halina.dudek'), open],
    shows('Rejestr jest pusty'),
  ),
  at('wolny-serwer', answers('register.rows', 'silence'), reload, shows(/^Trwa to dłużej niż zwykle/)),
  inLooks(
    contrastAndLarge,
    'database-unreachable',
    ...[...unreadable('database-unreachable'), lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  inLooks(contrastAndLarge, 'no-right', ...unreadable('no-right')),
  inLooks(everyLook, 'pelny', lost(), ownAnswers, reload, full),
  inLooks(everyLook, 'wpis', act, heading('Przebieg')),
  at(
    'brak-przebiegu',
    ...[answers('register.story', failing('database-unreachable')), key('Escape'), reload, act, alert],
  ),
  inLooks(
    contrastAndLarge,
    'historia-nagrania',
    ...[ownAnswers, reload, full, act, press(/^Historia nagrania/), heading('Historia nagrania')],
  ),
  inLooks(andLarge, 'odmowa', (studio) => refusal(studio).click(), heading(/odmowa/i)),
  inLooks(andLarge, 'odmowa-obecnosci', row('odmowa obecności'), heading(/odmowa obecności/i)),
  inLooks(
    andLarge,
    'wpis-z-nie-ta-rozmowa',
    row(/Anna Nowak.*PO\/|PO\/.*Anna Nowak/),
    shows('Nie ta rozmowa'),
  ),
];

const periods: Step = ({ page }) => page.getByRole('combobox', { name: 'Okres' }).click();
const ownPeriod: Step = ({ page }) => page.getByRole('option', { name: 'Własny okres' }).click();

/** A period of one's own, one that ends before it begins, refusals alone. */
const filters: Part = [
  inLooks(andContrast, 'okresy', key('Escape'), periods),
  inLooks(everyLook, 'wlasny-okres', ownPeriod, type('Od dnia', '01.11.2026'), type('Do dnia', '30.11.2026')),
  inLooks(andLarge, 'okres-odwrotny', type('Do dnia', '31.10.2026', 'Tab'), alert),
  at('tylko-odmowy', reload, onlyRefusals, (studio) => refusal(studio).waitFor()),
];

const menu = press('Drukuj za okres');
const print = (printed: string): Step[] => [
  ...[answers('register.print', { value: { printed } }), menu, item('Drukuj…')],
];

/** „Drukuj za okres” and what comes of it. */
const printing: Part = [
  inLooks(['jasny', 'ciemny', 'kontrast', '200'], 'menu-druku', onlyRefusals, menu),
  at('druk-no-printer', key('Escape'), ...print('no-printer')),
  inLooks(andLarge, 'druk-unanswered', ...print('unanswered')),
  inLooks(
    andLarge,
    'nie-zapisano',
    ...[answers('register.savePdf', failing('file-not-saved')), menu, item('Zapisz PDF…')],
    shows(/^Nie udało się zapisać pliku/),
  ),
];

const seek: Step = ({ page }) => page.getByRole('searchbox').fill('XYZ');

/** The Secretary's register: empty, slow, away, without a right, full, an act, a refusal, nothing under a filter. */
export const register: Part = [
  ...[...whole, ...filters, ...printing],
  at('zaden-nie-pasuje', ownAnswers, seek, shows('Żaden wpis nie pasuje')),
];
