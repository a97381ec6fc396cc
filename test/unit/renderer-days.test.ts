import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDays, type DayProblem, parseDays } from '../../renderer/recordings/days.ts';
import { dayText } from '../../renderer/ui/time.ts';

/** A Wednesday. */
const today = '2026-11-25';

function understood(typed: string, now = today): string {
  const days = parseDays(typed, now);
  if (!days.ok) return days.problem.error;
  return days.dayTo === null ? days.day : `${days.day} – ${days.dayTo}`;
}

describe('a date', () => {
  it.each([
    ['20.11.2026', '2026-11-20'],
    [' 20.11.2026 r. ', '2026-11-20'],
    ['20.11.2026r.', '2026-11-20'],
    ['2.1.2026', '2026-01-02'],
    ['20.11.26', '2026-11-20'],
    ['20-11-2026', '2026-11-20'],
    ['20/11/2026', '2026-11-20'],
    ['20 11 2026', '2026-11-20'],
    ['20. 11. 2026', '2026-11-20'],
    ['20 – 11 – 2026', '2026-11-20'],
    ['20112026', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['2026.11.20', '2026-11-20'],
    ['20 listopada 2026 r.', '2026-11-20'],
    ['20 listopada 2026 roku', '2026-11-20'],
    ['20. listopada 2026', '2026-11-20'],
    ['20-go listopada', '2026-11-20'],
    ['20 LISTOPADA', '2026-11-20'],
    ['20 lis', '2026-11-20'],
    ['5 października 2026', '2026-10-05'],
    ['5 pazdziernika 2026', '2026-10-05'],
    ['20.XI.2026', '2026-11-20'],
    ['20 XI', '2026-11-20'],
    ['7 IX 2026 r.', '2026-09-07'],
    ['w dniu 20.11.2026 r.', '2026-11-20'],
    ['dn. 20.11.2026', '2026-11-20'],
    ['z dnia 20 listopada 2026 r.', '2026-11-20'],
    ['w piątek, 20 listopada', '2026-11-20'],
    ['pt. 20.11', '2026-11-20'],
    ['20 listopada br.', '2026-11-20'],
    ['20.11 b.r.', '2026-11-20'],
    ['20 grudnia ub. r.', '2025-12-20'],
    ['chyba 20 listopada', '2026-11-20'],
    ['29.02.2028', 'dayFuture'],
    ['20\u00A0listopada\u200E 2026', '2026-11-20'],
  ])('%s', (typed, day) => {
    expect(understood(typed)).toBe(day);
  });

  it('without a year is the last one that has come', () => {
    expect(understood('20.11')).toBe('2026-11-20');
    expect(understood('25.11')).toBe('2026-11-25');
    expect(understood('26.11')).toBe('2025-11-26');
    expect(understood('26 listopada')).toBe('2025-11-26');
    expect(understood('31.12', '2026-01-02')).toBe('2025-12-31');
  });

  it('comes back from the way it is shown', () => {
    const dates = fc.date({ min: new Date('2011-01-01'), max: new Date('2026-11-25'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(understood(dayText(day))).toBe(day);
      }),
    );
  });
});

describe('words for a day', () => {
  it.each([
    ['dziś', '2026-11-25'],
    ['Dzisiaj', '2026-11-25'],
    ['wczoraj', '2026-11-24'],
    ['WCZORAJ', '2026-11-24'],
    ['przedwczoraj', '2026-11-23'],
    ['w piątek', '2026-11-20'],
    ['we wtorek', '2026-11-24'],
    ['w środę', '2026-11-25'],
    ['w zeszłą środę', '2026-11-18'],
    ['ostatni piątek', '2026-11-20'],
  ])('%s', (typed, day) => {
    expect(understood(typed)).toBe(day);
  });
});

describe('several days', () => {
  it.each([
    ['od 1 do 10 listopada', '2026-11-01 – 2026-11-10'],
    ['1–10 listopada', '2026-11-01 – 2026-11-10'],
    ['1-10.11.2026', '2026-11-01 – 2026-11-10'],
    ['1.11 – 10.11', '2026-11-01 – 2026-11-10'],
    ['28.10–3.11', '2026-10-28 – 2026-11-03'],
    ['28.12 do 5.01', '2025-12-28 – 2026-01-05'],
    ['01-11-2026 - 10-11-2026', '2026-11-01 – 2026-11-10'],
    ['2026-11-01 do 2026-11-10', '2026-11-01 – 2026-11-10'],
    ['między 3 a 7 listopada', '2026-11-03 – 2026-11-07'],
    ['od piątku do wczoraj', '2026-11-20 – 2026-11-24'],
    ['od 20.11', '2026-11-20 – 2026-11-25'],
    ['około 10 listopada', '2026-11-07 – 2026-11-13'],
    ['ok. 24.11', '2026-11-21 – 2026-11-25'],
    ['26.10.2026 – 25.11.2026', '2026-10-26 – 2026-11-25'],
  ])('%s', (typed, days) => {
    expect(understood(typed)).toBe(days);
  });
});

describe('what is no day', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['20', 'day'],
    ['2026', 'day'],
    ['20.11.226', 'day'],
    ['20.11.2026x', 'day'],
    ['1.13.2026', 'day'],
    ['kiedyś', 'day'],
    ['od kiedyś do wczoraj', 'day'],
    ['26.11.2026', 'dayFuture'],
    ['jutro', 'dayFuture'],
    ['1 grudnia 2026', 'dayFuture'],
    ['20.11 – 26.11.2026', 'dayFuture'],
    ['20.11 – 30.11', 'dayFuture'],
    ['20–30.11', 'dayFuture'],
    ['20 grudnia br.', 'dayFuture'],
    ['10.11.2026 – 1.11.2026', 'order'],
    ['25.10.2026 – 25.11.2026', 'range'],
    ['od 1 września do 25 listopada', 'range'],
    ['w zeszłym tygodniu', 'day'],
    ['dzwonił 😀', 'signs'],
    ['٢٠.١١.٢٠٢٦', 'signs'],
    ['אתמול', 'signs'],
    ['1'.repeat(10_000), 'long'],
  ])('„%s”', (typed, error) => {
    expect(understood(typed)).toBe(error);
  });

  it('is told with what the calendar has', () => {
    const problem = (typed: string): DayProblem | null => {
      const days = parseDays(typed, today);
      return days.ok ? null : days.problem;
    };
    expect(problem('31 lutego')).toEqual({ error: 'noSuchDay', month: '2026-02', days: 28 });
    expect(problem('29.02.2026')).toEqual({ error: 'noSuchDay', month: '2026-02', days: 28 });
    expect(problem('31.11.2026')).toEqual({ error: 'noSuchDay', month: '2026-11', days: 30 });
    expect(problem('0.1.2026')).toEqual({ error: 'noSuchDay', month: '2026-01', days: 31 });
    expect(problem('w czwartek 20 listopada')).toEqual({ error: 'weekday', day: '2026-11-20' });
  });

  it('never throws, whatever is pasted', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: fc.constantFrom(...'0123456789.-/ odmiesąca'), maxLength: 40 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const days = parseDays(text, today);
        if (days.ok) expect(days.day <= today && (days.dayTo ?? days.day) <= today).toBe(true);
      }),
    );
  });
});

