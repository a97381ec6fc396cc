import { type Parsed } from './parsing.ts';
import { placeAmong, readTyped } from './typed-text.ts';

/** Hours in words, each at its place: „o dziesiątej”, „dziesiąta”. */
const hours = [
  'polnoc polnocy',
  'pierwszej pierwsza',
  'drugiej druga',
  'trzeciej trzecia',
  'czwartej czwarta',
  'piatej piata',
  'szostej szosta',
  'siodmej siodma',
  'osmej osma',
  'dziewiatej dziewiata',
  'dziesiatej dziesiata',
  'jedenastej jedenasta',
  'dwunastej dwunasta poludnie poludniu poludnia',
  'trzynastej trzynasta',
  'czternastej czternasta',
  'pietnastej pietnasta',
  'szesnastej szesnasta',
  'siedemnastej siedemnasta',
  'osiemnastej osiemnasta',
  'dziewietnastej dziewietnasta',
  'dwudziestej dwudziesta',
];

/** An office opens at seven: „o trzeciej” is said of the afternoon. */
const firstSpokenHour = 7;

/** Minutes that the words before an hour add to it. */
const beside = new Map([
  ['wpol', -30],
  ['za kwadrans', -15],
  ['kwadrans przed', -15],
  ['kwadrans po', 15],
]);

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * An hour as people write it in a letter: `10:04`, `10.04`, `1004`, `10`, „ok. godz. 10”, „koło dziesiątej”, „wpół do jedenastej”,
 * „o trzeciej po południu”; as `HH:MM`.
 */
export function parseTime(typed: string): Parsed<string, 'around'> {
  const read = readTyped(typed);
  if (!read.ok) return read;
  const plain = plainHours(read.text).replace(
    /^(?:(?:ok|okolo|kolo|o|w|godz|godzin[a-z]*|chyba|tak|gdzies)[. ]+)+/,
    '',
  );
  const [, text = '', part = ''] =
    /^(.*?) ?(rano|w nocy|przed poludniem|po poludniu|wieczorem)?$/.exec(plain) ?? [];
  const late = part === 'po poludniu' || part === 'wieczorem';
  const minutes = inFigures(text, late) ?? inWords(text, late, part !== '' && !late);
  if (minutes === null) return { ok: false, error: 'around' };
  return { ok: true, value: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

/** Parts of a day that letters speak of. */
const partsOfDay = new Map<string, Window>([
  ['rano', { from: '06:00', to: '10:00' }],
  ['przed poludniem', { from: '07:00', to: '12:00' }],
  ['po poludniu', { from: '12:00', to: '18:00' }],
  ['wieczorem', { from: '17:00', to: '22:00' }],
]);

/** Hours between which a call began, `HH:MM`, both ends included. */
export type Window = { from: string; to: string };
/** An hour with as many minutes before and after it as were written. */
export type Around = { around: string; minutes: number };

/** Most minutes on each side of an hour. */
const widest = 720;

/**
 * An hour (calls near it are meant), also with its margin as the chip shows it: „ok. godz. 10:00 (± 2 h)”; or a window of hours: „9–11”,
 * „od 9:30 do 11”, „między dziesiątą a jedenastą”, „rano”.
 */
export function parseHours(typed: string): Parsed<string | Around | Window, 'around' | 'hourOrder'> {
  const read = readTyped(typed);
  if (!read.ok) return read;
  const part = partsOfDay.get(read.text);
  if (part !== undefined) return { ok: true, value: part };
  const [, hour, margin, unit = ''] =
    /^(.+?) ?\(?(?:\+ ?\/? ?-|plus minus) ?(\d{1,3}) ?(m|min\.?|minut[ay]?|h|godz\.?|godzin[ay]?)?\)?$/.exec(
      read.text,
    ) ?? [];
  if (hour !== undefined) return parseAround(hour, Number(margin) * (/^[hg]/.test(unit) ? 60 : 1));
  const text = plainHours(read.text).replace(
    /^(?:w godz[a-z]*\.? |godz[a-z]*\.? )?(?:od |miedzy |pomiedzy )?/,
    '',
  );
  const [, first, last] = /^(.+?)(?: (?:do|a|i) | ?- ?)(.+)$/.exec(text.replace(/wpol do /g, 'wpol ')) ?? [];
  if (first === undefined || last === undefined) return parseTime(typed);
  const [from, to] = [parseTime(first), parseTime(last)];
  if (!from.ok) return from;
  if (!to.ok) return to;
  return from.value < to.value
    ? { ok: true, value: { from: from.value, to: to.value } }
    : { ok: false, error: 'hourOrder' };
}

function parseAround(hour: string, minutes: number): Parsed<Around, 'around'> {
  const time = parseTime(hour);
  if (!time.ok) return time;
  return minutes >= 1 && minutes <= widest
    ? { ok: true, value: { around: time.value, minutes } }
    : { ok: false, error: 'around' };
}

/** „10-tej”, „9ej”: the figures alone. */
const plainHours = (text: string): string =>
  text.replace(/(?<=\d) ?-? ?(?:[a-z]{0,3}ej|ta|ma|sza|ga|cia)(?![a-z])/g, '');

/** Minutes after midnight, or null. */
function inFigures(text: string, late: boolean): number | null {
  const found = /^(\d{1,2})(?:[:., ](\d{2}))?(?: ?h)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (!found) return null;
  const hour = Number(found[1]) + (late && Number(found[1]) < 12 ? 12 : 0);
  const minute = Number(found[2] ?? '0');
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** The same of an hour in words; `early` and `late` say which half of the day was named. */
function inWords(text: string, late: boolean, early: boolean): number | null {
  const [, lead = '', word = ''] =
    /^(?:(wpol|za kwadrans|kwadrans przed|kwadrans po) (?:do )?)?([a-z]+)$/.exec(text) ?? [];
  const hour = placeAmong(word, hours);
  if (hour < 0) return null;
  const afternoon = hour > 0 && hour < 12 && (late || (hour < firstSpokenHour && !early));
  return (hour + (afternoon ? 12 : 0)) * 60 + (beside.get(lead) ?? 0);
}
