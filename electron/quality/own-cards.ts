import { z } from 'zod';
import { type Mine, positionInput } from '../../shared/quality.ts';
import { day, uuid } from '../../shared/values.ts';
import { checkedEntries, isMissing, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { everyPlan, planIn, type PlanFacts } from './plans.ts';
import { ownQuery } from './queries.ts';
import { firstOf, ofRecording, saidOf, standingOf } from './standing.ts';

/** What `api.my_cards` tells. */
const ownTold = z.strictObject({
  today: day,
  /** `there`: whether the recording still is. */
  calls: z.array(positionInput.extend({ recording: uuid, there: z.boolean() })),
  entries: z.array(toldEntry),
});
type Told = Omit<z.infer<typeof ownTold>, 'entries'> & { entries: readonly Entry[] };

/** The asker's own cards, and the plans about them. Fails with 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readMine(current: Pick<Session, 'db'>): Promise<Mine> {
  return mineOf(await readTold(current));
}

/** A plan about the asker, with all entries that were read; null where there is none. Fails likewise. */
export async function readOwnPlan(
  current: Pick<Session, 'db'>,
  id: string,
): Promise<{ facts: PlanFacts; entries: readonly Entry[] } | null> {
  return planIn((await readTold(current)).entries, id);
}

async function readTold({ db }: Pick<Session, 'db'>): Promise<Told> {
  const { entries, ...told } = await read(db, ownTold, ownQuery);
  return { ...told, entries: await checkedEntries(db, entries) };
}

/** SECURITY: what is said of a call is said of its place and its recording, which each entry signs itself; when it was, the entry by which it was taken in. */
function mineOf({ today, calls, entries }: Told): Mine {
  const cards = calls.map(({ recording, there, ...position }) => {
    const said = ofRecording(saidOf(entries, position), recording);
    const first = firstOf(said);
    const taken = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === recording);
    if (first === undefined || taken === undefined) return isMissing(first?.seq ?? taken?.seq ?? 1);
    const { startedAt } = taken.payload;
    return { position, startedAt, standing: standingOf(said, { today, opened: true, there }) };
  });
  return {
    today,
    // Nobody is told of how many calls of it others gave an account.
    plans: everyPlan(entries, { today, guid: null, counts: {} }),
    cards: cards.sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt)),
  };
}
