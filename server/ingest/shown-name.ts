import { basename } from 'node:path';

/** As FreePBX writes when a call began. */
const dayAndHour = /((?<!\d)20\d\d[01]\d[0-3]\d-[0-2]\d[0-5]\d[0-5]\d(?!\d))/u;
const number = /\d(?:[^\p{L}\d]{0,3}\d){8,}/gu;

/**
 * The name of a file of the exchange as it is said, without its folder.
 * SECURITY: an exchange may put a caller's number into it, with whatever between its digits, and what is said stays in the journal of the
 * machine: of nine digits and more only the last three are left, as on screen. Day and hour stay, so that the file can be found. Names come
 * from outside: a terminal would obey the control characters in them.
 */
export function shownName(path: string): string {
  const parts = basename(path)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .split(dayAndHour);
  return parts.map((part) => (dayAndHour.test(part) ? part : part.replace(number, lastThree))).join('');
}

function lastThree(found: string): string {
  return `…${found.replace(/\D/g, '').slice(-3)}`;
}
