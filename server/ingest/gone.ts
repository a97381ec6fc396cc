import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { genesisPrev, linkHash, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { namedBy } from '../entries/destruction.ts';
import { submit, type Asker } from '../submit.ts';

type Row = Omit<SealedEntry, 'seq'> & { seq: string };

/**
 * What is destroyed, and the files that go with it.
 * SECURITY: only what an entry names whose signature was checked here. Whoever owns the catalogue can call a recording destroyed, and its file
 * stays; or call one that was not, and it goes.
 */
export class Gone {
  readonly #client: Client;
  readonly #keys: KeeperKeys;
  /** Recording → the entry that names it. */
  readonly #recordings = new Map<string, number>();
  /** Files that went in this run, by that entry. */
  readonly #files = new Map<number, number>();
  /** Entries of which an earlier run has said that their files went. */
  readonly #said = new Set<number>();
  #before: Map<number, Buffer> | null = null;

  private constructor(client: Client, keys: KeeperKeys) {
    this.#client = client;
    this.#keys = keys;
  }

  static async read(client: Client, keys: KeeperKeys): Promise<Gone> {
    const gone = new Gone(client, keys);
    for (let after = 0; ;) {
      const { rows } = await client.query<Row>('SELECT * FROM api.destroyed_entries($1)', [after]);
      for (const row of rows) await gone.#take(row);
      const last = rows.at(-1);
      if (last === undefined) return gone;
      after = Number(last.seq);
    }
  }

  async #take(row: Row): Promise<void> {
    const payload = await this.#checked(row);
    if (payload?.kind === 'removed') this.#said.add(payload.of);
    if (payload?.kind !== 'destroyed') return;
    this.#files.set(Number(row.seq), 0);
    for (const one of namedBy(payload)) this.#recordings.set(one, Number(row.seq));
  }

  /** What an entry says; null of one that is not our keeper's. */
  async #checked(row: Row) {
    const entry: SealedEntry = { ...row, seq: Number(row.seq) };
    if (this.#keys.faultOf(entry) !== null) return null;
    if (!this.#keys.isCurrentAt(entry.seq)) {
      this.#before ??= await chainBefore(this.#client, this.#keys);
      if (this.#before.get(entry.seq)?.equals(entry.hash) !== true) return null;
    }
    return parsePayload(entry.payload);
  }

  /** Deletes from the share what is left, or came back, of destroyed recordings: their sound, loudness and playable copy. */
  async clearShare(share: string): Promise<void> {
    if (this.#recordings.size === 0) return;
    for (const year of await foldersOf(share, /^\d{4}$/)) {
      for (const month of await foldersOf(year, /^\d{2}$/)) {
        for (const name of await readdir(month)) {
          const [, recording = ''] = /^([0-9a-f-]{36})\.(?:rec|peaks|play)$/.exec(name) ?? [];
          const of = this.#recordings.get(recording);
          if (of === undefined) continue;
          await rm(join(month, name), { force: true });
          this.count(of);
        }
      }
    }
  }

  /** The entry by which the recording with this sound (SHA-256) was destroyed; null where there is none. */
  async ofSound(sound: Buffer): Promise<number | null> {
    const { rows } = await this.#client.query<Row>('SELECT * FROM api.destroyed_sound($1)', [sound]);
    for (const row of rows) {
      const payload = await this.#checked(row);
      if (payload?.kind !== 'ingest' || payload.plainSha256 !== sound.toString('hex')) continue;
      return this.#recordings.get(payload.recording) ?? null;
    }
    return null;
  }

  /** Notes that a file went with what an entry names. */
  count(of: number): void {
    this.#files.set(of, (this.#files.get(of) ?? 0) + 1);
  }

  /** Has it entered what went: of each entry once, and again where something had come back. */
  async enter(asker: Asker, say: (line: string) => void): Promise<void> {
    for (const [of, files] of this.#files) {
      const again = this.#said.has(of);
      if (again && files === 0) continue;
      const answer = await submit(asker, 'removed', { of, files, again });
      if (answer.state === 'refused')
        say(`Strażnik nie wpisał usunięcia plików zniszczonych nagrań (${answer.reason}).`);
    }
  }
}

/** Hashes of the entries of former keys; empty where they do not end in the one that is pinned. */
async function chainBefore(client: Client, { formerHead }: KeeperKeys): Promise<Map<number, Buffer>> {
  const hashes = new Map<number, Buffer>();
  let [seq, hash] = [0, genesisPrev];
  while (formerHead !== null && seq < formerHead.seq) {
    const { rows } = await client.query<{ seq: string; digest: Buffer }>(
      'SELECT seq, digest FROM api.chain($1) ORDER BY seq',
      [seq],
    );
    if (rows.length === 0) return new Map();
    for (const row of rows) hashes.set((seq = Number(row.seq)), (hash = linkHash(seq, hash, row.digest)));
  }
  const isPinned = formerHead !== null && hashes.get(formerHead.seq)?.equals(formerHead.hash) === true;
  return isPinned ? hashes : new Map();
}

/** The folders in a folder whose names are like that. */
export async function foldersOf(path: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && pattern.test(entry.name))
    .map(({ name }) => join(path, name));
}
