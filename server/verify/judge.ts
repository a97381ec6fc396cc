import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { signatureFits } from '../../shared/node/request.ts';
import { publicSigningKey } from '../../shared/node/signing-key.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { LedgerState } from '../entries/state.ts';
import { authorisation } from './authorisation.ts';
import { hold } from './hold.ts';
import { ingest } from './ingest.ts';
import { listening } from './listening.ts';
import { office } from './office.ts';
import { presence } from './presence.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { must, type PartsOfCall, type Rule, type Rules, type Vouched } from './scene.ts';

const rules: Rules<EntryKind> = {
  ...listening,
  ...presence,
  ...protocol,
  ...hold,
  ...authorisation,
  ...ingest,
  ...office,
  ...session,
};

/** The table pairs every kind with the rule of its own payload; the compiler cannot follow a pair through a variable. */
const ruleOf = (kind: EntryKind) => rules[kind] as Rule<EntryKind>;

/**
 * Judges every entry again: could the keeper, keeping to the rules, have made it after those before it?
 * SECURITY: written apart from what the keeper decides by. A rule that were lost there, and whatever somebody signed who has
 * come by the keeper's key, is found here.
 */
export class Judge {
  #last = -Infinity;
  readonly #commands = new Set<string>();
  readonly #recordings = new Map<string, Vouched>();
  readonly #groups = new Map<string, PartsOfCall>();
  readonly #ended = new Set<string>();
  /** By the number of the entry that has the key. */
  readonly #askers = new Map<number, Asker>();

  /** `state` is the ledger before the entry; after an entry that passed, the judge expects the next one. Throws Unlawful. */
  check(state: LedgerState, payload: Payload): void {
    const at = Date.parse(payload.at);
    const { command, kind } = payload;
    must(at >= this.#last, 'time');
    must(command === null || !this.#commands.has(command), 'command-twice');
    checkHead(state, payload);
    ruleOf(kind).check?.({ ...this.#scene(state), at, day: dayOnce(at) }, payload);
    this.#checkAsked(state, payload, at);
    this.#last = at;
    if (command !== null) this.#commands.add(command);
    if (kind === 'ingest') this.#vouch(payload);
    if (kind === 'session') this.#askers.set(state.head.seq + 1, askerOf(payload));
    if (kind === 'session-end') this.#ended.add(payload.session);
  }

  /**
   * SECURITY: that whoever the entry names asked for it, under the key of a session that stood then. Whoever owns the database, and
   * whoever got the keeper to answer a row of his own, could not have signed it.
   */
  #checkAsked({ keeper }: LedgerState, payload: Payload, at: number): void {
    const { asked, command, login, kind } = payload;
    if (asked === null) return;
    must(command !== null, 'asked');
    const asker = kind === 'session' ? askerOf(payload) : this.#askers.get(asked.session ?? 0);
    must(asker?.login === login && at < asker.until && !this.#ended.has(asker.session), 'asked');
    must((asked.session === null) === (kind === 'session'), 'asked');
    const { seen, digest, signature } = asked;
    const signed = { session: asker.session, id: command, seen, digest: Buffer.from(digest, 'hex') };
    const key = publicSigningKey(Buffer.from(asker.publicKey, 'base64'));
    const ledgerKey = Buffer.from(keeper, 'base64');
    must(signatureFits(signed, Buffer.from(signature, 'base64'), key, ledgerKey), 'asked');
  }

  /**
   * Judges what the words of an entry that passed say, once they were held against its commitment. Words that were erased say
   * nothing. Throws Unlawful.
   */
  checkWords(state: LedgerState, payload: Payload, text: string): void {
    ruleOf(payload.kind).says?.(this.#scene(state), payload, text);
  }

  #scene(state: LedgerState) {
    return { state, recordings: this.#recordings, groups: this.#groups };
  }

  #vouch(payload: Payload<'ingest'>): void {
    const { recording, startedAt, answeredLogin, announcement, cipherSha256, cipherBytes, plainBytes } =
      payload;
    const call = this.#recordings.get(payload.call)?.call ?? { first: recording, answered: [], group: null };
    if (answeredLogin !== null) call.answered.push(answeredLogin);
    const vouched = { call, startedAt, announcement, cipherSha256, cipherBytes, plainBytes };
    this.#recordings.set(recording, vouched);
  }
}

/** Under whose key something may be asked for. */
type Asker = { session: string; login: string; publicKey: string; until: number };

function askerOf({ command, login, publicKey, until }: Payload<'session'>): Asker {
  return { session: command ?? '', login, publicKey, until: Date.parse(until) };
}

const keeperLogin = 'odsluch_keeper';
const ingestLogin = 'odsluch_ingest';

/** That the entry is a person's, a program's or the keeper's own as its kind wants, and commits to words where its kind has some. */
function checkHead({ people }: LedgerState, payload: Payload): void {
  const { kind, login, guid, command } = payload;
  const { by, words } = ruleOf(kind);
  // An incident is entered while no keeper runs, and so without a command.
  if (kind !== 'incident') must((login === keeperLogin) === (command === null), 'author');
  must(guid === (people.get(login)?.guid ?? null), 'author');
  if (by !== 'anybody') must((by === 'ingest') === (login === ingestLogin), 'author');
  if (by === 'keeper') must(login === keeperLogin, 'author');
  must(words !== true || ('text' in payload && payload.text !== null), 'words');
}

/** The instant as a legal day, worked out once and only where it is asked for. */
function dayOnce(at: number): () => string {
  let day: string | null = null;
  return () => (day ??= legalDay(new Date(at)));
}
