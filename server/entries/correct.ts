import { parseCaseNumber } from '../../shared/case-number.ts';
import { checkWords } from './protocol.ts';
import { readWords } from './names.ts';
import { headOf, refuse, type Decide } from './request.ts';
import { ownAct } from './rights.ts';
import { yearOf } from './state.ts';

/**
 * §4.3: corrects the sealed words or the case number of one's own protocol, completed or filed already: an entry that shows both
 * and leaves what it corrects in place. The protocol is then printed, signed and filed anew. Possible also after the authorisation
 * or the seven days have ended. Refuses `act-not-completed`, `correction-outdated` where `corrects` is not what counts by now,
 * `nothing-corrected`, what `checkWords` and the case number say.
 */
export const decideCorrect: Decide<'correct'> = async (desk, request, body) => {
  const { connection, time } = desk;
  const act = ownAct(desk, request, body.act);
  request.about.act = act.id;
  const { completed } = act;
  if (completed === null) return refuse('act-not-completed');
  const now = time.now();
  const parsed = parseCaseNumber(body.case, { year: Number(yearOf(now)) });
  if (!parsed.ok) return refuse(parsed.reason);
  request.about.case = parsed.value;
  if (completed.seq !== body.corrects) refuse('correction-outdated');
  const words = checkWords(desk, act, body);
  const before = await readWords(connection, completed.seq, completed.text);
  if (parsed.value === act.case && before === JSON.stringify(words)) refuse('nothing-corrected');
  const head = headOf('corrected', desk, request, now);
  const entered = { act: act.id, corrects: completed.seq, caseBefore: act.case, case: parsed.value };
  return { content: { payload: (text) => ({ ...head, ...entered, text }), words } };
};
