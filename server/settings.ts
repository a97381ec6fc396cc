import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { parseLocated, type Located } from '../shared/node/located-json.ts';
import {
  actChangesAnHour,
  authority,
  backup,
  destruction,
  holds,
  logs,
  protocolNumbers,
  quality,
  reconcile,
  schemaCheckMinutes,
  signInsAnHour,
  timeParts,
  warnings,
  words,
} from '../shared/limits.ts';
import { KeeperKeys } from '../shared/node/keeper-keys.ts';
import { filled, formerKeeperKeys, keeperKey, ldapsUrl, port } from '../shared/settings.ts';

/** How one of our roles reaches the database: TLS to `host`, or a local socket folder; the password lies in a file. */
const databaseLogin = (who: string) =>
  z.strictObject({
    user: filled.describe(`Role of PostgreSQL as which ${who} works.`),
    passwordFile: filled
      .nullable()
      .describe(
        'File with its password in the first line, readable by that program’s account alone; `null`: none is asked for.',
      ),
  });

/** Name of an attribute of Active Directory, RFC 4512 1.4. */
const attribute = z.string().regex(/^[A-Za-z][A-Za-z\d-]{0,60}$/);

/** Where the directory holds what the extension directory is made of. */
const telephones = z
  .strictObject({
    number: z
      .array(attribute)
      .min(1)
      .max(4)
      .default(['ipPhone', 'telephoneNumber'])
      .describe('Attributes that may hold an extension; the first that has a value counts.'),
    person: z
      .array(attribute)
      .min(1)
      .max(4)
      .default(['givenName', 'sn'])
      .describe('Attributes that make a person’s name, in this order.'),
    unit: attribute.default('department').describe('Attribute of the organisational unit.'),
    lastDigits: z
      .int()
      .min(2)
      .max(6)
      .nullable()
      .default(null)
      .describe(
        'How many last digits of a whole number are the extension; `null`: a whole number names none, and its account is left out.',
      ),
  })
  .prefault({});

/**
 * Settings of the server room, `/etc/odsluch/server.json`. No secret stands in the file itself: passwords lie in files that only the
 * account of that program can read. Paths are relative to the folder of the settings file. `describe` is the meaning in docs/operations.md.
 */
export const serverSettings = z.strictObject({
  office: filled.describe('Name of the office; `init` writes it into the first entry.'),
  database: z.strictObject({
    host: filled.describe('PostgreSQL, as its certificate names it.'),
    port: port.describe('Its port.'),
    name: filled.describe('Name of the database.'),
    ca: filled.describe('PEM file of the certificate authority that vouches for the database.'),
    socket: filled.describe('Folder of PostgreSQL’s local socket; `migrate` and `doctor` work through it.'),
    superuser: databaseLogin('`migrate`'),
    keeper: databaseLogin('the keeper'),
    ingest: databaseLogin('`ingest`'),
  }),
  directory: z.strictObject({
    url: ldapsUrl.describe('Active Directory, `ldaps://` only.'),
    ca: filled.describe('PEM file of the certificate authority that vouches for the directory.'),
    baseDn: filled.describe('Where people are looked for.'),
    bindName: filled.describe('The keeper’s read-only account, `svc-odsluch@ad.gmina.example`.'),
    passwordFile: filled.describe('File with its password in the first line.'),
    telephones,
  }),
  share: filled.describe('Folder of the recordings as this host mounts it.'),
  keystore: filled.describe('Folder of the keeper’s private keys, 0700, own account.'),
  ingestKey: filled.describe(
    'File with the key that `ingest` asks the keeper with, 0600, its own account’s; `init` writes it.',
  ),
  journal: filled.describe('The keeper’s own file of every entry, on another disk than the database.'),
  keeperPublicKey: keeperKey
    .nullable()
    .describe('What `init` printed; no command trusts anybody else’s signature. `null` until then.'),
  formerKeeperKeys: formerKeeperKeys.describe(
    'Ledger keys that were replaced, `{key, upTo, hash}` each, as `change-ledger-key` printed them.',
  ),
  protocolNumbers,
  holds,
  destruction,
  reconcile,
  quality,
  authority,
  actChangesAnHour,
  signInsAnHour,
  schemaCheckMinutes,
  words,
  backup,
  logs,
  warnings,
});

export type ServerSettings = z.infer<typeof serverSettings>;
export const defaultSettingsFile = '/etc/odsluch/server.json';

/** The pinned key of the keeper. Throws UsageError where the settings have none yet. */
export function keeperKeyOf({ keeperPublicKey }: Pick<ServerSettings, 'keeperPublicKey'>): string {
  if (keeperPublicKey !== null) return keeperPublicKey;
  throw new UsageError('W ustawieniach brakuje keeperPublicKey. Należy najpierw wykonać init.');
}

/** Which ledger key counts at which place. Throws UsageError where the settings have none yet. */
export function keeperKeysOf(
  settings: Pick<ServerSettings, 'keeperPublicKey' | 'formerKeeperKeys'>,
): KeeperKeys {
  return new KeeperKeys(keeperKeyOf(settings), settings.formerKeeperKeys);
}

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
  return mistake(file, json.at(issue.path), `pole „${issue.path.join('.')}” ${complaintOf(issue)}`);
}

/** The bound that a number oversteps, where it is one; its schema is the one place that states it. */
function complaintOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small' && issue.origin !== 'string')
    return `musi być liczbą nie mniejszą niż ${String(issue.minimum)}`;
  if (issue.code === 'too_big' && issue.origin !== 'string')
    return `musi być liczbą nie większą niż ${String(issue.maximum)}`;
  const named = issue.code === 'custom' ? complaints.get(issue.params?.['complaint']) : undefined;
  return named ?? 'jest puste, brakuje go albo ma złą postać';
}

/** What a rule about several values says of them, by the name that it gives there. */
const complaints: ReadonlyMap<unknown, string> = new Map([
  ['time-parts', `ma zawierać po jednym razie ${timeParts.join(', ')}`],
  ['no-count', 'ma podawać liczbę kolumn („columnCount”), gdy wykaz nie ma nagłówka, i tylko wtedy'],
  ['no-header', 'wskazuje kolumnę nazwą, choć wykaz nie ma nagłówka („header”)'],
]);

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
    ingestKey: at(read.ingestKey),
    journal: at(read.journal),
    reconcile: {
      ...read.reconcile,
      callRecords: read.reconcile.callRecords && {
        ...read.reconcile.callRecords,
        path: at(read.reconcile.callRecords.path),
      },
    },
    backup: {
      ...read.backup,
      passwords: read.backup.passwords === null ? null : at(read.backup.passwords),
      key: read.backup.key === null ? null : at(read.backup.key),
    },
  };
}
