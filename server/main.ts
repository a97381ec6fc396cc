import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { Command as Program, CommanderError, Option } from 'commander';
import { Client } from 'pg';
import { roles, type Role } from '../shared/values.ts';
import { openAsk, type Ask } from './ask.ts';
import { authorise, revoke } from './authorise.ts';
import { databaseConfig } from './database.ts';
import { addDirectory } from './directory/command.ts';
import { addDoctor } from './doctor/command.ts';
import { sentenceOf } from './failed.ts';
import { explain, ingest } from './ingest/run.ts';
import { progressLine } from './ingest/progress.ts';
import { init } from './init.ts';
import { runKeeper } from './run-keeper.ts';
import { migrate } from './migrate.ts';
import { resumeAfterRestore } from './restore/run.ts';
import { addPerson } from './people.ts';
import { defaultSettingsFile, readServerSettings, UsageError, type ServerSettings } from './settings.ts';
import { addScrub } from './scrub/command.ts';
import { addSuspension } from './suspension.ts';
import { exportTo, verify } from './verify/run.ts';

const here = dirname(fileURLToPath(import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Użycie:',
  'Arguments:': 'Argumenty:',
  'Options:': 'Opcje:',
  'Commands:': 'Polecenia:',
};

const program = new Program('odsluch-server')
  .description('Część serwerowa programu Odsłuch.')
  // Mistakes are told at the end of this file, like every other failure.
  .exitOverride()
  .configureOutput({ outputError: () => undefined })
  .configureHelp({ styleTitle: (title) => titles[title] ?? title })
  .helpOption('-h, --help', 'pokazuje pomoc')
  .helpCommand(false)
  .option('--settings <plik>', 'plik ustawień', defaultSettingsFile);

const settings = (): ServerSettings => readServerSettings(program.opts<{ settings: string }>().settings);

async function withClient<Value>(
  role: 'superuser' | 'ingest' | 'keeper',
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client(databaseConfig(settings(), role));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withAsk(work: (ask: Ask) => Promise<string>): Promise<void> {
  const ask = openAsk();
  try {
    say(await work(ask));
  } finally {
    ask.close();
  }
}

program
  .command('migrate')
  .description('tworzy lub aktualizuje bazę danych (superużytkownik, gniazdo lokalne)')
  .action(() =>
    withClient('superuser', async (client) => {
      const { applied } = await migrate(client, join(here, 'schema'));
      say(applied.length === 0 ? 'Baza danych jest aktualna.' : `Wykonano: ${applied.join(', ')}.`);
    }),
  );

program
  .command('init')
  .description('zakłada księgę, klucze strażnika i pierwszego Sekretarza')
  .option('--answers <plik>', 'plik odpowiedzi (JSON) zamiast pytań')
  .action((options: { answers?: string }) =>
    withAsk(async (ask) => {
      const key = await init(settings(), options.answers ?? null, ask);
      return `Klucz strażnika (wpisać do ustawień jako keeperPublicKey): ${key}`;
    }),
  );

program
  .command('keeper')
  .description('uruchamia strażnika; kończy go SIGTERM')
  .action(async () => {
    process.exitCode = await runKeeper(settings());
  });

const people = program.command('people').description('osoby');
people
  .command('add <login>')
  .description('dodaje lub zmienia osobę (podpisuje Sekretarz)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .addOption(new Option('--role <rola...>', 'role w programie').choices(roles).makeOptionMandatory())
  .option('--not-employee', 'osoba nie jest pracownikiem urzędu', false)
  .option('--name <tekst>', 'imię i nazwisko, gdy katalog podaje inne')
  .option('--post <tekst>', 'stanowisko')
  .option('--unit <tekst>', 'komórka organizacyjna')
  .action(
    (
      login: string,
      o: { as: string; role: Role[]; notEmployee: boolean; name?: string; post?: string; unit?: string },
    ) =>
      withAsk((ask) =>
        addPerson(
          settings(),
          o.as,
          {
            login,
            roles: o.role,
            employee: !o.notEmployee,
            ...(o.name === undefined ? {} : { displayName: o.name }),
            ...(o.post === undefined ? {} : { post: o.post }),
            ...(o.unit === undefined ? {} : { unit: o.unit }),
          },
          ask,
        ),
      ),
  );

program
  .command('authorise <login>')
  .description('rejestruje upoważnienie podpisane przez Burmistrza (§ 4 ust. 2)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .requiredOption('--number <nr>', 'numer upoważnienia, np. UO/7/2026')
  .requiredOption('--act <nr>', 'numer pisma')
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
        act: string;
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
  .requiredOption('--reason <tekst>', 'przyczyna')
  .action((number: string, o: { as: string; reason: string }) =>
    withAsk((ask) => revoke(settings(), o.as, number, o.reason, ask)),
  );

addSuspension(program, settings, withAsk);

program
  .command('resume-after-restore')
  .description('uzupełnia bazę przywróconą z kopii wpisami z dziennika strażnika (potwierdza Sekretarz)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .requiredOption('--reason <tekst>', 'dlaczego przywrócono kopię')
  .action((o: { as: string; reason: string }) =>
    withAsk((ask) => resumeAfterRestore(settings(), { secretary: o.as, reason: o.reason }, ask, say)),
  );

program
  .command('ingest <folder>')
  .description('wczytuje nagrania z folderu')
  .option('--explain', 'tylko pokazuje, czym stałby się każdy plik', false)
  .option('--remove', 'usuwa plik źródłowy po przyjęciu nagrania', false)
  .option('--settle <sekundy>', 'młodszy plik jest jeszcze zapisywany', '30')
  .action(async (folder: string, o: { explain: boolean; remove: boolean; settle: string }) => {
    const settleMs = Number(o.settle) * 1000;
    if (!Number.isFinite(settleMs) || settleMs < 0)
      throw new UsageError('Opcja --settle podaje liczbę sekund.');
    if (o.explain) return explain(folder, settleMs, say);
    const { share, keeperPublicKey } = settings();
    if (keeperPublicKey === null)
      throw new UsageError('W ustawieniach brakuje keeperPublicKey. Należy najpierw wykonać init.');
    const result = await withClient('ingest', (client) =>
      ingest({
        client,
        folder,
        share,
        keeperPublicKey,
        settleMs,
        remove: o.remove,
        say,
        onProgress: progressLine(),
      }),
    );
    say(
      `Dodano ${result.added}, znane ${result.known}, kwarantanna ${result.quarantined}, odmowa ${result.refused}, czeka ${result.waiting}.`,
    );
    if (result.refused > 0) process.exitCode = 1;
  });

addDirectory(program, withClient, say);

program
  .command('verify')
  .description('sprawdza księgę: łańcuch, podpisy, dziennik, tabele')
  .option('--head', 'tylko ostatnie wpisy', false)
  .option('--export <plik>', 'sprawdza wyeksportowaną księgę zamiast bazy')
  .addOption(
    new Option('--known <wpis...>', 'numer i skrót wpisu ze stopki protokołu, np. "14 3f0a…", albo kod QR')
      .conflicts('head')
      .default([]),
  )
  .action(async (o: { head: boolean; export?: string; known: string[] }) => {
    const asked = { quick: o.head, exported: o.export ?? null, known: o.known };
    const { faultless, sentence } = await verify(settings(), asked);
    say(sentence);
    if (!faultless) process.exitCode = 1;
  });

program
  .command('export <plik>')
  .description('zapisuje księgę do pliku (JSON, wpis w wierszu)')
  .action(async (file: string) => {
    say(`Zapisano wpisów: ${await exportTo(settings(), file)}.`);
  });

addScrub(program, settings, say);
addDoctor(program, settings, join(here, 'schema'), say);

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help');
  if (!isHelp) tell(sentenceOf(error));
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}
