import type { RegisterSummary, SearchRow, Told } from '../../shared/register.ts';
import { failing } from './answers.ts';
import { alert, answers, at, goTo, heading, item, key, lost, ownAnswers, type Part, press } from './state.ts';
import { reload as reloadPage, shows, signIn, type Step, step, type Studio, tab, type } from './state.ts';

const open = goTo('Rejestr');
const noSummary: RegisterSummary = {
  ...{ acts: 0, refusals: 0, first: null, last: null, missing: { protocol: null, entry: null } },
  ...{ continued: true, alarm: null, people: [] },
};
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
const onlyRefusals: Step = async ({ page }) => {
  await page.getByRole('combobox', { name: 'Rodzaj wpisu' }).click();
  await page.getByRole('option', { name: 'Odmowy' }).click();
};
const unreadable = (code: 'database-unreachable' | 'no-right'): Step[] => [
  ...[answers('register.rows', failing(code)), answers('register.summary', failing(code)), reload, alert],
];

const search = (
  seq: number,
  at: string,
  person: string,
  asked: Record<string, string>,
  filters = 1,
): SearchRow => ({
  ...{ seq, at, person, asked, filters, case: 'SEK.1510.17.2026' },
  login: person === 'Anna Nowak' ? 'anna.nowak' : 'halina.dudek',
});
const searches = [
  search(412, '2026-09-29T20:54:00.000Z', 'Anna Nowak', {
    day: '2026-09-28',
    digits: '417',
    digitsGiven: '9',
  }),
  search(
    411,
    '2026-09-29T08:54:00.000Z',
    'Anna Nowak',
    { day: '2026-09-28', around: '10:00', answeredBy: 'Zych' },
    6,
  ),
  search(410, '2026-09-29T08:51:00.000Z', 'Halina Dudek', {
    day: '2026-09-01',
    dayTo: '2026-09-28',
    withheld: 'true',
  }),
];

