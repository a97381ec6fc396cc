import { z } from 'zod';
import {
  completenessTold,
  type Completeness,
  type ReconciledDay,
  type ShownGap,
} from '../../shared/completeness.ts';
import { daysWithoutRecords } from '../../shared/call-days.ts';
import { gapsAfter, type FoundGap } from '../../shared/ledger/completeness.ts';
import { daysOfMonth, legalDay, localTime } from '../../shared/warsaw.ts';
import { checkedEntries, nameOf, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { completenessQuery } from './queries.ts';

const told = completenessTold.extend({ entries: z.array(toldEntry) });

/** A month of days as their entries tell them, and beside these what the database says. */
export type CompletenessFacts = Omit<z.infer<typeof told>, 'entries'> & { entries: readonly Entry[] };

/** Fails with 'document-entry-false', which names an entry. */
export async function readCompleteness(
  { db }: Pick<Session, 'db'>,
  month: string,
): Promise<CompletenessFacts> {
  const { entries, ...facts } = await read(db, told, completenessQuery, [month]);
  return { ...facts, entries: await checkedEntries(db, entries) };
}

type Gap = FoundGap<Entry<'reconciled'>, Entry<'explained'>>;
type Day = { newest: Entry<'reconciled'>; gaps: Map<string, Gap> };

/** §3.1: days and gaps as the keeper folds them: of a day the newest entry counts, and what is as it was stays explained. */
function daysOf(entries: readonly Entry[]): Map<string, Day> {
  const days = new Map<string, Day>();
  for (const entry of entries) {
    if (entry.kind === 'explained') {
      for (const call of entry.payload.calls) {
        const gap = days.get(entry.payload.day)?.gaps.get(call);
        if (gap !== undefined) gap.explained = entry;
      }
    } else if (entry.kind === 'reconciled') {
      const { day } = entry.payload;
      const before = days.get(day)?.gaps ?? new Map<string, Gap>();
      days.set(day, { newest: entry, gaps: gapsAfter(before, entry.payload, entry) });
    }
  }
  return days;
}

/** Working days of a month, from the first that was ever looked at, of which there are no call records. `now`: the program's. */
export function unknownDays(
  { first, today, entries }: Pick<CompletenessFacts, 'first' | 'today' | 'entries'>,
  month: string,
  now: Date,
): string[] {
  if (first === null) return [];
  const { from, to } = daysOfMonth(month);
  return daysWithoutRecords(new Set(daysOf(entries).keys()), {
    ...{ from: first > from ? first : from, to, today, hour: localTime(now).hour },
  });
}

/** As the page shows it. */
export function completenessOf(facts: CompletenessFacts, month: string, now: Date): Completeness {
  const { entries, holders, beside, ...sums } = facts;
  const gaps: ShownGap[] = [];
  const days: ReconciledDay[] = [];
  for (const { newest, gaps: found } of daysOf(entries).values()) {
    const { day, answered, hungUp, recorded, more, at } = newest.payload;
    const shown = [...found.values()].map((gap) => shownGap(gap, newest, facts));
    const waiting = shown.filter(({ state }) => state === 'administrator' || state === 'desk').length;
    const explained = shown.filter(({ state }) => state === 'explained').length;
    days.push({ day, seq: newest.seq, at, answered, hungUp, recorded, more, waiting, explained });
    gaps.push(...shown);
  }
  return {
    ...sums,
    days: days.sort((one, other) => one.day.localeCompare(other.day)),
    unknown: unknownDays(facts, month, now),
    gaps: gaps.sort((one, other) => other.startedAt.localeCompare(one.startedAt)),
  };
}

function shownGap(
  { call, startedAt, extension, seconds, recorded, kind, due, closed, explained: said }: Gap,
  { seq, payload: { day, at: lookedAt } }: Entry<'reconciled'>,
  { today, holders, beside, entries }: CompletenessFacts,
): ShownGap {
  const holder = holders.find((one) => one.day === day && one.extension === extension);
  const near = beside.find((one) => one.day === day && one.call === call);
  const waits = due <= today ? 'desk' : 'administrator';
  return {
    ...{ day, seq, lookedAt, before: near?.before ?? null, after: near?.after ?? null },
    ...{ call, startedAt, extension, seconds, recorded, kind, due },
    ...{ person: holder?.person ?? null, unit: holder?.unit ?? null },
    state: closed !== null ? 'closed' : said !== null ? 'explained' : waits,
    explanation: said && {
      ...{ cause: said.payload.cause, note: said.words?.note ?? null },
      ...{ person: nameOf(said, entries), on: legalDay(new Date(said.payload.at)) },
    },
    closedOn: closed && legalDay(new Date(closed.payload.at)),
  };
}
