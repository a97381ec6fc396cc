import { describe, expect, it } from 'vitest';
import {
  type Conditions,
  conditionNames,
  filterOf,
  isSet,
  noConditions,
  rangeEnd,
  whatIsMissing,
  without,
} from '../../renderer/recordings/conditions.ts';
import { loosenings } from '../../renderer/recordings/loosening.ts';
import { countsInput, searchFilter } from '../../shared/recordings.ts';

const asked = (change: Partial<Conditions>): Conditions => ({ ...noConditions, ...change });
const kase = 'SEK.1510.7.2026';
const recording = '00000000-0000-4000-8000-000000000001';

describe('the filter', () => {
  it('is asked only with a day or at least five digits', () => {
    expect(filterOf(asked({}))).toBeNull();
    expect(filterOf(asked({ case: kase }))).toBeNull();
    expect(filterOf(asked({ digits: '2244' }))).toBeNull();
    expect(filterOf(asked({ around: '10:00', minSeconds: 60 }))).toBeNull();
    expect(filterOf(asked({ withheld: true, answeredBy: 'Zych' }))).toBeNull();
    expect(filterOf(asked({ digits: '22441' }))).not.toBeNull();
    expect(filterOf(asked({ sameNumberAs: recording }))).not.toBeNull();
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
        answeredBy: 'Zych',
        minSeconds: 60,
      }),
      asked({ digits: '22441' }),
      asked({ sameNumberAs: recording }),
      asked({ day: '2026-11-20', withheld: true, hourFrom: '09:00', hourTo: '24:00' }),
    ].map(filterOf);
    for (const filter of filters) expect(searchFilter.safeParse(filter).success).toBe(true);
  });

  it('says what is missing while there is none', () => {
    expect(whatIsMissing(asked({ case: kase }))).toBe('nothing');
    expect(whatIsMissing(asked({ digits: '2244', around: '10:00' }))).toBe('digits');
    expect(whatIsMissing(asked({ around: '10:00' }))).toBe('day');
  });
});

describe('a condition', () => {
  it('comes off with everything that belongs to it, and alone', () => {
    const all = asked({
      case: kase,
      day: '2026-11-01',
      dayTo: '2026-11-20',
      around: '10:00',
      aroundMinutes: 60,
      withheld: true,
      answeredBy: 'Zych',
      department: 'Kancelaria',
      extension: '214',
      minSeconds: 60,
    });
    const left = conditionNames.reduce((conditions, name) => {
      expect(isSet(conditions, name)).toBe(true);
      const fewer = { ...conditions, ...without(name) };
      expect(conditionNames.filter((other) => isSet(fewer, other))).toEqual(
        conditionNames.filter((other) => isSet(conditions, other) && other !== name),
      );
      return fewer;
    }, all);
    expect(left).toEqual(asked({ case: kase }));
  });
});

