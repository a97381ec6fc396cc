import type { ListedCall, Nights } from '../../shared/keeping.ts';
import { addDays, addMonths, legalDay } from '../../shared/warsaw.ts';
import { andLarge, contrastAndLarge, everyLook } from './album.ts';
import {
  answers,
  at,
  alert,
  button,
  goTo,
  inLooks,
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
const told = (value: Nights): Step => answers('keeping.nights', { value });

/** Nights that are over: the newest first, the files of the last one still there. */
const done = Array.from({ length: 9 }, (_, n): Nights['done'][number] => {
  const night = addDays(today, -n);
  const days = [{ day: yearBefore(addDays(night, -1)), count: 143 - 5 * n }];
  if (n === 3) days.unshift({ day: addDays(yearBefore(night), -68), count: 2 });
  return {
    ...{
      night,
      days,
      count: days.reduce((sum, { count }) => sum + count, 0),
      durationMs: 25_920_000 - n * 511_000,
    },
    ...{ protocol: `PZ/${Number(today.slice(5, 7))}/${year}`, order: `WR/2/${year}`, removed: n > 0 },
    ...{ copies: n > 6 ? ('aged' as const) : ('ages' as const), agesBy: addDays(night, 30) },
  };
});
const calm: Nights = {
  ...{
    today,
    waits: null,
    oldestCopy: addDays(today, -29),
    newestCopy: today,
    aging: true,
    destroyed: 29_804,
    held: 1,
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
const stopped: Nights = {
  ...calm,
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
const calls = Array.from({ length: 60 }, (_, n): ListedCall => ({
  recording: `3f2504e0-4f89-41d3-9a0c-${String(n).padStart(12, '0')}`,
  startedAt: `${listed[Math.floor(n / 12)]}T${String(8 + (n % 8)).padStart(2, '0')}:${String(11 + (n % 40))}:05.000Z`,
  ...{ durationMs: 40_000 + 7_000 * n, unit: units[n % 3] ?? '', stays: n === 7 ? `ZB/4/${year}` : null },
  ...{ takenIn: addDays(today, n % 3 === 0 ? -2 : -370), gone: false },
}));

/** „Zniszczenia”: every state of the tab, in words that a server room has once in years. */
export const keeping: Part = [
  at(
    'wolny-serwer',
    ...[answers('keeping.nights', 'silence'), signIn('halina.dudek'), page, nights],
    shows(/^Trwa to dłużej niż zwykle/),
  ),
  inLooks(
    contrastAndLarge,
    'database-unreachable',
    ...[answers('keeping.nights', failing('database-unreachable')), reload, page, nights, alert],
  ),
  inLooks(
    everyLook,
    'bez-polecenia',
    told(empty),
    reload,
    page,
    nights,
    shows('W tym miesiącu niczego nie zniszczono'),
  ),
  inLooks(everyLook, 'noce', told(calm), key('F5'), shows('Pokaż polecenie')),
  inLooks(andLarge, 'noc', row('klucze zniszczono'), shows('usunie je następne')),
  inLooks(andLarge, 'najblizsza-noc', row('najbliższa noc'), shows('wygasną do')),
  inLooks(
    everyLook,
    'wstrzymano',
    told(stopped),
    answers('keeping.nightList', { value: { calls, same: true } }),
    ...again,
    row('wstrzymano'),
    button('Zatwierdź zniszczenie'),
  ),
  inLooks(andLarge, 'bez-hasla', press('Zatwierdź zniszczenie'), shows('Należy wpisać hasło.')),
  inLooks(everyLook, 'caly-wykaz', ...[press('Cały wykaz'), shows('Te same nagrania, co w księdze')]),
  inLooks(
    andLarge,
    'inny-wykaz',
    ...[
      answers('keeping.nightList', { value: { calls: calls.slice(9), same: false } }),
      press('Wstecz'),
      press('Cały wykaz'),
    ],
    shows('To nie ten sam wykaz'),
  ),
  inLooks(
    andLarge,
    'wstrzymano-swieze',
    ...[told(fresh), answers('keeping.nightList', { value: { calls, same: true } })],
    ...[...again, row('wstrzymano'), shows(/^przyjęte w ostatnich 31 dniach/)],
  ),
  at('zatwierdzono', told(agreed), ...again, row('zatwierdzono'), shows('Wykaz zatwierdzono')),
  inLooks(andLarge, 'noc-zapyta', told(asking), ...again, shows(/^noc zapyta/)),
  inLooks(
    andLarge,
    'noc-czekala',
    ...[told({ ...calm, waits: { night: today, why: 'clock' } }), ...again, alert],
  ),
  inLooks(
    andLarge,
    'nocy-nie-bylo',
    ...[told({ ...calm, waits: { night: addDays(today, -9), why: 'missed' } }), ...again, alert],
  ),
  inLooks(andLarge, 'kopie-nie-wygasaja', ...[told(stuck), ...again, shows(/^Kopie nie wygasają/)]),
];
