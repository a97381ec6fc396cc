import type { Office } from './ledger/instrument.ts';

/** Legal days, `to` the last one; null = until further notice. */
export type Term = { from: string; to: string | null };

/** What an account may be on a day: an office, or authorised to listen. */
type Role = Office | 'authorisation';
const exclusive: readonly (readonly [Role, readonly Role[]])[] = [
  // RODO art. 38 ust. 6: who watches over the others holds nothing that is watched over.
  ['protection_officer', ['mayor', 'secretary', 'administrator', 'authorisation']],
  ['administrator', ['secretary', 'mayor', 'authorisation']],
  ['mayor', ['secretary']],
];

/** Whether nobody may be both on one day. */
export function excludes(one: Role, other: Role): boolean {
  return exclusive.some(
    ([role, others]) => (role === one && others.includes(other)) || (role === other && others.includes(one)),
  );
}

/** What an account is, from when to when. */
export type Held = Term & { guid: string | null; role: Role };

/** Whether two terms of one account may not be held together: they exclude each other, and share a day. One that ends before it begins has none. */
export function clash(one: Held, other: Held): boolean {
  if (one.guid === null || one.guid !== other.guid || !excludes(one.role, other.role)) return false;
  const from = one.from > other.from ? one.from : other.from;
  return [one.to, other.to].every((to) => to === null || from <= to);
}
