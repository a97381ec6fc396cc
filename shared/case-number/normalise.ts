/** Longest case number or reference, in UTF-16 units, after normalisation. */
export const longestNumber = 60;

/** Longest raw input that is looked at at all; a pasted document is refused unread. */
const longestInput = 1000;

/** What was typed, in the two forms that the parsers need. */
interface Typed {
  /** NFKC, every kind of blank one space, every kind of dash `-`, trimmed. What is accepted is this text. */
  text: string;
  /** `text` without what cannot be seen or only looks like a Latin letter: for diagnosis and suggestions. */
  clean: string;
}

// SECURITY: controls, bidi overrides, zero-width and unassigned characters, stray combining marks and fillers:
// two numbers that look the same must be the same, in the ledger and on paper.
const invisible = /[\p{C}\p{Zl}\p{Zp}\p{M}\u115f\u1160\u2800\u3164]/gu;

/** Printable ASCII and Latin letters: everything that any case number in Poland is written with. */
const printable = /^[\p{Script=Latin} -~]*$/u;

/** Superscripts, fractions and circled digits, which NFKC would turn into plain digits: 7² is not 72. */
const decoratedDigit = /\p{No}/u;

const lookAlikes: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S' },
  ...{ Т: 'T', Х: 'X', а: 'a', с: 'c', е: 'e', і: 'i', ј: 'j', о: 'o', р: 'p', ѕ: 's', х: 'x', у: 'y' },
  ...{
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Ζ: 'Z',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Χ: 'X',
  },
  ...{ ο: 'o', '\u2044': '/', '\u2215': '/', '·': '.' },
};

const collapse = (text: string): string => text.replace(/\p{Zs}+/gu, ' ').replace(/^ | $/g, '');

/**
 * Prepares raw input for matching.
 * @returns undefined when the input is far too long to be a number of a case.
 */
export function normalise(input: string): Typed | undefined {
  if (input.length > longestInput) return undefined;
  // A cell of a table or a line of a letter brings its end along; inside a number the same characters are refused.
  const raw = input.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  // What is typed on a keyboard needs none of the rest.
  if (/^[ -~]*$/.test(raw)) {
    const text = raw.replace(/ {2,}/g, ' ').trim();
    return { text, clean: text };
  }
  const text = collapse(raw.normalize('NFKC')).replace(/[\p{Pd}\u2212]/gu, '-');
  const visible = text.replace(/\s/g, ' ').replace(invisible, '');
  const latin = [...visible].map((letter) => lookAlikes[letter] ?? letter).join('');
  return { text, clean: collapse(latin.normalize('NFKC')) };
}

/** Whether a text holds only characters that case numbers are written with. */
export function isPrintable(text: string): boolean {
  return printable.test(text);
}

export function hasDecoratedDigit(raw: string): boolean {
  return decoratedDigit.test(raw);
}
