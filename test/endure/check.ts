import type { Client } from 'pg';
import type { RunningOffice } from '../../build/office/office.ts';
import { verify } from '../../server/verify/run.ts';
import type { Findings, Readable } from './findings.ts';
import { waitFor } from './signals.ts';
import type { JournalReader, Line } from './journal-reader.ts';

type Entry = {
  seq: number;
  kind: string;
  command: string | null;
  hash: string;
  release: number | null;
};
type Release = { command: string; seq: number; hash: string | null };

/**
 * Everything that must hold once all parts are back and nobody asks: what was readable stands in both books, a session that somebody
 * was told of too, nothing was entered twice, nothing that could be read is called undelivered, and ledger, journal and tables agree.
 */
export class Check {
  readonly #office: RunningOffice;
  readonly #findings: Findings;
  readonly #journal: JournalReader;

  constructor(office: RunningOffice, findings: Findings, journal: JournalReader) {
    this.#office = office;
    this.#findings = findings;
    this.#journal = journal;
  }

  async run(): Promise<void> {
    const superuser = await this.#office.superuser();
    try {
      const left = await superuser.query<Release>(
        `SELECT command, seq::int, NULL AS hash FROM office.release`,
      );
      // What the watcher had no time to see before the database died was not deleted by that.
      for (const row of left.rows) this.#findings.sawRelease(row, () => this.#journal.read().has(row.seq));
      // Before the entries are read: whatever was readable by now must stand among them.
      const readable = [...this.#findings.readable.values()];
      const entries = await superuser.query<Omit<Entry, 'seq'> & { seq: string }>(
        `SELECT seq, kind, command, encode(hash, 'hex') AS hash, (payload::jsonb ->> 'release')::int AS release
           FROM office.entry WHERE kind IN ('release', 'undelivered', 'refusal') ORDER BY seq`,
      );
      await this.#sessions(superuser);
      const head = Math.max(0, ...entries.rows.map(({ seq }) => Number(seq)));
      await waitFor('the last entry in the journal', () => this.#journal.read().has(head), 5_000);
      this.#compare(
        readable,
        entries.rows.map((row) => ({ ...row, seq: Number(row.seq) })),
      );
    } finally {
      await superuser.end();
    }
    this.#noneTwice(this.#journal.read());
    await this.#verify();
  }

  #compare(seen: readonly Readable[], entries: readonly Entry[]): void {
    const { readable, withoutEntry, withoutLine, faults } = this.#findings;
    const lines = this.#journal.read();
    const releases = new Map(
      entries.filter(({ kind }) => kind === 'release').map((one) => [one.command, one]),
    );
    for (const { command, seq, hash } of seen) {
      const entry = releases.get(command);
      if (entry?.seq !== seq || (hash !== null && hash !== entry.hash)) {
        withoutEntry.add(command);
        faults.push(
          `a release as entry ${seq} could be read; the entry of its command is ${entry?.seq ?? 'none'}`,
        );
      }
      const line = lines.get(seq);
      if (line?.command !== command || (hash !== null && hash !== line.hash)) withoutLine.add(command);
    }
    this.#findings.refusals = entries.filter(({ kind }) => kind === 'refusal').length;
    const undelivered = new Set(
      entries.filter(({ kind }) => kind === 'undelivered').map(({ release }) => release),
    );
    this.#findings.undelivered = undelivered.size;
    for (const { command, seq } of releases.values())
      if (readable.has(command ?? '') && undelivered.has(seq))
        faults.push(`release ${seq} is entered as undelivered although it could be read`);
  }

  async #sessions(superuser: Client): Promise<void> {
    const { proved, ended, faults } = this.#findings;
    const { rows } = await superuser.query<{ id: string; kind: string }>(
      `SELECT coalesce(payload::jsonb ->> 'session', command::text) AS id, kind FROM office.entry WHERE kind IN ('session', 'session-end')`,
    );
    const entered = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
    const [begun, over] = [entered('session'), entered('session-end')];
    for (const id of proved) if (!begun.has(id)) faults.push(`session ${id} was proved without an entry`);
    for (const id of ended)
      if (!over.has(id)) faults.push(`session ${id} was signed out of without an entry`);
  }

  #noneTwice(lines: ReadonlyMap<number, Line>): void {
    const seen = new Set<string>();
    for (const { command, seq } of lines.values()) {
      if (command === null) continue;
      if (seen.has(command)) this.#findings.faults.push(`entry ${seq} answers a command for the second time`);
      seen.add(command);
    }
  }

  async #verify(): Promise<void> {
    const verdict = await verify(this.#office.settings, {
      ...{ quick: false, signatures: true, exported: null },
    });
    if (!verdict.faultless) {
      this.#findings.verifyFailures += 1;
      this.#findings.faults.push(verdict.sentence);
    }
  }
}
