import { callListHash } from '../../server/entries/completeness.ts';
import { head, ingestLogin, secretary, type ChainParts, type VectorEntry } from './vectors-head.ts';

const day = '2026-11-24';
const lost = '1764057600.52';
/** Two calls that somebody answered, and one that nobody did. */
const calls = [
  ...[
    { call: '1764057600.41', at: '08:20:00', extension: '214', seconds: 2, answered: true },
    { call: lost, at: '09:42:10', extension: '214', seconds: 185, answered: true },
    { call: '1764057600.53', at: '10:00:00', extension: '', seconds: 0, answered: false },
  ].map(({ at, ...one }) => ({ ...one, started_at: new Date(`${day}T${at}.000Z`) })),
];

/** A day is held against what the exchange says: a call was not recorded, and a recording has no call; why; and it came after all. */
export function reconciling({ facts, recording }: ChainParts): VectorEntry[] {
  const seconds = Math.floor(facts.wav.durationMs / 1000);
  const extra = {
    ...{ call: recording, startedAt: `${day}T08:20:00.000Z`, extension: '214' },
    ...{ seconds, recorded: seconds, kind: 'extra' as const },
  };
  const missing = {
    ...{ call: lost, startedAt: `${day}T09:42:10.000Z`, extension: '214' },
    ...{ seconds: 185, recorded: 0, kind: 'missing' as const },
  };
  const sums = { day, sha256: callListHash(calls), answered: 2, hungUp: 1 };
  return [
    {
      words: null,
      payload: () => ({
        ...{ ...head('reconciled', ingestLogin, 'a day is reconciled'), ...sums, recorded: 1 },
        ...{ list: [extra, missing], more: 0, due: '2026-12-09' },
      }),
    },
    {
      words: { note: 'Dysk centrali był pełny.' },
      payload: (text) => ({
        ...{ ...head('explained', secretary, 'a gap is explained'), day, calls: [lost] },
        ...{ cause: 'exchange', text },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('reconciled', ingestLogin, 'it came after all'), ...sums, recorded: 2 },
        ...{ list: [extra], more: 0, due: '2026-12-09' },
      }),
    },
  ];
}
