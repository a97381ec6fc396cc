import { z } from 'zod';
import { spareOf } from '../../shared/ledger/quality.ts';
import { type Queue, queueOutput } from '../../shared/quality.ts';
import { day } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import { checkedEntries, isMissing, notThatOne, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { queueQuery } from './queries.ts';
import { speakerOf } from './speaker.ts';
import { ofRecording, saidOf, standingOf } from './standing.ts';

const toldPosition = queueOutput.shape.positions.element
  .omit({ opened: true, person: true, standing: true })
  .extend({
    /** Whether the words of its card are there. */
    worded: z.boolean(),
  });
type Position = z.infer<typeof toldPosition>;

/** What `api.quality_queue` tells. */
const queueTold = z.strictObject({
  today: day,
  positions: z.array(toldPosition),
  entries: z.array(toldEntry),
});

/** The calls of an own plan. Fails with 'plan-unknown', 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readQueue({ db }: Pick<Session, 'db'>, plan: string): Promise<Queue> {
  const told = (await read(db, queueTold.nullable(), queueQuery, [plan])) ?? fail('plan-unknown');
  return queueOf(plan, told, await checkedEntries(db, told.entries));
}

/**
 * As the draw has them, and what was opened as its own entries say.
 * SECURITY: the `ingest` entry of a call names whoever answered it: of what was not opened yet when, how long and where are the database's word. Nothing
 * follows from that: what is heard next goes by the draw.
 */
export function queueOf(
  id: string,
  { today, positions: told }: { today: string; positions: readonly Position[] },
  entries: readonly Entry[],
): Queue {
  const plan = ofKind(entries, 'qualityPlan').find(({ payload }) => payload.command === id);
  const { seq, payload } = plan ?? fail('plan-unknown');
  const draw = ofKind(entries, 'qualityDraw').find((one) => one.payload.plan === id);
  const omitted = ofKind(entries, 'qualityOmission').filter((one) => one.payload.position.plan === id);
  // What was drawn beyond them takes the place of what is left out.
  const drawn = draw?.payload.recordings.slice(0, payload.size + omitted.length) ?? [];
  // SECURITY: none is left out, and none is put before another.
  const isDrawn = told.every(({ nr, recording }, at) => nr === at + 1 && drawn[at] === recording);
  if (!isDrawn || told.length < drawn.length) notThatOne(draw?.seq ?? seq);
  const positions = told.map((one) => queuedOf(one, { plan: id, today }, entries));
  const counted = positions.filter(({ standing }) => standing.state !== 'omitted');
  const isDone = counted.filter(({ opened }) => opened).length >= payload.size;
  const spare = spareOf(payload);
  const byHand = omitted.filter((one) => one.payload.why !== 'unavailable').length;
  return {
    positions,
    next: isDone ? null : (counted.find(({ opened }) => !opened)?.nr ?? null),
    spare: { left: Math.max(0, spare - byHand), of: spare },
  };
}

function queuedOf(
  { worded, ...told }: Position,
  { plan, today }: { plan: string; today: string },
  entries: readonly Entry[],
): Queue['positions'][number] {
  const { nr, recording, there } = told;
  const release = ofKind(entries, 'release').find(
    ({ payload }) =>
      payload.position?.plan === plan && payload.position.nr === nr && payload.recording === recording,
  );
  const opened = release !== undefined;
  const said = saidOf(entries, { plan, nr });
  const standing = standingOf(ofRecording(said, recording), { today, opened, there: there && worded });
  if (release === undefined) return { ...told, opened, person: null, standing };
  const taken = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === recording);
  const { startedAt, durationMs, department, answeredLogin } = (taken ?? isMissing(release.seq)).payload;
  return {
    ...told,
    ...{ startedAt, durationMs, department, opened, standing },
    person: speakerOf(entries, answeredLogin, startedAt)?.displayName ?? null,
  };
}
