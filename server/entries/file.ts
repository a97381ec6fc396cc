import { legalDay } from '../../shared/warsaw.ts';
import { isClean } from '../../shared/words.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { ownAct } from './rights.ts';

/**
 * §4.3: the protocol of one's own completed act lies in the case file since `day`. Refuses `act-not-completed`,
 * `day-in-future`, `day-before-completion`.
 */
export const decideFile: Decide<'file'> = (desk, request, { act: id, day, way, missingSignature }) => {
  const act = ownAct(desk, request, id);
  request.about.act = act.id;
  if (act.state !== 'completed' || act.completed === null) return refuse('act-not-completed');
  if (missingSignature !== null && !isClean(missingSignature, { lines: true })) refuse('malformed-request');
  const now = desk.time.now();
  if (day > legalDay(new Date(now))) refuse('day-in-future');
  if (day < legalDay(new Date(act.completed.at))) refuse('day-before-completion');
  const head = headOf('filed', desk, request, now);
  const signed = missingSignature === null;
  return {
    content: {
      payload: (text) => ({ ...head, act: id, day, way, signed, text }),
      words: signed ? null : { missingSignature },
    },
  };
};
