import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { Random } from '../../build/office/calls/random.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { openRelease } from '../../shared/node/release.ts';
import { ground } from './ground.ts';

export type PsqlOptions = {
  config: ClientConfig;
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
  /** A request is on its way, and its number not known yet. */
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
    const { random, recordings, onRequest } = this.#options;
    const body: Command<'listen'> = {
      act: null,
      recording: random.pick(recordings),
      ground,
      publicKey: this.#publicKey,
      host: 'ST-15',
    };
    onRequest();
    const { rows } = await client.query<{ id: string }>('SELECT api.submit($1, $2) AS id', [
      'listen',
      JSON.stringify(body),
    ]);
    this.#awaited = rows[0]?.id ?? null;
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
