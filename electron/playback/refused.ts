import { parsePayload } from '../../shared/node/ledger.ts';
import type { Answer } from '../session/current.ts';

/** Number and time of the refusal's entry, for the sentence on the screen; both null where there is no entry. */
export function payloadAt(answer: Answer): { seq: number | null; at: string | null } {
  if (answer.seq === null || answer.payload === null) return { seq: null, at: null };
  return { seq: answer.seq, at: parsePayload(answer.payload).at };
}
