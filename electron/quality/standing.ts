import type { Position } from '../../shared/ledger/quality.ts';
import type { Standing } from '../../shared/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { notThatOne, ofKind, type Entry } from '../paper/entries.ts';

/** What the entries say of a position. */
export type Said = {
  /** The oldest first; the last counts. */
  scores: Entry<'qualityScore'>[];
  remark: Entry<'qualityRemark'> | null;
  omission: Entry<'qualityOmission'> | null;
};

/** SECURITY: of this position and no other, which each entry signs itself. */
export function saidOf(entries: readonly Entry[], { plan, nr }: Position): Said {
  const isHere = ({ payload: { position } }: { payload: { position: Position } }): boolean =>
    position.plan === plan && position.nr === nr;
  return {
    scores: ofKind(entries, 'qualityScore').filter(isHere),
    remark: ofKind(entries, 'qualityRemark').find(isHere) ?? null,
    omission: ofKind(entries, 'qualityOmission').find(isHere) ?? null,
  };
}

/** What was said of it first; undefined where nothing was. */
export const firstOf = ({ scores, omission }: Said): Said['scores'][number] | Said['omission'] | undefined =>
  [...scores, ...(omission === null ? [] : [omission])][0];

/** SECURITY: what is said at a place is said of the recording that was drawn there: fails with 'document-entry-false' where it is not. */
export function ofRecording(said: Said, recording: string): Said {
  const { scores, remark, omission } = said;
  for (const one of [...scores, remark, omission])
    if (one !== null && one.payload.recording !== recording) notThatOne(one.seq);
  return said;
}

/** How a position stands on a day. `opened`: whether it was heard; `there`: whether its recording still is. As the keeper has it (server/entries/positions.ts). */
export function standingOf(
  { scores, remark, omission }: Said,
  { today, opened, there }: { today: string; opened: boolean; there: boolean },
): Standing {
  const score = scores.at(-1) ?? null;
  const days = scores.flatMap(({ payload }) => payload.remarksUntil ?? []);
  const until = days.at(-1) ?? null;
  const facts = {
    ...{ score: score?.seq ?? null, until },
    remarkedOn: remark && legalDay(new Date(remark.payload.at)),
    remarked: remark?.payload.remarked === true,
    omitted: omission?.payload.why ?? null,
  };
  const stateNow = (): Standing['state'] => {
    if (omission !== null) return 'omitted';
    if (score === null) return opened ? 'opened' : 'drawn';
    if (!there || score.payload.remarksUntil === null) return 'closed';
    if (remark !== null) return remark.payload.remarked ? 'remarked' : 'closed';
    return until !== null && until < today ? 'closed' : 'submitted';
  };
  return { state: stateNow(), ...facts };
}
