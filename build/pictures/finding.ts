import { askFor, planOf, rowOf } from '../window/hand.ts';
import { announce, failing } from './answers.ts';
import { answers, at, button, findCall, item, key, lost, on, ownAnswers, type Part } from './state.ts';
import {
  press,
  searchDay,
  searchDayOf,
  select,
  shows,
  signIn,
  type State,
  type Step,
  step,
  type,
} from './state.ts';

const nothing = shows('Żadna rozmowa nie spełnia wszystkich warunków');
const digits = 'Numer albo jego ostatnie cyfry';
const condition = step(({ page }, name: string, text: string) => askFor(page, name, text));
const listed = step(({ page, office }, matter: string) => rowOf(page, planOf(office, matter)).waitFor());

const searchDayOfDestroyed: Step = async (studio) => {
  const client = await studio.office.superuser();
  const { rows } = await client
    .query<{ day: string }>(
      "SELECT to_char(started_at AT TIME ZONE 'Europe/Warsaw', 'DD.MM.YYYY') AS day FROM office.recording WHERE state = 'destroyed' LIMIT 1",
    )
    .finally(() => client.end());
  await searchDay(rows[0]?.day ?? '')(studio);
};

/** From nothing typed to a call in the panel; the editors of the conditions, and what they say of a slip. */
const found: Part = [
  at('poczatek', signIn('anna.nowak'), button('Dzień')),
  at('znak-sprawy-z-pomylka', type('Znak sprawy', 'SEK.1510.7 2026', 'Enter')),
  at(
    'dzien-slowami',
    type('Znak sprawy', 'SEK.1510.7.2026', 'Tab'),
    on('day'),
    type('Dzień rozmowy', 'od 1 do 10 listopada'),
  ),
  at(
    'dni-od-do',
    ...[
      type('Dzień rozmowy', '12.11.2026'),
      type('Do dnia (nieobowiązkowo)', '32.11.2026'),
      press('Zastosuj'),
    ],
    shows(/^Nie ma takiego dnia/),
  ),
  at('nie-ma-takiego-dnia', type('Dzień rozmowy', '32.01.2026'), press('Zastosuj')),
  at('dodaj-warunek', key('Escape'), press('Dodaj warunek')),
  at('za-malo-cyfr', item('Numer dzwoniącego'), type(digits, '12', 'Enter')),
  at('potrzebny-dzien', type(digits, '417', 'Enter')),
  at('wyniki', searchDayOf('spor'), listed('spor')),
  at('rozmowa-przekazana', select('spor')),
  at('rozmowa-jedna', select('oddzwonienie')),
  at('kolumny', press('Kolumny')),
  at(
    'warunki',
    key('Escape'),
    condition('Godzina rozmowy', '10:00'),
    condition('Najkrótszy czas', '1'),
    select('spor'),
  ),
  at('ten-sam-numer', press(/^Inne rozmowy z tego numeru/), shows('Inne rozmowy z tego samego numeru')),
  at(
    'nic-nie-znaleziono',
    searchDayOf('spor'),
    condition('Godzina rozmowy', '7:00'),
    condition('Numer dzwoniącego', '417'),
    nothing,
    shows(/^Wyszukiwanie znajdzie więcej/),
  ),
  at('inny-dzien', press('inny dzień…'), shows('Zastosuj')),
  at(
    'dzien-bez-rozmow',
    key('Escape'),
    searchDay('01.01.2026'),
    shows('W programie nie ma żadnej rozmowy z tego dnia'),
  ),
  at('noc-zmiany-czasu', searchDayOf('drzewo'), select('drzewo')),
  at('zniszczone', searchDayOfDestroyed, ({ page }) =>
    page.getByRole('grid', { name: 'Rozmowy' }).getByRole('row').nth(3).click(),
  ),
];

const unreachable = failing('database-unreachable');
const suspended: Step = ({ app }) =>
  announce(app, 'connection.changed', {
    ...{ database: true, keeper: true, share: true, ledger: true },
    suspendedBy: 'secretary',
  });

/** A slow and a broken server, and what is away. */
const trouble: readonly State[] = [
  at(
    'wolny-serwer',
    answers('recordings.search', 'silence'),
    searchDay('03.11.2026'),
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at(
    'blad',
    answers('recordings.search', failing('unexpected', { reference: '204731' })),
    answers('recordings.outline', failing('unexpected', { reference: '204732' })),
    searchDay('04.11.2026'),
    shows(/Numer błędu:\s204731/),
  ),
  at(
    'baza-niedostepna',
    ...[answers('recordings.search', unreachable), answers('recordings.outline', unreachable)],
    ...[lost('database'), searchDay('05.11.2026'), shows('Oczekiwanie na połączenie')],
  ),
  at('brak-keeper', ownAnswers, lost(), findCall('spor'), lost('keeper')),
  at('brak-share', lost('share')),
  at('brak-ledger', lost('ledger')),
  at('wstrzymano-odsluchiwanie', suspended),
  at(
    'nie-policzono-innych-rozmow',
    ...[lost(), searchDayOf('obietnica'), listed('obietnica')],
    ...[answers('recordings.search', unreachable), select('obietnica')],
    shows('Nie udało się sprawdzić innych rozmów z tego numeru.'),
  ),
];

/** The page of calls: from nothing typed to a call in the panel, and whatever can go wrong on the way. */
export const finding: Part = [...found, ...trouble];
