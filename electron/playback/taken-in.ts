import type { z } from 'zod';
import type { Output } from '../../shared/contract.ts';
import type { ListedRecording } from '../../shared/playback.ts';
import type { drawnFacts } from '../../shared/recordings.ts';
import { fail, Failed } from '../failed.ts';
import { checkedEntries, toldEntry, type Entry, type ToldEntry, type Words } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { recordingQuery } from './queries.ts';

/** The `ingest` entry of a recording, checked: what is shown of it before it is asked for, and where its files lie. */
export type Taken = Entry<'ingest'> & { words: Words<'ingest'> };

type Shown = NonNullable<Output<'playback.prepare'>['shown']>;
type Listed = ListedRecording['listed'];
/** What the page says of what was drawn for a plan. */
export type Drawn = z.infer<typeof drawnFacts>;

/**
 * Fails with 'recording-unknown', and with 'shown-differently' where the entry is not the keeper's about this recording, or says something else
 * than what is `listed` of it.
 * SECURITY: a request names a recording by its id. Whoever owns the tables could show one call in the list and have another one opened,
 * under the name of whoever approves: so what is approved is shown from the signed entry, and nothing is asked where the two differ.
 */
export async function takenIn(
  { db }: Pick<Session, 'db'>,
  recording: string,
  listed: Listed,
): Promise<Taken> {
  const told =
    (await read(db, toldEntry.nullable(), recordingQuery, [recording])) ?? fail('recording-unknown');
  const { words, ...entry } = await ingestOf(db, recording, told);
  if (words === null) return fail('shown-differently');
  const taken = { ...entry, words };
  return isListed(listed, shownOf(taken)) ? taken : fail('shown-differently');
}

/**
 * The same of what was drawn for a plan and is open by now. Fails with 'shown-differently' as above.
 * SECURITY: which recording that is says the draw, and the keeper goes by nothing else; before it is open nobody is given its entry, which names who
 * answered by login.
 */
export async function drawnOut(
  { db }: Pick<Session, 'db'>,
  recording: string,
  told: ToldEntry,
  drawn: Drawn,
): Promise<Entry<'ingest'>> {
  const entry = await ingestOf(db, recording, told);
  const { startedAt, durationMs, department } = entry.payload;
  return isListed(drawn, { startedAt, durationMs, department }) ? entry : fail('shown-differently');
}

/** Fails with 'shown-differently' where it is not the keeper's, about this recording. */
async function ingestOf(db: Session['db'], recording: string, told: ToldEntry): Promise<Entry<'ingest'>> {
  const [entry] = await checkedEntries(db, [told]).catch((error: unknown) => {
    const isFalse = error instanceof Failed && error.failure.code === 'document-entry-false';
    throw isFalse ? new Failed({ code: 'shown-differently' }, { cause: error }) : error;
  });
  if (entry?.kind !== 'ingest' || entry.payload.recording !== recording) return fail('shown-differently');
  return entry;
}

/** What stands in the form before „Zatwierdź”. */
export function shownOf({ payload: { startedAt, durationMs, department }, words }: Taken): Shown {
  const { extension, answeredBy, callerTail } = words;
  return { startedAt, durationMs, extension, department, answeredBy, callerTail };
}

/** What the entry leaves open the list adds from the extension directory of that day, as it is known now; the form does not. */
const addedByLists: ReadonlySet<string> = new Set<keyof Shown>(['department', 'answeredBy']);

function isListed(listed: Listed, shown: Partial<Shown>): boolean {
  const facts = new Map(Object.entries(shown));
  return Object.entries(listed).every(([name, value]) => {
    const entered = facts.get(name);
    return value === entered || (entered === '' && addedByLists.has(name));
  });
}
