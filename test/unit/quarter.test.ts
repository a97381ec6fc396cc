import { describe, expect, it } from 'vitest';
import { deedsOf } from '../../build/office/quarter-deeds.ts';
import { listenings, quarterBefore, workingDay } from '../../build/office/quarter.ts';
import { addDays } from '../../shared/warsaw.ts';

/** The demo is shown on any day: what was done in the quarter before it lies there, whichever day that is. */
const shown = Array.from({ length: 40 }, (_, at) => addDays('2026-11-28', 19 * at));
const deeds = (today: string) =>
  deedsOf(quarterBefore(today), { takeIn: () => Promise.resolve([]), lack: () => Promise.resolve() });

describe('the quarter of the demo office', () => {
  it('ends before the day on which it is shown, and begins with its papers', () => {
    for (const today of shown) {
      const days = deeds(today).map(({ day }) => day);
      expect(days.filter((day) => day > today)).toEqual([]);
      expect([...days].sort()[0], today).toBe(days[0]);
    }
  });

  it('has a month of which the review is open, and two before that are reviewed', () => {
    expect(quarterBefore('2026-11-28').months).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(quarterBefore('2026-12-07').months).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(quarterBefore('2027-01-08').months).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it('has the same acts in its last month, whatever is not worked there', () => {
    for (const today of shown) {
      const [, , last] = quarterBefore(today).months;
      const days = listenings.flatMap(([month, n]) => (month === 2 ? [workingDay(last, n)] : []));
      expect(days, today).toHaveLength(14);
      expect([...days].sort(), today).toEqual(days);
    }
  });
});
