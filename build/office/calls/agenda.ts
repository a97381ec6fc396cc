import type { Caller } from './conversation.ts';
import { type Random, randomFrom } from './random.ts';
import { matterOf, type Voices } from './voices.ts';
import { addMonths, weekdayOf } from '../../../shared/warsaw.ts';
import { workingDaysBefore } from '../../../shared/working-days.ts';
import { lastSunday } from './warsaw.ts';

/** A call that is to take place; `time` is seconds after midnight, exact or anywhere in [from, to). */
export type Appointment = {
  readonly matter: string;
  readonly caller: Caller;
  readonly day: string;
  readonly time: number | readonly [number, number];
  /** The later one of the two times that the doubled hour of October shows. */
  readonly again?: boolean;
  readonly mono: boolean;
  /** Answered by the switchboard (Kancelaria Ogólna) and passed on to the clerk of the matter. */
  readonly transferred: boolean;
  readonly announcement: 'yes' | 'no' | 'unknown';
  readonly line: 'office' | 'emergency';
};

/** The number of the caller whom the demo's complaint is about: three calls, the last one passed on. */
export const complaintCaller = '+48492264417';

const workingDays = 20;
const fewest = 40;
const officeHours = [clock(7, 32), clock(17, 12)] as const;
const lateMorning = [clock(9, 2), clock(10, 52)] as const;

function clock(hour: number, minute: number, second = 0): number {
  return (hour * 60 + minute) * 60 + second;
}

/** The day of the disputed call: the last Friday on which the office worked, at least five days before `today`. */
export function complaintDay(today: string): string {
  const fridays = workingDaysBefore(today, workingDays).filter((day) => weekdayOf(day) === 5);
  const day = fridays.filter((friday) => daysTo(friday, today) >= 5).at(-1);
  if (day === undefined) throw new RangeError(`no working Friday before ${today}`);
  return day;
}

function daysTo(day: string, later: string): number {
  return (Date.parse(later) - Date.parse(day)) / 86_400_000;
}

/**
 * Every call of the demo, the ones with an exact time first. `count` is recordings (a transferred call has two).
 * Throws RangeError below 40: the story alone needs 15, and a third has to be mono.
 */
export function agendaFor(voices: Voices, today: string, count: number, seed: number): Appointment[] {
  if (count < fewest) throw new RangeError(`at least ${String(fewest)} recordings`);
  const random = randomFrom(seed);
  const days = workingDaysBefore(today, workingDays);
  const caller = callersOf(voices, random);
  const told = [...storyOf(days, complaintDay(today), caller), ...octoberNight(today, caller)];
  const passed = passedOn(days, caller);
  const fixed = [...told, ...passed];
  const recordings = fixed.reduce((sum, call) => sum + (call.transferred ? 2 : 1), 0);
  const mono = fixed.reduce((sum, call) => sum + (call.mono ? (call.transferred ? 2 : 1) : 0), 0);
  const rest = everyday(voices, random, days, caller, {
    count: count - recordings,
    mono: Math.round(count / 3) - mono,
    busyDay: complaintDay(today),
  });
  return [...fixed, ...rest];
}

type CallerFor = (matter: string, options?: { number?: string | null }) => Caller;

/** Invents callers: a new number each, never one that ends like the complaint's. */
function callersOf(voices: Voices, random: Random): CallerFor {
  const taken = new Set<string>();
  const invent = (): string => {
    const number = `${random.pick(['+4849', '+4827'])}${String(random.whole(2_000_000, 9_999_999))}`;
    if (taken.has(number) || number.endsWith('417')) return invent();
    taken.add(number);
    return number;
  };
  return (matter, { number } = {}) => ({
    number: number === undefined ? invent() : number,
    voice: matterOf(voices, matter).caller,
    pitch: random.between(0.93, 1.08),
    gain: random.between(0.6, 1.1),
    name: random.whole(1, 2),
  });
}

const usual = { mono: false, transferred: false, announcement: 'yes', line: 'office' } as const;

/** The complaint (a promise, a reminder, a quarrel) and the call that lasted two hours. */
function storyOf(days: readonly string[], complaint: string, callerFor: CallerFor): Appointment[] {
  const caller = callerFor('spor', { number: complaintCaller });
  const before = (count: number): string => days[Math.max(0, days.indexOf(complaint) - count)] ?? complaint;
  return [
    { ...usual, matter: 'obietnica', caller, day: before(2), time: clock(9, 12, 37) },
    { ...usual, matter: 'oddzwonienie', caller, day: complaint, time: clock(9, 46, 8), mono: true },
    { ...usual, matter: 'spor', caller, day: complaint, time: clock(10, 6, 21), transferred: true },
    {
      ...usual,
      matter: 'granica',
      caller: callerFor('granica'),
      day: before(3),
      time: clock(11, 18, 52),
      mono: true,
    },
  ];
}

/** Two emergency calls at 02:30 of the night when the clocks last went back, an hour apart (none if over a year ago). */
function octoberNight(today: string, callerFor: CallerFor): Appointment[] {
  const year = Number(today.slice(0, 4));
  const day = [lastSunday(year, 10), lastSunday(year - 1, 10)].find((at) => at < today);
  if (day === undefined || addMonths(day, 12) < today) return [];
  const night = { ...usual, day, line: 'emergency' } as const;
  return [
    { ...night, matter: 'drzewo', caller: callerFor('drzewo'), time: clock(2, 30, 14) },
    { ...night, matter: 'woda', caller: callerFor('woda'), time: clock(2, 30, 49), again: true, mono: true },
  ];
}

/** Four more calls that the switchboard passes on. */
function passedOn(days: readonly string[], callerFor: CallerFor): Appointment[] {
  return ['gabaryty', 'dziura', 'odpis', 'dodatek'].map((matter, place) => ({
    ...usual,
    matter,
    caller: callerFor(matter),
    day: days[place * 5 + 1] ?? '',
    time: officeHours,
    transferred: true,
    mono: place === 1,
  }));
}

type Everyday = { readonly count: number; readonly mono: number; readonly busyDay: string };

/** All the others: every matter in turn, a sixth of them on the day of the complaint, half of those around ten. */
function everyday(
  voices: Voices,
  random: Random,
  days: readonly string[],
  callerFor: CallerFor,
  { count, mono, busyDay }: Everyday,
): Appointment[] {
  const matters = voices.dialogues.matters.filter(({ story }) => story !== true).map(({ id }) => id);
  const order = Array.from({ length: Math.ceil(count / matters.length) }, () =>
    random.shuffle(matters),
  ).flat();
  const quiet = days.filter((day) => day !== busyDay);
  const again = callerFor('powtorne');
  return order.slice(0, count).map((matter, place) => {
    const busy = place % 5 === 0;
    return {
      ...usual,
      matter,
      caller: matter === 'powtorne' ? again : callerFor(matter, place % 9 === 4 ? { number: null } : {}),
      day: busy ? busyDay : (quiet[(place * 7) % quiet.length] ?? busyDay),
      time: busy && place % 10 === 0 ? lateMorning : officeHours,
      mono: Math.floor(((place + 1) * mono) / count) > Math.floor((place * mono) / count),
      announcement: place === 6 ? 'no' : place === 13 ? 'unknown' : 'yes',
    };
  });
}
