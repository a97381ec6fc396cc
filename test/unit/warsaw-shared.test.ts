import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, instantsOf, legalDay, legalMonth, localTime } from '../../shared/warsaw.ts';

const at = (iso: string): Date => new Date(iso);
const local = (year: number, month: number, day: number, hour: number, minute = 0, second = 0) => ({
  ...{ year, month, day, hour, minute, second },
});
const instants = (time: ReturnType<typeof local>): string[] =>
  instantsOf(time).map((instant) => instant.toISOString());

describe('the legal day', () => {
  it.each([
    ['2026-06-09T21:59:59.999Z', '2026-06-09'],
    ['2026-06-09T22:00:00.000Z', '2026-06-10'],
    ['2026-12-31T22:59:59.999Z', '2026-12-31'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['2026-03-31T22:30:00.000Z', '2026-04-01'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
  ])('of %s is %s', (instant, day) => {
    expect(legalDay(at(instant))).toBe(day);
    expect(legalMonth(at(instant))).toBe(day.slice(0, 7));
  });
});

describe('a day that was told before', () => {
  it('is the one that a clock in Warsaw shows, over more hours than are remembered, asked at any minute of them', () => {
    const first = Date.parse('2025-06-01T00:00:00Z');
    const wrong: string[] = [];
    for (let hour = 0; hour < 12_000; hour += 1)
      for (const minute of [0, 59]) {
        const instant = new Date(first + hour * 3_600_000 + minute * 60_000);
        const { year, month, day } = localTime(instant);
        if (Date.parse(legalDay(instant)) !== Date.UTC(year, month - 1, day))
          wrong.push(instant.toISOString());
      }
    expect(wrong).toEqual([]);
  });
});

describe('the time of a clock in Warsaw', () => {
  it('goes from 1:59:59 to 3:00:00 in March and shows 2:30 twice in October', () => {
    expect(localTime(at('2026-03-29T00:59:59Z'))).toEqual(local(2026, 3, 29, 1, 59, 59));
    expect(localTime(at('2026-03-29T01:00:00Z'))).toEqual(local(2026, 3, 29, 3));
    expect(localTime(at('2026-10-25T00:30:00Z'))).toEqual(local(2026, 10, 25, 2, 30));
    expect(localTime(at('2026-10-25T01:30:00Z'))).toEqual(local(2026, 10, 25, 2, 30));
  });

  it("is 0 o'clock at midnight, never 24", () => {
    expect(localTime(at('2026-06-09T22:00:00Z')).hour).toBe(0);
  });

  it('means one instant, two in the doubled hour (earliest first), none in the skipped one', () => {
    expect(instants(local(2026, 6, 10, 10))).toEqual(['2026-06-10T08:00:00.000Z']);
    expect(instants(local(2026, 1, 10, 10))).toEqual(['2026-01-10T09:00:00.000Z']);
    expect(instants(local(2026, 10, 25, 2, 30))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect(instants(local(2026, 10, 25, 3))).toEqual(['2026-10-25T02:00:00.000Z']);
    expect(instants(local(2026, 3, 29, 2, 30))).toEqual([]);
    expect(instants(local(2026, 3, 29, 3))).toEqual(['2026-03-29T01:00:00.000Z']);
  });

  it.each([
    ['30 February', local(2026, 2, 30, 10)],
    ['29 February of a year that has none', local(2026, 2, 29, 10)],
    ['month 13', local(2026, 13, 1, 10)],
    ['month 0', local(2026, 0, 1, 10)],
    ['hour 24', local(2026, 6, 10, 24)],
    ['minute 60', local(2026, 6, 10, 10, 60)],
  ])('%s means no instant', (_what, time) => {
    expect(instants(time)).toEqual([]);
  });

  it('leads back to the instant that it was read from', () => {
    const second = fc
      .integer({
        min: Date.parse('2000-01-01T00:00:00Z') / 1000,
        max: Date.parse('2060-01-01T00:00:00Z') / 1000,
      })
      .map((seconds) => new Date(seconds * 1000));
    fc.assert(
      fc.property(second, (instant) => {
        expect(instantsOf(localTime(instant)).map(Number)).toContain(instant.getTime());
      }),
    );
  });
});

describe('a term in months (KPA art. 57 § 3)', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-11-25', 12, '2027-11-25'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-25', -12, '2025-11-25'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s and %s months end on %s', (day, months, end) => {
    expect(addMonths(day, months)).toBe(end);
  });
});
