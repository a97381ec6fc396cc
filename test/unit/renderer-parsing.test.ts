import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, parseDigits, parseMinutes, parseTime } from '../../renderer/recordings/parsing.ts';
import { dayText } from '../../renderer/ui/time.ts';

const today = '2026-11-25';

describe('a typed day', () => {
  it.each([
    ['20.11.2026', '2026-11-20'],
    [' 20.11.2026 r. ', '2026-11-20'],
    ['2.1.2026', '2026-01-02'],
    ['20.11.26', '2026-11-20'],
    ['20-11-2026', '2026-11-20'],
    ['20/11/2026', '2026-11-20'],
    ['20 11 2026', '2026-11-20'],
    ['20. 11. 2026', '2026-11-20'],
    ['20112026', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['29.02.2028', '2028-02-29'],
    ['dziś', '2026-11-25'],
    ['Wczoraj', '2026-11-24'],
  ])('%s is understood', (typed, day) => {
    expect(parseDay(typed, today)).toBe(day);
  });

  it('without a year is the last one that has come', () => {
    expect(parseDay('20.11', today)).toBe('2026-11-20');
    expect(parseDay('25.11', today)).toBe('2026-11-25');
    expect(parseDay('26.11', today)).toBe('2025-11-26');
    expect(parseDay('29.02', today)).toBeNull();
  });

  it.each([
    '',
    '31.11.2026',
    '29.02.2026',
    '0.1.2026',
    '1.13.2026',
    '20.11.226',
    'jutro',
    '20',
    '2026',
    '20.11.2026x',
  ])('„%s” is none', (typed) => {
    expect(parseDay(typed, today)).toBeNull();
  });

  it('comes back from the way it is shown', () => {
    const days = fc.date({ min: new Date('2011-01-01'), max: new Date('2026-11-25'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parseDay(dayText(day), today)).toBe(day);
      }),
    );
  });
});

describe('a typed time', () => {
  it.each([
    ['10:04', '10:04'],
    ['10.04', '10:04'],
    ['1004', '10:04'],
    ['10', '10:00'],
    ['7', '07:00'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
  ])('%s is understood', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', '24:00', '10:60', '10:4', '-1', '10:04:05', 'rano'])('„%s” is none', (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});

describe('a number or its last digits', () => {
  it('loses what people write between the digits', () => {
    expect(parseDigits('224 417')).toBe('224417');
    expect(parseDigits('417')).toBe('417');
  });

  it.each(['22 701-75-00', '0 22 701 75 00', '+48 (22) 701-75-00', '0048227017500'])(
    'is with its country where it is the whole: %s',
    (typed) => {
      expect(parseDigits(typed)).toBe('48227017500');
    },
  );

  it.each(['', '12', '12a', '1234567890123456', '•••417'])('„%s” is none', (typed) => {
    expect(parseDigits(typed)).toBeNull();
  });
});

describe('a shortest duration', () => {
  it('is typed in minutes and asked in seconds', () => {
    expect(parseMinutes('1')).toBe(60);
    expect(parseMinutes('1,5')).toBe(90);
    expect(parseMinutes('0.5')).toBe(30);
    expect(parseMinutes('1440')).toBe(86_400);
  });

  it.each(['', '0', '0,0', '1441', '1:30', '-1', 'minuta'])('„%s” is none', (typed) => {
    expect(parseMinutes(typed)).toBeNull();
  });
});
