import { describe, expect, it } from 'vitest';
import { lastDayOf } from '../../shared/recordings.ts';
import { isClean, tidy, visibleLength } from '../../shared/words.ts';

describe('the last day of a recording (§ 3 ust. 4)', () => {
  it.each([
    ['2024-02-29T11:00:00.000Z', '2025-02-28'],
    ['2025-01-31T11:00:00.000Z', '2026-01-31'],
    // Half past midnight in Warsaw, on the first of April, and an hour later.
    ['2025-03-31T22:30:00.000Z', '2026-04-01'],
    ['2025-03-31T23:30:00.000Z', '2026-04-01'],
    // Half past two, both times that the clock of that October night shows it.
    ['2025-10-26T00:30:00.000Z', '2026-10-26'],
    ['2025-10-26T01:30:00.000Z', '2026-10-26'],
  ])('of a call that began at %s is %s', (startedAt, day) => {
    expect(lastDayOf(startedAt)).toBe(day);
  });
});

describe('words', () => {
  it.each([
    ['spaces that look like none', '\u00a0\u2007\u3000', 0],
    ['letters that draw nothing', '\u3164\u115f\u2800', 0],
    ['marks alone', '\u0301\u0308', 0],
    ['Polish letters and punctuation', 'Zażółć – „§ 4”', 11],
  ])('of %s count by what is seen', (_what, text, length) => {
    expect(visibleLength(text)).toBe(length);
  });

  it.each([
    ['a bidirectional override', 'a\u202eb'],
    ['a zero-width space', 'a\u200bb'],
    ['a soft hyphen', 'a\u00adb'],
    ['a tag character', 'a\u{e0041}b'],
    ['a control', 'a\u0007b'],
    ['a line separator', 'a\u2028b'],
    ['half a surrogate pair', 'a\ud800b'],
    ['a decomposed letter', 'o\u0301'],
    ['a line feed where one line is wanted', 'a\nb'],
  ])('with %s are not clean', (_what, text) => {
    expect(isClean(text)).toBe(false);
    expect(isClean(tidy(text))).toBe(true);
  });

  it('of several lines are clean where lines are wanted, in one kind of line end', () => {
    expect(isClean('pierwszy\ndrugi', { lines: true })).toBe(true);
    expect(isClean('pierwszy\r\ndrugi', { lines: true })).toBe(false);
    expect(tidy('pierwszy\r\n\tdrugi\u200b', { lines: true })).toBe('pierwszy\n drugi');
  });
});
