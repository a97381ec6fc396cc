import { createHash } from 'node:crypto';
import type { Holds, ListedCall, Nights } from '../../shared/keeping.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import {
  answers,
  at,
  alert,
  button,
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
import { failing } from './answers.ts';
import { noHolds } from './holds.ts';

const page = goTo('Nagrania');
const nights = tab(/^Zniszczenia/);
const today = legalDay();
const year = today.slice(0, 4);
const yearBefore = (day: string): string => addMonths(day, -12);
const none = { count: 0, by: [] };

const row =
  (text: string): Step =>
  ({ page: window }) =>
    window.getByRole('row').filter({ hasText: text }).first().click();
/** The page anew, as it is told from here on. */
const again: readonly Step[] = [reload, page, nights];
const told =
  (value: Nights): Step =>
  async (studio) => {
    await counted(value.stopped.filter((one) => !one.agreed).length)(studio);
    await answers('keeping.nights', { value })(studio);
  };

/** What the sums of holds say, from which the rail and the tabs have their numbers. */
const counted = (waits: number): Step =>
  answers('keeping.holds', {
    value: {
      ...noHolds,
      counts: { open: 7, recordings: 10, review: 0, ended: 9, stopped: waits, restrictions: 0, erasures: 0 },
    } satisfies Holds,
  });