describe('the two fields', () => {
  const checked = (from: string, to: string, ranged = true) => checkDays(from, to, today, ranged);

  it('are a day or a range', () => {
    expect(checked('20.11.2026', '')).toEqual({ ok: true, day: '2026-11-20', dayTo: null });
    expect(checked('20.11.2026', '20.11.2026')).toEqual({ ok: true, day: '2026-11-20', dayTo: null });
    expect(checked('26.10.2026', 'dziś')).toEqual({ ok: true, day: '2026-10-26', dayTo: '2026-11-25' });
    expect(checked('1–10.11', '')).toEqual({
      ok: true,
      day: '2026-11-01',
      dayTo: '2026-11-10',
    });
  });

  it.each([
    ['31.11.2026', '', 'day', 'noSuchDay'],
    ['26.11.2026', '', 'day', 'dayFuture'],
    ['20.11.2026', 'xx', 'dayTo', 'day'],
    ['20.11.2026', '26.11.2026', 'dayTo', 'dayFuture'],
    ['20.11.2026', '19.11.2026', 'dayTo', 'order'],
    ['20.11', '30.11', 'dayTo', 'dayFuture'],
    ['20.11', '30.11.25', 'dayTo', 'order'],
    ['25.10.2026', '25.11.2026', 'dayTo', 'range'],
    ['1–10.11', '20.11.2026', 'dayTo', 'rangeTwice'],
  ])('%s to „%s” is refused at the field that is wrong', (from, to, field, error) => {
    expect(checked(from, to)).toMatchObject({ ok: false, field, problem: { error } });
  });

  it('hold one day without a case number', () => {
    expect(checked('16–22.11', '', false)).toMatchObject({
      field: 'day',
      problem: { error: 'rangeNoCase' },
    });
    expect(checked('wczoraj', '', false)).toMatchObject({ ok: true, day: '2026-11-24' });
  });
});
