import { isClean, visibleLength } from '../../shared/words.ts';
import { leastWords } from './ground.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { ownAct } from './rights.ts';
import type { Act, LedgerState } from './state.ts';

/**
 * §4.3: seals the findings of one's own act. Possible also after the authorisation or the seven days have ended: what
 * was begun is to be written down. Refuses `act-not-open`, `act-still-playing`, `findings-missing`.
 */
export const decideComplete: Decide<'complete'> = (desk, request, { act: id, findings }) => {
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  if (act.state !== 'started') refuse('act-not-open');
  if (act.openings.some((opening) => desk.state.open.has(opening))) refuse('act-still-playing');
  if (!isClean(findings, { lines: true })) refuse('malformed-request');
  if (visibleLength(findings) < leastWords && !onlyWrongCalls(desk.state, act)) refuse('findings-missing');
  const head = headOf('completed', desk, request, desk.time.now());
  return { content: { payload: (text) => ({ ...head, act: id, text }), words: { findings } } };
};

/** A recording does not concern the case once any of its openings says so; there is nothing to find in it. */
function onlyWrongCalls(state: LedgerState, act: Act): boolean {
  const openings = act.openings.flatMap((id) => state.openings.get(id) ?? []);
  const wrong = new Set(openings.filter((one) => one.wrongCall).map((one) => one.recording));
  return openings.every((one) => wrong.has(one.recording));
}
