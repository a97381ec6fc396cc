import { describe, expect, it } from 'vitest';
import {
  type Conditions,
  filterOf,
  loosenings,
  noConditions,
  rangeEnd,
  whatIsMissing,
} from '../../renderer/recordings/conditions.ts';
import { checkDays } from '../../renderer/recordings/days.ts';
import { searchFilter } from '../../shared/recordings.ts';

const asked = (change: Partial<Conditions>): Conditions => ({ ...noConditions, ...change });
const kase = 'SEK.1510.7.2026';

describe('the filter', () => {
  it('is asked only with a day or at least five digits (§ 4)', () => {
    expect(filterOf(asked({}))).toBeNull();
    expect(filterOf(asked({ case: kase }))).toBeNull();
    expect(filterOf(asked({ digits: '2244' }))).toBeNull();
    expect(filterOf(asked({ around: '10:00', minSeconds: 60 }))).toBeNull();
    expect(filterOf(asked({ digits: '22441' }))).not.toBeNull();
    expect(filterOf(asked({ day: '2026-11-20', digits: '417' }))).not.toBeNull();
  });

  it('spans days only beside a case number, and at most 31', () => {
    expect(filterOf(asked({ day: '2026-11-01', dayTo: '2026-11-20' }))?.dayTo).toBeNull();
    expect(filterOf(asked({ case: kase, day: '2026-11-01', dayTo: '2026-11-20' }))?.dayTo).toBe('2026-11-20');
    expect(rangeEnd(asked({ case: kase, day: '2026-10-01', dayTo: '2026-10-31' }))).toBe('2026-10-31');
    expect(rangeEnd(asked({ case: kase, day: '2026-10-01', dayTo: '2026-11-01' }))).toBeNull();
    expect(rangeEnd(asked({ case: kase, day: '2026-10-02', dayTo: '2026-10-01' }))).toBeNull();
  });

  it('is always one that the main process accepts', () => {
    const filters = [
      asked({
        case: kase,
        day: '2026-11-01',
        dayTo: '2026-11-20',
        around: '10:00',
        digits: '417',
        minSeconds: 60,
      }),
      asked({ digits: '22441' }),
    ].map(filterOf);
    for (const filter of filters) expect(searchFilter.safeParse(filter).success).toBe(true);
  });

  it('says what is missing while there is none', () => {
    expect(whatIsMissing(asked({ case: kase }))).toBe('nothing');
    expect(whatIsMissing(asked({ digits: '2244', around: '10:00' }))).toBe('digits');
    expect(whatIsMissing(asked({ around: '10:00' }))).toBe('day');
  });
});

describe('what could be loosened', () => {
  const today = '2026-11-25';
  const names = (conditions: Conditions): string[] => loosenings(conditions, today).map(({ which }) => which);

  it('is each condition that was set, and the days beside', () => {
    const all = asked({ case: kase, day: '2026-11-20', around: '15:00', digits: '417', minSeconds: 60 });
    expect(names(all)).toEqual(['noAround', 'noMinimum', 'noDigits', 'aroundDays']);
    expect(names(asked({ day: '2026-11-20' }))).toEqual(['dayBefore', 'dayAfter']);
  });

  it('never leads into the future, nor to a filter that is not allowed', () => {
    expect(names(asked({ day: today }))).toEqual(['dayBefore']);
    expect(names(asked({ case: kase, day: today }))).toEqual(['dayBefore']);
    for (const conditions of [
      asked({ digits: '22441', around: '10:00' }),
      asked({ case: kase, day: '2026-11-20', digits: '417', minSeconds: 60 }),
    ])
      for (const { conditions: loosened } of loosenings(conditions, today))
        expect(filterOf(loosened)).not.toBeNull();
  });

  it('changes that one condition and no other', () => {
    const all = asked({ case: kase, day: '2026-11-20', around: '15:00', minSeconds: 60 });
    const [noAround] = loosenings(all, today);
    expect(noAround?.conditions).toEqual({ ...all, around: null });
  });
});

describe('typed days', () => {
  const today = '2026-11-25';

  it('are a day or a range', () => {
    expect(checkDays('20.11.2026', '', today)).toEqual({ ok: true, day: '2026-11-20', dayTo: null });
    expect(checkDays('26.10.2026', '25.11.2026', today)).toEqual({
      ok: true,
      day: '2026-10-26',
      dayTo: '2026-11-25',
    });
    expect(checkDays('20.11.2026', '20.11.2026', today)).toEqual({
      ok: true,
      day: '2026-11-20',
      dayTo: null,
    });
  });

  it.each([
    ['31.11.2026', '', 'day', 'day'],
    ['26.11.2026', '', 'day', 'dayFuture'],
    ['20.11.2026', 'xx', 'dayTo', 'day'],
    ['20.11.2026', '26.11.2026', 'dayTo', 'dayFuture'],
    ['20.11.2026', '19.11.2026', 'dayTo', 'dayTo'],
    ['25.10.2026', '25.11.2026', 'dayTo', 'range'],
  ])('%s to „%s” is refused at the field that is wrong', (from, to, field, error) => {
    expect(checkDays(from, to, today)).toEqual({ ok: false, problem: { field, error } });
  });
});
