import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { login } from '../shared/values.ts';
import type { Ask } from './ask.ts';
import { databaseConfig } from './database.ts';
import { initialiseLedger, LedgerExists } from './keeper/genesis.ts';
import { openKeeperDirectory } from './keeper-directory.ts';
import { UsageError, type ServerSettings } from './settings.ts';

const words = z.string().trim().min(1).max(100);

/** What `init` has to know; a file of answers is the JSON of this. */
const answers = z.strictObject({
  /** Login of the first Secretary in the office directory. */
  secretary: login,
  /** Number of the paper act that appoints the Secretary. */
  paper: words,
  /** Number under which the office approved the legal bases. */
  approval: words,
});
type Answers = z.infer<typeof answers>;

/** Begins an office's ledger and returns the keeper's public key, which then belongs into every settings file. */
export async function init(settings: ServerSettings, answersFile: string | null, ask: Ask): Promise<string> {
  const given = answersFile === null ? await askAll(ask) : readAnswers(answersFile);
  const account = await secretaryAccount(settings, given.secretary);
  try {
    const { keeperPublicKey } = await initialiseLedger({
      database: databaseConfig(settings, 'keeper'),
      keystore: settings.keystore,
      journal: settings.journal,
      ingestKey: settings.ingestKey,
      office: settings.office,
      approval: given.approval,
      secretary: {
        login: given.secretary,
        guid: account.guid,
        displayName: account.displayName,
        post: account.title,
        unit: account.department,
        paper: given.paper,
      },
    });
    return keeperPublicKey;
  } catch (error) {
    if (error instanceof LedgerExists)
      throw new UsageError('Księga tego urzędu już istnieje. Nic nie zmieniono.');
    throw error;
  }
}

async function askAll(ask: Ask): Promise<Answers> {
  return parse({
    secretary: await ask.text('Login Sekretarza w katalogu urzędu'),
    paper: await ask.text('Numer pisma, którym wyznaczono Sekretarza'),
    approval: await ask.text('Numer zatwierdzenia podstaw prawnych przez urząd'),
  });
}

function readAnswers(file: string): Answers {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Nie można odczytać pliku odpowiedzi ${file}.`, { cause: error });
  }
}

function parse(raw: unknown): Answers {
  const checked = answers.safeParse(raw);
  if (checked.success) return checked.data;
  throw new UsageError(
    `Odpowiedź „${checked.error.issues[0]?.path.join('.') ?? ''}” jest pusta albo ma złą postać.`,
  );
}

async function secretaryAccount(settings: ServerSettings, wanted: string) {
  const directory = openKeeperDirectory(settings);
  try {
    const found = await directory.lookUp(wanted);
    if (found.state === 'ok') return found;
    throw new UsageError(
      `Katalog urzędu nie zna czynnego konta ${wanted} albo nie odpowiada (${found.state}).`,
    );
  } finally {
    await directory.dispose();
  }
}
