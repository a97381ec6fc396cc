import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { pinnedKeeperKey } from '../../shared/node/keeper-key.ts';
import { entryFault, parsePayload, textCommitment } from '../../shared/node/ledger.ts';
import { basis } from '../../shared/recordings.ts';
import { type Act, actState, filingWay, protocolWords, type ProtocolWords } from '../../shared/protocol.ts';
import { texts } from '../../shared/ledger/kinds.ts';
import { day, hex32, instant, uuid } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { settings } from '../settings.ts';
import { openedRecording, recordingOf } from './opened-recording.ts';
import { protocolQuery } from './queries.ts';

const entry = z.object({
  seq: z.int(),
  prev: hex32,
  /** The exact signed text. */
  payload: z.string(),
  hash: hex32,
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  salt: z.string().nullable(),
  text: z.string().nullable(),
});

/** An entry of the act whose hash, signature and words were found to hold. Bytes in hex. */
export type ProtocolEntry = {
  seq: number;
  kind: string;
  prev: string;
  hash: string;
  payload: Record<string, unknown>;
  text: string | null;
};

/** `api.protocol`: all that the printed protocol states. */
const protocol = z.object({
  act: z.object({
    id: uuid,
    number: z.string(),
    case: z.string(),
    basis: z.string(),
    state: actState,
    openedAt: instant,
    until: instant,
    completedAt: instant.nullable(),
    completedSeq: z.int().nullable(),
    filedOn: day.nullable(),
    way: filingWay.nullable(),
    formerCases: z.array(z.string()),
    corrections: z.int(),
  }),
  authorisation: z.object({ number: z.string(), paper: z.string(), signedOn: day, from: day, to: day }),
  basis: basis.nullable(),
  entries: z.array(entry).min(1),
  recordings: z.array(openedRecording).min(1),
  draft: z.object({ ...protocolWords.shape, savedAt: instant }).nullable(),
  head: z.object({ seq: z.int(), hash: z.string() }),
});

type Told = z.infer<typeof protocol>;
export type Protocol = Omit<Told, 'entries'> & { entries: ProtocolEntry[] };

/**
 * The protocol of one's own act. Fails with 'act-unknown' for anybody else's, with 'answer-untrusted' where it is not what the
 * pinned keeper entered.
 */
export async function readProtocol({ db }: Session, act: string): Promise<Protocol> {
  const told = (await read(db, protocol.nullable(), protocolQuery, [act])) ?? fail('act-unknown');
  const keeper = pinnedKeeperKey(settings().keeperPublicKey);
  const entries = told.entries.map((one) => proven(one, told.act.id, keeper));
  checkAct(told.act, entries);
  return { ...told, entries };
}

/**
 * SECURITY: what is printed gets signed by hand. Whoever can write the tables could put other words, another number or another
 * hash under that signature: so each entry is held against the keeper's own, and the words against what it commits to.
 */
function proven(found: z.infer<typeof entry>, act: string, keeper: KeyObject): ProtocolEntry {
  const { seq, prev, payload: signed, hash, signature, salt, text } = found;
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  const entry = { seq, prev: bytes(prev), payload: signed, hash: bytes(hash), signature: bytes(signature) };
  if (entryFault(entry, keeper) !== null) fail('answer-untrusted');
  const payload = parsePayload(signed);
  if (!('act' in payload) || payload.act !== act) fail('answer-untrusted');
  const commitment = 'text' in payload ? payload.text : null;
  if (text !== null && textCommitment(bytes(salt ?? ''), text) !== commitment) fail('answer-untrusted');
  return { seq, kind: payload.kind, prev, hash, payload, text };
}

/** The act as the page shows it. */
export function actOf({ act, basis, recordings }: Protocol): Act {
  const { id, basis: code, completedSeq: _sealed, ...facts } = act;
  return {
    ...{ act: id, ...facts, basisLabel: basis?.label ?? code },
    recordings: recordings.map(recordingOf),
  };
}

/** The head of the paper against the first release and the corrections; the seal against an entry that is one. */
function checkAct(act: Told['act'], entries: ProtocolEntry[]): void {
  const first = entries.find(({ kind }) => kind === 'release')?.payload ?? fail('answer-untrusted');
  const corrected = entries.filter(({ kind }) => kind === 'corrected');
  const told = [act.number, act.case, act.basis, act.openedAt, act.corrections];
  const now = corrected.at(-1)?.payload['case'] ?? first['case'];
  const entered = [first['protocol'], now, first['basis'], first['at'], corrected.length];
  if (told.some((fact, index) => fact !== entered[index])) fail('answer-untrusted');
  const last = entries.filter(({ kind }) => seals(kind) || kind === 'reopened').at(-1);
  const sealed = last !== undefined && seals(last.kind) ? last.seq : null;
  if (act.completedSeq !== sealed || (act.state === 'started') !== (sealed === null))
    fail('answer-untrusted');
}

/** Words that are sealed (of the entry that counts), else the newest draft, else none. */
export function wordsOf({ act, entries, draft }: Protocol): ProtocolWords {
  const sealed = entries.find(({ seq }) => seq === act.completedSeq)?.text ?? lastCompleted(entries);
  // Back in listening without a draft yet: what was sealed before is where the writing goes on.
  if (draft === null || (act.state !== 'started' && sealed !== null)) return sealedWords(sealed);
  const { savedAt: _saved, ...words } = draft;
  return words;
}

/** Whether an entry of this kind holds what the protocol says. */
export function seals(kind: string): boolean {
  return kind === 'completed' || kind === 'corrected';
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
