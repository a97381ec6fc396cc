import type { Matter } from '../../shared/matter.ts';
import type { ListedReview, ReviewDetail, ReviewItem, Searcher } from '../../shared/review.ts';
import { addDays, daysOfMonth, legalDay, monthBefore } from '../../shared/warsaw.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { answerWith, failing } from './answers.ts';
import {
  alert,
  answers,
  at,
  goTo,
  key,
  type Part,
  press,
  reload,
  shows,
  signIn,
  type Step,
  tab,
} from './state.ts';
import { sheetOf } from './sheet.ts';

const page = goTo('Przegląd');
const today = legalDay();
const month = monthBefore(today);
const { from, to } = daysOfMonth(month);
const day = (count: number): string => `${addDays(from, count)}T08:31:00.000Z`;
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const year = month.slice(0, 4);

const open: ListedReview = {
  ...{
    review: id(1),
    seq: 5110,
    from,
    to,
    items: 8,
    flagged: 4,
    judged: 3,
    irregular: 1,
    referred: 0,
    number: null,
  },
  ...{ opened: today, concluded: null, last: 5221, waits: true },
};
const earlier = [1, 2, 3].map((back): ListedReview => {
  const [before, number] = [daysOfMonth(addDays(from, -30 * back).slice(0, 7)), `RP/${9 - back}/${year}`];
  return {
    ...open,
    ...before,
    review: id(10 + back),
    items: 14 - back,
    judged: 14 - back,
    irregular: 0,
    number,
    ...{ opened: addDays(before.to, 8), concluded: addDays(before.to, 14), waits: false },
  };
});

const judged = (verdict: 'ok' | 'irregular' | 'referred', words: string | null = null) => ({
  ...{ verdict, seq: 5221, at: `${today}T08:05:00.000Z`, person: 'Halina Dudek', words },
});
const free = { ofDesk: false, own: false, judged: null };

function act(n: number, person: string, change: object): ReviewItem {
  return {
    ...{
      what: 'act',
      item: id(100 + n),
      ...free,
      number: `PO/${n}/${year}`,
      about: 4_700 + n,
      at: day(n % 20),
      person,
    },
    ...{
      unit: 'Kancelaria Ogólna',
      authorisation: { number: `UO/${n % 9}/${year}`, from, to: addDays(from, 364) },
    },
    ...{ case: `SEK.1510.${n}.${year}`, basisLabel: 'Rozpatrzenie skargi – art. 227 i 237 KPA' },
    reason: 'Skarżący i urząd sprzecznie opisują rozmowę, a innego dowodu niż nagranie nie ma.',
    recordings: [{ recording: id(200 + n), startedAt: day(n % 18) }],
    ...{ heardMs: 271_000, present: [], state: 'filed', filedOn: addDays(from, n % 20), way: 'paper' },
    ...{ monthly: 3, flags: [] },
    ...change,
  };
}

const same = { number: `PO/19/${year}`, at: day(4), case: `SEK.1510.18.${year}`, person: 'Anna Nowak' };
const items: ReviewItem[] = [
  act(24, 'Barbara Zych', { flags: [{ flag: 'number', at: null, other: same }] }),
  act(25, 'Barbara Zych', { flags: [{ flag: 'unit', at: null, other: null }] }),
  act(27, 'Piotr Zieliński', { flags: [{ flag: 'hours', at: day(11), other: null }], judged: judged('ok') }),
  act(28, 'Halina Dudek', { ofDesk: true, own: true, flags: [{ flag: 'unplayed', at: null, other: null }] }),
  {
    ...{ what: 'refusals', item: id(300), ...free, judged: judged('ok'), person: 'Natalia Wróbel' },
    ...{ login: 'natalia.wrobel', count: 2 },
    refusals: [4901, 4902].map((seq) => ({
      ...{ seq, at: day(9), request: 'listen', reason: 'no-authorisation', subject: null, because: null },
      ...{ case: `SEK.1510.7.${year}`, count: 1 },
    })),
  },
  {
    ...{ what: 'unsigned', item: 'unsigned', ...free, count: 3 },
    requests: [{ seq: 4950, at: day(12), claimed: ['anna.nowak'], count: 3 }],
    judged: judged('irregular', 'Informatyk sprawdza, kto miał dostęp do bazy.'),
  },
  act(20, 'Iwona Gil', {}),
  act(21, 'Anna Nowak', {}),
];
const detail: ReviewDetail = {
  ...{
    review: id(1),
    seq: 5110,
    hash: '4be190d7c3a25f08'.repeat(4),
    from,
    to,
    openedAt: `${today}T06:00:00.000Z`,
  },
  ...{ acts: 61, sampled: true, items, last: 5221, concluded: null },
  rules: { allBelow: 60, sampleLeast: 15, samplePercent: 25, monthlyActs: 20, hours: { from: 7, to: 18 } },
};
/** A month of which a sample is looked at, as it was opened. */
export const sampled = { listed: open, detail };
const question = (n: number, change: Partial<Matter>): Matter => ({
  ...{
    matter: id(400 + n),
    number: `SK/${n - 15}/${year}`,
    sort: 'question',
    letter: null,
    about: 4_700 + n,
  },
  ...{
    act: `PO/${n}/${year}`,
    kind: 'release',
    call: null,
    assignee: id(90),
    person: 'Barbara Zych',
    own: false,
  },
  ...{ due: addDays(today, 6), answered: false, unread: false, closed: false, events: [], ...change },
});
const said = { login: 'x.x', event: 'open' } as const;
const asked = { ...said, seq: 5221, at: `${today}T08:05:00.000Z`, person: 'Halina Dudek' };
const answered = { ...said, seq: 5243, at: `${today}T13:20:00.000Z`, person: 'Barbara Zych' };
const matters: Matter[] = [
  question(24, {
    ...{ answered: true, unread: true, closed: true },
    events: [
      { ...asked, words: 'Czy obie skargi złożyła ta sama osoba?' },
      { ...answered, event: 'close', words: 'Tak. Pierwsza dotyczyła terminu, druga sposobu załatwienia.' },
    ],
  }),
  question(25, { events: [{ ...asked, words: 'Kto odebrał tę rozmowę?' }] }),
];
const list = (reviews: ListedReview[]): Step => answers('review.list', { value: { reviews } });
const searchers: Searcher[] = [
  {
    ...{ guid: id(70), person: 'Anna Nowak', searches: 412, acts: 14, digits: '417', times: 31, outside: 6 },
    hints: ['many', 'hours', 'digits'],
  },
  {
    ...{ guid: id(71), person: 'Halina Dudek', searches: 23, acts: 0, digits: null, times: 0, outside: 0 },
    hints: ['unheard'],
  },
  {
    ...{ guid: id(72), person: 'Natalia Wróbel', searches: 38, acts: 9, digits: '882', times: 2, outside: 0 },
    hints: [],
  },
];
const read = (value: ReviewDetail): Step => answers('review.read', { value });
const whole: ReviewDetail = {
  ...detail,
  items: items.map((item) => ({ ...item, judged: item.judged ?? judged('ok') })),
};
/** Somebody else has judged an item anew since the end was begun. */
const changed: ReviewDetail = {
  ...whole,
  last: 5243,
  items: whole.items.map((item) =>
    item.item === id(125)
      ? { ...item, judged: { ...judged('ok'), seq: 5243, person: 'Marek Bielak' } }
      : item,
  ),
};
const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
const unfinished: Step = ({ page: window }) =>
  window.getByRole('button', { name: 'Zakończ przegląd…' }).focus();

