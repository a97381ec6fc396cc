import { z } from 'zod';
import { mergeRanges } from '../../shared/heard.ts';
import { actState, filingWay, type Act, type ActRecording } from '../../shared/protocol.ts';
import { openedFacts } from '../../shared/recordings.ts';
import { instant, ranges, uuid } from '../../shared/values.ts';
import type { Session } from '../session/current.ts';
import { actsQuery, type ActRow } from './queries.ts';

/** One opening of a recording, as the server keeps it. */
export const opening = z.object({
  opening: uuid,
  seq: z.int(),
  openedAt: instant,
  closedAt: instant.nullable(),
  how: z.string().nullable(),
  wrongCall: z.boolean(),
  ranges,
});

/** A recording of an act with all its openings; the print also needs the sound's SHA-256 and the announcement. */
export const openedRecording = z.object({
  ...openedFacts.shape,
  plainSha256: z.string(),
  announcement: z.enum(['yes', 'no', 'unknown']),
  openings: z.array(opening).min(1),
});
export type OpenedRecording = z.infer<typeof openedRecording>;

/** The person's own acts, newest first. */
export async function readActs({ db }: Session): Promise<Act[]> {
  const rows = await db.query<ActRow>(actsQuery);
  return rows.map(actOf);
}

function actOf(row: ActRow): Act {
  return {
    act: row.act,
    number: row.number,
    case: row.case_number,
    formerCases: row.former_cases,
    corrections: row.corrections,
    basis: row.basis,
    basisLabel: row.basis_label ?? row.basis,
    openedAt: row.opened_at.toISOString(),
    until: row.until.toISOString(),
    state: actState.parse(row.state),
    completedAt: row.completed_at?.toISOString() ?? null,
    filedOn: row.filed_on,
    way: filingWay.nullable().parse(row.way),
    recordings: z.array(openedRecording).parse(row.recordings).map(recordingOf),
  };
}

/** What the page shows of a recording: its openings summed up. */
function recordingOf({
  openings,
  plainSha256: _hash,
  announcement: _played,
  ...facts
}: OpenedRecording): ActRecording {
  return {
    ...facts,
    heard: heardOf(openings),
    wrongCall: !concerns({ openings }),
    unheard: unheardOf(openings),
    open: openings.some((one) => one.closedAt === null),
  };
}

/** Whether a recording concerns the case: not once one of its openings was said to be the wrong call. */
export function concerns({ openings }: Pick<OpenedRecording, 'openings'>): boolean {
  return !openings.some(({ wrongCall }) => wrongCall);
}

export function heardOf(openings: readonly z.infer<typeof opening>[]): [number, number][] {
  return mergeRanges(openings.flatMap((one) => one.ranges));
}

/** Null where something was heard, or every opening simply ended. What failed for certain says more than what is not known. */
export function unheardOf(openings: readonly z.infer<typeof opening>[]): ActRecording['unheard'] {
  if (heardOf(openings).length > 0) return null;
  const endings = new Set(openings.map(({ how }) => how));
  if (endings.has('recording-failed')) return 'failed';
  return endings.has('undelivered') ? 'unconfirmed' : null;
}
