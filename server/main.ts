import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { Command as Program, CommanderError, Option } from 'commander';
import type { Client } from 'pg';
import { openAsk, type Ask } from './ask.ts';
import { appointSecretary } from './appoint.ts';
import { addBackup } from './backup/command.ts';
import { changeLedgerKey } from './change-key.ts';
import { changeShare } from './change-share.ts';
import { databaseConfig, withConnection } from './database.ts';
import { addDirectory } from './directory/command.ts';
import { addDoctor } from './doctor/command.ts';
import { sentenceOf } from './failed.ts';
import { addIngest } from './ingest/command.ts';
import { init } from './init.ts';
import { runKeeper } from './run-keeper.ts';
import { migrate } from './migrate.ts';
import { resumeAfterRestore } from './restore/run.ts';
import { resumeAfterClock } from './resume-clock.ts';
import { renewIngestKey } from './sender.ts';
import { defaultSettingsFile, readServerSettings, type ServerSettings } from './settings.ts';
import { addScrub } from './scrub/command.ts';
import { addSuspension } from './suspension.ts';
import { exportTo, report, verify } from './verify/run.ts';

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

const withClient = <Value>(
  role: 'superuser' | 'ingest',
  work: (client: Client) => Promise<Value>,
): Promise<Value> => withConnection(databaseConfig(settings(), role), work);

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
  .description('zakłada księgę i klucze strażnika, wpisuje Sekretarza, zastępcę i Burmistrza')
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
    process.exitCode = await runKeeper(settings(), program.opts<{ settings: string }>().settings);
  });

addSuspension(program, settings, withAsk);

program
  .command('appoint-secretary')
  .description('ustanawia Sekretarza i zastępcę, gdy od trzech dni roboczych nikt z nich się nie zalogował')
  .action(() => withAsk((ask) => appointSecretary(settings(), ask)));

program
  .command('resume-after-restore')
  .description(
    'uzupełnia bazę przywróconą z kopii wpisami z dziennika strażnika i wpisuje odtworzenie (potwierdza Sekretarz)',
  )
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .requiredOption('--reason <tekst>', 'dlaczego przywrócono kopię')
  .option('--older', 'także baza starsza niż najnowsza kopia, gdy tej nie da się odczytać', false)
  .action(({ as: secretary, reason, older }: { as: string; reason: string; older: boolean }) =>
    withAsk((ask) => resumeAfterRestore(settings(), { secretary, reason, older }, ask, say)),
  );

program
  .command('change-share')
  .description('wpisuje do księgi zasób nagrań, który podają ustawienia (potwierdza Sekretarz)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .requiredOption('--reason <tekst>', 'dlaczego zmieniono zasób')
  .action((o: { as: string; reason: string }) =>
    withAsk((ask) => changeShare(settings(), { secretary: o.as, reason: o.reason }, ask, say)),
  );

program
  .command('resume-after-clock')
  .description('pozwala pracować dalej, gdy księga wyprzedza zegary (potwierdza Sekretarz)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .requiredOption('--reason <tekst>', 'co się stało z zegarami')
  .action((o: { as: string; reason: string }) =>
    withAsk((ask) => resumeAfterClock(settings(), { secretary: o.as, reason: o.reason }, ask, say)),
  );

program
  .command('renew-ingest-key')
  .description('nadaje poleceniu ingest nowy klucz (konto strażnika, który nie może wtedy działać)')
  .action(async () => void say(await renewIngestKey(settings())));

program
  .command('change-ledger-key')
  .description('zmienia klucz, którym strażnik podpisuje księgę (potwierdza Sekretarz)')
  .requiredOption('--as <login>', 'login Sekretarza; hasło jest pytane')
  .action((o: { as: string }) => withAsk((ask) => changeLedgerKey(settings(), { secretary: o.as }, ask)));

addBackup(program, settings, () => program.opts<{ settings: string }>().settings, say);
addIngest(program, settings, withClient, say);
addDirectory(program, settings, withClient, say);

type VerifyOptions = {
  head: boolean;
  signatures: boolean;
  export?: string;
  known: string[];
  report: boolean;
};

program
  .command('verify')
  .description('sprawdza księgę: łańcuch, podpisy, dziennik, tabele')
  .option('--head', 'tylko ostatnie wpisy', false)
  .addOption(
    new Option('--signatures', 'także podpis każdego wpisu, który powtarza dziennik')
      .conflicts('head')
      .default(false),
  )
  .option('--export <plik>', 'sprawdza wyeksportowaną księgę zamiast bazy')
  .addOption(
    new Option('--known <wpis...>', 'numer i skrót wpisu ze stopki protokołu, np. "14 3f0a…", albo kod QR')
      .conflicts('head')
      .default([]),
  )
  .addOption(
    new Option('--report', 'wszystkie niezgodności, tak jak co noc wpisuje je strażnik (JSON)')
      .conflicts(['head', 'signatures', 'export', 'known'])
      .default(false),
  )
  .action(async (o: VerifyOptions) => {
    if (o.report) {
      say(JSON.stringify(await report(settings())));
      return;
    }
    const asked = { quick: o.head, signatures: o.signatures, exported: o.export ?? null, known: o.known };
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
