import { z } from 'zod';
import { uuid } from '../../shared/values.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { actOf, type ActFacts } from '../paper/act.ts';
import { checkedEntries, isMissing, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { registerEntriesQuery } from '../session/queries.ts';
import { readRows } from '../session/read.ts';

/** What the database gives at once. */
const [mostActs, mostNumbers] = [200, 1000];

/** What the database names of some days: the acts that began in them, the last entry of them, and entries by their numbers. */
export const statementParts = z.object({ acts: z.array(uuid), entries: z.array(z.int()), end: z.int() });

/** What was listened to and refused in some days, as entries tell it. */
export type StatementFacts = {
  /** Legal days, both within. */
  from: string;
  to: string;
  /** All that was read, checked, oldest first. */
  entries: readonly Entry[];
  /** Begun within them, by their numbers. */
  acts: readonly ActFacts[];
  refusals: readonly Entry<'refusal'>[];
  unsigned: readonly Entry<'unsigned-request'>[];
  /** The last entry of the days, 0 before the first. */
  end: number;
  /** The last check of the whole ledger. */
  checked: Entry<'checked'> | null;
};

/** The entries of these acts and numbers, oldest first. Fails with 'document-entry-false', which names one. */
export async function entriesOf(
  { db }: Pick<Session, 'db'>,
  acts: readonly string[],
  numbers: readonly number[],
): Promise<Entry[]> {
  const found = new Map<number, Entry>();
  const take = async (some: readonly string[], seqs: readonly number[]): Promise<void> => {
    const told = await readRows(db, toldEntry, registerEntriesQuery, [some, seqs]);
    const fresh = told.filter(({ seq }) => !found.has(seq));
    for (const entry of await checkedEntries(db, fresh)) found.set(entry.seq, entry);
  };
  for (let at = 0; at < numbers.length; at += mostNumbers)
    await take([], numbers.slice(at, at + mostNumbers));
  for (let at = 0; at < acts.length; at += mostActs) await take(acts.slice(at, at + mostActs), []);
  return [...found.values()].sort((one, other) => one.seq - other.seq);
}

/** Fails with 'document-entry-missing' or 'document-entry-false', which name an entry. */
export function statementOf(
  { from, to }: Pick<StatementFacts, 'from' | 'to'>,
  entries: readonly Entry[],
  end: number,
): StatementFacts {
  const within = (entry: Entry): boolean => from <= enteredOn(entry) && enteredOn(entry) <= to;
  const first = new Map<string, Entry<'release'>>();
  for (const one of ofKind(entries, 'release'))
    if (!first.has(one.payload.act)) first.set(one.payload.act, one);
  checkEnd(entries, end, to);
  return {
    ...{ from, to, entries, end },
    acts: [...first.values()].filter(within).map(({ payload }) => actOf(payload.act, entries)),
    refusals: ofKind(entries, 'refusal').filter(
      (one) => ['listen', 'join'].includes(one.payload.request) && one.payload.guid !== null && within(one),
    ),
    unsigned: ofKind(entries, 'unsigned-request').filter(within),
    checked: ofKind(entries, 'checked').at(-1) ?? null,
  };
}

/**
 * SECURITY: how many entries there were at the end of the days goes out of the house with the signed sheet: it is the place between an entry of these
 * days and one of later.
 */
function checkEnd(entries: readonly Entry[], end: number, to: string): void {
  const at = (seq: number): Entry | undefined => entries.find((entry) => entry.seq === seq);
  const [last, next] = [at(end), at(end + 1)];
  if (end > 0 && (last === undefined || enteredOn(last) > to)) isMissing(end);
  const goesOn = entries.some((entry) => enteredOn(entry) > to);
  if (next === undefined ? goesOn : enteredOn(next) <= to) isMissing(end + 1);
}

function enteredOn({ payload }: Entry): string {
  return legalDay(payload.at);
}

export const countOf = (some: readonly { payload: { count: number } }[]): number =>
  some.reduce((all, { payload }) => all + payload.count, 0);
