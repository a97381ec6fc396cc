import { texts, type Payload } from '../../shared/ledger/kinds.ts';
import type { LedgerState } from '../entries/state.ts';
import { checkHead, dayOf, rules } from './office.ts';
import { must, type Scene, type Vouched } from './scene.ts';

type Rule = (scene: Scene, payload: Payload) => void;

/**
 * Judges every entry again: could the keeper, keeping to the rules, have made it after those before it?
 * SECURITY: written apart from what the keeper decides by. A rule that were lost there, and whatever somebody signed who has
 * come by the keeper's key, is found here.
 */
export class Judge {
  #last = -Infinity;
  readonly #commands = new Set<string>();
  readonly #recordings = new Map<string, Vouched>();

  /** `state` is the ledger before the entry; after an entry that passed, the judge expects the next one. Throws Unlawful. */
  check(state: LedgerState, payload: Payload): void {
    const at = Date.parse(payload.at);
    const { command, kind } = payload;
    must(at >= this.#last, 'time');
    must(command === null || !this.#commands.has(command), 'command-twice');
    const scene = { state, at, day: dayOf(at), recordings: this.#recordings };
    checkHead(scene, payload);
    // The table pairs every kind with the rule of its own payload; the compiler cannot follow a pair through a variable.
    const rule = rules[kind] as Rule | undefined;
    rule?.(scene, payload);
    this.#last = at;
    if (command !== null) this.#commands.add(command);
    if (kind === 'ingest') this.#recordings.set(payload.recording, vouchedBy(payload));
  }
}

/**
 * Judges what the words of an entry say, once they were held against its commitment: a protocol quotes remarks of nobody who heard
 * nothing in its act. Words that were erased say nothing. Throws Unlawful.
 */
export function judgeWords({ acts }: LedgerState, payload: Payload, text: string): void {
  if (payload.kind !== 'completed' && payload.kind !== 'corrected') return;
  const { presentRemarks = [] } = texts[payload.kind].parse(JSON.parse(text));
  const attended = acts.get(payload.act)?.attended ?? [];
  must(
    presentRemarks.every(({ login }) => attended.includes(login)),
    'remark',
  );
}

function vouchedBy(payload: Payload<'ingest'>): Vouched {
  const { startedAt, answeredLogin, announcement, cipherSha256, cipherBytes, plainBytes } = payload;
  return { startedAt, answeredLogin, announcement, cipherSha256, cipherBytes, plainBytes };
}
