import { basename } from 'node:path';

/**
 * The name of a file of the exchange as it is said, without its folder.
 * SECURITY: an exchange may put a caller's number into it, with whatever between its digits, and what is said stays in the journal of the
 * machine: of nine digits and more only the last three are left, as on screen. A day and an hour as FreePBX writes them stay. Names come from
 * outside: a terminal would obey the control characters in them.
 */
export function shownName(path: string): string {
  return basename(path)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .replace(/\d(?:[^\p{L}\d-]{0,3}\d){8,}/gu, lastThree)
    .replace(/(?<!\d)\d{1,7}(?:[^\p{L}\d…]{1,3}\d{1,7})+(?!\d)/gu, lastThree);
}

function lastThree(found: string): string {
  const digits = found.replace(/\D/g, '');
  return digits.length < 9 ? found : `…${digits.slice(-3)}`;
}
