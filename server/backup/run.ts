import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Client } from 'pg';
import { legalDay } from '../../shared/warsaw.ts';
import { databaseConfig, readSecret, withConnection } from '../database.ts';
import { backupLogin } from '../entries/request.ts';
import { RecordingKeys } from '../keeper/recording-keys.ts';
import { passing, writeSecret } from '../keeper/secret-file.ts';
import { readSender } from '../sender.ts';
import { keeperKeysOf, UsageError, type ServerSettings } from '../settings.ts';
import { submit } from '../submit.ts';
import { filesIn, handTo, keep, restic, snapshotTimes, type Repository } from './restic.ts';

/** Further apart than this, a snapshot would be dated by a clock that is wrong, and the others go by it. Milliseconds. */
const apartMs = 60_000;
const dumpName = '/odsluch.dump';

/**
 * Makes a backup, tries it, lets go of what is older than `keepDays`, and has it entered. Returns the sentence for the terminal.
 * The database comes first and the keys last: of every recording that is in the dump there is a key. Nothing lies in the clear on a disk
 * on its way. Throws UsageError with a sentence; nothing was let go of then.
 */
export async function backUp(settings: ServerSettings, settingsFile: string): Promise<string> {
  const { data, keys } = repositoriesOf(settings);
  const { backup, journal, keystore } = settings;
  const keeper = keeperKeysOf(settings).current;
  const signer = readSender(settings, 'backup');
  return withConnection(databaseConfig(settings, 'superuser'), async (client) => {
    const startedAt = await agreedTime(client);
    // What a run that was killed left; a lock of one that lives stays.
    for (const one of [data, keys]) await restic(one, ['unlock']);
    const dump = await keepOutput(data, settings, dumpName, ['pg_dump', '-Fc', settings.database.name]);
    await keepOutput(data, settings, '/globals.sql', ['pg_dumpall', '--globals-only']);
    await keep(data, [journal, settingsFile]);
    // Each of them had its key before it was entered.
    const needed = await keyPlaces(client);
    const kept = await keep(keys, ['--exclude', `*${passing}`, keystore]);

    await restic(data, ['check']);
    // The sources of recordings go by the word that this one was tried; it has megabytes.
    await restic(keys, ['check', '--read-data']);
    await handTo(data, [dump, dumpName], ['pg_restore', '-f', '/dev/null']);
    const count = await countKeys(keys, kept, needed, () => keyPlaces(client));
    await compareKeys(keystore, needed, () => keyPlaces(client));

    // SECURITY: one group, and nothing unused: a snapshot of another folder would be kept for ever, and keys that were destroyed came out
    // of packs that were only half empty. Pruned each time: what a run that broke off has forgotten would stay otherwise.
    for (const one of [data, keys]) {
      await restic(one, ['forget', '--group-by', '', '--keep-within', `${backup.keepDays}d`]);
      await restic(one, ['prune', '--max-unused', '0']);
    }
    const times = [...(await snapshotTimes(data)), ...(await snapshotTimes(keys))];
    const oldestOn = legalDay(new Date(Math.min(...times.map((time) => time.getTime()))));

    await client.query(`SET SESSION AUTHORIZATION ${backupLogin}`);
    const asker = { client, keeper, signer, login: backupLogin };
    const answer = await submit(asker, 'backup', {
      ...{ startedAt: startedAt.toISOString(), oldestOn, keys: count },
    });
    if (answer.state === 'refused')
      throw new UsageError(`Kopia jest, ale strażnik jej nie wpisał (${answer.reason}).`);
    return `Wykonano i sprawdzono kopię, kluczy nagrań: ${count}. Najstarsza kopia jest z ${oldestOn}. Wpis nr ${answer.seq}.`;
  });
}

