import { describe, expect, it } from 'vitest';
import { parseCallerWanted, parseMinutes, parseName } from '../../renderer/recordings/parsing.ts';
import { noConditions, skippedHour } from '../../renderer/recordings/conditions.ts';
import { parseHours, parseTime } from '../../renderer/recordings/hours.ts';

/** What is too long, or in no alphabet of ours, whatever is asked for. */
const strange: readonly [string, string][] = [
  ['', 'empty'],
  ['1'.repeat(10_000), 'long'],
  ['😀', 'signs'],
  ['אתמול', 'signs'],
];

describe('a typed time', () => {
  it.each([
    ['10:04', '10:04'],
    ['10.04', '10:04'],
    ['10 04', '10:04'],
    ['1004', '10:04'],
    ['10', '10:00'],
    ['7', '07:00'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    ['ok. 10', '10:00'],
    ['około godz. 10:30', '10:30'],
    ['godzina 10', '10:00'],
    ['3 po południu', '15:00'],
    ['8 rano', '08:00'],
    ['koło dziesiątej', '10:00'],
    ['ok. 10-tej', '10:00'],
    ['o 9ej', '09:00'],
    ['chyba koło dziesiątej', '10:00'],
    ['o jedenastej', '11:00'],
    ['dwunasta', '12:00'],
    ['w południe', '12:00'],
    ['wpół do jedenastej', '10:30'],
    ['kwadrans po dziewiątej', '09:15'],
    ['za kwadrans dziesiąta', '09:45'],
    ['o drugiej w nocy', '02:00'],
    ['ósma wieczorem', '20:00'],
  ])('%s is understood', (typed, value) => {
    expect(parseTime(typed)).toEqual({ ok: true, value });
  });

  it('in words before seven is in the afternoon, when an office is open', () => {
    expect(parseTime('koło trzeciej')).toEqual({ ok: true, value: '15:00' });
    expect(parseTime('koło siódmej')).toEqual({ ok: true, value: '07:00' });
  });

  it.each<[string, string]>([
    ['24:00', 'around'],
    ['10:60', 'around'],
    ['10:4', 'around'],
    ['-1', 'around'],
    ['10:04:05', 'around'],
    ['rano', 'around'],
    ...strange,
  ])('„%s” is none', (typed, error) => {
    expect(parseTime(typed)).toEqual({ ok: false, error });
  });

  it.each([
    ['10:30', '10:30'],
    ['9:30–11', '09:30 – 11:00'],
    ['od 9 do 11', '09:00 – 11:00'],
    ['w godz. 9:00 - 11:30', '09:00 – 11:30'],
    ['między dziewiątą a jedenastą', '09:00 – 11:00'],
    ['od wpół do dziesiątej do jedenastej', '09:30 – 11:00'],
    ['rano', '06:00 – 10:00'],
    ['po południu', '12:00 – 18:00'],
    ['9-tej – 11-tej', '09:00 – 11:00'],
    ['10:00 (± 30 min)', '10:00 ± 30'],
    ['ok. godz. 10:00 (± 2 h)', '10:00 ± 120'],
    ['koło dziesiątej +/- 15', '10:00 ± 15'],
    ['10 (± 0 min)', 'around'],
    ['10 (± 900 min)', 'around'],
    ['11–9', 'hourOrder'],
    ['od rana do nocy', 'around'],
    ['od do', 'around'],
    ['godz. 25', 'around'],
    ['9–24:30', 'around'],
    ['od 9:60 do 11', 'around'],
    ...strange,
    ['od 9 do '.repeat(1_250), 'long'],
    ['od 9 do 😀', 'signs'],
    ['\u202e01:9', 'around'],
  ])('„%s” is an hour or a window', (typed, meant) => {
    const hours = parseHours(typed);
    if (!hours.ok) expect(hours.error).toBe(meant);
    else if (typeof hours.value === 'string') expect(hours.value).toBe(meant);
    else if ('around' in hours.value) expect(`${hours.value.around} ± ${hours.value.minutes}`).toBe(meant);
    else expect(`${hours.value.from} – ${hours.value.to}`).toBe(meant);
  });

  it('is skipped on the night of March on which clocks go forward', () => {
    const near = (day: string, around: string) => skippedHour({ ...noConditions, day, around });
    expect(near('2026-03-29', '02:30')).toBe('02:30');
    expect(near('2026-03-29', '01:59')).toBeNull();
    expect(near('2026-03-29', '03:00')).toBeNull();
    expect(near('2026-10-25', '02:30')).toBeNull();
  });

  it('is skipped also as a window of hours that did not come', () => {
    const night = { ...noConditions, day: '2026-03-29' };
    expect(skippedHour({ ...night, hourFrom: '02:00', hourTo: '02:59' })).toBe('02:00–02:59');
    expect(skippedHour({ ...night, hourFrom: '01:30', hourTo: '02:59' })).toBeNull();
    expect(skippedHour({ ...night, hourFrom: '02:00', hourTo: '03:00' })).toBeNull();
    expect(skippedHour({ ...night, hourFrom: '02:00', hourTo: '24:00' })).toBeNull();
    // With a case there may be several days, and of the others the hour came.
    const days = { ...night, case: 'SEK.1510.7.2026', dayTo: '2026-03-30' };
    expect(skippedHour({ ...days, around: '02:30' })).toBeNull();
  });
});

describe('the number of a caller', () => {
  it.each([
    ['24 417', '24417'],
    ['417', '417'],
    ['…417', '417'],
    ['••• ••• 417', '417'],
    ['*** *** 417', '417'],
    ['xxx xxx 417', '417'],
    ['601224417', '601224417'],
    ['601-224-417', '601224417'],
    ['+48 (22) 701-75-00', '227017500'],
    ['0048 601 224 417', '601224417'],
    ['48601224417', '601224417'],
    ['0 22 701 75 00', '227017500'],
    ['tel. 22 701/75/00', '227017500'],
    ['nr tel. 601 224 417', '601224417'],
    ['+49 30 123456', '+4930123456'],
    ['0048 601', '48601'],
    ['telefon 601 224 417', '601224417'],
    ['numer kończący się na 417', '417'],
    ['końcówka: 4417', '4417'],
  ])('%s', (typed, digits) => {
    expect(parseCallerWanted(typed)).toEqual({ ok: true, value: { digits } });
  });

  it.each([
    'numer zastrzeżony',
    'zastrzeżony',
    'Zastrzezony',
    'numer ukryty',
    'anonimowy',
    'tel. prywatny',
    'telefon zastrzeżony',
    'zastrzeżony numer',
    'brak numeru',
  ])('„%s” is withheld', (typed) => {
    expect(parseCallerWanted(typed)).toEqual({ ok: true, value: 'withheld' });
  });

  it.each<[string, string]>([
    ['12', 'digitsFew'],
    ['…', 'digits'],
    ['12a', 'digits'],
    ['224 417', 'digitsBetween'],
    ['01224417', 'digitsBetween'],
    ['1234567890123456', 'digitsBetween'],
    ['Kowalski', 'digits'],
    ...strange,
  ])('„%s” is none', (typed, error) => {
    expect(parseCallerWanted(typed)).toEqual({ ok: false, error });
  });
});

describe('a shortest duration', () => {
  it.each([
    ['1', 60],
    ['1,5', 90],
    ['0.5', 30],
    ['1440', 86_400],
    ['2 min', 120],
    ['1 minuta', 60],
    ['1:30', 90],
    ['90 s', 90],
    ['1 min 30 s', 90],
    ['pół minuty', 30],
  ])('%s is typed in minutes and asked in seconds', (typed, value) => {
    expect(parseMinutes(typed)).toEqual({ ok: true, value });
  });

  it.each<[string, string]>([
    ['0', 'minutes'],
    ['0,0', 'minutes'],
    ['1441', 'minutes'],
    ['-1', 'minutes'],
    ['minuta', 'minutes'],
    ...strange,
  ])('„%s” is none', (typed, error) => {
    expect(parseMinutes(typed)).toEqual({ ok: false, error });
  });
});

describe('a name', () => {
  it('is taken as it is written', () => {
    expect(parseName(' Wójcik-Żak  ')).toEqual({ ok: true, value: 'Wójcik-Żak' });
  });

  it.each(strange)('„%s” is none', (typed, error) => {
    expect(parseName(typed)).toEqual({ ok: false, error });
  });
});
