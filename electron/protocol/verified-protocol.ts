import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { entryFault, parsePayload, wordsHold } from '../../shared/node/ledger.ts';
import { basis } from '../../shared/recordings.ts';
import { actState, filingWay, protocolWords } from '../../shared/protocol.ts';
import { day, hex32, instant, uuid } from '../../shared/values.ts';
import { fail } from '../failed.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { settings } from '../settings.ts';
import { openedRecording } from './opened-recording.ts';
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
  if (text !== null && !wordsHold({ salt: bytes(salt ?? ''), text }, commitment)) fail('answer-untrusted');
  return { seq, kind: payload.kind, prev, hash, payload, text };
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

/** Whether an entry of this kind holds what the protocol says. */
export function seals(kind: string): boolean {
  return kind === 'completed' || kind === 'corrected';
}
