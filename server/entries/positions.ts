import { totalMs } from '../../shared/heard.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import { endOfDay, legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { hasOpened, openingsOf, type Act, type LedgerState, type Opening } from './state.ts';

/** Working days after the last remarks of a plan on which what was remarked is heard again. */
const daysToReply = 5;

/** The act in which a plan is heard; null before anything was. */
export function actOf({ acts }: Pick<LedgerState, 'acts'>, { act }: Plan): Act | null {
  return act === null ? null : (acts.get(act) ?? null);
}

/**
 * The position that is to be opened next: the lowest that was neither opened nor omitted, as long as fewer than the plan has were opened and not
 * omitted. Null: nothing is left to open.
 * SECURITY: in the order of the draw: nobody looks for the call that suits him, nor hears one more by leaving another out unseen.
 */
export function nextPosition(state: LedgerState, plan: Plan): number | null {
  const act = actOf(state, plan);
  const counted = (plan.draw?.recordings ?? [])
    .map((recording, at) => ({ recording, nr: at + 1 }))
    .filter(({ nr }) => plan.cards.get(nr)?.state !== 'omitted');
  const isOpened = ({ recording }: { recording: string }): boolean =>
    act !== null && hasOpened(state, act, recording);
  if (counted.filter(isOpened).length >= plan.size) return null;
  return counted.find((one) => !isOpened(one))?.nr ?? null;
}

/**
 * Whether nothing more is said at a position: no card comes, or its card was replied to, nothing was remarked in time or at all, or its words are gone
 * with the recording.
 */
export function isOver({ destroyed, lost }: LedgerState, plan: Plan, nr: number, today: string): boolean {
  const card = plan.cards.get(nr);
  if (card === undefined) return false;
  if (card.state === 'omitted' || card.state === 'closed') return true;
  const isPast = card.state === 'submitted' && card.until < today;
  const recording = plan.draw?.recordings[nr - 1] ?? '';
  return isPast || destroyed.has(recording) || lost.has(recording);
}

/** The last day on which somebody may say something of a card of a plan; empty where there is none. */
function lastRemarks({ cards }: Plan): string {
  return [...cards.values()].reduce(
    (last, card) => (card.state !== 'omitted' && card.until > last ? card.until : last),
    '',
  );
}

/** The last day on which a position is heard: that of the plan, or of what was remarked a few working days after the last remarks. */
export function lastDayOf(plan: Plan, nr: number): string {
  if (plan.cards.get(nr)?.state !== 'remarked') return plan.until;
  const last = workingDayAfter(lastRemarks(plan), daysToReply);
  return last > plan.until ? last : plan.until;
}

/** Why a recording is heard no more in an act at an instant; null: it is. */
export function whyEnded(
  state: LedgerState,
  act: Act,
  recording: string,
  now: number,
): 'act-over' | 'recording-closed' | null {
  const plan = state.plans.get(act.plan ?? '');
  if (plan === undefined) return now >= act.until ? 'act-over' : null;
  const nr = (plan.draw?.recordings.indexOf(recording) ?? -1) + 1;
  const today = legalDay(new Date(now));
  if (today > lastDayOf(plan, nr)) return 'act-over';
  return isOver(state, plan, nr, today) ? 'recording-closed' : null;
}

/** When nothing more is heard in an act, and of the act of a plan nothing said of its cards either, but what its rater writes. Milliseconds since 1970. */
export function overAt({ plans }: LedgerState, act: Act): number {
  const plan = plans.get(act.plan ?? '');
  const last = plan === undefined ? '' : lastRemarks(plan);
  return last === '' ? act.until : Math.max(act.until, endOfDay(last));
}

/**
 * Whether an act can be completed. Of the act of a plan: nothing is left to open, or its days are over, and nothing more is said of all that was opened.
 * Of what was opened and never sounded nobody can make a card; once it is heard no more, none is waited for.
 * SECURITY: nobody ends a review at once to have others drawn.
 */
export function isHeardOut(state: LedgerState, act: Act, today: string): boolean {
  const plan = state.plans.get(act.plan ?? '');
  if (plan?.draw === undefined || plan.draw === null) return true;
  const isPast = plan.until < today;
  const isDone = (recording: string, at: number): boolean => {
    const openings = openingsOf(state, act, recording);
    if (openings.length === 0 || isOver(state, plan, at + 1, today)) return true;
    return isPast && !plan.cards.has(at + 1) && heardMs(openings) === 0;
  };
  return (isPast || nextPosition(state, plan) === null) && plan.draw.recordings.every(isDone);
}

/** How much was played in openings, each moment once. */
export function heardMs(openings: readonly Opening[]): number {
  return totalMs(openings.flatMap(({ closed }) => closed?.ranges ?? []));
}
