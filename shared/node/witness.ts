import { verify, type KeyObject } from 'node:crypto';
import { linkHash } from './ledger.ts';

/** An entry by number and hash (32 bytes). */
export type Head = { seq: number; hash: Buffer };

/** An entry's place in the chain, without its payload: `digest` = SHA-256 of it. The last link that is told has a signature. */
export type Link = { seq: number; prev: Buffer; digest: Buffer; signature: Buffer | null };

/**
 * The newest head of a chain, recomputed link by link; null unless the links follow on each other, meet every entry of `known`
 * under its own hash, and end under the keeper's signature.
 * SECURITY: hashes are recomputed and never taken over. Whoever cuts the end of a ledger off, or puts it back to an earlier state
 * and lets other entries grow, has the keeper's signatures for both, but not one chain that holds what was seen before.
 */
export function newestHead(
  links: readonly Link[],
  known: readonly Head[],
  keeperKey: KeyObject,
): Head | null {
  let head: Head | null = null;
  let met = 0;
  for (const { seq, prev, digest } of links) {
    if (head !== null && (seq !== head.seq + 1 || !prev.equals(head.hash))) return null;
    const hash = linkHash(seq, prev, digest);
    for (const one of known) {
      if (one.seq !== seq) continue;
      if (!one.hash.equals(hash)) return null;
      met += 1;
    }
    head = { seq, hash };
  }
  const signature = links.at(-1)?.signature ?? null;
  if (head === null || signature === null || met < known.length) return null;
  return verify(null, head.hash, keeperKey, signature) ? head : null;
}
