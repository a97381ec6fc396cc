import { namedBy } from '../../shared/ledger/keeping.ts';
import { jumped } from '../../shared/ledger/office.ts';
import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { LedgerState } from '../entries/state.ts';
import { Askers, checkAnswer } from './asked.ts';
import { announcement } from './announcement.ts';
import { authorisation } from './authorisation.ts';
import { cards } from './cards.ts';
import { completeness } from './completeness.ts';
import { hold } from './hold.ts';
import { ingest, soundOf } from './ingest.ts';
import { instrument } from './instrument.ts';
import { keeping } from './keeping.ts';
import { listening } from './listening.ts';
import { matter } from './matter.ts';
import { office } from './office.ts';
import { presence } from './presence.ts';
import { protocol } from './protocol.ts';
import { quality } from './quality.ts';
import { register } from './register.ts';
import { restriction } from './restriction.ts';
import { review } from './review.ts';
import { session } from './session.ts';
import { must, type PartsOfCall, type Rule, type Rules, type Vouched } from './scene.ts';

const rules: Rules<EntryKind> = {
  ...listening,
  ...presence,
  ...protocol,
  ...hold,
  ...restriction,
  ...authorisation,
  ...instrument,
  ...ingest,
  ...office,
  ...session,
  ...review,
  ...matter,
  ...register,
  ...keeping,
  ...completeness,
  ...announcement,
  ...quality,
  ...cards,
};

/** The recording with which the words of an entry, and what was asked for, go; null: they stay. */
export function goesWith(payload: Payload): string | null {
  const { kind } = payload;
  // Of a card what was refused goes like what was entered: either says how somebody spoke.
  const goes = kind === 'refusal' ? Object.hasOwn(cards, payload.request) : ruleOf(kind).goesWithCall;
  return goes === true && 'recording' in payload ? payload.recording : null;
}

/** The table pairs every kind with the rule of its own payload; the compiler cannot follow a pair through a variable. */
const ruleOf = (kind: EntryKind) => rules[kind] as Rule<EntryKind>;

/**
 * Judges every entry again: could the keeper, keeping to the rules, have made it after those before it?
 * SECURITY: written apart from what the keeper decides by. A rule that were lost there, and whatever somebody signed who has
 * come by the keeper's key, is found here.
 */
export class Judge {
  #last = -Infinity;
  #beginning = true;
  readonly #commands = new Set<string>();
  readonly #hashes = new Map<number, Buffer>();
  readonly #recordings = new Map<string, Vouched>();
  readonly #gone = new Set<string>();
  readonly #groups = new Map<string, PartsOfCall>();
  readonly #levels = new Map<number, readonly (number | null)[]>();
  readonly #unasked = new Map<string, Set<string>>();
  /** Who had a login, and from when on, oldest first. */
  readonly #had = new Map<string, { guid: string; since: string }[]>();
  readonly #askers = new Askers();

