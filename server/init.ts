import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { day, login, loginPattern } from '../shared/values.ts';
import { legalDay } from '../shared/warsaw.ts';
import type { Ask } from './ask.ts';
import { databaseConfig } from './database.ts';
import type { DirectoryAccount } from './keeper/directory.ts';
import { initialiseLedger, LedgerExists } from './keeper/genesis.ts';
import { openKeeperDirectory, whyNobody } from './keeper-directory.ts';
import { UsageError, type ServerSettings } from './settings.ts';

const words = z.string().trim().min(1).max(100);
/** Number and day of the paper that appoints somebody; from that day on it counts. */
const appointed = { paper: words, since: day };

/** What `init` has to know; a file of answers is the JSON of this. Logins are those of the office directory. */
const answers = z.strictObject({
  secretary: z.strictObject({ login, ...appointed }),
  deputy: z.strictObject({ login, ...appointed }),
  /** A login, or the name of a Mayor who has no account. */
  mayor: z.strictObject({ login: words, ...appointed }),
  /** Number under which the office approved the legal bases. */
  approval: words,
});
type Answers = z.infer<typeof answers>;

/** Begins an office's ledger and returns the keeper's public key, which then belongs into every settings file. */
export async function init(settings: ServerSettings, answersFile: string | null, ask: Ask): Promise<string> {
  const given = answersFile === null ? await askAll(ask) : readAnswers(answersFile);
  const people = await accountsOf(settings, given);
  try {
    const { keeperPublicKey } = await initialiseLedger({
      database: databaseConfig(settings, 'keeper'),
      keystore: settings.keystore,
      journal: settings.journal,
      share: settings.share,
      ingestKey: settings.ingestKey,
      office: settings.office,
      approval: given.approval,
      numbers: settings.authority.numbers,
      ...people,
    });
    return keeperPublicKey;
  } catch (error) {
    if (error instanceof LedgerExists)
      throw new UsageError('Księga tego urzędu już istnieje. Nic nie zmieniono.');
    throw error;
  }
}

async function askAll(ask: Ask): Promise<Answers> {
  const paperOf = async (office: string) => ({
    paper: await ask.text(`Numer pisma, z którego wynika funkcja: ${office}`),
    since: await ask.text('Dzień tego pisma, od którego funkcja się liczy (RRRR-MM-DD)'),
  });
  return parse({
    secretary: {
      login: await ask.text('Login Sekretarza w katalogu urzędu'),
      ...(await paperOf('Sekretarz')),
    },
    deputy: {
      login: await ask.text('Login zastępcy Sekretarza w katalogu urzędu'),
      ...(await paperOf('zastępca Sekretarza')),
    },
    mayor: {
      login: await ask.text('Login Burmistrza w katalogu urzędu, a gdy nie ma konta – imię i nazwisko'),
      ...(await paperOf('Burmistrz')),
    },
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
  if (!checked.success)
    throw new UsageError(
      `Odpowiedź „${checked.error.issues[0]?.path.join('.') ?? ''}” jest pusta albo ma złą postać.`,
    );
  const today = legalDay();
  const later = Object.entries(checked.data).find(
    ([, said]) => typeof said === 'object' && said.since > today,
  );
  if (later) throw new UsageError(`Odpowiedź „${later[0]}.since” jest dniem, który jeszcze nie nadszedł.`);
  return checked.data;
}

/**
 * Who they are, as the directory says. Throws UsageError where it does not know an active account, and where two are one person.
 * SECURITY: what one person registers another confirms; with one person for both an office would never have a second one.
 */
async function accountsOf(settings: ServerSettings, { secretary, deputy, mayor }: Answers) {
  const directory = openKeeperDirectory(settings);
  const accountOf = async (wanted: string): Promise<DirectoryAccount> => {
    const found = await directory.lookUp(wanted);
    if (found.state === 'ok') return found;
    throw new UsageError(whyNobody(wanted, found));
  };
  const named = async <Given extends { login: string }>(given: Given) => {
    const { guid, displayName, title: post, department: unit } = await accountOf(given.login);
    return { ...given, guid, displayName, post, unit };
  };
  try {
    const people = {
      ...{ secretary: await named(secretary), deputy: await named(deputy) },
      mayor: loginPattern.test(mayor.login)
        ? await named(mayor)
        : { ...mayor, login: null, guid: null, displayName: mayor.login, post: 'Burmistrz', unit: '' },
    };
    const guids = Object.values(people).flatMap(({ guid }) => guid ?? []);
    if (new Set(guids).size < guids.length)
      throw new UsageError('Sekretarz, zastępca i Burmistrz muszą być trzema różnymi osobami.');
    return people;
  } finally {
    await directory.dispose();
  }
}
