import { tidy } from '../../shared/words.ts';

/** `rows` as a file that a spreadsheet opens with its Polish settings. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(csvLine).join('')}`;
}

/** One row of it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

/**
 * SECURITY: a spreadsheet runs what begins like a formula, and direction marks show something else than what stands there: a name of the
 * directory is anybody's text.
 */
function cell(text: string): string {
  const shown = tidy(text, { lines: true });
  const plain = /^[=+\-@\t]/.test(text) || /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
