import type { KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { answers, type AnswerOf, type Command, type CommandKind, type Payload } from '../ledger/kinds.ts';
import type { Ground } from '../playback.ts';
import { entryFault, parsePayload } from './ledger.ts';

/** A command as it was asked, by whom; `id` as `api.submit` gave it. */
type Asked<K extends CommandKind> = { id: string; kind: K; login: string; body: Command<K> };

/** What `api.answer` gives of a command that is no longer pending. */
export type AnswerRow = {
  /** Only `unknown` is heeded; of all else the entry itself tells. */
  state: string;
  seq: number | null;
  prev: Buffer | null;
  /** The exact text that was hashed. */
  payload: string | null;
  hash: Buffer | null;
  signature: Buffer | null;
  /** A released key, HPKE `enc ‖ ct`, as long as it is to be had. */
  sealed: Buffer | null;
  /** Why a request that has no entry was not taken; nobody signed that. */
  reason: string | null;
};

/** The entry that answers a command; `hash` and `prev` are 32 bytes. */
export type Entered<K extends CommandKind> = {
  state: 'entered';
  command: string;
  seq: number;
  prev: Buffer;
  hash: Buffer;
  payload: Payload<AnswerOf<K>>;
  sealed: Buffer | null;
};

/** The keeper's word on a command. `counted`: a refusal that was counted together with others and has no entry of its own. */
export type Verdict<K extends CommandKind> =
  | Entered<K>
  | ({ state: 'refused'; seq: number; at: string } & Pick<
      Payload<'refusal'>,
      'reason' | 'subject' | 'because'
    >)
  | { state: 'counted' }
  | { state: 'untrusted' };

/**
 * The one check of an answer.
 * SECURITY: an answer counts only when the pinned keeper signed it, for this very command of this very person, and when it says what
 * was asked: a database that hands out other answers, or that put another body under the command, is believed in nothing.
 */
export function verdict<K extends CommandKind>(
  asked: Asked<K>,
  { state, seq, prev, payload: text, hash, signature, sealed }: Omit<AnswerRow, 'reason'>,
  keeper: KeyObject,
): Verdict<K> {
  if (state === 'unknown') return { state: 'counted' };
  if (seq === null || prev === null || text === null || hash === null || signature === null) return untrusted;
  if (entryFault({ seq, prev, payload: text, hash, signature }, keeper) !== null) return untrusted;
  const payload = read(text);
  if (payload?.command !== asked.id || payload.login !== asked.login) return untrusted;
  if (payload.kind === 'refusal') {
    const { request, reason, subject, because, at } = payload;
    return request === asked.kind ? { state: 'refused', reason, subject, because, seq, at } : untrusted;
  }
  if (!isAnswer(asked.kind, payload) || !repeats(payload, asked.body)) return untrusted;
  return { state: 'entered', command: asked.id, seq, prev, hash, payload, sealed };
}

const untrusted = { state: 'untrusted' } as const;

function read(text: string): Payload | null {
  try {
    return parsePayload(text);
  } catch {
    // Signed, but no entry that this program knows: a newer keeper's, or not in its one spelling.
    return null;
  }
}

function isAnswer<K extends CommandKind>(
  kind: K,
  payload: Payload,
): payload is Payload & Payload<AnswerOf<K>> {
  return payload.kind === answers[kind];
}

/** Whether all that an entry's payload has in common with its command is the same in both. Of words it has the hash alone. */
export function repeats(payload: object, body: object): boolean {
  return saysSame(payload, inItsEntry(body));
}

function saysSame(payload: object, asked: object): boolean {
  const said = payload as Record<string, unknown>;
  return Object.entries(asked).every(
    ([key, value]) =>
      // A paper without a number gets the next one.
      value === undefined ||
      (key === 'number' && value === null) ||
      !Object.hasOwn(said, key) ||
      isSame(value, said[key]),
  );
}

/** Rows of a paper, and how it was signed, repeat what they were asked with, and say more. */
function isSame(asked: unknown, said: unknown): boolean {
  if (Array.isArray(asked) && Array.isArray(said))
    return asked.length === said.length && asked.every((one, at) => isSame(one, said[at]));
  if (isObject(asked) && isObject(said)) return saysSame(said, asked);
  return isDeepStrictEqual(asked, said);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a command calls otherwise than its entry. */
type Renamed = {
  act?: string | null;
  /** Of a hold's end a word. */
  ground?: Ground | string | null;
  person?: string;
  guids?: readonly string[];
  matter?: string | null;
  sort?: string;
  assignee?: string | null;
  due?: string | null;
};

/**
 * A command in the names of its entry: there whom the command is about is the subject.
 * A new act or matter gets its id from the entry; of its ground the entry repeats all but words and what it is looked up in. Whom a new question
 * goes to, and until when, follows from the act, and who gets an irregularity from the papers. Who is registered stands in a list.
 */
function inItsEntry(body: Renamed): object {
  const { act, matter, assignee, due, ground, person, guids, ...same } = body;
  const isForwarded = matter === null && (same.sort === 'question' || same.sort === 'irregularity');
  return {
    ...same,
    ...(act === null ? {} : { act }),
    ...(matter === null ? {} : { matter }),
    ...(isForwarded ? {} : { assignee, due }),
    ...(typeof ground === 'string' ? { ground } : {}),
    ...(ground && typeof ground === 'object' ? groundInEntry(ground) : {}),
    ...(guids === undefined ? {} : { people: guids.map((guid) => ({ guid })) }),
    ...(person === undefined ? {} : { subject: person }),
  };
}

function groundInEntry({ case: number, basis, sentence, statement, present }: Ground) {
  return { case: number, basis, sentence: 'code' in sentence ? sentence.code : null, statement, present };
}
