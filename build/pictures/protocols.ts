import { legalDay } from '../../shared/warsaw.ts';
import { controls, dayText, listenTo, planOf, savedMark } from '../window/hand.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { answerWith, failing } from './answers.ts';
import {
  admit,
  alert,
  answers,
  at,
  button,
  fill,
  findCall,
  giveReason,
  goTo,
  heading,
  key,
  lookFor,
  lost,
  on,
  ownAnswers,
} from './state.ts';
import { type Part, press, reload, shows, signIn, signOut, type Step, tab, tick, type } from './state.ts';

const lists = goTo('Protokoły');
const completed = [heading('Protokół zakończony'), ({ page }) => sheetsDrawn(page)] satisfies Step[];

/** The lists while they are awaited, and where they do not come. */
const awaited: Part = [
  at('puste', signIn('piotr.zielinski'), lists, shows('Nie ma jeszcze protokołów')),
  at(
    'wolny-serwer',
    ...[answers('protocol.acts', 'silence'), reload, lists, shows(/^Trwa to dłużej niż zwykle/)],
  ),
  at(
    'brak-bazy',
    ...[answers('protocol.acts', failing('database-unreachable')), reload, lists, alert],
    ...[lost('database'), shows('Oczekiwanie na połączenie')],
  ),
  at(
    'strona-zepsuta',
    ...[lost(), answers('protocol.acts', { value: { acts: [{ state: 'filed' }] } }), reload, lists],
    shows('Tej strony nie można teraz pokazać.'),
  ),
];

const listen: Step = ({ page, office }) => listenTo(page, planOf(office, 'oddzwonienie'));
/** Somebody who hears it, too, and whose remark stands in the protocol. */
const present: Step[] = [
  ...[press('Dodaj osobę obecną'), lookFor('nowak'), admit(/Anna Nowak/)],
  fill('Uwagi: Anna Nowak', 'Termin podano dwa razy, za drugim razem dokładnie.'),
];
const saved: Step = ({ page }) => savedMark(page).waitFor();
const write: Step = async (studio) => {
  await controls(studio.page).findings.fill('Urzędnik obiecał termin do piątku i podał właściwy wydział.');
  await saved(studio);
};
/** The lists of whoever is signed in as they read once the days of every act are over. */
const overdue: Step = async ({ app, page }) => {
  const acts = await page.evaluate(async () => {
    type Called = { value: { acts: object[] } };
    const { office } = globalThis as unknown as {
      office: { call(channel: string, input: object): Promise<Called> };
    };
    return (await office.call('protocol.acts', {})).value.acts;
  });
  await answerWith(app, 'protocol.acts', {
    value: { acts: acts.map((act) => ({ ...act, until: '2026-01-05T23:00:00.000Z' })) },
  });
};
const draft: Step = ({ page }) => controls(page).findings.waitFor();

/** From a first act to its sealed protocol. */
const completing: Part = [
  at(
    'zamykanie',
    ...[ownAnswers, reload, listen, ...present, write],
    ...[answers('protocol.complete', 'silence'), on('finish')],
    button('Zamykanie protokołu…'),
  ),
  at('niezakonczone', ownAnswers, reload, lists, button(/^Wróć do odsłuchania/)),
  at('po-terminie', overdue, reload, lists, button(/^Dokończ protokół/)),
  at('powrot-do-czynnosci', ownAnswers, reload, lists, press(/^Wróć do odsłuchania/), draft),
  at('nie-zakonczono', answers('protocol.complete', failing('database-unreachable')), on('finish'), alert),
  at(
    'podglad-w-drodze',
    ...[ownAnswers, answers('protocol.document', 'silence'), on('finish')],
    shows('Przygotowywanie podglądu…'),
  ),
  at('zakonczony', ...[ownAnswers, reload, lists, press(/^Dołącz do akt/), ...completed]),
];

const said =
  (words: string): Step =>
  ({ page }) =>
    page.getByRole('status').filter({ hasText: words }).waitFor();
const printed = (how: string, words: string): Step[] => [
  ...[answers('paper.print', { value: { done: how } }), press(/^Drukuj/), said(words)],
];

