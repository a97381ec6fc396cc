import { headOf, refuse, type Decide } from './request.ts';
import { ownAct } from './rights.ts';

/**
 * Ends one's own opening with the stretches that the program reports as played. "To nie ta rozmowa" may also be said
 * of an opening that has ended, as long as the act is open. Refuses `act-unknown`, `act-not-yours`, `act-not-open`.
 */
export const decideClose: Decide<'close'> = (desk, request, { opening: id, ranges, how, wrongCall }) => {
  const opening = desk.state.openings.get(id) ?? refuse('act-unknown');
  const act = ownAct(desk, request, opening.act);
  request.about.act = act.id;
  request.about.recording = opening.recording;
  const saysWrongCall = wrongCall && !opening.wrongCall && act.state === 'started';
  if (opening.closed !== null && !saysWrongCall) refuse('act-not-open');
  const head = headOf('closed', desk, request, desk.time.now());
  return {
    // SECURITY: what is called closed hands out no key any more, should nobody have fetched it yet.
    also: [{ sql: `DELETE FROM office.release WHERE command = $1`, values: [id] }],
    content: { payload: () => ({ ...head, act: act.id, opening: id, how, ranges, wrongCall }), words: null },
  };
};
