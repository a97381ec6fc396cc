import { sha256 } from '../../shared/node/ledger.ts';
import { head, keeperLogin, seqOf, type ChainParts, type VectorEntry } from './vectors-head.ts';

/** A night in which nothing was wrong, and the next one. */
export function checks({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const upTo = (name: string) => ({ upTo: seqOf(name), head: hashOf(name) });
  return [
    {
      words: null,
      payload: () => ({
        ...{ ...head('checked', keeperLogin, null), ...upTo('roles 2') },
        ...{ faults: 0, first: null, digests: [] },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...{ ...head('checked', keeperLogin, null), ...upTo('checked'), faults: 1 },
        first: { seq: seqOf('its signature'), what: 'table', table: 'authorisation' },
        digests: [sha256('a fault').toString('hex')],
      }),
    },
  ];
}
