import { isDeepStrictEqual } from 'node:util';
import {
  answers,
  commands,
  texts,
  type CommandKind,
  type EntryKind,
  type Payload,
} from '../../shared/ledger/kinds.ts';
import { requestDigest, signatureFits } from '../../shared/node/request.ts';
import { publicSigningKey } from '../../shared/node/signing-key.ts';
import { repeats } from '../../shared/node/verdict.ts';
import type { LedgerState } from '../entries/state.ts';
import { must, type Rule } from './scene.ts';
import type { KeptRequest } from './source.ts';

/** Under whose key something may be asked for. */
type Asker = { session: string; login: string; guid: string | null; publicKey: string; until: number };

/**
 * Who asked for what.
 * SECURITY: whoever owns the database, and whoever got the keeper to answer a row of his own, could not have signed it.
 */
export class Askers {
  /** By the number of the entry that has the key. */
  readonly #known = new Map<number, Asker>();
  readonly #ended = new Set<string>();
  /** Of a program with a key of its own: what it asks under. */
  readonly #programs = new Map<string, string>();

  /** Takes in an entry that passed. */
  note(seq: number, payload: Payload): void {
    if (payload.kind === 'session') this.#known.set(seq, askerOf(payload));
    if (payload.kind === 'sender') this.#renew(seq, payload);
    if (payload.kind === 'session-end') this.#ended.add(payload.session);
    // All sessions end with the key that they were proved to.
    if (payload.kind === 'keeper') this.#known.clear();
  }

  /** A program's new key; the former one ends. */
  #renew(seq: number, { command, program: login, publicKey }: Payload<'sender'>): void {
    const session = command ?? '';
    this.#ended.add(this.#programs.get(login) ?? '');
    this.#programs.set(login, session);
    this.#known.set(seq, { session, login, guid: null, publicKey, until: Infinity });
  }

  /** That whom the entry names may have asked for it, under a session that stood then; and signed it, where that is asked for. Throws Unlawful. */
  check(
    { keeper }: LedgerState,
    payload: Payload,
    { password }: Pick<Rule<EntryKind>, 'password'>,
    at: number,
    withSignature: boolean,
  ): void {
    const { asked, command, login, guid, kind } = payload;
    if (asked === null) {
      // The command of a program's key is nobody's request, but what the program asks under.
      must(command === null || kind === 'sender', 'asked');
      return;
    }
    must(command !== null, 'asked');
    must((asked.session === null) === (kind === 'session'), 'asked');
    const asker = kind === 'session' ? askerOf(payload) : this.#known.get(asked.session ?? 0);
    must(asker?.login === login, 'asked');
    // SECURITY: whoever has a login by now did not sign what somebody signed who had it before.
    must(kind === 'refusal' || asker.guid === guid, 'asked');
    // A refusal lets nobody do anything, and one that was counted with others is entered after its session may have ended.
    must(kind === 'refusal' || (at < asker.until && !this.#ended.has(asker.session)), 'asked');
    // SECURITY: a session alone authorises nobody. Of a refusal either may be: something else was wrong, or the password.
    const wanted = typeof password === 'function' ? password(payload) : password === true;
    must(kind === 'refusal' || asked.password === wanted, 'asked');
    if (!withSignature) return;
    const { seen, digest, signature } = asked;
    const signed = { session: asker.session, id: command, seen, digest: Buffer.from(digest, 'hex') };
    const key = publicSigningKey(Buffer.from(asker.publicKey, 'base64'));
    const ledgerKey = Buffer.from(keeper, 'base64');
    must(signatureFits(signed, Buffer.from(signature, 'base64'), key, ledgerKey), 'asked');
  }
}

function askerOf({ command, login, guid, publicKey, until }: Payload<'session'>): Asker {
  return { session: command ?? '', login, guid, publicKey, until: Date.parse(until) };
}

const askedBy = new Map<EntryKind, CommandKind>(
  (Object.keys(answers) as CommandKind[]).map((kind) => [answers[kind], kind]),
);

/** The kind of request that an entry answers; null where it answers one of no kind that there is. */
export function kindAsked(payload: Payload): CommandKind | null {
  if (payload.kind !== 'refusal') return askedBy.get(payload.kind) ?? null;
  return Object.hasOwn(commands, payload.request) ? (payload.request as CommandKind) : null;
}

/** Whether what is kept beside an entry is what was signed. */
export function isWhatWasSigned(payload: Payload, { salt, body }: KeptRequest): boolean {
  const kind = kindAsked(payload);
  return (
    kind !== null && requestDigest({ salt, kind, body }).toString('hex') === payload.asked?.digest.toString()
  );
}

/**
 * That an entry and its words say what was asked for, once that was found to be what was signed. `words` null: they are there no more.
 * SECURITY: whoever has come by the keeper's key cannot put other findings, another recording or another person under what somebody
 * did sign.
 * Throws Unlawful.
 */
export function checkAnswer<K extends EntryKind>(
  payload: Payload<K>,
  { asked }: Rule<K>,
  body: string,
  words: string | null,
): void {
  const kind = kindAsked(payload);
  must(kind !== null, 'asked-otherwise');
  const read = commands[kind].safeParse(parsed(body));
  // One that nobody could read was refused, and its entry says nothing of it.
  if (payload.kind === 'refusal' && !read.success) return;
  must(read.success, 'asked-otherwise');
  const said = asked?.(read.data as never, payload) ?? read.data;
  const shown = payload.kind === 'refusal' ? ofRefusal(payload) : payload;
  must(repeats(shown, said), 'asked-otherwise');
  if (words === null || !Object.hasOwn(texts, payload.kind)) return;
  const text = JSON.parse(words) as Record<string, unknown>;
  const common = Object.entries(said).filter(([key]) =>
    Object.hasOwn(texts[payload.kind as keyof typeof texts].shape, key),
  );
  must(
    common.every(([key, value]) => isDeepStrictEqual(text[key], value)),
    'asked-otherwise',
  );
}

/** What a refusal says of its request: what was found well-formed. */
function ofRefusal({ act, recording, basis, host, subject, case: number }: Payload<'refusal'>): object {
  const facts = Object.entries({ act, recording, basis, host, subject, case: number });
  return Object.fromEntries(facts.filter(([, value]) => value !== null));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
