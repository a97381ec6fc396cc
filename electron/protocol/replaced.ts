import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { paperDay, paperTime } from '../paper/show.ts';
import { seals, type Protocol } from './verified-protocol.ts';

/**
 * §4.3: „Wróć do odsłuchania” takes a print its validity. The paper itself cannot know; the one that replaces it says which that was,
 * so that two signed sheets in a case file are told apart. A correction voids nothing and says at its head what it changed.
 */
export function replacedLine(protocol: Protocol): string[] {
  const { entries } = protocol;
  const reopened = entries.filter(({ kind }) => kind === 'reopened').at(-1);
  if (reopened === undefined) return [];
  const before = entries.filter(({ kind, seq }) => seals(kind) && seq < reopened.seq);
  const at = String(reopened.payload['at']);
  return [
    fill(words.replaced, {
      n: before.length,
      seq: before.at(-1)?.seq ?? 0,
      at: `${paperDay(at)} ${paperTime(at)}`,
      reopened: reopened.seq,
    }),
  ];
}