/** Makes the repositories that there are not yet, and says the password of each, once, as soon as it stands. Throws UsageError. */
export async function initBackup(settings: ServerSettings, say: (line: string) => void): Promise<void> {
  const missing = Object.values(repositoriesOf(settings)).filter(
    ({ passwordFile }) => !existsSync(passwordFile),
  );
  const folder = settings.backup.passwords ?? '';
  if (missing.length === 0)
    throw new UsageError(`W ${folder} są już hasła obu repozytoriów. Nowych nie utworzono.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  say('Hasła kopii. Każde należy przepisać na kartkę i schować w osobnej kopercie, u dwóch osób:');
  for (const repository of missing) {
    const password = randomBytes(24).toString('base64url');
    writeSecret(folder, basename(repository.passwordFile), Buffer.from(`${password}\n`));
    try {
      await restic(repository, ['init']);
    } catch (error) {
      // It opens nothing, and the next run makes another.
      rmSync(repository.passwordFile);
      throw error;
    }
    say(`  ${repository.place}: ${password}`);
  }
}

/** Throws UsageError where the office has not set them all. */
function repositoriesOf({ backup }: ServerSettings): { data: Repository; keys: Repository } {
  const { data, keys, passwords, key } = backup;
  if (data === null || keys === null || passwords === null || key === null)
    throw new UsageError(
      'W ustawieniach brakuje backup.data, backup.keys, backup.passwords albo backup.key.',
    );
  return {
    data: { place: data, passwordFile: join(passwords, 'data.password') },
    keys: { place: keys, passwordFile: join(passwords, 'keys.password') },
  };
}

/** The database's time. Throws UsageError where this host has another. */
async function agreedTime(client: Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const now = rows[0]?.now ?? new Date(0);
  if (Math.abs(now.getTime() - Date.now()) <= apartMs) return now;
  throw new UsageError('Zegary tego serwera i bazy danych różnią się. Kopii nie wykonano.');
}

/** Keeps what a program of PostgreSQL writes, as the superuser on the local socket. */
function keepOutput(
  data: Repository,
  { database }: ServerSettings,
  name: string,
  command: readonly string[],
): Promise<string> {
  const { user, passwordFile } = database.superuser;
  return keep(data, ['--stdin-filename', name, '--stdin-from-command', '--', ...command], {
    ...{ PGHOST: database.socket, PGPORT: String(database.port), PGUSER: user },
    ...(passwordFile === null ? {} : { PGPASSWORD: readSecret(passwordFile) }),
  });
}

/** Where the keys of all recordings lie that can be heard, by `<day>/<recording>`, with the hash in their entries. */
async function keyPlaces(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; at: Date; sha256: string }>(
    `SELECT r.id, r.started_at AS at, coalesce(e.payload::jsonb ->> 'keySha256', '') AS sha256
       FROM office.recording r LEFT JOIN office.entry e ON e.seq = r.seq WHERE r.state = 'available'`,
  );
  return new Map(rows.map(({ id, at, sha256 }) => [`${legalDay(at)}/${id}`, sha256]));
}

/**
 * Throws UsageError that names a recording whose key is another than its entry says, and is needed still.
 * SECURITY: a spoilt key is copied like a good one; the good copies would be let go of, night by night. What is right after the copy was made was
 * right in it.
 */
async function compareKeys(
  keystore: string,
  needed: ReadonlyMap<string, string>,
  neededNow: () => Promise<ReadonlyMap<string, string>>,
): Promise<void> {
  const keys = new RecordingKeys(keystore, true);
  const spoilt = [...needed].flatMap(([place, sha256]) => {
    const [day = '', recording = ''] = place.split('/');
    return keys.isOwn({ recording, day }, sha256) ? [] : [place];
  });
  if (spoilt.length === 0) return;
  const now = await neededNow();
  const [first, ...others] = spoilt.filter((place) => now.has(place));
  if (first === undefined) return;
  throw new UsageError(
    `Klucz nagrania ${basename(first)} nie jest kluczem z jego wpisu (takich kluczy: ${others.length + 1}). Kopii nie ukończono; starszych kopii nie usunięto. Dobry klucz należy przywrócić z kopii (docs/operations.md, „A key that is missing”).`,
  );
}

/**
 * How many keys a snapshot has. Throws UsageError where one that is needed is not in it, and is needed still: a long night goes on meanwhile.
 * SECURITY: held against the catalogue, not against the keystore: of one that was emptied a good copy would be let go of, night by night.
 */
async function countKeys(
  keys: Repository,
  snapshot: string,
  needed: ReadonlyMap<string, string>,
  neededNow: () => Promise<ReadonlyMap<string, string>>,
): Promise<number> {
  const found = new Set(
    (await filesIn(keys, snapshot)).flatMap((path) => /\d{4}-\d{2}-\d{2}\/[0-9a-f-]{36}$/.exec(path) ?? []),
  );
  const absent = [...needed.keys()].filter((one) => !found.has(one));
  if (absent.length === 0) return found.size;
  const now = await neededNow();
  const lacking = absent.filter((one) => now.has(one)).length;
  if (lacking === 0) return found.size;
  throw new UsageError(
    `W kopii magazynu kluczy brakuje kluczy: ${lacking}. Kopii nie ukończono; starszych kopii nie usunięto.`,
  );
}