const concluded = {
  seq: 5301,
  number: `RP/8/${year}`,
  at: `${today}T08:40:00.000Z`,
  person: 'Halina Dudek',
};
/** A paper in the place of the report: the reviews of this list are told of, and nobody entered them. */
const report: Step = async (studio) => {
  const pdf = await sheetOf(studio, '<h3>RAPORT Z PRZEGLĄDU DOSTĘPÓW DO NAGRAŃ</h3>I. Zestawienie');
  const text = ['RAPORT Z PRZEGLĄDU DOSTĘPÓW DO NAGRAŃ', 'I. Zestawienie'];
  const value = { name: `RP_8_${year}.pdf`, pdf: new Uint8Array(pdf), text };
  await answerWith(studio.app, 'review.report', { value });
};

/** The page of reviews: nothing, a month without an act, items in every state, the conclusion and the report. */
export const review: Part = [
  at('nic', list([]), signIn('halina.dudek'), page, shows('Żaden przegląd nie jest otwarty')),
  at(
    'bez-odsluchan',
    ...[
      list([{ ...open, items: 0, judged: 0, irregular: 0 }]),
      read({ ...detail, acts: 0, sampled: false, items: [], last: null }),
    ],
    ...[reload, page, shows('W tym miesiącu nie było odsłuchań.')],
  ),
  at('wolny-serwer', answers('review.list', 'silence'), reload, page, shows(/^Trwa to dłużej niż zwykle/)),
  at(
    'nie-wczytano',
    list([open, ...earlier]),
    answers('review.read', failing('document-entry-false', { seq: 5110 })),
    reload,
    page,
    alert,
  ),
  at(
    'pozycje',
    read(detail),
    answers('matter.list', { value: { matters } }),
    reload,
    page,
    shows('ten sam numer w innej sprawie'),
    row('PO/24/'),
  ),
  at(
    'wyszukiwania',
    ...[answers('review.searches', { value: { people: searchers } }), key('Escape'), tab(/Wyszukiwania/)],
    shows('dużo wyszukiwań'),
  ),
  at('nieprawidlowosc', tab(/Pozycje/), row('PO/24/'), press('Nieprawidłowość…'), shows('Na czym polega')),
  at('pytanie', ...[row('PO/25/'), shows('Czeka na odpowiedź'), press('Zapytaj…'), shows('Wyślij pytanie')]),
  at('wlasna', row('PO/28/'), shows('Przekaż Burmistrzowi…')),
  at('odmowy', row('Natalia Wróbel'), shows('wyjaśnione')),
  at('jak-dobrano', key('Escape'), press('Jak dobrano pozycje'), shows('Skrót wpisu')),
  at('brakuje-ocen', key('Escape'), unfinished, shows(/^Brakuje ocen: /)),
  at('wczesniejsze', key('Escape'), tab(/^Wcześniejsze/), shows('Raport')),
  at(
    'raport',
    ...[read({ ...whole, review: id(11), concluded }), report, press(/^Raport za /)],
    ({ page: window }) => sheetsDrawn(window),
    shows('Podpis na wydruku'),
  ),
  at('raport-tekst', press('Pokaż jako tekst'), shows('I. Zestawienie')),
  at(
    'zakonczenie',
    ...[read(whole), answers('matter.list', { value: { matters: matters.slice(0, 1) } })],
    ...[reload, page, press('Zakończ przegląd…'), shows('Wnioski')],
  ),
  at(
    'zmienil-sie',
    ...[list([{ ...open, last: 5243 }, ...earlier]), read(changed), key('F5')],
    shows(/^Przegląd zmienił się/),
  ),
  at('zaznaczone', press('Wróć do pozycji'), shows('PO/25/')),
];
