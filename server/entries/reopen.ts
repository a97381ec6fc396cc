import { headOf, refuse, type Decide } from './request.ts';
import { knownPerson, ownAct, validAuthorisation } from './rights.ts';

/**
 * Back to listening in one's own completed act; the completed text and its print lose their validity. Needs what
 * listening needs: the authorisation and the seven days. Refuses `act-not-completed`, `act-not-open` (filed, or corrected), `act-over`,
 * `listening-suspended`.
 */
export const decideReopen: Decide<'reopen'> = (desk, request, { act: id }) => {
  const { state, time } = desk;
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  // What was corrected may lie in the case file already; only another correction changes it.
  if (act.state === 'filed' || act.corrections > 0) refuse('act-not-open');
  const completed = act.completed?.seq ?? refuse('act-not-completed');
  const now = time.now();
  if (now >= act.until) refuse('act-over');
  if (state.suspension !== null) refuse('listening-suspended');
  validAuthorisation(state, knownPerson(state, request.login), now);
  const head = headOf('reopened', desk, request, now);
  return { content: { payload: () => ({ ...head, act: id, completed }), words: null } };
};
