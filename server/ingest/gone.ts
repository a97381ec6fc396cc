import { rm } from 'node:fs/promises';
import type { Client } from 'pg';
import type { KeeperKeys } from '../../shared/node/keeper-keys.ts';
import { genesisPrev, linkHash, parsePayload, type SealedEntry } from '../../shared/node/ledger.ts';
import { namedBy } from '../entries/destruction.ts';
import { codeOf } from '../keeper/connection.ts';
import { submit, type Asker } from '../submit.ts';
import { filesOn } from './share.ts';

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
  /** Entries of which a file could not be deleted. */
  readonly #left = new Set<number>();
  /** Whether the share was there, and read to its end. */
  #isWhole = false;
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

  /**
   * Deletes from the share what is left, or came back, of destroyed recordings: their sound, loudness and playable copy. What cannot be deleted is
   * said, tried again by the next run, and holds nothing up.
   */
  async clearShare(share: string, say: (line: string) => void): Promise<void> {
    if (this.#recordings.size === 0) return;
    const kept = await this.#someKept();
    const found: { path: string; of: number }[] = [];
    let [there, isRead] = [0, true];
    const unread = (sentence: string): void => {
      isRead = false;
      say(sentence);
    };
    for await (const { name, path } of filesOn(share, unread)) {
      const [, recording = '', ending] = /^(.{36})\.(rec|peaks|play)$/.exec(name) ?? [];
      if (ending === 'rec' && kept.has(recording)) there += 1;
      const of = this.#recordings.get(recording);
      if (of !== undefined) found.push({ path, of });
    }
    if (there * 2 <= kept.size) {
      say(
        `Na zasobie ${share} nie ma nagrań, które urząd przechowuje, więc plików zniszczonych nagrań nie usunięto. Należy sprawdzić, czy zasób jest podłączony.`,
      );
      return;
    }
    this.#isWhole = isRead;
    for (const { path, of } of found) await this.#delete(path, of, say);
  }

  /** Recordings taken at random that have to lie on the share. */
  async #someKept(): Promise<Set<string>> {
    const { rows } = await this.#client.query<{ id: string }>(
      `SELECT id FROM office.recording WHERE state = 'available' ORDER BY id LIMIT 20`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async #delete(path: string, of: number, say: (line: string) => void): Promise<void> {
    try {
      await rm(path, { force: true });
      this.count(of);
    } catch (error) {
      this.#left.add(of);
      say(
        `Pliku zniszczonego nagrania ${path} (wpis nr ${of}) nie można usunąć (${codeOf(error)}). Ponowi to następne wczytywanie.`,
      );
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

  /**
   * Has it entered what went: of each entry once, and again where something had come back.
   * SECURITY: not before nothing is left, and of no share of which nobody could tell whether it was there.
   */
  async enter(asker: Asker, say: (line: string) => void): Promise<void> {
    for (const [of, files] of this.#files) {
      const again = this.#said.has(of);
      if (again ? files === 0 : !this.#isWhole || this.#left.has(of)) continue;
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
