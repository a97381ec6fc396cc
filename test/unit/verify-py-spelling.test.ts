import { describe, expect, it } from 'vitest';
import {
  at,
  changed,
  edit,
  exportText,
  frozenLines,
  keeper,
  linesIn,
  relink,
  stranger,
} from './exported-chain.ts';
import { faultOf as fault, findPython, ledgerVerifier, noPython } from './python.ts';

/** docs/verify.py on lines and payloads that say the same in another way: one spelling each, or two readers see two ledgers. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else spellingContract(python);

function spellingContract(command: string): void {
  const verify = ledgerVerifier(command);

  describe('what the keeper signed counts in its one spelling, after one genesis', () => {
    it.each<[string, (payload: string) => string]>([
      ['with white space', (payload) => payload.replace('"v":1,', '"v":1, ')],
      ['with a needless escape', (payload) => payload.replace('PO/1', 'PO\\/1')],
      ['with a letter escaped', (payload) => payload.replace('PO/1', '\\u0050O/1')],
      ['with a field twice', (payload) => payload.replace('"v":1,', '"v":1,"v":1,')],
      ['with a fraction', (payload) => payload.replace('"v":1,', '"v":1.0,')],
      ['with no number', (payload) => payload.replace('"v":1,', '"v":NaN,')],
      ['of another version', (payload) => payload.replace('"v":1,', '"v":2,')],
      [
        'with another head',
        (payload) => payload.replace('"v":1,"kind":"release",', '"kind":"release","v":1,'),
      ],
      ['as a list of names', () => '["v","kind","at","command","login","guid"]'],
      ['without end', () => '['.repeat(200_000)],
    ])('a payload %s is not an entry', (_what, spell) => {
      const lines = changed((all) => Object.assign(at(all, 10), { payload: spell(at(all, 10).payload) }));
      expect(fault(verify(relink(lines, 10, keeper)))).toEqual([10, 'payload']);
    });

    it('a genesis with another key, none at all, and a second one', () => {
      const foreign = changed((all) => edit(at(all, 1), keeper.publicKey, stranger.publicKey));
      expect(fault(verify(relink(foreign, 1, keeper)))).toEqual([1, 'keeper']);
      expect(fault(verify(relink(frozenLines().slice(1), 1, keeper)))).toEqual([1, 'keeper']);
      const twice = changed((all) => all.push({ ...at(all, 1) }));
      expect(fault(verify(relink(twice, twice.length, keeper)))).toEqual([twice.length, 'keeper']);
    });
  });

  describe('a line counts in its one spelling', () => {
    const second = linesIn(exportText)[1] ?? '';
    it.each<[string, string | Buffer]>([
      ['with white space', second.replace(',"prev"', ', "prev"')],
      ['with another line end', `${second}\r`],
      ['with a mark before it', `\uFEFF${second}`],
      [
        'with upper-case hex',
        second.replace(/"prev":"[^"]+"/u, (text) => `"prev":${text.slice(7).toUpperCase()}`),
      ],
      ['with a field twice', second.replace('{"seq":2,', '{"seq":2,"seq":2,')],
      ['with a foreign field', second.replace('"salt"', '"note":null,"salt"')],
      ['without a field', second.replace('"salt":null,', '')],
      ['with fields in another order', second.replace('"salt":null,"text":null', '"text":null,"salt":null')],
      ['with a number as text', second.replace('"seq":2', '"seq":"2"')],
      ['with true for a number', second.replace('"seq":2', '"seq":true')],
      ['with a fraction', second.replace('"seq":2', '"seq":2.0')],
      [
        'with another spelling of the same signature',
        second.replace(/(.)=="/u, (_all, end: string) => `${following(end)}=="`),
      ],
      ['with a salt and no text', second.replace('"salt":null', `"salt":"${'00'.repeat(16)}"`)],
      ['with a shorter hash', second.replace(/"hash":"../u, '"hash":"')],
      ['that is not UTF-8', withByte(second, 'KPA_SKARGA', 0xff)],
      ['that is half of one', second.slice(0, 300)],
      ['that is empty', ''],
      ['that is no object', '[]'],
    ])('%s it is not one', (_what, line) => {
      if (line === second) throw new Error('nothing was changed');
      const rest = linesIn(exportText).slice(2).join('\n');
      const before = Buffer.from(`${linesIn(exportText)[0] ?? ''}\n`);
      const ledger = Buffer.concat([before, Buffer.from(line), Buffer.from(`\n${rest}\n`)]);
      expect(fault(verify(ledger))).toEqual([2, 'unreadable']);
    });
  });
}

/** The next letter of base64: behind `==` it differs in bits that no byte takes. */
function following(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return alphabet[alphabet.indexOf(letter) + 1] ?? '';
}

/** The bytes of a line, the first one of `word` exchanged. */
function withByte(line: string, word: string, byte: number): Buffer {
  const bytes = Buffer.from(line);
  bytes[bytes.indexOf(word)] = byte;
  return bytes;
}
