import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocated } from '../../shared/node/located-json.ts';

describe('JSON with places', () => {
  it('reads whatever JSON.stringify writes, as JSON.parse does', () => {
    const plain = fc
      .jsonValue({ depthSize: 'small' })
      .filter((value) => !JSON.stringify(value).includes('"__proto__"'));
    fc.assert(
      fc.property(plain, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseLocated(text)).toMatchObject({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('accepts no text that JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '01',
      'true',
      ' ',
      '\n',
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
        const text = parts.join('');
        let strict = true;
        try {
          JSON.parse(text);
        } catch {
          strict = false;
        }
        if (parseLocated(text).ok) expect(strict).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 'empty', 1, 1],
    ['  \n ', 'empty', 2, 2],
    ['{\n  "a": 1\n  "b": 2\n}', 'unexpected-character', 3, 3],
    ['{"a": 1,}', 'unexpected-character', 1, 9],
    ['{"a": tak}', 'unexpected-character', 1, 7],
    ['{\n "a": [1, 2', 'unexpected-end', 2, 12],
    ['{} x', 'text-after-end', 1, 4],
    ['{"a": 1, "a": 2}', 'repeated-key', 1, 10],
    ['"\u0007"', 'unexpected-character', 1, 1],
    ['['.repeat(40), 'too-deep', 1, 34],
  ])('shows where %j goes wrong', (text, problem, line, column) => {
    expect(parseLocated(text)).toEqual({ ok: false, problem, place: { line, column } });
  });

  it('knows where values and keys stand, and the object that lacks a key', () => {
    const read = parseLocated('\uFEFF{\n  "a": { "b": [10, 20] },\r\n  "ż": "x"\n}');
    if (!read.ok) throw new Error(read.problem);
    expect(read.value).toEqual({ a: { b: [10, 20] }, ż: 'x' });
    expect(read.at(['a', 'b', 1])).toEqual({ line: 2, column: 20 });
    expect(read.keyAt(['a', 'b'])).toEqual({ line: 2, column: 10 });
    expect(read.at(['ż'])).toEqual({ line: 3, column: 8 });
    expect(read.at(['a', 'missing'])).toEqual({ line: 2, column: 8 });
    expect(read.at([])).toEqual({ line: 1, column: 1 });
  });

  it('takes a key like __proto__ for a key like any other', () => {
    const read = parseLocated('{"__proto__": {"polluted": true}}');
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
