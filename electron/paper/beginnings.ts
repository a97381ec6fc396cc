import { z } from 'zod';
import type { MissingNumber } from '../../shared/register.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Session } from '../session/current.ts';
import { beginningsQuery, registerEntriesQuery } from '../session/queries.ts';
import { read, readRows } from '../session/read.ts';
import { checkedEntries, ofKind, toldEntry, type Entry } from './entries.ts';

/** So many entries the database gives at once. */
const mostNumbers = 1000;

/** The entries that began the acts of the whole register. */
export async function beginnings({ db }: Pick<Session, 'db'>): Promise<Entry[]> {
  const seqs = await read(db, z.array(z.int()), beginningsQuery);
  const found: Entry[] = [];
  for (let at = 0; at < seqs.length; at += mostNumbers) {
    const some = new Set(seqs.slice(at, at + mostNumbers));
    const told = await readRows(db, toldEntry, registerEntriesQuery, [[], [...some]]);
    found.push(
      ...(await checkedEntries(
        db,
        told.filter(({ seq }) => some.has(seq)),
      )),
    );
  }
  return found;
}

/**
 * The first number that is missing, out of the entries that began the acts, oldest first. Null where none is.
 * SECURITY: numbers and times are signed, so whoever keeps an act from the list cannot close the gap that it leaves.
 */
export function missingOf(beginnings: readonly Entry[]): MissingNumber | null {
  return missingIn(
    ofKind(beginnings, 'release').map(({ payload: { at, protocol } }) => ({ at, number: protocol })),
  );
}

/** The same of whatever is numbered: within a year of Europe/Warsaw the n-th has the number n, whatever stands around it. */
export function missingIn(numbered: readonly { at: string; number: string }[]): MissingNumber | null {
  const counted = new Map<number, number>();
  for (const { at, number: text } of numbered) {
    const year = Number(legalDay(new Date(at)).slice(0, 4));
    const number = (counted.get(year) ?? 0) + 1;
    const digits: string[] = text.match(/\d+/g) ?? [];
    if (!digits.includes(String(number))) return { number, year };
    counted.set(year, number);
  }
  return null;
}
