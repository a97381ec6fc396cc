import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import type { Findings } from './findings.ts';
import type { JournalReader } from './journal-reader.ts';
import type { Signals } from './signals.ts';

const look = `
  SELECT coalesce(max(seq), 0) AS seq, (SELECT count(*)::int FROM office.command WHERE kind = 'session') AS proofs,
         (SELECT coalesce(json_agg(json_build_object('command', r.command, 'seq', r.seq, 'hash', encode(e.hash, 'hex'))), '[]')
            FROM office.release r LEFT JOIN office.entry e ON e.seq = r.seq AND e.command = r.command
           WHERE r.seq > $1) AS releases
    FROM office.entry`;

type Row = {
  seq: string;
  /** Sessions that wait to be proved. */
  proofs: number;
  releases: { command: string; seq: number; hash: string | null }[];
};

/**
 * Looks behind the screen all the time, as a superuser: a release that can be read is noted the moment it can, and the
 * journal is read in the same moment. Also sees proofs, decisions, records and releases for those who wait for them.
 */
export class Watcher {
  readonly #config: ClientConfig;
  readonly #findings: Findings;
  readonly #journal: JournalReader;
  readonly #signals: Signals;
  #stopped = false;
  #head = 0;
  #proofs = 0;
  /** Number of the newest release that was seen; the keeper releases in the order of its entries. */
  #newest = 0;
  #ended: Promise<void>;

  constructor(config: ClientConfig, findings: Findings, journal: JournalReader, signals: Signals) {
    this.#config = config;
    this.#findings = findings;
    this.#journal = journal;
    this.#signals = signals;
    this.#ended = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ended;
  }

  async #run(): Promise<void> {
    const stopped = (): boolean => this.#stopped;
    while (!stopped()) {
      const client = new Client(this.#config);
      client.on('error', () => undefined); // The database is killed all the time; another connection follows.
      client.on('notification', () => this.#signals.happened('decide'));
      try {
        await client.connect();
        await client.query('LISTEN odsluch_command');
        while (!stopped()) {
          const { rows } = await client.query<Row>({ name: 'look', text: look, values: [this.#newest] });
          for (const row of rows) this.#take(row);
          await pause(3);
        }
      } catch {
        await pause(20);
      }
      await client.end().catch(() => undefined);
    }
  }

  #take({ seq, proofs, releases }: Row): void {
    for (const release of releases) {
      this.#newest = Math.max(this.#newest, release.seq);
      this.#findings.sawRelease(release, () => this.#journal.read().has(release.seq));
      this.#signals.happened('release');
    }
    if (proofs > this.#proofs) this.#signals.happened('prove');
    this.#proofs = proofs;
    if (Number(seq) > this.#head) this.#signals.happened('record');
    this.#head = Number(seq);
  }
}
