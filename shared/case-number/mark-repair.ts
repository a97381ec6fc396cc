/** What people get wrong when they copy a mark, in the order in which it is put right. Each step is small and sure. */
const steps: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^(?:znak(?: sprawy)?|nr(?: sprawy)?|sprawa|sygn\.)[:.]? +/i, ''),
  (text) => text.replace(/^["'([]+|["')\].,;:]+$/g, ''),
  (text) => text.replace(/ r$/, ''),
  // The number of a letter, `(3)`; the bracket's end is gone already.
  (text) => text.replace(/ ?\(\d+\)?$/, ''),
  (text) => text.replace(/ *- */g, '-'),
  // A sub-unit is joined by a minus: SEK_A, OR.I.
  (text) => text.replace(/^(\p{L}+)_(?=\p{L})/u, '$1-'),
  // SEK-1510-7/26, OR.0717-12/26: the pattern before 2011.
  (text) => text.replace(/^([^.]*?)[-/.](\d{2,6})[-/](\d{1,7})\/(\d{2}|\d{4})$/, '$1.$2.$3.$4'),
  (text) => text.replace(/[ .,/;:_]+/g, '.'),
  // Initials are a part of their own: 2026-JK, 2026JK.
  (text) => text.replace(/(\.\d{4})-?(?=\p{Lu}\p{L}{1,4}\d?$)/u, '$1.'),
  (text) => text.replace(/^(\p{L}+)\.(?=[A-Z]+\.)/u, '$1-'),
  (text) => text.replace(/^(\p{L}+)(?=\d{3,4}\.)/u, '$1.'),
  (text) => mapParts(text, (part) => (mixed.test(part) && /\d/.test(part) ? asDigits(part) : part)),
  (text) => mapParts(text, (part) => part.replace(/^0+(?=[1-9])/, ''), 2),
  (text) => text.replace(/\.(\d\d)(?=$|\.\p{L}+\d?$)/u, '.20$1'),
  (text) =>
    text.replace(
      /\.(\p{Ll}{2,5})(\d?)$/u,
      (_, letters: string, digit: string) => `.${letters.toUpperCase()}${digit}`,
    ),
];

const mixed = /^[\dOoIl]+$/;

const asDigits = (part: string): string => part.replace(/[Oo]/g, '0').replace(/[Il]/g, '1');

/** Changes the parts after the cell (from part 1, or from a later one). */
function mapParts(text: string, change: (part: string) => string, from = 1): string {
  return text
    .split('.')
    .map((part, at) => (at < from ? part : change(part)))
    .join('.');
}

/**
 * The least repaired form of a mistyped mark that is accepted.
 * @param accepts whether a repaired text parses
 * @returns undefined when no chain of sure repairs leads to an accepted mark
 */
export function suggestMark(text: string, accepts: (candidate: string) => boolean): string | undefined {
  let candidate = text;
  for (const step of steps) {
    const next = step(candidate);
    if (next !== candidate && accepts(next)) return next;
    candidate = next;
  }
  return undefined;
}