  /**
   * `state` is the ledger before the entry; after an entry that passed, the judge expects the next one. `withSignature`: also that of
   * whoever asked. Throws Unlawful.
   */
  check(state: LedgerState, payload: Payload, withSignature: boolean): void {
    const at = Date.parse(payload.at);
    const { command, kind } = payload;
    this.#hashes.set(state.head.seq, state.head.hash);
    try {
      // SECURITY: times never fall, but where the desk says that they had run ahead.
      must(isBack(payload) ? at < this.#last : at >= this.#last, 'time');
      must(command === null || !this.#commands.has(command), 'command-twice');
      checkHead(state, payload);
      const hashOf = (seq: number) => this.#hashes.get(seq)?.toString('hex');
      const moment = { at, day: dayOnce(at), beginning: this.#beginning, hashOf };
      ruleOf(kind).check?.({ ...this.#scene(state), ...moment }, payload);
      this.#askers.check(state, payload, ruleOf(kind), at, withSignature);
    } finally {
      // Whoever reads on behind a fault finds what later entries build on.
      this.#note(state, payload, at);
    }
  }

  #note(state: LedgerState, payload: Payload, at: number): void {
    const { command, kind } = payload;
    this.#last = isBack(payload) ? at : Math.max(this.#last, at);
    this.#beginning &&= command === null && beginnings.has(kind);
    if (command !== null) this.#commands.add(command);
    if (kind === 'person')
      for (const { login, guid } of payload.people)
        this.#had.set(login, [...(this.#had.get(login) ?? []), { guid, since: payload.at }]);
    if (kind === 'ingest') this.#vouch(payload);
    if (kind === 'destroyed')
      for (const one of namedBy(payload)) {
        const vouched = this.#recordings.get(one);
        if (vouched) this.#gone.add(soundOf(vouched));
      }
    if (kind === 'checked')
      for (const seq of this.#hashes.keys()) if (seq < payload.upTo) this.#hashes.delete(seq);
    this.#askers.note(state.head.seq + 1, payload);
  }

  /** Holds an entry that passed against what was asked for, which was found to be what was signed. Throws Unlawful. */
  checkAnswer(payload: Payload, body: string, words: string | null): void {
    checkAnswer(payload, ruleOf(payload.kind), body, words);
  }

  /**
   * Judges what the words of an entry that passed say, once they were held against its commitment. Words that were erased say
   * nothing. Throws Unlawful.
   */
  checkWords(state: LedgerState, payload: Payload, text: string): void {
    ruleOf(payload.kind).says?.(this.#scene(state), payload, text);
  }

  #scene(state: LedgerState) {
    return {
      ...{ state, recordings: this.#recordings, gone: this.#gone, groups: this.#groups },
      ...{ levels: this.#levels, unasked: this.#unasked },
    };
  }

  #vouch(payload: Payload<'ingest'>): void {
    const {
      recording,
      at,
      startedAt,
      durationMs,
      department,
      answeredLogin,
      announcement: told,
      plainSha256,
      cipherSha256,
      cipherBytes,
      plainBytes,
    } = payload;
    const call = this.#recordings.get(payload.call)?.call ?? { first: recording, answered: [], group: null };
    if (answeredLogin !== null) call.answered.push(answeredLogin);
    const had = this.#had.get(answeredLogin ?? '')?.filter(({ since }) => since <= startedAt) ?? [];
    const speaker = had.at(-1)?.guid ?? null;
    const known = { call, at, startedAt, durationMs, department, announcement: told, line: null, speaker };
    const vouched = { ...known, plainSha256, cipherSha256, cipherBytes, plainBytes };
    this.#recordings.set(recording, vouched);
  }
}

const isBack = (payload: Payload): boolean => payload.kind === 'incident' && payload.what === jumped;

/** What `init` enters of the office before anybody can ask for anything. */
const beginnings: ReadonlySet<EntryKind> = new Set(['genesis', 'person', 'instrument', 'confirmed']);

const keeperLogin = 'odsluch_keeper';
const programs = { ingest: 'odsluch_ingest', backup: 'odsluch_backup' } as const;

/** That the entry is a person's, a program's or the keeper's own as its kind wants, and commits to words where its kind has some. */
function checkHead({ people }: LedgerState, payload: Payload): void {
  const { kind, login, guid, command } = payload;
  const { by, words } = ruleOf(kind);
  // Both are entered while no keeper runs, and so without a command.
  // The command of a program's key is no request, but what the program asks under.
  if (kind !== 'incident' && kind !== 'keeper')
    must((login === keeperLogin) === (command === null || kind === 'sender'), 'author');
  must(guid === (people.get(login)?.guid ?? null), 'author');
  for (const program of ['ingest', 'backup'] as const)
    if (by !== 'anybody') must((by === program) === (login === programs[program]), 'author');
  if (by === 'keeper') must(login === keeperLogin, 'author');
  must(words !== true || ('text' in payload && payload.text !== null), 'words');
}

/** The instant as a legal day, worked out once and only where it is asked for. */
function dayOnce(at: number): () => string {
  let day: string | null = null;
  return () => (day ??= legalDay(new Date(at)));
}
