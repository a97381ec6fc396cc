import { positionText } from '../../shared/duration.ts';
import type { ProtocolWords } from '../../shared/protocol.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { concerns, presencesOf } from '../paper/act.ts';
import { fill } from '../paper/fill.ts';
import type { Protocol } from './protocol.ts';

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

/** §4.3: what is attached, as the listener lists it; that nothing is, is the listener's word too. */
export function attachmentLines(
  { attachments }: Pick<ProtocolWords, 'attachments'>,
  first?: string,
): string[] {
  const listed = attachments.split('\n').map((line) => line.trim());
  const named = [...(first === undefined ? [] : [first]), ...listed.filter((line) => line !== '')];
  return named.length === 0 ? [words.noAttachments] : named;
}

/** What the listener remarked; nobody else's words. */
export function ownRemarkLines({ remarks }: Pick<ProtocolWords, 'remarks'>): string[] {
  const own = remarks.trim();
  return own === '' ? [] : [own];
}

/**
 * KPA 68 § 1: what those who were present remarked, each under their name in the order in which they came, on the listener's word
 * until they sign: also that nobody remarked anything. Who remarked nothing is not named here.
 */
export function remarkLines(
  protocol: Protocol,
  { presentRemarks }: Pick<ProtocolWords, 'presentRemarks'>,
): string[] {
  const said = new Map(presentRemarks.map(({ login, text }) => [login, text.trim()]));
  const names = new Map(presencesOf(protocol).map(({ login, name }) => [login, name]));
  const present = [...names].flatMap(([login, name]) => {
    const text = said.get(login) ?? '';
    return text === '' ? [] : [fill(words.remarkOf, { name, text })];
  });
  if (names.size === 0) return [words.noRemarks];
  return present.length === 0
    ? [`${words.noRemarks} ${words.onListenersWord}`]
    : [...present, words.onListenersWord];
}
