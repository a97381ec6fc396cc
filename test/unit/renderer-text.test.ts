import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { bound, failureText, reasonText, startText } from '../../renderer/text.ts';
import { failureCodes } from '../../shared/failure.ts';
import { pl } from '../../shared/text/pl.ts';

/** Every code that the keeper's own sources refuse with, and those that a case number or a reference is refused with. */
const refusing = [
  ...new Set([
    ...readdirSync('server/keeper').flatMap((file) =>
      [...readFileSync(`server/keeper/${file}`, 'utf8').matchAll(/refuse\('([a-z-]+)'/g)].map(
        ([, code = '']) => code,
      ),
    ),
    ...failureCodes.filter((code) => /^(?:case-number|reference)-/.test(code)),
  ]),
];

beforeAll(startText);

describe('what people read when something failed', () => {
  it.each(failureCodes)('%s is a whole sentence, not a code', (code) => {
    const sentence = failureText(i18next.t, { code });
    expect(sentence).toMatch(/^\p{Lu}/u);
    expect(sentence).toMatch(/[.?]$/);
    expect(sentence).not.toContain(code);
    expect(sentence).not.toMatch(/\{\{|\}\}/);
  });

  it.each(refusing)('a refusal for %s says why in a few words', (code) => {
    const reason = reasonText(i18next.t, code);
    expect(reason).not.toBe('inna przyczyna');
    expect(reason).toMatch(/^[\p{Ll}P1]/u);
    expect(reason).not.toContain(code);
    expect(reason.length).toBeLessThan(48);
  });

  it('keeps a reason that is no known code out of the page', () => {
    expect(reasonText(i18next.t, 'authorisation-expired')).toBe('upoważnienie wygasło');
    expect(reasonText(i18next.t, '<img src=x>')).toBe('inna przyczyna');
    expect(reasonText(i18next.t, 'constructor')).toBe('inna przyczyna');
  });
});

it('an article stays on one line with its number and its act; other words wrap', () => {
  const said = bound('Rozpatrzenie skargi – art. 227 i 237 KPA').replaceAll('\u00a0', '_');
  expect(said).toBe('Rozpatrzenie skargi – art._227 i_237_KPA');
  expect(bound('Zawiadomienie – art. 304 § 2 KPK').replaceAll('\u00a0', '_')).toBe(
    'Zawiadomienie – art._304_§_2_KPK',
  );
});

/** Every sentence of the program with its key. */
function sentences(part: object, path: string): [string, string][] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : sentences(value as object, `${path}${key}.`),
  );
}

describe('plurals', () => {
  it('have all four Polish forms', () => {
    const keys = new Set(sentences(pl, '').map(([key]) => key));
    for (const key of keys)
      if (key.endsWith('_one'))
        for (const form of ['few', 'many', 'other'])
          expect(keys, `${key.slice(0, -3)}${form}`).toContain(`${key.slice(0, -3)}${form}`);
  });

  it('follow the number', () => {
    const counted = [0, 1, 2, 5, 12, 22, 25].map((count) => i18next.t('recordings.list.count', { count }));
    expect(counted).toEqual([
      '0 rozmów',
      '1 rozmowa',
      '2 rozmowy',
      '5 rozmów',
      '12 rozmów',
      '22 rozmowy',
      '25 rozmów',
    ]);
  });

  it('count fragments in the singular, too', () => {
    const counted = [1, 2, 5].map((count) => i18next.t('playback.recordings.more', { count }));
    expect(counted).toEqual(['i 1 inny fragment', 'i 2 inne fragmenty', 'i 5 innych fragmentów']);
  });
});

/** What holds by the office's own rules (docs/regulation.md), not by the regulation. */
const ownRules = /dwunast|12 mies|siedmi|siedem|7 dni|brał|udział|rejestr odsłuchań/iu;

it('no sentence, on the screen or on paper, calls a rule of the office § 4', () => {
  const texts = readdirSync('shared/text/pl').flatMap((file) =>
    [...readFileSync(`shared/text/pl/${file}`, 'utf8').matchAll(/'([^'\n]+)'/g)].map(([, text = '']) => text),
  );
  const said = texts
    .flatMap((text) => text.split(/(?<=[.;])\s(?=\p{Lu})/u))
    .filter((text) => /§\s4/u.test(text));
  expect(said.length).toBeGreaterThan(12);
  expect(said.filter((sentence) => ownRules.test(sentence))).toEqual([]);
});
