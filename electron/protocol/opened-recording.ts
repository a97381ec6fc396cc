import { z } from 'zod';
import { mergeRanges } from '../../shared/heard.ts';
import type { ActRecording } from '../../shared/protocol.ts';
import { openedFacts } from '../../shared/recordings.ts';
import { instant, ranges, uuid } from '../../shared/values.ts';

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

/** What the page shows of a recording: its openings summed up. */
export function recordingOf({
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

/**
 * Null where something was heard, or every opening simply ended.
 * SECURITY: a key of which nobody reported may have been used; that another opening failed does not take it back.
 */
export function unheardOf(openings: readonly z.infer<typeof opening>[]): ActRecording['unheard'] {
  if (heardOf(openings).length > 0) return null;
  const endings = new Set(openings.map(({ how }) => how));
  if (endings.has('unconfirmed')) return 'unconfirmed';
  return endings.has('recording-failed') || endings.has('undelivered') ? 'failed' : null;
}
