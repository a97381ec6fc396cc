import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { KeeperKeys } from '../shared/node/keeper-keys.ts';
import { type Located, parseLocated } from '../shared/node/located-json.ts';
import { officeSettings, type OfficeSettings } from '../shared/settings.ts';
import type { English } from '../shared/text/english.ts';
import { settingsText } from '../shared/text/pl/settings.ts';

/** As in the file, with absolute paths, and certificates as PEM texts instead of the paths to them. */
export type Settings = OfficeSettings;
/** What is said of a mistake, in one of the languages of the screen. */
export type SettingsWords = English<typeof settingsText>;
export type SettingsResult = { ok: true; settings: Settings } | { ok: false; sentence: string };

let current: Settings | null = null;

/** The office settings, read once before anything else. */
export function settings(): Settings {
  if (current === null) throw new Error('settings were asked for before they were read');
  return current;
}

/** Which key of the keeper counts at which place of the ledger. */
export function keeperKeys(): KeeperKeys {
  const { keeperPublicKey, formerKeeperKeys } = settings();
  return new KeeperKeys(keeperPublicKey, formerKeeperKeys);
}

/** Only main.ts calls this, before the window exists. */
export function setSettings(next: Settings): void {
  current = next;
}

/**
 * The file of this workstation. On Windows it lies beside the executable, since there any user may put a folder of his own into ProgramData.
 *
 * SECURITY: a packaged program reads it where only administrators write, and nothing that a person or a shortcut can set names another
 * (argument, environment, folder of the account): a directory of somebody else's would be told the password. A program that is being
 * developed, and the demo's, take `--settings=PATH`.
 */
export function settingsFile(
  isPackaged: boolean,
  { argv, execPath, platform }: Pick<NodeJS.Process, 'argv' | 'execPath' | 'platform'>,
): string {
  const named = argv.find((argument) => argument.startsWith('--settings='))?.slice('--settings='.length);
  if (!isPackaged && named !== undefined && named !== '') return resolve(named);
  return platform === 'win32' ? join(dirname(execPath), 'office-settings.json') : '/etc/odsluch/app.json';
}

/**
 * Reads and checks the settings and the certificates that they name. A mistake comes back as a sentence for the
 * person who wrote the file, with line and column; nothing is guessed or repaired.
 */
export function readSettings(file: string, words: SettingsWords = settingsText): SettingsResult {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    return {
      ok: false,
      sentence: code === 'ENOENT' ? words.missing(file) : words.unreadable(file, code),
    };
  }
  const source: Source = { file, words };
  const json = parseLocated(text);
  if (!json.ok) return malformed(source, json.place, words.problems[json.problem]);
  const checked = officeSettings.safeParse(json.value);
  if (!checked.success) return describe(source, json, checked.error);
  return withFiles(source, json, checked.data);
}

type Source = { file: string; words: SettingsWords };

function malformed(
  { file, words }: Source,
  { line, column }: { line: number; column: number },
  what: string,
): SettingsResult {
  return { ok: false, sentence: words.malformed(file, line, column, what) };
}

type Read = Extract<Located, { ok: true }>;

/** The first mistake only: the others are often its consequences. */
function describe(source: Source, json: Read, error: z.ZodError): SettingsResult {
  const { words } = source;
  const [issue] = error.issues;
  if (issue === undefined) throw new Error('a check failed without saying why', { cause: error });
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, ...issue.keys.slice(0, 1)];
    return malformed(source, json.keyAt(path), words.field.unknown(path.join('.')));
  }
  const field = issue.path.join('.');
  const missing = issue.path.length > 0 && valueAt(json.value, issue.path) === undefined;
  const what = missing ? words.field.missing(field) : wrong(words, field, boundOf(words, issue));
  return malformed(source, json.at(issue.path), what);
}

function wrong(words: SettingsWords, field: string, bound?: string): string {
  return words.field.wrong(field, words.hints[field] ?? bound ?? words.hint);
}

/** The bound that a number oversteps; its schema is the one place that states it. */
function boundOf(words: SettingsWords, issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'too_small' && issue.origin !== 'string') return words.atLeast(String(issue.minimum));
  if (issue.code === 'too_big' && issue.origin !== 'string') return words.atMost(String(issue.maximum));
  return undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function withFiles(source: Source, json: Read, read: OfficeSettings): SettingsResult {
  const { words } = source;
  const folder = dirname(source.file);
  const directoryCa = readCertificate(resolve(folder, read.directory.ca));
  if (directoryCa === null)
    return malformed(source, json.at(['directory', 'ca']), wrong(words, 'directory.ca'));
  const databaseCa = readCertificate(resolve(folder, read.database.ca));
  if (databaseCa === null) return malformed(source, json.at(['database', 'ca']), wrong(words, 'database.ca'));
  return {
    ok: true,
    settings: {
      ...read,
      directory: { ...read.directory, ca: directoryCa },
      database: { ...read.database, ca: databaseCa },
      share: resolve(folder, read.share),
    },
  };
}

function readCertificate(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    // Throws for a text that only looks like one: better now, with a line, than at every sign-in without a reason.
    new X509Certificate(text);
    return text;
  } catch {
    // Whatever the reason, the sentence is the same: no certificate could be read from there.
    return null;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
