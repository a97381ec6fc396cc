import { describe, expect, it } from 'vitest';
import { loadVoices } from '../../build/office/calls.ts';
import { callsBefore } from '../../build/office/seed-calls.ts';
import { deedsOf } from '../../build/office/quarter-deeds.ts';
import {
  agingDay,
  beginning,
  callsHeard,
  listenings,
  quarterBefore,
  quarterRules,
  workingDay,
} from '../../build/office/quarter.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { workingDaysBefore } from '../../shared/working-days.ts';

/** The demo is shown on any day: what was done in the quarter before it lies there, whichever day that is. */
const shown = Array.from({ length: 40 }, (_, at) => addDays('2026-11-28', 19 * at));
const deeds = (today: string) =>
  deedsOf(quarterBefore(today), {
    ...{ takeIn: () => Promise.resolve([]), lack: () => Promise.resolve() },
    takeInReviewed: () => Promise.resolve(),
    ...{ takeInOf: () => Promise.resolve(), backUp: () => Promise.resolve() },
  });

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

  it('has one hold whose review is over, and one in its grace of a call whose twelve months are over', () => {
    const { holds, destruction } = quarterRules;
    const isOver = (day: string, today: string) => addMonths(day, holds.reviewMonths) < today;
    for (const today of shown) {
      const quarter = quarterBefore(today);
      const [first, second] = quarter.months;
      const begins = beginning(quarter);
      const last = workingDaysBefore(today, 1)[0] ?? '';
      // The next one that lasts is set after the second month's eighth.
      expect([isOver(begins, today), isOver(`${second}-09`, today)], today).toEqual([true, false]);
      expect(addDays(last, destruction.graceDays) >= today, today).toBe(true);
      const over = addMonths(agingDay(begins), 12);
      expect([workingDay(first, 4) <= over, over < last], today).toEqual([true, true]);
    }
  });

  it('has nights that take nothing that was taken in within a month, and none of the last ones missed', () => {
    for (const today of shown) {
      const nights = deeds(today).flatMap(({ day, time }) => (time === '02:30' ? [day] : []));
      const [second = ''] = nights;
      expect(addDays(beginning(quarterBefore(today)), 31) < second, today).toBe(true);
      expect(nights.at(-1), today).toBe(addDays(today, -1));
    }
  });

  it('has as many calls as are heard, each by then within its twelve months, whichever month it begins in', () => {
    const voices = loadVoices('build/office/voices');
    for (let month = 0; month < 12; month += 1) {
      const quarter = quarterBefore(addMonths('2026-11-28', month));
      const calls = callsBefore(voices, beginning(quarter), callsHeard);
      expect(calls).toHaveLength(callsHeard + 2);
      for (const [of, n, , , , call] of listenings) {
        const began = calls[call]?.sidecar.startedAt.slice(0, 10) ?? '';
        expect(workingDay(quarter.months[of], n) <= addMonths(began, 12), `${began}, ${quarter.today}`).toBe(
          true,
        );
      }
    }
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