/** Empty, slow, away, without a right, full; an act, a recording out of its story, and a refusal. */
const whole: Part = [
  at(
    'pusty',
    answers('register.rows', { value: { rows: [], next: null } }),
    ...[answers('register.summary', { value: noSummary }), signIn('halina.dudek'), open],
    shows('Rejestr jest pusty'),
  ),
  at('wolny-serwer', answers('register.rows', 'silence'), reload, shows(/^Trwa to dłużej niż zwykle/)),
  at(
    'database-unreachable',
    ...[...unreadable('database-unreachable'), lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  at('no-right', ...unreadable('no-right')),
  at(
    'wyszukiwania',
    ...[lost(), ownAnswers, answers('register.searches', { value: { rows: searches, next: null } })],
    ...[reload, tab(/Wyszukiwania/), shows('Szukano')],
  ),
  at(
    'bez-wyszukiwan',
    ...[answers('register.searches', { value: { rows: [], next: null } }), reload, tab(/Wyszukiwania/)],
    shows('Nie ma takich wyszukiwań'),
  ),
  at(
    'wyszukiwania-niedostepne',
    ...[answers('register.searches', failing('database-unreachable')), reload, tab(/Wyszukiwania/), alert],
  ),
  at('pelny', lost(), ownAnswers, reload, tab(/Odsłuchania/), full),
  at('wpis', act, heading('Przebieg')),
  at(
    'brak-przebiegu',
    ...[answers('register.story', failing('database-unreachable')), key('Escape'), reload, act, alert],
  ),
  at(
    'historia-nagrania',
    ...[ownAnswers, reload, full, act, press(/^Historia nagrania/), heading('Historia nagrania')],
  ),
  at('odmowa', (studio) => refusal(studio).click(), heading(/odmowa/i)),
  at('odmowa-obecnosci', row('odmowa obecności'), heading(/odmowa obecności/i)),
  at('wpis-z-nie-ta-rozmowa', row(/Anna Nowak.*PO\/|PO\/.*Anna Nowak/), shows('Nie ta rozmowa')),
];

/** The protocol of somebody who is gone: as it is closed, and once it lies in the case file. */
const gone = {
  ...{ act: '5b0c1f7e-2f0e-4c57-9a53-0d3c54d1a017', opening: '0e6f1d1b-58c3-4c5c-8a0e-2f6f4c1d7a21' },
  call: { recording: '9c1f0a52-4f89-41d3-9a0c-1d53305e82c3', startedAt: '2026-09-28T07:12:00.000Z' },
};
/** What the listener did, as the keeper signed it. */
const told = (kind: string, seq: number, at: string, facts: object): Told => ({
  ...{ seq, person: 'Wiktor Kania', subject: null, protocol: 'PO/17/2026', call: gone.call },
  payload: {
    ...{ v: 1, kind, at, command: gone.opening, login: 'wiktor.kania', guid: gone.opening, asked: null },
    ...{ act: gone.act, ...facts },
  },
});
const hash = 'ab'.repeat(32);
const released = told('release', 214, '2026-09-29T08:54:00.000Z', {
  ...{ protocol: 'PO/17/2026', recording: gone.call.recording, case: 'SEK.1510.17.2026' },
  ...{ basis: 'KPA_SKARGA', sentence: null, statement: null, purpose: 'SERVICE_STANDARDS' },
  ...{ authorisation: 'UO/9/2026', present: [], publicKey: `${'A'.repeat(43)}=`, cipherSha256: hash },
  ...{ cipherBytes: 82_000, plainBytes: 80_000, host: 'ST-08', address: null, text: hash },
});
const closed = told('closed', 215, '2026-09-29T08:57:00.000Z', {
  ...{ opening: gone.opening, how: 'listener', ranges: [[0, 164_000]], wrongCall: false },
});
/** The desk puts it into the case file in the listener's place. */
const filed = told('filed', 261, '2026-10-21T07:15:00.000Z', {
  ...{ login: 'halina.dudek', day: '2026-10-21', way: 'paper', signed: false, instead: true, text: hash },
});
const stories = {
  started: [released, closed],
  unfinished: [released, closed, { ...filed, person: 'Halina Dudek', call: null }],
};
const summary: RegisterSummary = { ...noSummary, acts: 1, first: 'PO/17/2026', last: 'PO/17/2026' };
const goneRow = (state: 'started' | 'unfinished') => ({
  ...{ kind: 'act', seq: 214, at: '2026-09-29T08:54:00.000Z', act: gone.act },
  ...{ number: 'PO/17/2026', login: 'wiktor.kania', person: 'Wiktor Kania', account: 'disabled', state },
  ...{ authorisation: 'UO/9/2026', case: 'SEK.1510.17.2026', formerCases: [] },
  ...{ basisLabel: 'Rozpatrzenie skargi – art. 227 i 237 KPA', recordings: 1, heardMs: 164_000 },
  ...{ purpose: 'SERVICE_STANDARDS', reference: null, justification: 'Przebieg rozmowy jest sporny.' },
  ...{ present: [], calls: [{ ...gone.call, wrongCall: false }], evidence: false },
});
const goneIs = (state: 'started' | 'unfinished'): Step[] => [
  answers('register.rows', { value: { rows: [goneRow(state)], next: null } }),
  answers('register.summary', { value: summary }),
  answers('register.story', { value: { entries: stories[state], next: null } }),
  ...[reload, act],
];

/** Nobody entered that it is read; a protocol whose listener is gone, and the copy of one. */
const others: Part = [
  at('bez-wpisu-o-czytaniu', ...[answers('register.rows', failing('reading-not-entered')), reload, alert]),
  at('autor-odszedl', ...goneIs('started'), shows('Zamknij i drukuj…')),
  at('zamkniecie', press('Zamknij i drukuj…'), shows(/^Osoba, która odsłuchała, nie zapisała/)),
  at('zamkniecie-bez-przyczyny', press('Zamknij i drukuj'), shows('Należy podać przyczynę.')),
  at('nieukonczony', key('Escape'), ...goneIs('unfinished'), shows('Odpis do akt…')),
  at('odpis', press('Odpis do akt…'), shows('Do których akt lub po co')),
  at(
    'odpis-bez-drukarki',
    answers('protocol.copy', { value: { done: 'no-printer' } }),
    press('Drukuj odpis'),
  ),
];

const periods: Step = ({ page }) => page.getByRole('combobox', { name: 'Okres' }).click();
const ownPeriod: Step = ({ page }) => page.getByRole('option', { name: 'Własny okres' }).click();

/** A period of one's own, one that ends before it begins, refusals alone. */
const filters: Part = [
  at('okresy', key('Escape'), periods),
  at('wlasny-okres', ownPeriod, type('Od dnia', '01.11.2026'), type('Do dnia', '30.11.2026')),
  at('okres-odwrotny', type('Do dnia', '31.10.2026', 'Tab'), alert),
  at('tylko-odmowy', reload, onlyRefusals, (studio) => refusal(studio).waitFor()),
];

const menu = press('Drukuj za okres');
const print = (printed: string): Step[] => [
  ...[answers('paper.print', { value: { done: printed } }), menu, item('Drukuj…')],
];

/** „Drukuj za okres” and what comes of it. */
const printing: Part = [
  at('menu-druku', onlyRefusals, menu),
  at('druk-no-printer', key('Escape'), ...print('no-printer')),
  at('druk-unanswered', ...print('unanswered')),
  at(
    'nie-zapisano',
    ...[answers('paper.save', failing('file-not-saved')), menu, item('Zapisz PDF…')],
    shows(/^Nie udało się zapisać pliku/),
  ),
];

const seek: Step = ({ page }) => page.getByRole('searchbox').fill('XYZ');

/** The Secretary's register: empty, slow, away, without a right, full, an act, a refusal, nothing under a filter. */
export const register: Part = [
  ...[...whole, ...filters, ...printing, ...others],
  at('zaden-nie-pasuje', ownAnswers, seek, shows('Żaden wpis nie pasuje')),
];
