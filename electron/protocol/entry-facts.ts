import type { z } from 'zod';
import { texts } from '../../shared/ledger/kinds.ts';
import type { Act, Hold, Presence, ProtocolWords } from '../../shared/protocol.ts';
import { recordingOf } from './opened-recording.ts';
import { seals, type Protocol, type ProtocolEntry } from './verified-protocol.ts';

/** The act as the page shows it. */
export function actOf({ act, basis, recordings }: Protocol): Act {
  const { id, basis: code, completedSeq: _sealed, ...facts } = act;
  return {
    ...{ act: id, ...facts, basisLabel: basis?.label ?? code },
    recordings: recordings.map(recordingOf),
  };
}

/** Words that are sealed (of the entry that counts), else the newest draft, else none. */
export function wordsOf({ act, entries, draft }: Protocol): ProtocolWords {
  const sealed = entries.find(({ seq }) => seq === act.completedSeq)?.text ?? lastCompleted(entries);
  // Back in listening without a draft yet: what was sealed before is where the writing goes on.
  if (draft === null || (act.state !== 'started' && sealed !== null)) return sealedWords(sealed);
  const { savedAt: _saved, ...words } = draft;
  return words;
}

/** What the text of a sealing entry says; nothing where it was erased. */
export function sealedWords(text: string | null): ProtocolWords {
  if (text === null) return { findings: '', quotations: [], remarks: '', presentRemarks: [] };
  const words = texts.completed.parse(JSON.parse(text));
  const { findings, quotations = [], remarks = '', presentRemarks = [] } = words;
  return { findings, quotations, remarks, presentRemarks };
}

function lastCompleted(entries: readonly ProtocolEntry[]): string | null {
  return entries.filter(({ kind }) => seals(kind)).at(-1)?.text ?? null;
}

/** Number and hash of the entry that sealed the text; null while the act is open for writing. */
export function sealedEntryOf({ act, entries }: Protocol): { seq: number; hash: string } | null {
  const entry = act.state === 'started' ? undefined : entries.find(({ seq }) => seq === act.completedSeq);
  return entry === undefined ? null : { seq: entry.seq, hash: entry.hash };
}

/** The number of a protocol's print: each sealed text has its own, and the same text printed twice is the same print. */
export function printOf({ entries }: Pick<Protocol, 'entries'>): number {
  return entries.filter(({ kind }) => seals(kind)).length;
}

/** The words of the act's first release: who listened, why, in whose presence. Null where they were lawfully erased. */
export function groundsOf({ entries }: Protocol): z.infer<typeof texts.release> | null {
  const text = entries.find(({ kind }) => kind === 'release')?.text ?? null;
  return text === null ? null : texts.release.parse(JSON.parse(text));
}

/** Name of the document in the EZD: `PO_12_2026_SEK.1510.7.2026.pdf`; corrected, `…_sprostowanie_1.pdf`. */
export function documentName({ act }: Protocol): string {
  const parts = [act.number, act.case, ...(act.corrections === 0 ? [] : ['sprostowanie', act.corrections])];
  return `${parts.join('_').replaceAll('/', '_')}.pdf`;
}

/**
 * Who heard what was played in an act beside the listener, and from when to when, out of its signed entries: named by the
 * first release, or joined later; until they left, or the text was sealed.
 */
export function presencesOf(protocol: Protocol): Presence[] {
  const presences = beginners(protocol);
  for (const { kind, payload, text } of protocol.entries) {
    const at = String(payload['at']);
    const subject = String(payload['subject']);
    if (kind === 'joined') presences.push(joinedOf(subject, payload, text, at));
    if (kind === 'left') end(presences, at, ({ login }) => login === subject);
    if (kind === 'completed') end(presences, at, () => true);
  }
  return presences;
}

/** Those whom the first release names; where its words were erased, by their logins. */
function beginners(protocol: Protocol): Presence[] {
  const first = protocol.entries.find(({ kind }) => kind === 'release')?.payload;
  const logins = (first?.['present'] ?? []) as string[];
  const words = groundsOf(protocol)?.present ?? [];
  return logins.map((login) => {
    const said = words.find((one) => one.login === login);
    const { displayName = login, post = '', authorisation = '' } = said ?? {};
    return { login, name: displayName, post, authorisation, from: protocol.act.openedAt, to: null };
  });
}

function joinedOf(
  login: string,
  payload: ProtocolEntry['payload'],
  text: string | null,
  from: string,
): Presence {
  const words = text === null ? null : texts.joined.parse(JSON.parse(text));
  const { displayName = login, post = '' } = words ?? {};
  return { login, name: displayName, post, authorisation: String(payload['authorisation']), from, to: null };
}

function end(presences: Presence[], at: string, ended: (one: Presence) => boolean): void {
  for (const one of presences) if (one.to === null && ended(one)) one.to = at;
}

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
