import { z } from 'zod';
import type { Input, Output } from '../../shared/contract.ts';
import { legalDay, localTime } from '../../shared/warsaw.ts';
import { fail } from '../failed.ts';
import { checkedEntries, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { takenInQuery } from './queries.ts';

type Calls = Output<'keeping.calls'>['calls'];

/**
 * Calls of an hour as their entries have them. Fails with 'shown-differently' where the database tells something else of one, or has it in another hour.
 * SECURITY: what is held, restricted or erased is named by its id. Whoever owns the tables could exchange two rows for a minute and have another call
 * signed than the one that is shown: start, length and department are the entry's. Which extension it was stands among words that are not told here.
 */
export async function checkedCalls(
  { db }: Pick<Session, 'db'>,
  { day, hour }: Pick<Input<'keeping.calls'>, 'day' | 'hour'>,
  told: Calls,
): Promise<Calls> {
  const taken = await takenIn(
    { db },
    told.map(({ recording }) => recording),
  );
  return told.map((one) => {
    const { startedAt, durationMs, department: unit } = entryOf(taken, one.recording).payload;
    if (legalDay(startedAt) !== day || localTime(new Date(startedAt)).hour !== hour)
      fail('shown-differently');
    return isSame(one, { startedAt, durationMs, unit }) ? one : fail('shown-differently');
  });
}

/** Before somebody decides of a call without the announcement: fails with 'shown-differently' where it is another one than the page shows. */
export async function checkUntold(
  { db }: Pick<Session, 'db'>,
  recording: string,
  { silent, ...shown }: Input<'keeping.admit'>['shown'],
): Promise<void> {
  const { payload } = entryOf(await takenIn({ db }, [recording]), recording);
  const { startedAt, durationMs, department: unit, announcement } = payload;
  if (!isSame(shown, { startedAt, durationMs, unit }) || silent !== (announcement === 'unknown'))
    fail('shown-differently');
}

async function takenIn({ db }: Pick<Session, 'db'>, recordings: string[]): Promise<Entry<'ingest'>[]> {
  if (recordings.length === 0) return [];
  const told = await read(db, z.array(toldEntry), takenInQuery, [recordings]);
  return ofKind(await checkedEntries(db, told), 'ingest');
}

function entryOf(taken: readonly Entry<'ingest'>[], recording: string): Entry<'ingest'> {
  return taken.find(({ payload }) => payload.recording === recording) ?? fail('shown-differently');
}

type Shown = Pick<Calls[number], 'startedAt' | 'durationMs' | 'unit'>;

function isSame(one: Shown, other: Shown): boolean {
  return one.startedAt === other.startedAt && one.durationMs === other.durationMs && one.unit === other.unit;
}