/** What comes of a press on „Drukuj”; the last never answers. */
const printing: Part = [
  at('druk-no-printer', ...printed('no-printer', 'Nie znaleziono drukarki.')),
  at('druk-cancelled', ...printed('cancelled', 'Drukowanie anulowano.')),
  at('druk-failed', ...printed('failed', 'Nie udało się wydrukować.')),
  at('druk-unanswered', ...printed('unanswered', 'Windows nie odpowiedział na polecenie druku')),
  at('druk-sent', ...printed('sent', 'Wysłano do drukarki.')),
  at('drukowanie', answers('paper.print', 'silence'), press(/^Drukuj/), shows('Drukowanie…')),
];

const unsigned = (on: boolean): Step => tick('Odmowa lub brak podpisu', on);
const correct = press('Zapisz sprostowanie i drukuj');
/** As the field is filled in by itself: the legal day. */
const today = dayText(legalDay(new Date()));

/** Signature and case file, what is missing there, and the correction of what was filed. */
const ending: Part = [
  at(
    'dolaczenie-braki',
    ...[ownAnswers, reload, lists, press(/^Dołącz do akt/), ...completed],
    ...[type('Data dołączenia', '40.13.2026'), unsigned(true), on('file')],
  ),
  at('kalendarz', ...[type('Data dołączenia', today), unsigned(false), press('Wybierz dzień z kalendarza')]),
  at(
    'nie-dolaczono',
    key('Escape'),
    answers('protocol.file', failing('answer-late', { asked: 'file' })),
    on('file'),
    alert,
  ),
  at(
    'nie-zapisano-pdf',
    ...[ownAnswers, answers('paper.save', failing('document-not-saved')), on('savePdf')],
    shows(/^Nie udało się zapisać pliku/),
  ),
  at('dolaczony', ownAnswers, on('file'), heading('Protokół dołączony do akt')),
  at('sprostowanie', press('Sprostuj'), heading('Sprostowanie')),
  at('sprostowanie-bez-zmian', correct, shows(/^Niczego nie zmieniono\./)),
  at('sprostowanie-znak-z-pomylka', ...[fill('Znak sprawy', 'SEK.1510.8 2026'), saved]),
  at('sprostowanie-porzucenie', press('Anuluj'), shows('Wpisane zmiany przepadną.')),
  at(
    'sprostowany',
    ...[
      press('Wróć do sprostowania'),
      fill('Znak sprawy', 'SEK.1510.8.2026'),
      correct,
      shows('Sprostowano protokół'),
    ],
  ),
];

const grid: Step = ({ page }) => page.getByRole('grid').waitFor();
const lastAct: Step = ({ page }) => page.getByRole('row').filter({ hasText: 'PO/' }).last().click();
const seek: Step = ({ page }) => page.getByRole('searchbox').fill('XYZ');

/** The lists of protocols, empty and full, and the page that ends one: sealed, printed, filed, corrected; the story of one's own act. */
export const protocols: Part = [
  ...[...awaited, ...completing, ...printing, ...ending],
  at('pelne', lists, grid),
  at('wlasna-czynnosc', lastAct, heading('Przebieg')),
  at('historia-nagrania', press(/^Historia nagrania/), heading('Historia nagrania')),
  at('zaden-nie-pasuje', key('Escape'), key('Escape'), seek, shows('Żaden protokół nie pasuje')),
  // Who was present reads it from the same minute.
  at('moja-obecnosc', ...[signOut, signIn('anna.nowak'), lists, tab(/^Moja obecność \(\d/), grid]),
];

/**
 * Whoever may not listen reads in place of the search what became of the authorisation; who took part in the call is refused where it was
 * asked for, and finds that in „Protokoły”.
 */
export const refusals: Part = [
  at('brak-odmow', signIn('natalia.wrobel'), lists, tab(/^Odmowy/)),
  at('brak-obecnosci', tab(/^Moja obecność/), shows('Nie ma takich protokołów')),
  at('bez-prawa', goTo('Szukaj'), shows(/^Brak upoważnienia/)),
  ...['ewa.pawlak', 'marek.sikora', 'olga.kubiak'].map((login) =>
    at(`bez-prawa-${login}`, signOut, signIn(login), shows(/^Upoważnienie UO/)),
  ),
  at(
    'odmowa',
    ...[signOut, signIn('barbara.zych'), findCall('oddzwonienie'), on('justify'), giveReason],
    ...[on('approve'), shows(/^Odmówiono dostępu/)],
  ),
  at('odmowy', lists, tab(/^Odmowy \(1\)/)),
];
