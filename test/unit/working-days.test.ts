import { describe, expect, it } from 'vitest';
import { isWorkingDay, workingDayAfter, workingDaysBefore } from '../../shared/working-days.ts';

describe('a Polish office', () => {
  it.each([
    ['a Saturday', '2026-11-21'],
    ['a Sunday', '2026-11-22'],
    ['New Year', '2027-01-01'],
    ['Epiphany', '2026-01-06'],
    ['the first of May', '2026-05-01'],
    ['the third of May', '2027-05-03'],
    ['Easter Monday', '2026-04-06'],
    ['Easter Monday of the year after', '2027-03-29'],
    ['the latest Easter Monday there is', '2038-04-26'],
    ['Corpus Christi', '2026-06-04'],
    ['Corpus Christi of the year after', '2027-05-27'],
    ['the Assumption', '2025-08-15'],
    ['All Saints', '2027-11-01'],
    ['Independence Day', '2026-11-11'],
    ['Christmas Eve, since 2025', '2025-12-24'],
    ['Christmas Eve after that', '2026-12-24'],
    ['Christmas', '2026-12-25'],
    ['the second day of Christmas', '2025-12-26'],
  ])('does not work on %s', (_what, day) => {
    expect(isWorkingDay(day)).toBe(false);
  });

  it.each([
    ['Christmas Eve of 2024, when that was none yet', '2024-12-24'],
    ['Epiphany of 2010, when that was none yet', '2010-01-06'],
    ['Good Friday', '2026-04-03'],
    ['the Tuesday after Easter', '2026-04-07'],
    ['New Year’s Eve', '2026-12-31'],
  ])('works on %s', (_what, day) => {
    expect(isWorkingDay(day)).toBe(true);
  });

  it('has the working days of art. 130 of the Labour Code, and those that are given in return for a Saturday', () => {
    const daysOf = (year: number): number => {
      const days = workingDaysBefore(`${year + 1}-01-01`, 300);
      return days.filter((day) => day.startsWith(String(year))).length;
    };
    expect([2024, 2025, 2026].map(daysOf)).toEqual([251 + 1, 249 + 2, 251 + 2]);
  });

  it('counts back over a weekend and a holiday, oldest first', () => {
    expect(workingDaysBefore('2026-11-13', 4)).toEqual([
      '2026-11-06',
      '2026-11-09',
      '2026-11-10',
      '2026-11-12',
    ]);
  });

  it('counts on over a weekend and a holiday, the day itself not', () => {
    expect(workingDayAfter('2026-11-09', 3)).toBe('2026-11-13');
    expect(workingDayAfter('2026-11-13', 1)).toBe('2026-11-16');
  });
});
