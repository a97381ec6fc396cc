import { positionText } from '../../shared/duration.ts';
import type { ProtocolWords } from '../../shared/protocol.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { concerns } from './opened-recording.ts';
import type { Protocol } from './verified-protocol.ts';

/** Each with the number of its recording and its time, in the order of the recordings; nothing of a wrong call. */
export function quotationLines(
  protocol: Pick<Protocol, 'recordings'>,
  { quotations }: Pick<ProtocolWords, 'quotations'>,
): string[] {
  return protocol.recordings.flatMap((recording, index) => {
    if (!concerns(recording)) return [];
    const long = recording.durationMs >= 3_600_000;
    return quotations
      .filter((one) => one.recording === recording.recording && one.text.trim() !== '')
      .sort((one, other) => one.from - other.from)
      .map(({ from, to, speaker, text }) => {
        const at = [from, ...(to === null ? [] : [to])].map((ms) => positionText(ms, long)).join('–');
        const facts = { n: index + 1, at, text: text.trim() };
        if (speaker === undefined) return fill(words.quotation, facts);
        return fill(words.quotationOf, { ...facts, speaker: words.speakers[speaker] });
      });
  });
}
