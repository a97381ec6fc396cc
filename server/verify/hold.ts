import { parseExternalReference } from '../../shared/case-number.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { secures } from '../entries/rules.ts';
import { hasOpened, isWrongCall, type LedgerState } from '../entries/state.ts';
import { isNumbered, must, ownAct, type Rules } from './scene.ts';

/** The rules of what is kept as evidence. */
export const hold: Rules<'hold'> = {
  hold: {
    by: 'people',
    check: ({ state, day }, payload) => {
      const { command, recording, basis, text } = payload;
      // The keeper's own follows from the basis of the act, and has no words.
      must((command === null) === (basis !== null) && (command === null) === (text === null), 'words');
      const act = command === null ? state.acts.get(payload.act) : ownAct(state, payload);
      must(act !== undefined, 'act-of-another');
      must(command === null || act.state === 'started', 'act-not-open');
      must(basis === null || (basis === act.basis && secures(state, basis)), 'basis');
      must(hasOpened(state, act, recording) && !act.held.includes(recording), 'hold');
      must(!isWrongCall(state, act, recording), 'evidence');
      checkCard(state, day(), payload);
    },
    asked: ({ reference, ...body }, { at }) => ({ ...body, reference: reference && spelled(reference, at) }),
  },
};

/** As the keeper enters it on that day. */
function spelled(reference: string, at: string): string {
  const parsed = parseExternalReference(reference, { year: Number(legalDay(new Date(at)).slice(0, 4)) });
  return parsed.ok ? parsed.value : reference;
}

/** The next card of its Warsaw year, to be looked at on a later day. Only before the first numbered one there are some without. */
function checkCard(state: LedgerState, day: string, { number, review }: Payload<'hold'>): void {
  const year = day.slice(0, 4);
  if (number !== undefined && review !== undefined)
    must(isNumbered(number, state.cards.get(year) ?? 0, year) && review > day, 'card');
  else must(number === review && state.cards.size === 0, 'card');
}