describe('what could be loosened', () => {
  const today = '2026-11-25';
  const names = (conditions: Conditions): string[] => loosenings(conditions, today).map(({ which }) => which);
  const way = (conditions: Conditions, wanted: string): Conditions | undefined =>
    loosenings(conditions, today).find(({ which }) => which === wanted)?.conditions;

  it('keeps the number above all, then what changes least, and lets the number go last', () => {
    const all = asked({ case: kase, day: '2026-11-20', around: '15:00', digits: '4417', minSeconds: 60 });
    expect(names(all)).toEqual([
      'allDays',
      'only.allDays',
      'no.hour',
      'no.minSeconds',
      'wider',
      'shorter',
      'lastDigits',
      'no.caller',
    ]);
    expect(names(asked({ day: '2026-11-20' }))).toEqual(['dayBefore', 'dayAfter']);
    expect(names(asked({ case: kase, day: '2026-11-20' }))).toEqual(['dayBefore', 'dayAfter']);
    expect(
      names(asked({ day: '2026-11-20', extension: '214', answeredBy: 'Zych', department: 'K' })),
    ).toEqual(['no.extension', 'no.department', 'dayBefore', 'dayAfter', 'no.answeredBy']);
    // Digits that stand for a day need none.
    const many = { day: '2026-11-20', around: '15:00', digits: '64417' };
    expect(names(asked(many)).slice(0, 2)).toEqual(['only.anyDay', 'anyDay']);
    expect(names(asked({ ...many, case: kase })).slice(0, 3)).toEqual(['allDays', 'only.allDays', 'anyDay']);
  });

  it('changes that one condition and no other, or keeps one alone', () => {
    const all = asked({ case: kase, day: '2026-11-20', around: '15:00', digits: '64417', minSeconds: 60 });
    expect(way(all, 'no.hour')).toEqual({ ...all, around: null });
    expect(way(all, 'wider')).toEqual({ ...all, aroundMinutes: 120 });
    expect(way(all, 'shorter')).toEqual({ ...all, minSeconds: 30 });
    expect(way(all, 'lastDigits')).toEqual({ ...all, digits: '417' });
    const days = { day: '2026-10-26', dayTo: '2026-11-25' };
    expect(way(all, 'allDays')).toEqual({ ...all, ...days });
    expect(way(all, 'only.allDays')).toEqual(asked({ case: kase, ...days, digits: '64417' }));
    expect(way(all, 'anyDay')).toEqual({ ...all, day: null });
    expect(way({ ...all, case: null }, 'only.anyDay')).toEqual(asked({ digits: '64417' }));
    const named = asked({
      case: kase,
      day: '2026-11-20',
      around: '15:00',
      department: 'K',
      answeredBy: 'Zych',
    });
    expect(way(named, 'only.allDays')).toEqual(asked({ case: kase, ...days, answeredBy: 'Zych' }));
    const window = asked({ day: '2026-11-20', hourFrom: '09:00', hourTo: '10:00' });
    expect(way(window, 'no.hour')).toEqual(asked({ day: '2026-11-20' }));
  });

  it('uses all 31 days, to both sides alike where they have come', () => {
    const range = (day: string, dayTo: string) => asked({ case: kase, day, dayTo, around: '10:00' });
    const longer = (day: string, dayTo: string): string[] => {
      const { day: from = null, dayTo: to = null } = way(range(day, dayTo), 'allDays') ?? {};
      return [from ?? '', to ?? ''];
    };
    expect(longer('2026-10-08', '2026-10-10')).toEqual(['2026-09-24', '2026-10-24']);
    expect(longer('2026-11-08', '2026-11-10')).toEqual(['2026-10-25', '2026-11-24']);
    expect(longer('2026-11-16', '2026-11-22')).toEqual(['2026-10-26', '2026-11-25']);
    expect(longer('2026-10-01', '2026-10-28')).toEqual(['2026-09-29', '2026-10-29']);
    expect(names(range('2026-10-01', '2026-10-31'))).not.toContain('allDays');
    const wrong = { ...range('2026-10-01', '2026-10-31'), digits: '417' };
    expect(way(wrong, 'only.allDays')).toEqual({ ...wrong, around: null });
  });

  it('never leads into the future, nor to a filter that is not allowed, and is never more than the server counts', () => {
    expect(names(asked({ day: today }))).toEqual(['dayBefore']);
    expect(names(asked({ case: kase, day: today }))).toEqual(['dayBefore']);
    const { day: first = null, dayTo: last = null } =
      way(asked({ case: kase, day: today, around: '10:00' }), 'allDays') ?? {};
    expect([first, last]).toEqual(['2026-10-26', today]);
    const everything = asked({
      day: '2026-11-20',
      around: '10:00',
      digits: '22441',
      answeredBy: 'Zych',
      department: 'Kancelaria',
      extension: '214',
      minSeconds: 60,
    });
    for (const conditions of [
      asked({ digits: '22441', around: '10:00' }),
      asked({ sameNumberAs: recording, minSeconds: 600 }),
      asked({ case: kase, day: '2026-11-20', digits: '417', minSeconds: 60 }),
      everything,
      { ...everything, case: kase },
    ]) {
      const filters = loosenings(conditions, today).map(({ conditions: loosened }) => filterOf(loosened));
      expect(countsInput.safeParse({ filters }).success).toBe(true);
    }
  });
});
