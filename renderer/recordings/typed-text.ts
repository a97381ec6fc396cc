import { tidy } from '../../shared/words.ts';

/** What is longer was pasted by mistake: no condition needs as much. In UTF-16 units. */
const longest = 100;

export type TypedError = 'empty' | 'long' | 'signs';
type ReadText = { ok: true; text: string } | { ok: false; error: TypedError };

/**
 * What was typed or pasted into a condition, in one spelling: small letters without their marks (`ł` is `l`), every dash `-`, one
 * blank between words, nothing unseen. Refused when it is empty, longer than 100 characters, or has signs that no Polish
 * date, hour or number has: emoji, other alphabets.
 */
export function readTyped(typed: string): ReadText {
  if (typed.trim().length > longest) return { ok: false, error: 'long' };
  const text = fold(tidy(typed));
  if (text === '') return { ok: false, error: 'empty' };
  return /^[a-z\d .,:;\-/+()*•'"„”]*$/.test(text) ? { ok: true, text } : { ok: false, error: 'signs' };
}

/** The spelling in which words are compared. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('…', '...')
    .replaceAll('±', '+-')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The place of the list of forms that a folded word is in, or -1. Each list is one string of words. */
export function placeAmong(word: string, forms: readonly string[]): number {
  return forms.findIndex((list) => list.split(' ').includes(word));
}
