import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureText, startText } from '../../renderer/text.ts';
import {
  dateText,
  longDayText,
  momentText,
  monthText,
  shortDayText,
  timeText,
  typedDay,
} from '../../renderer/ui/time.ts';
import { failureCodes } from '../../shared/failure.ts';
import { en } from '../../shared/text/en.ts';
import type { English } from '../../shared/text/english.ts';
import { pl } from '../../shared/text/pl.ts';

beforeAll(async () => {
  await startText();
  await i18next.changeLanguage('en');
});
afterAll(() => i18next.changeLanguage('pl'));

/** Every sentence with its key. */
function sentences(part: object, path = ''): [string, string][] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : sentences(value as object, `${path}${key}.`),
  );
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

type Polish = { word: string; calls_one: string; calls_few: string; calls_many: string; calls_other: string };

describe('English on the screen', () => {
  it('has the keys of Polish, or does not compile', () => {
    const whole = { word: 'word', calls_one: 'call', calls_other: 'calls' } satisfies English<Polish>;
    // @ts-expect-error -- a sentence is missing
    const missing = { calls_one: 'call', calls_other: 'calls' } satisfies English<Polish>;
    // @ts-expect-error -- a form that English does not have
    const extra = { word: '', calls_one: '', calls_few: '', calls_other: '' } satisfies English<Polish>;
    expect([whole, missing, extra]).toHaveLength(3);
  });

  it.each(sentences(en))('%s says the same facts as the Polish sentence', (key, sentence) => {
    const polish = new Map(sentences(pl)).get(key) ?? '';
    expect(placeholders(sentence)).toEqual(placeholders(polish));
    // The program keeps its name, a language its own, and nothing else is Polish.
    if (key !== 'common.languages.pl')
      expect(sentence.replaceAll('Odsłuch', '')).not.toMatch(/[ąćęłńóśźż„]/i);
  });

  it.each(failureCodes)('%s is a whole sentence', (code) => {
    const sentence = failureText(i18next.t, { code });
    expect(sentence).toMatch(/^\p{Lu}.*\.$|^\d.*\.$/u);
    expect(sentence).not.toBe(pl.failures[code].sentence);
  });

  it('counts in two forms', () => {
    const counted = [0, 1, 2, 5, 21].map((count) => i18next.t('recordings.list.count', { count }));
    expect(counted).toEqual(['0 calls', '1 call', '2 calls', '5 calls', '21 calls']);
  });

  it('writes days and times its own way, and fields for dates as the office does', () => {
    expect(momentText('2026-11-20T09:04:00.000Z')).toBe('20 Nov 2026, 10:04');
    expect(dateText('2026-11-20T23:30:00.000Z')).toBe('21 Nov 2026');
    expect(longDayText('2026-11-20')).toBe('Friday, 20 Nov 2026');
    expect(shortDayText('2026-11-20')).toBe('Fri, 20 Nov 2026');
    expect(monthText('2026-11-20')).toBe('November 2026');
    expect(typedDay('2026-11-20')).toBe('20.11.2026');
  });

  it('tells both half past twos of October apart', () => {
    expect(timeText('2026-10-25T00:30:00.000Z')).toBe('02:30 (summer time)');
    expect(timeText('2026-10-25T01:30:00.000Z')).toBe('02:30 (winter time)');
  });
});
