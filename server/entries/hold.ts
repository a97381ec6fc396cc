import { parseExternalReference } from '../../shared/case-number.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { found, need, type Decide, type Family } from './entry.ts';
import { headOf, ownHead, refuse, type Content, type Desk } from './request.ts';
import { ownAct } from './rights.ts';
import { hasOpened, isWrongCall, yearOf, type DueHold } from './state.ts';

/**
 * §3.4: secures a recording of one's own act as evidence in the named proceedings. Possible until the text is sealed, since
 * the protocol says so. Refuses `act-not-open`, `recording-unknown`, `recording-held`, `malformed-request` where it does
 * not concern the case, `field-missing`, and what is wrong with the number of the other body.
 */
const decideHold: Decide<'hold'> = (desk, request, body) => {
  const { state, time } = desk;
  const act = ownAct(desk, request, body.act);
  request.about.act = act.id;
  if (act.state !== 'started') refuse('act-not-open');
  if (!hasOpened(state, act, body.recording)) refuse('recording-unknown');
  request.about.recording = body.recording;
  if (act.held.includes(body.recording)) refuse('recording-held');
  if (isWrongCall(state, act, body.recording)) refuse('malformed-request');
  const { proceedings } = body;
  if (!isClean(proceedings)) refuse('malformed-request');
  if (visibleLength(proceedings) === 0) refuse('field-missing');
  const now = time.now();
  const reference = checkReference(body.reference, now);
  const head = headOf('hold', desk, request, now);
  const facts = { act: act.id, recording: body.recording, basis: null, ...cardOf(desk, now) };
  return {
    content: {
      payload: (text) => ({ ...head, ...facts, text }),
      words: { proceedings, reference },
    },
  };
};

function checkReference(typed: string | null, now: number): string | null {
  if (typed === null) return null;
  if (!isClean(typed)) refuse('malformed-request');
  const parsed = parseExternalReference(typed, { year: Number(yearOf(now)) });
  return parsed.ok ? parsed.value : refuse(parsed.reason);
}

/** What the keeper enters by itself after a release under a basis that secures the recording. */
export function dueHold(desk: Pick<Desk, 'state' | 'time' | 'holds'>, due: DueHold): Content {
  const { act, recording, basis } = due;
  const now = desk.time.now();
  const card = cardOf(desk, now);
  return {
    words: null,
    payload: () => ({ ...ownHead('hold', now), act, recording, basis, ...card, text: null }),
  };
}

/** The card of a recording that is kept: its number, and the day by which somebody asks whether the proceedings still last. */
function cardOf({ state, holds }: Pick<Desk, 'state' | 'holds'>, now: number) {
  const year = yearOf(now);
  const number = (state.cards.get(year) ?? 0) + 1;
  return {
    number: holds.numbers.replace('{n}', String(number)).replace('{rok}', year),
    review: addMonths(legalDay(new Date(now)), holds.reviewMonths),
  };
}

/** §3.4: recordings that are kept as evidence. */
export const hold: Family<'hold', 'hold'> = {
  commands: { hold: { decide: decideHold } },
  entries: {
    hold: {
      plural: 'zabezpieczenia nagrań',
      fold: (state, { act, recording, basis, at, number }, seq) => {
        const known = found(state.acts.get(act), seq);
        need(hasOpened(state, known, recording) && !known.held.includes(recording), seq);
        known.held = [...known.held, recording];
        if (basis === null) known.named = [...known.named, recording];
        state.holds.set(recording, seq);
        if (number !== undefined) {
          const year = yearOf(Date.parse(at));
          state.cards.set(year, (state.cards.get(year) ?? 0) + 1);
        }
        state.dueHolds = state.dueHolds.filter((one) => one.act !== act || one.recording !== recording);
      },
      mirror: ({ recording }, seq) => [
        { sql: `UPDATE office.recording SET hold_seq = $2 WHERE id = $1`, values: [recording, seq] },
      ],
    },
  },
};
