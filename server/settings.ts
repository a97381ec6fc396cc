import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { parseLocated, type Located } from '../shared/node/located-json.ts';
import { keeperKey } from '../shared/settings.ts';

const filled = z.string().trim().min(1);

/** How one of our roles reaches the database: TLS to `host`, or a local socket folder; the password lies in a file. */
const databaseLogin = z.strictObject({ user: filled, passwordFile: filled.nullable() });

/**
 * Settings of the server room, `/etc/odsluch/server.json`. No secret stands in the file itself: passwords lie in files that only the
 * account of that program can read. Paths are relative to the folder of the settings file.
 */
export const serverSettings = z.strictObject({
  office: filled,
  database: z.strictObject({
    host: filled,
    port: z.int().min(1).max(65_535),
    name: filled,
    /** PEM file of the office's certificate authority. */
    ca: filled,
    /** Folder of PostgreSQL's local socket; `migrate` and `init` work through it. */
    socket: filled,
    superuser: databaseLogin,
    keeper: databaseLogin,
    ingest: databaseLogin,
  }),
  directory: z.strictObject({
    url: z.string().regex(/^ldaps:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/),
    ca: filled,
    baseDn: filled,
    bindName: filled,
    passwordFile: filled,
  }),
  share: filled,
  /** Folder of the keeper's private keys, 0700, own account. */
  keystore: filled,
  /** The keeper's journal of every entry, beside the database. */
  journal: filled,
  /** What `init` printed; ingest and verify trust nobody else's signature. Null until then. */
  keeperPublicKey: keeperKey.nullable(),
});

export type ServerSettings = z.infer<typeof serverSettings>;
export const defaultSettingsFile = '/etc/odsluch/server.json';

/** A mistake of the person who runs the command; the message is a whole sentence that says what to do. */
export class UsageError extends Error {}

/** Reads and checks the settings; paths come back absolute. Throws UsageError with line and column. */
export function readServerSettings(file: string): ServerSettings {
  const json = parseLocated(readText(file));
  if (!json.ok) throw mistake(file, json.place, 'to nie jest poprawny JSON');
  const checked = serverSettings.safeParse(json.value);
  if (!checked.success) throw describe(file, json, checked.error);
  return absolute(dirname(file), checked.data);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`Nie można odczytać pliku ustawień ${file}. Należy podać go opcją --settings.`);
  }
}

function describe(file: string, json: Extract<Located, { ok: true }>, error: z.ZodError): UsageError {
  const issue = error.issues[0];
  if (!issue) return new UsageError(`Plik ustawień ${file} jest niepoprawny.`);
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, ...issue.keys.slice(0, 1)];
    return mistake(file, json.keyAt(path), `nieznane pole „${path.join('.')}”`);
  }
  return mistake(
    file,
    json.at(issue.path),
    `pole „${issue.path.join('.')}” jest puste, brakuje go albo ma złą postać`,
  );
}

function mistake(file: string, place: { line: number; column: number }, what: string): UsageError {
  return new UsageError(`Ustawienia ${file}, wiersz ${place.line}, kolumna ${place.column}: ${what}.`);
}

function absolute(folder: string, read: ServerSettings): ServerSettings {
  const at = (path: string) => resolve(folder, path);
  const login = (one: { user: string; passwordFile: string | null }) => ({
    ...one,
    passwordFile: one.passwordFile === null ? null : at(one.passwordFile),
  });
  return {
    ...read,
    database: {
      ...read.database,
      ca: at(read.database.ca),
      socket: at(read.database.socket),
      superuser: login(read.database.superuser),
      keeper: login(read.database.keeper),
      ingest: login(read.database.ingest),
    },
    directory: {
      ...read.directory,
      ca: at(read.directory.ca),
      passwordFile: at(read.directory.passwordFile),
    },
    share: at(read.share),
    keystore: at(read.keystore),
    journal: at(read.journal),
  };
}
