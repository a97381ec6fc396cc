import { sha256 } from './ledger.ts';

type Act = { number: string; guid: string | null };

/**
 * § 7: which acts without a flag the hash of a `review` entry draws (hex): the `take` with the smallest SHA-256(`HASH:NUMBER`), and
 * beyond them the smallest of each listener of whom nothing would be looked at.
 * SECURITY: whoever will review does not know before what is drawn, and anybody can draw it again.
 */
export function drawnActs<One extends Act>(
  hash: string,
  acts: readonly One[],
  flagged: ReadonlySet<One>,
  take: number,
): Set<One> {
  const lots = acts
    .filter((act) => !flagged.has(act))
    .map((act) => ({ act, lot: lotOf(hash, act.number) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1));
  const drawn = new Set(lots.slice(0, take).map(({ act }) => act));
  const seen = new Set([...flagged, ...drawn].map(({ guid }) => guid));
  for (const { act } of lots) {
    if (!seen.has(act.guid)) drawn.add(act);
    seen.add(act.guid);
  }
  return drawn;
}

function lotOf(hash: string, number: string): string {
  return sha256(`${hash}:${number}`).toString('hex');
}
