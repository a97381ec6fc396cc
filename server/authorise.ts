import { Option, type Command as Program } from 'commander';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from '../shared/ledger/kinds.ts';
import type { Ask } from './ask.ts';
import { asPerson, checkRequest, readLogin } from './person.ts';
import { UsageError, type ServerSettings } from './settings.ts';

type Authorisation = Omit<Command<'authorise'>, 'scan'> & { scanFile?: string };

type Ending = { why: string; paper?: string; until?: string; reason?: string };

const options = {
  number: 'Numer upoważnienia',
  paper: 'Numer pisma (--paper)',
  signedOn: 'Dzień podpisania (--signed)',
  signatory: 'Podpisujący (--signatory)',
  scope: 'Zakres (--scope)',
  from: 'Początek (--from)',
  to: 'Koniec (--to)',
  why: 'Powód (--why)',
  until: 'Ostatni dzień (--until)',
  words: 'Wyjaśnienie (--reason)',
};

/** Adds `authorise` and `revoke`. */
export function addAuthorisations(
  program: Program,
  settings: () => ServerSettings,
  withAsk: (work: (ask: Ask) => Promise<string>) => Promise<void>,
): void {
  program
    .command('authorise <login>')
    .description('rejestruje upoważnienie podpisane przez Burmistrza (§ 4 ust. 2)')
    .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
    .requiredOption('--number <nr>', 'numer upoważnienia, np. UO/7/2026')
    .requiredOption('--paper <nr>', 'numer pisma')
    .requiredOption('--signed <dzień>', 'dzień podpisania, RRRR-MM-DD')
    .requiredOption('--signatory <tekst>', 'kto podpisał')
    .requiredOption('--scope <tekst>', 'zakres')
    .requiredOption('--from <dzień>', 'od dnia, RRRR-MM-DD')
    .requiredOption('--to <dzień>', 'do dnia, RRRR-MM-DD')
    .option('--scan <plik>', 'skan podpisanego pisma')
    .action(
      (
        login: string,
        o: {
          as: string;
          number: string;
          paper: string;
          signed: string;
          signatory: string;
          scope: string;
          from: string;
          to: string;
          scan?: string;
        },
      ) =>
        withAsk((ask) => {
          const { as, signed, scan, ...rest } = o;
          const act = { ...rest, login, signedOn: signed, ...(scan === undefined ? {} : { scanFile: scan }) };
          return authorise(settings(), as, act, ask);
        }),
    );

  program
    .command('revoke <number>')
    .description('odwołuje upoważnienie')
    .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
    .addOption(
      new Option('--why <powód>', 'pismo Burmistrza, ustanie zatrudnienia, zmiana stanowiska albo pomyłka')
        .choices(['mayor', 'employment', 'post', 'mistake'])
        .makeOptionMandatory(),
    )
    .option('--paper <nr>', 'numer pisma Burmistrza')
    .option('--until <dzień>', 'ostatni dzień, RRRR-MM-DD; bez niego od razu')
    .option('--reason <tekst>', 'wyjaśnienie')
    .action((number: string, { as, ...o }: { as: string } & Ending) =>
      withAsk((ask) => revoke(settings(), as, number, o, ask)),
    );
}

/** § 4 ust. 2: registers an authorisation that the Mayor signed on paper. The scan's SHA-256 goes into the entry. */
async function authorise(
  settings: ServerSettings,
  secretary: string,
  act: Authorisation,
  ask: Ask,
): Promise<string> {
  const { scanFile, ...fields } = act;
  const scan = scanFile === undefined ? null : await fileHash(scanFile);
  const request = checkRequest('authorise', { ...fields, login: readLogin(fields.login), scan }, options);
  if (request.from > request.to)
    throw new UsageError('Koniec upoważnienia (--to) jest wcześniejszy niż początek (--from).');
  let said = '';
  await asPerson(settings, secretary, ask, async ({ sign }) => {
    const { seq } = await sign('authorise', request);
    said = `Wpis ${seq}: zarejestrowano upoważnienie ${request.number} dla ${request.login}, ${request.from} – ${request.to}.`;
  });
  return said;
}

/** Ends an authorisation, from now on unless a last day is given; what is being heard under it stops within seconds. */
async function revoke(
  settings: ServerSettings,
  secretary: string,
  number: string,
  { why, until, paper, reason }: Ending,
  ask: Ask,
): Promise<string> {
  const facts = { number, why, until: until ?? null, paper: paper ?? null, words: reason ?? null };
  const request = checkRequest('revoke', facts, options);
  let said = '';
  await asPerson(settings, secretary, ask, async ({ submit }) => {
    const { seq } = await submit('revoke', request);
    said = `Wpis ${seq}: odwołano upoważnienie ${number}.`;
  });
  return said;
}

async function fileHash(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    throw new UsageError(`Nie można odczytać skanu ${path}.`, { cause: error });
  }
}
