import { z } from 'zod';
import { type Queue, queueOutput } from '../../shared/quality.ts';
import { fail } from '../failed.ts';
import { checkedEntries, isMissing, notThatOne, ofKind, sealedEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { queueQuery } from './queries.ts';

const toldPosition = queueOutput.shape.positions.element.omit({ opened: true, person: true });
type Position = z.infer<typeof toldPosition>;

/** What `api.quality_queue` tells. */
const queueTold = z.strictObject({ positions: z.array(toldPosition), entries: z.array(sealedEntry) });

/** The calls of an own plan. Fails with 'plan-unknown', 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readQueue({ db }: Pick<Session, 'db'>, plan: string): Promise<Queue> {
  const told = (await read(db, queueTold.nullable(), queueQuery, [plan])) ?? fail('plan-unknown');
  return queueOf(plan, told.positions, await checkedEntries(db, told.entries));
}

/**
 * As the draw has them, and what was opened as its own entries say.
 * SECURITY: the `ingest` entry of a call names whoever answered it: of what was not opened yet when, how long and where are the database's word. Nothing
 * follows from that: what is heard next goes by the draw.
 */
export function queueOf(id: string, told: readonly Position[], entries: readonly Entry[]): Queue {
  const plan = ofKind(entries, 'qualityPlan').find(({ payload }) => payload.command === id);
  const { seq, payload } = plan ?? fail('plan-unknown');
  const draw = ofKind(entries, 'qualityDraw').find((one) => one.payload.plan === id);
  const drawn = draw?.payload.recordings.slice(0, payload.size) ?? [];
  // SECURITY: none is left out, and none is put before another.
  const isDrawn = told.every(({ nr, recording }, at) => nr === at + 1 && drawn[at] === recording);
  if (!isDrawn || told.length < drawn.length) notThatOne(draw?.seq ?? seq);
  const positions = told.map((one) => openedAs(one, id, entries));
  const isDone = positions.filter(({ opened }) => opened).length >= payload.size;
  return { positions, next: isDone ? null : (positions.find(({ opened }) => !opened)?.nr ?? null) };
}

function openedAs(told: Position, plan: string, entries: readonly Entry[]): Queue['positions'][number] {
  const release = ofKind(entries, 'release').find(
    ({ payload: { position, recording } }) =>
      position?.plan === plan && position.nr === told.nr && recording === told.recording,
  );
  if (release === undefined) return { ...told, opened: false, person: null };
  const taken = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === told.recording);
  const { startedAt, durationMs, department, answeredLogin } = (taken ?? isMissing(release.seq)).payload;
  return {
    ...told,
    ...{ startedAt, durationMs, department, opened: true },
    person: speakerOf(entries, answeredLogin, startedAt),
  };
}

/** Whose a call is, by name: who had the login of whoever answered when it began, as registered then; null where nobody did. */
function speakerOf(entries: readonly Entry[], login: string | null, startedAt: string): string | null {
  const known = ofKind(entries, 'person').flatMap(({ payload, words }) => {
    const place = payload.people.findIndex((one) => one.login === login);
    if (place < 0 || Date.parse(payload.at) > Date.parse(startedAt)) return [];
    return [words?.names[place]?.displayName ?? login];
  });
  return known.at(-1) ?? null;
}
