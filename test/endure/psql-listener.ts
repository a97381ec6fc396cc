import type { KeyObject } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { Random } from '../../build/office/calls/random.ts';
import { askOver } from '../../server/submit.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { lastPulse } from '../../shared/node/door.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { submitStatement } from '../../shared/node/queries.ts';
import { signRequest, submitValues, type Signer } from '../../shared/node/request.ts';
import { openRelease } from '../../shared/node/release.ts';
import { ground } from './ground.ts';

export type PsqlOptions = {
  config: ClientConfig;
  /** The session under which it is asked, and the key of the keeper that entered it. */
  signer: Signer;
  keeper: KeyObject;
  recordings: readonly string[];
  /** What the session sets for itself. */
  synchronousCommit: 'on' | 'off';
  random: Random;
  onRequest: () => void;
  /** Has opened a sealed key; `hash` in hex. */
  onOpened: (opened: { command: string; seq: number; hash: string }) => void;
};

type Answer = { state: string; seq: string | null; hash: Buffer | null; sealed: Buffer | null };

/**
 * An authorised person at psql, who never beats, closes or completes anything and grabs each key at the first instant at which the
 * database gives it. Survives every crash: an answer that was awaited is asked for again.
 */
export class PsqlListener {
  readonly #options: PsqlOptions;
  readonly #pair = generateKeyPair();
  readonly #publicKey = this.#pair.publicKey.toString('base64');
  #going = false;
  #stopped = false;
  #awaited: string | null = null;
  /** A request is being made. */
  #asking = false;
  readonly #ended: Promise<void>;

  constructor(options: PsqlOptions) {
    this.#options = options;
    this.#ended = this.#run();
  }

  go(): void {
    this.#going = true;
  }

  rest(): void {
    this.#going = false;
  }

  get resting(): boolean {
    return !this.#going && !this.#asking && this.#awaited === null;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
  }

  async #run(): Promise<void> {
    const stopped = (): boolean => this.#stopped;
    while (!stopped()) {
      const client = new Client(this.#options.config);
      client.on('error', () => undefined); // As in the watcher: the database is killed all the time.
      try {
        await client.connect();
        await client.query(`SET synchronous_commit = ${this.#options.synchronousCommit}`);
        while (!stopped()) await this.#step(client);
      } catch {
        await pause(20);
      }
      await client.end().catch(() => undefined);
    }
  }

  async #step(client: Client): Promise<void> {
    if (this.#awaited !== null) await this.#await(client, this.#awaited);
    else if (this.#going) await this.#askIfGoing(client);
    else await pause(10);
  }

  async #askIfGoing(client: Client): Promise<void> {
    await pause(this.#options.random.between(40, 120));
    if (!this.#going) return;
    this.#asking = true;
    try {
      await this.#ask(client);
    } finally {
      this.#asking = false;
    }
  }

  async #ask(client: Client): Promise<void> {
    const { random, recordings, onRequest, signer, keeper } = this.#options;
    const pulse = await lastPulse(askOver(client), keeper);
    if (typeof pulse === 'string') throw new Error('there is no pulse of the keeper');
    const body: Command<'listen'> = {
      act: null,
      recording: random.pick(recordings),
      ground,
      publicKey: this.#publicKey,
      host: 'ST-15',
    };
    onRequest();
    const request = signRequest(signer, { kind: 'listen', body, seen: pulse.time });
    // Whatever becomes of the line: its number is known, and what came of it is asked for.
    this.#awaited = request.id;
    await client.query(submitStatement, submitValues(request));
  }

  async #await(client: Client, command: string): Promise<void> {
    const { rows } = await client.query<Answer>('SELECT state, seq, hash, sealed FROM api.answer($1)', [
      command,
    ]);
    const [answer] = rows;
    if (answer === undefined || answer.state === 'pending') return pause(2);
    this.#awaited = null;
    const { seq, hash, sealed } = answer;
    if (seq === null || hash === null || sealed === null) return;
    const key = openRelease({ command, entryHash: hash }, this.#pair.privateKey, sealed);
    key.fill(0);
    this.#options.onOpened({ command, seq: Number(seq), hash: hash.toString('hex') });
  }
}
