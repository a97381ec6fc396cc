import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCaller } from '../../shared/phone.ts';

const e164 = (text: string): string | null => {
  const caller = parseCaller(text);
  return caller.kind === 'number' ? caller.e164 : null;
};

describe('a caller of an exchange', () => {
  it.each([
    ['601224417', '+48601224417'],
    ['22 701 75 00', '+48227017500'],
    ['022 701 75 00', '+48227017500'],
    ['(22) 701-75-00', '+48227017500'],
    ['48601224417', '+48601224417'],
    ['0048601224417', '+48601224417'],
    ['+48 601 224 417', '+48601224417'],
    ['800 123 456', '+48800123456'],
    ['+4930901820', '+4930901820'],
    ['004930901820', '+4930901820'],
    ['+12025550123', '+12025550123'],
    ['+380 44 123 45 67', '+380441234567'],
    // Full-width digits, as some handsets send names and numbers alike.
    ['６０１２２４４１７', '+48601224417'],
    ['  601224417  ', '+48601224417'],
  ])('%s is %s', (text, number) => {
    expect(e164(text)).toBe(number);
  });

  it.each([
    '',
    '  ',
    'anonymous',
    'Anonymous',
    'UNKNOWN',
    'restricted',
    'private',
    'unavailable',
    'zastrzeżony',
  ])('„%s” is a withheld number', (text) => {
    expect(parseCaller(text)).toEqual({ kind: 'withheld' });
  });

  it.each([
    ['an extension', '227'],
    ['an emergency number', '112'],
    ['a name', 'Jan Kowalski'],
    ['a SIP address', 'sip:601224417@example.org'],
    ['eight digits', '60122441'],
    ['ten digits', '6012244170'],
    ['a Polish number that begins with a nought', '012345678'],
    ['a Polish number of eight digits behind its country', '+4860122441'],
    ['a Polish number of ten digits behind its country', '+486012244170'],
    ['a country that begins with a nought', '+0123456789'],
    ['sixteen digits', '+1234567890123456'],
    ['a plus alone', '+'],
    ['a plus within', '48+601224417'],
    ['a line break and a second number', '601224417\n601224418'],
    ['digits of another script', '٦٠١٢٢٤٤١٧'],
    ['signs alone', '()--..'],
  ])('%s is no number', (_what, text) => {
    expect(parseCaller(text)).toEqual({ kind: 'not-a-number' });
  });

  it('has one spelling, however it was grouped, and comes out of its own spelling unchanged', () => {
    const national = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{8}$/))
      .map(([a, b]) => `${a}${b}`);
    const separators = fc.array(fc.constantFrom('', ' ', '-', '.'), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        national,
        separators,
        fc.constantFrom('', '0', '48', '+48', '0048'),
        (digits, gaps, prefix) => {
          const written = prefix + [...digits].map((digit, at) => `${gaps[at] ?? ''}${digit}`).join('');
          expect(e164(written)).toBe(`+48${digits}`);
          expect(e164(`+48${digits}`)).toBe(`+48${digits}`);
        },
      ),
    );
  });

  it('is never anything but E.164', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d ().-]{0,20}$/)), (text) => {
        expect(e164(text) ?? '+1234567').toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
  });
});
