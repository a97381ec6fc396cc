import { texts } from '../../shared/ledger/kinds.ts';
import type { Hold } from '../../shared/protocol.ts';
import type { Protocol } from './verified-protocol.ts';

/** Which recordings of an act are evidence, out of its signed entries. */
export function holdsOf({ entries }: Protocol): Hold[] {
  return entries
    .filter(({ kind }) => kind === 'hold')
    .map(({ seq, payload, text }) => {
      const words = text === null ? null : texts.hold.parse(JSON.parse(text));
      const { proceedings = null, reference = null } = words ?? {};
      const { number = null, review = null } = payload as { number?: string; review?: string };
      return { recording: String(payload['recording']), proceedings, reference, number, review, seq };
    });
}
