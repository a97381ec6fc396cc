import type { ListedInstrument, Standing } from '../../shared/authorisation.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { goTo as goToPage } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { failing } from './answers.ts';
import { mayor } from './people.ts';
import { sheetOf } from './sheet.ts';
import {
  alert,
  answers,
  at,
  goTo,
  item,
  key,
  lost,
  ownAnswers,
  type Part,
  press,
  reload,
  shows,
  signIn,
  tab,
  type Step,
  tick,
  type,
} from './state.ts';

const page = goTo('Upoważnienia');
const today = legalDay(new Date());
const own = null;

/** A list with a row of each state. */
function everyState(): { value: { today: string; rows: ListedInstrument[]; own: null } } {
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
    ...{ guid: null, state, endWaits: false, account: { state: 'ok', since: null } },
    person: { displayName, post: 'inspektor', unit: 'Wydział Organizacyjny' },
    from: addDays(today, state === 'future' ? 14 : -30),
    to: addDays(today, days),
    since: state === 'valid' || state === 'future' ? null : addDays(today, -3),
    ...{
      scope: { purposes: ['SAFETY', 'SERVICE_STANDARDS'], departments: null, quality: 'no' },
      declared: true,
    },
  }));
  return { value: { today, rows, own } };
}

/** Empty, slow, away, a row of each state. */
const whole: Part = [
  at(
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
  at(
    'database-unreachable',
    ...[answers('authorisation.list', failing('database-unreachable')), reload, page, alert],
    ...[lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  at(
    'stany',
    ...[lost(), answers('authorisation.list', everyState()), reload, page, shows('do poprawienia')],
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
const paperWay: Step = ({ page: window }) => window.getByRole('radio', { name: 'Papier' }).check();
const signedPaper =
  '<h3>UPOWAŻNIENIE DO ODSŁUCHIWANIA NAGRAŃ ROZMÓW</h3><p>I. Osoba: Natalia Wróbel, referent, Kancelaria Ogólna<p style="font: italic 20pt cursive; color: #239">D. Wrona';
/** A file in the field of the scan, in the place of one that was there. */
const scanned =
  (name: string, file: (studio: Parameters<Step>[0]) => Promise<Buffer>): Step =>
  async (studio) => {
    const buffer = await file(studio);
    await studio.page
      .getByTestId('scan')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  };

const signOut: Step = async ({ page: window }) => {
  await window.getByRole('banner').getByRole('button').last().click();
  await window.getByRole('menuitem', { name: 'Wyloguj' }).click();
};
/** In the place of the Mayor, who has no account in the demo, whoever is neither on the paper nor has prepared it. */
const byMayor: Step = async (studio) => {
  await signOut(studio);
  await signIn('marek.bielak')(studio);
  await answers('session.me', { value: mayor })(studio);
  await reload(studio);
  await goToPage(studio.page, 'Upoważnienia');
  await row(studio);
};

/** From an empty form to a paper that waits for somebody else. */
const preparing: Part = [
  at('trzecia-osoba', press('Nowe upoważnienie'), person, shows(/^Potrzebna jest trzecia osoba/)),
  at('pelna', ownAnswers, reload, page, grid),
  at('nowe', press('Nowe upoważnienie'), shows('Pismo już jest')),
  at(
    'nowe-braki',
    ...[
      type('Do*', '31.02.2026'),
      tick('bezpieczeństwo osób prowadzących rozmowę', false),
      press('Przygotuj i drukuj'),
      alert,
    ],
  ),
  at(
    'nie-przygotowano',
    ...[key('Escape'), press('Nowe upoważnienie'), person],
    ...[
      answers('authorisation.prepare', failing('answer-late', { asked: 'instrument' })),
      type('Do*', dayIn(300)),
    ],
    ...[tick('bezpieczeństwo osób prowadzących rozmowę', true), press('Przygotuj i drukuj'), alert],
  ),
  at(
    'czeka-na-podpis',
    ...[ownAnswers, answers('paper.print', { value: { done: 'no-printer' } })],
    ...[press('Przygotuj i drukuj'), shows('Nie znaleziono drukarki.')],
  ),
  at('oswiadczenie-zapisane', ...[press('Zapisz dzień oświadczenia'), shows(/^podpisano /)]),
  at('zatwierdzenie', ...[byMayor, press('Zatwierdź…'), shows('Czy zatwierdzić to pismo?')]),
  at('znowu-sekretarz', ownAnswers, reload, signOut, signIn('halina.dudek'), page, row),
  at('podpis-braki', press('Zarejestruj podpis'), shows('Należy podać znak pisma.')),
  at(
    'nie-ten-plik',
    paperWay,
    scanned('umowa.docx', () => Promise.resolve(Buffer.from('PK'))),
    shows('To nie jest plik PDF, JPG ani PNG.'),
  ),
  at(
    'bledne-haslo',
    scanned('UO_podpisane.pdf', (studio) => sheetOf(studio, signedPaper)),
    ...[type('Znak pisma*', 'OR.077.12.2026'), type('Hasło', 'nie-to'), press('Zarejestruj podpis')],
    shows('Nieprawidłowe hasło.'),
  ),
  at('czeka-na-potwierdzenie', ...[password, press('Zarejestruj podpis'), shows('potwierdza inna osoba')]),
  at('menu', press('Więcej czynności')),
  at('wycofanie', item('Wycofaj…'), shows('Wycofaj pismo')),
];

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
  at(
    'porownanie',
    ...[byDeputy, press('Porównaj z pismem'), shows('Czy zapis zgadza się z pismem?')],
    ({ page: window }) => sheetsDrawn(window),
  ),
  at('niezgodne', press('Niezgodne…'), shows('Co się nie zgadza')),
  at(
    'potwierdzone',
    ...[press('Anuluj'), deputyPassword, press('Potwierdź zgodność'), shows('Potwierdzono zgodność')],
  ),
  at(
    'zakonczenie',
    ...[press('Więcej czynności'), item('Zakończ upoważnienie…'), shows('Zakończ upoważnienie')],
  ),
];

/** What stands ends in three weeks: by the Secretary's own program, as she would do it one by one. */
const endingSoon: Step = ({ page: shown }) =>
  shown.evaluate(
    async (until) => {
      type Called = { value: { rows: { number: string }[] } };
      const { office } = globalThis as unknown as {
        office: { call(channel: string, input: object): Promise<Called> };
      };
      const filter = { what: 'authorisation', show: 'valid', text: null };
      const { value } = await office.call('authorisation.list', { filter });
      for (const { number } of value.rows)
        await office.call('authorisation.end', { number, why: 'post', until, paper: null, words: null });
    },
    addDays(today, 20),
  );
const somebodyElse: Step = async ({ page: window }) => {
  await window.getByRole('combobox', { name: 'Podpisał(a)' }).click();
  await window.getByRole('option', { name: /^Kto inny/ }).click();
};
const choose =
  (field: string, letters: string, name: string): Step =>
  async ({ page: window }) => {
    await window.getByRole('combobox', { name: field }).fill(letters);
    await window.getByRole('option', { name }).first().click();
  };
const officeOf =
  (name: string): Step =>
  async ({ page: window }) => {
    await window.getByRole('combobox', { name: 'Funkcja' }).click();
    await window.getByRole('option', { name, exact: true }).click();
  };

/** One that ends, of somebody whose account is gone. */
const nobodyLeft = {
  ...{ today, own },
  rows: everyState().value.rows.flatMap((one): ListedInstrument[] =>
    one.person.displayName === 'Anna Nowak'
      ? [
          {
            ...one,
            guid: '00000000-0000-4000-8000-000000000001',
            account: { state: 'disabled', since: today },
          },
        ]
      : [],
  ),
};

/** Several on one paper. */
const prolonging: Part = [
  at(
    'przedluzenie',
    ...[
      signOut,
      signIn('halina.dudek'),
      endingSoon,
      page,
      press(/^Przedłuż kończące/),
      shows('Osoby: dotychczasowy'),
    ],
  ),
  at(
    'przedluzenie-nikogo',
    ...[key('Escape'), answers('authorisation.list', { value: nobodyLeft }), reload, page],
    ...[press(/^Przedłuż kończące/), shows(/^Żadnej z tych osób/)],
  ),
  at(
    'przedluzenie-znowu',
    ownAnswers,
    reload,
    page,
    press(/^Przedłuż kończące/),
    shows('Osoby: dotychczasowy'),
  ),
  at('przedluzenie-pismo-jest', press('Pismo już jest'), shows('Znak pisma')),
  at(
    'lista-czeka-na-podpis',
    ...[key('Escape'), press(/^Przedłuż kończące/)],
    ...[answers('paper.print', { value: { done: 'no-printer' } }), press('Przygotuj i drukuj')],
    shows('Nie znaleziono drukarki.'),
  ),
  at(
    'lista-czeka-na-potwierdzenie',
    ...[type('Znak pisma*', 'OR.077.14.2026'), password, press('Zarejestruj podpis')],
    shows('potwierdza inna osoba'),
  ),
];

/** Offices: the list, the form, what cannot be together, a deputy's paper. */
const appointing: Part = [
  at('funkcje', ...[ownAnswers, tab(/^Funkcje/), shows('Burmistrz')]),
  at(
    'funkcja-nadal-trwa',
    ({ page: window }) => window.getByRole('row').filter({ hasText: 'Marek Bielak' }).click(),
    shows('Nadal trwa'),
  ),
  at('powierzenie', press('Powierz funkcję…'), shows('jako zastępca')),
  at(
    'powierzenie-niezgodne',
    ...[officeOf('inspektor ochrony danych'), choose('Osoba', 'nowak', 'Anna Nowak')],
    shows(/^Tych funkcji nie może łączyć/),
  ),
  at(
    'zastepca-burmistrza',
    ...[officeOf('Burmistrz'), tick('jako zastępca', true), tick('§ 4: upoważnia do odsłuchiwania', true)],
    shows('§ 5: zgadza się na udostępnienie'),
  ),
  at(
    'zastepca-czeka-na-podpis',
    ...[answers('paper.print', { value: { done: 'no-printer' } }), press('Przygotuj i drukuj')],
    shows('Nie znaleziono drukarki.'),
  ),
  at('inny-podpisujacy', ownAnswers, somebodyElse, shows('Kto powierzył')),
];

/** The page's own menu. */
const menu: Part = [
  at('menu-strony', key('Escape'), press('Więcej')),
  at('kto-co-moze', item('Kto co może'), shows('Strony programu')),
  at('menu-osoby', press('Wróć do listy'), press('Więcej')),
  at(
    'dodaj-osoby',
    ...[
      item('Dodaj osoby…'),
      choose('Cały wydział', 'biuro', 'Biuro Skarg i Wniosków'),
      shows('Wybrane osoby'),
    ],
  ),
];

function dayIn(days: number): string {
  return addDays(today, days).split('-').reverse().join('.');
}

/** The page of papers: lists, an authorisation from its form to its end. */
export const authorisation: Part = [
  ...whole,
  ...preparing,
  ...comparing,
  ...prolonging,
  ...appointing,
  ...menu,
];