/** A night that is over, so many days ago; the files of the last one are still there. */
function nightOf(n: number): Nights['done'][number] {
  const night = addDays(today, -n);
  const days = [{ day: yearBefore(addDays(night, -1)), count: 143 - 5 * (n % 9) }];
  if (n === 3 || n === 9) days.unshift({ day: addDays(yearBefore(night), -68), count: 2 });
  return {
    ...{ night, days, count: days.reduce((sum, { count }) => sum + count, 0) },
    ...{ durationMs: 25_920_000 - n * 511_000, removed: n > 0, agesBy: addDays(night, 30) },
    ...{ protocol: `PZ/${Number(today.slice(5, 7))}/${year}`, order: `WR/2/${year}` },
    copies: n > oldest ? 'aged' : 'ages',
  };
}
/** Copies are kept for so many days. */
const oldest = 24;
const done = [0, 1, 2, 3, 4, 5, 6, 7, 8, 26].map(nightOf);
const calm: Nights = {
  ...{
    today,
    waits: null,
    oldestCopy: addDays(today, -oldest),
    newestCopy: today,
    aging: true,
    destroyed: 29_804,
    held: 1,
    restricted: 0,
    busy: 0,
    stopped: [],
    done,
  },
  order: { number: `WR/2/${year}`, from: `${year}-01-12`, symbol: '1330', consent: null },
  next: {
    ...{ night: addDays(today, 1), count: 138, durationMs: 24_000_000, stays: none },
    ...{ ended: 0, asks: false },
    now: [{ day: yearBefore(today), count: 138 }],
  },
};
const listed = [8, 7, 6, 5, 4].map((back) => yearBefore(addDays(today, -back)));
/** Five nights did not happen; the one after them stopped at what was due of all five. */
const stopped: Nights = {
  ...calm,
  done: [0, 1, 8, 9, 10, 11, 12, 13, 26].map(nightOf),
  stopped: [
    {
      ...{
        seq: 5180,
        hash: 'e'.repeat(64),
        night: addDays(today, -2),
        days: listed,
        count: 795,
        fresh: 0,
        agreed: false,
      },
      now: listed.map((day, n) => ({ day, count: [151, 140, 172, 158, 174][n] ?? 0 })),
      ...{ durationMs: 138_660_000, stays: { count: 1, by: [`ZB/31/${Number(year) - 1}`] } },
    },
  ],
};
const agreed: Nights = { ...stopped, stopped: stopped.stopped.map((one) => ({ ...one, agreed: true })) };
/** An exchange with a wrong clock: of five days one is as old as it says. */
const fresh: Nights = {
  ...stopped,
  stopped: stopped.stopped.map((one) => ({ ...one, fresh: one.count - 174 })),
};
/** A night that will stop at what is due, part of it held once. */
const asking: Nights = { ...calm, next: { ...calm.next, ended: 2, asks: true } };
const stuck: Nights = {
  ...calm,
  ...{ oldestCopy: addDays(today, -58), newestCopy: addDays(today, -28), aging: false },
  done: done.map((one) => ({ ...one, copies: 'kept' as const })),
};
const empty: Nights = {
  ...calm,
  ...{ order: null, oldestCopy: null, newestCopy: null, aging: false, destroyed: 0, held: 0, done: [] },
};
const units = ['Wydział Finansowy', 'Sekretariat', 'Wydział Gospodarki Komunalnej i Ochrony Środowiska'];
const idOf = (n: number): string => {
  const hex = createHash('sha256').update(String(n)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
/** Some of them were taken in but two days ago where the exchange told a wrong date. */
const callsOf = (wrong: boolean): ListedCall[] =>
  Array.from({ length: 60 }, (_, n) => {
    const day = listed[Math.floor(n / 12)] ?? today;
    const hour = String(8 + Math.floor((n % 12) / 2)).padStart(2, '0');
    return {
      ...{ recording: idOf(n), startedAt: `${day}T${hour}:${String(11 + 4 * (n % 12))}:05.000Z` },
      ...{ durationMs: 40_000 + 7_000 * n, unit: units[n % 3] ?? '', gone: false },
      stays: n === 3 ? `ZB/31/${Number(year) - 1}` : null,
      takenIn: wrong && n < 48 ? addDays(today, -2) : addDays(day, 1),
    };
  });
const calls = callsOf(false);

/** „Zniszczenia”: every state of the tab, in words that a server room has once in years. */
export const keeping: Part = [
  at(
    'wolny-serwer',
    ...[answers('keeping.nights', 'silence'), signIn('halina.dudek'), page, nights],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  at(
    'database-unreachable',
    ...[answers('keeping.nights', failing('database-unreachable')), reload, page, nights, alert],
  ),
  at('bez-polecenia', told(empty), reload, page, nights, shows('W tym miesiącu niczego nie zniszczono')),
  at('noce', told(calm), key('F5'), shows('Pokaż polecenie')),
  at('noc', row('klucze zniszczono'), shows('usunie je następne')),
  at('najblizsza-noc', row('najbliższa noc'), shows('wygasną do')),
  at(
    'wstrzymano',
    told(stopped),
    answers('keeping.nightList', { value: { calls, same: true } }),
    ...again,
    row('wstrzymano'),
    button('Zatwierdź zniszczenie'),
  ),
  at('bez-hasla', press('Zatwierdź zniszczenie'), shows('Należy wpisać hasło.')),
  at('caly-wykaz', ...[press('Cały wykaz'), shows('Te same nagrania, co w łańcuchu wpisów')]),
  at(
    'inny-wykaz',
    ...[
      answers('keeping.nightList', { value: { calls: calls.slice(9), same: false } }),
      press('Wstecz'),
      press('Cały wykaz'),
    ],
    shows('To nie ten sam wykaz'),
  ),
  at(
    'wstrzymano-swieze',
    ...[told(fresh), answers('keeping.nightList', { value: { calls: callsOf(true), same: true } })],
    ...[...again, row('wstrzymano'), shows(/^przyjęte w ostatnich 31 dniach/)],
  ),
  at('wykaz-swieze', ...[press('Cały wykaz'), shows('Te same nagrania, co w łańcuchu wpisów')]),
  at('zatwierdzono', told(agreed), ...again, row('zatwierdzono'), shows('Wykaz zatwierdzono')),
  at('noc-zapyta', told(asking), ...again, shows(/^noc zapyta/)),
  at('noc-czekala', ...[told({ ...calm, waits: { night: today, why: 'clock' } }), ...again, alert]),
  at(
    'nocy-nie-bylo',
    ...[told({ ...calm, waits: { night: addDays(today, -9), why: 'missed' } }), ...again, alert],
  ),
  at('kopie-nie-wygasaja', ...[told(stuck), ...again, shows(/^Kopie nie wygasają/)]),
];
