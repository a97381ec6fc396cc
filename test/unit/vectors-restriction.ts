import { call, nameOf } from './vectors-destruction.ts';
import {
  confirming,
  deputy,
  head,
  keeperLogin,
  later,
  secretary,
  seqOf,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';
import { opening } from './vectors-session.ts';

const erased = '2026-12-11';

/** Somebody has a recording restricted, then freed; then another asks for its end, and it goes that night. */
export function restricting({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const taken = call(erased, true);
  const said = { recordings: [uuidOf(nameOf(erased))], receivedOn: '2026-12-11' };
  const asked = { request: '6/2026', decision: 'Wniosek uznano za zasadny.' };
  const begins = { ...said, right: 'restriction' as const };
  return [
    {
      ...taken,
      payload: (text) => {
        later(erased);
        return taken.payload(text);
      },
    },
    opening(secretary, 'a session before the request'),
    opening(deputy, 'a session of the deputy before the request'),
    {
      words: asked,
      payload: (text) => ({
        ...{ ...head('restricted', secretary, 'a restriction'), ...begins, effect: 'restricted' },
        ...{ of: null, told: null, review: '2027-06-11', text },
      }),
    },
    {
      words: asked,
      payload: (text) => ({
        ...{ ...head('restricted', secretary, 'the end of the restriction'), ...begins, effect: 'free' },
        ...{ of: seqOf('a restriction'), told: '2026-12-11', review: null, text },
      }),
    },
    {
      words: { ...asked, request: '7/2026' },
      payload: (text) => ({
        ...{ ...head('restricted', secretary, 'an erasure'), ...said, right: 'erasure', effect: 'erase' },
        ...{ of: null, told: null, review: null, text },
      }),
    },
    confirming('the erasure is confirmed', ['an erasure'], hashOf),
    {
      words: null,
      payload: () => {
        later('2026-12-12');
        return {
          ...{ ...head('destroyed', keeperLogin, null), protocol: 'PZ/12/2026', order: 'WR/8/2026' },
          ...{ term: [], ended: [], erasure: said.recordings, durationMs: 61_000 },
        };
      },
    },
  ];
}
