import type { Plans, Queued } from '../../shared/quality.ts';
import { type OpenAct, useOpenActState } from '../open-act.ts';
import { close, type Listed, showClosed, useStage } from '../player/stage.ts';
import { wantedOf } from './plans.ts';
import { listedOf } from './queue.ts';
import { takeBackOf } from './submitted.ts';

/** Where the call on the player's page stands in its plan, and how far that is; null where none is of one. */
export function useReviewed(plans: Plans | undefined) {
  const act = useOpenActState((state) => state.act);
  const nr = useStage(({ stage }) => (stage.kind === 'empty' ? null : (stage.listed.position?.nr ?? null)));
  const plan = plans?.plans.find((one) => act !== null && one.act === act);
  if (plan === undefined) return null;
  return { nr, scored: plan.scored, of: wantedOf(plan), until: plan.until };
}

/** Puts a call on the player's page without its sound, in the act of its plan. */
export function showCard(open: OpenAct, plan: string, act: string, one: Queued): void {
  takeBackOf({ plan, nr: one.nr });
  put(open, act, listedOf(plan, one));
}

/** The same of a call that was on the page already. */
export function showAgain(open: OpenAct, plans: Plans | undefined, listed: Listed): void {
  const act = plans?.plans.find((one) => one.plan === listed.position?.plan)?.act ?? null;
  put(open, act, listed);
}

function put(open: OpenAct, act: string | null, listed: Listed): void {
  if (act !== null) open.continueAct(act);
  // Told to the keeper, before another call takes the place of what sounds.
  void close();
  showClosed(listed);
}
