import type { Verdict } from '../../shared/ledger/review.ts';
import { head, keeperLogin, later, listener, secretary, type VectorEntry } from './vectors-head.ts';
import { opening } from './vectors-session.ts';
import { uuidOf } from './vectors-secrets.ts';

const id = { review: uuidOf('review') };

/** The month of all that came before is reviewed by the Secretary in the next, to its end. */
export function reviewing(): VectorEntry[] {
  const judged = (command: string, item: string, verdict: Verdict, words: string | null): VectorEntry => ({
    words: words === null ? null : { words },
    payload: (text) => ({ ...head('judged', secretary, command), ...id, item, verdict, text }),
  });
  return [
    {
      words: null,
      payload: () => {
        later('2026-12-08');
        return {
          ...{ ...head('review', keeperLogin, null), ...id, from: '2026-11-01', to: '2026-11-30' },
          ...{ acts: 3, refusals: 1, unsigned: 1 },
          rules: {
            ...{ allBelow: 60, sampleLeast: 15, samplePercent: 25, monthlyActs: 20 },
            hours: { from: 7, to: 18 },
          },
          take: 2,
          flags: [{ act: uuidOf('a third act'), flag: 'number', other: uuidOf('a second act') }],
        };
      },
    },
    opening(secretary, 'a session in December'),
    judged('a third act is judged', uuidOf('a third act'), 'irregular', 'Nie wyjaśniono, czego dotyczy.'),
    judged('it is judged anew', uuidOf('a third act'), 'ok', null),
    judged('refusals are judged', uuidOf(listener), 'ok', null),
    judged('what was not signed is judged', 'unsigned', 'irregular', 'Sprawdzono z informatykiem.'),
    judged('a first act is judged', uuidOf('act'), 'ok', null),
    judged('a second act is judged', uuidOf('a second act'), 'ok', null),
    {
      words: { words: 'Pouczono osoby, które mają dostęp do stanowisk.' },
      payload: (text) => ({
        ...{ ...head('concluded', secretary, 'the review is concluded'), ...id, number: 'RP/1/2026' },
        ...{ ok: 4, irregular: 1, referred: 0, unanswered: 0, text },
      }),
    },
  ];
}
