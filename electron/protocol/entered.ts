import { entryFault, parsePayload } from '../../shared/node/ledger.ts';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import { fail, Failed } from '../failed.ts';
import type { Answer } from '../session/current.ts';
import { settings } from '../settings.ts';

/**
 * Number and hash of the entry that answers a request about one's own act. Fails with the reason of a refusal; with
 * 'answer-late' for one that the keeper counted together with others, which has neither entry nor reason; with
 * 'answer-untrusted' for anything that the pinned keeper did not sign for exactly this request.
 * SECURITY: "signed and filed" is believed from the keeper only, not from a table.
 */
export function entered(
  answer: Answer,
  kind: 'completed' | 'corrected' | 'reopened' | 'filed' | 'joined' | 'left' | 'hold',
  act: string,
): { seq: number; hash: string } {
  const { state, reason, command, seq, prev, payload, hash, signature } = answer;
  if (state !== 'done') throw new Failed({ code: reason ?? 'answer-late' });
  if (seq === null || prev === null || payload === null || hash === null || signature === null)
    fail('answer-untrusted');
  const keeper = pinnedKeeperKey(settings().keeperPublicKey);
  if (entryFault({ seq, prev, payload, hash, signature }, keeper) !== null) fail('answer-untrusted');
  const entry = parsePayload(payload);
  if (entry.kind !== kind || entry.command !== command || entry.act !== act) fail('answer-untrusted');
  return { seq, hash: hash.toString('hex') };
}
