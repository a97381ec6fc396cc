import { rm } from 'node:fs/promises';
import type { Client } from 'pg';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { codeOf } from '../keeper/connection.ts';
import { submit, type Asker } from '../submit.ts';
import type { EntryRow } from '../database.ts';
import { mustBeOurs } from '../share-mark.ts';
import type { Vouched } from './chain.ts';
import { filesOn } from './share.ts';

/**
 * What is destroyed, and the files that go with it; and what was lost.
 * SECURITY: only what an entry of the ledger names, whose signature and place in the chain were checked here. Whoever owns the tables can call a
 * recording destroyed, and its file stays; or call one that was not, and it goes; nor does an entry count that he kept out of the ledger.
 */
export class Gone {
  readonly #client: Client;
  readonly #vouched: Vouched;
  readonly #say: (line: string) => void;
  /** `destroyed` entries that the keeper signed, and their hashes. */
  readonly #entries = new Map<number, Buffer>();
  /** Recording → the entry that names it. */
  readonly #recordings = new Map<string, number>();
  /** What was lost with a keystore; and of a database that was put back, the entries whose recordings went with it. */
  readonly #lost = new Set<string>();
  readonly #lostRanges: { from: number; to: number }[] = [];
  /** Files that went in this run, by that entry. */
  readonly #files = new Map<number, number>();
  /** Entries of which an earlier run has said that their files went. */
  readonly #said = new Set<number>();
  /** Entries of which a file could not be deleted from the share. */
  readonly #left = new Set<number>();
  /** Whether the share was read to its end. */
  #isWhole = false;
  /** SHA-256 of the mark of the share; null where no entry names one. */
  #mark: string | null = null;

  private constructor(client: Client, vouched: Vouched, say: (line: string) => void) {
    this.#client = client;
    this.#vouched = vouched;
    this.#say = say;
  }

  static async read(client: Client, vouched: Vouched, say: (line: string) => void): Promise<Gone> {
    const gone = new Gone(client, vouched, say);
    for (let after = 0; ;) {
      const { rows } = await client.query<EntryRow>('SELECT * FROM api.destroyed_entries($1)', [after]);
      for (const row of rows) gone.#take(row);
      const last = rows.at(-1);
      if (last === undefined) return gone;
      after = Number(last.seq);
    }
  }

  #take(row: EntryRow): void {
    const { seq, hash, payload } = this.#vouched.signed(row) ?? {};
    if (payload?.kind === 'removed') this.#said.add(payload.of);
    if (payload?.kind === 'genesis' || payload?.kind === 'incident') this.#mark = payload.share ?? this.#mark;
    if (payload?.kind === 'incident') {
      for (const one of payload.lost ?? []) this.#lost.add(one);
      const { from, to = seq } = payload;
      if (from !== undefined && to !== undefined) this.#lostRanges.push({ from, to });
    }
    if (seq === undefined || hash === undefined || payload?.kind !== 'destroyed') return;
    this.#entries.set(seq, hash);
    this.#files.set(seq, 0);
    for (const one of namedBy(payload)) this.#recordings.set(one, seq);
  }

  /** Throws UsageError for a share that is not the office's. */
  checkShare(share: string): Promise<void> {
    return mustBeOurs(share, this.#mark);
  }

  /** Whether an entry says that a recording, which the `ingest` entry `seq` took in, cannot be heard any more. */
  isLost(recording: string, seq: number): boolean {
    return this.#lost.has(recording) || this.#lostRanges.some(({ from, to }) => from <= seq && seq <= to);
  }

  /** Whether the ledger has the entry by which recordings were destroyed. */
  async #holdsEnd(of: number): Promise<boolean> {
    const hash = this.#entries.get(of);
    return hash !== undefined && this.#vouched.holds({ seq: of, hash });
  }

  /**
   * Deletes from the office's share what is left, or came back, of destroyed recordings: their sound, loudness and playable copy. What cannot be deleted
   * is said, tried again by the next run, and holds nothing up.
   */
  async clearShare(share: string): Promise<void> {
    if (this.#recordings.size === 0) return;
    const found: { path: string; of: number }[] = [];
    this.#isWhole = true;
    // What recovers an interrupted run has said it already.
    const unread = (): void => void (this.#isWhole = false);
    for await (const { name, path } of filesOn(share, unread)) {
      const [, recording = ''] = /^(.{36})\.(rec|peaks|play)$/.exec(name) ?? [];
      const of = this.#recordings.get(recording);
      if (of !== undefined) found.push({ path, of });
    }
    for (const { path, of } of found) if (await this.#holdsEnd(of)) await this.#delete(path, of);
  }

  async #delete(path: string, of: number): Promise<void> {
    try {
      await rm(path, { force: true });
      this.count(of);
    } catch (error) {
      this.#left.add(of);
      this.#say(
        `Pliku zniszczonego nagrania ${path} (wpis nr ${of}) nie można usunąć (${codeOf(error)}). Ponowi to następne wczytywanie.`,
      );
    }
  }

  /**
   * The entry by which the recording with this sound (SHA-256) was destroyed, of a call that began in this second (null: whenever it began); null where
   * there is none, or where it is kept, as what was lost and taken in again. A name of a file tells of no smaller part of a second.
   * SECURITY: by entries alone, and only those that the ledger has: whoever owns the tables keeps no original by calling it kept, be it by an entry that
   * was once signed and left out of the ledger, or by taking the row away that says it is destroyed.
   */
  async ofSound(sound: Buffer, startedAt: Date | null): Promise<number | null> {
    const { rows } = await this.#client.query<EntryRow>('SELECT * FROM api.entries_of_sound($1)', [sound]);
    const taken = rows.flatMap((row) => {
      const entry = this.#vouched.signed(row);
      if (entry?.payload.kind !== 'ingest' || entry.payload.plainSha256 !== sound.toString('hex')) return [];
      const { recording, startedAt: began } = entry.payload;
      if (startedAt !== null && secondOf(new Date(began)) !== secondOf(startedAt)) return [];
      return [{ entry, recording, of: this.#recordings.get(recording) }];
    });
    // Of what was never destroyed the chain is not asked for.
    if (taken.every(({ of }) => of === undefined)) return null;
    let ended: number | null = null;
    for (const { entry, recording, of } of taken) {
      if (of === undefined && !this.isLost(recording, entry.seq) && !(await this.#vouched.lacks(entry)))
        return null;
      if (of !== undefined && (await this.#vouched.holds(entry)) && (await this.#holdsEnd(of))) ended ??= of;
    }
    return ended;
  }

  /** Notes that a file went with what an entry names. */
  count(of: number): void {
    this.#files.set(of, (this.#files.get(of) ?? 0) + 1);
  }

  /**
   * Has it entered what went: of each entry once, and again where something had come back.
   * SECURITY: not before nothing is left on the share. An original that cannot be deleted
   * opens nothing of what was destroyed by its key, and holds nothing up: each run names it.
   */
  async enter(asker: Asker): Promise<void> {
    for (const [of, files] of this.#files) {
      const again = this.#said.has(of);
      if (again ? files === 0 : !this.#isWhole || this.#left.has(of)) continue;
      if (!(await this.#holdsEnd(of))) continue;
      const answer = await submit(asker, 'removed', { of, files, again });
      if (answer.state === 'refused')
        this.#say(`Strażnik nie wpisał usunięcia plików zniszczonych nagrań (${answer.reason}).`);
    }
  }
}

const secondOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);
