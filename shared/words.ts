/**
 * Words that people type into a record. What cannot be seen must not be in it: a reader of the protocol and a reader
 * of the bytes must read the same.
 */

// SECURITY: controls, every format character (bidirectional overrides, zero-width, soft hyphen, tags), lone surrogates,
// private use, line and paragraph separators, noncharacters, and letters that draw nothing.
// U+034F, U+17B4 and U+17B5 combine with nothing here: each is meant by itself.
const unseen =
  // eslint-disable-next-line no-misleading-character-class -- as above
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115F\u1160\u3164\uFFA0\u2800\u034F\u17B4\u17B5]/u;
// eslint-disable-next-line security/detect-non-literal-regexp, no-misleading-character-class -- the literal stands above
const unseenAll = new RegExp(unseen.source, 'gu');
// Drawings (emoji among them) are no words: a field with one alone says nothing.
const visible = /[\p{L}\p{N}\p{P}\p{Sc}\p{Sm}]/gu;

/** One sign again and again: „xxxxxxxx”, „. . . . . .”. */
const filler = /(\S)(?:\s*\1){3,}/gu;

/**
 * How many characters of a text leave ink: no spaces, no marks alone, no drawings, nothing unseen. §4.1: of what only fills a field, one sign more than
 * three times on end, three count.
 */
export function visibleLength(text: string): number {
  return text.replace(unseenAll, '').replace(filler, '$1$1$1').match(visible)?.length ?? 0;
}

/** Whether a text is in NFC and has nothing unseen in it; with `lines` it may have line feeds. */
export function isClean(text: string, { lines = false } = {}): boolean {
  return text === text.normalize('NFC') && !unseen.test(lines ? text.replaceAll('\n', '') : text);
}

/** The clean form of what was typed or pasted: one kind of line end, spaces for tabs, nothing unseen, NFC. */
export function tidy(text: string, { lines = false } = {}): string {
  const spaced = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replaceAll('\t', ' ');
  const rows = (lines ? spaced : spaced.replaceAll('\n', ' ')).split('\n');
  return rows
    .map((row) => row.replace(unseenAll, ''))
    .join('\n')
    .normalize('NFC');
}
