import { type Command as Program, Option } from 'commander';
import type { Client } from 'pg';
import { legalDay } from '../../shared/warsaw.ts';
import { type ServerSettings, UsageError } from '../settings.ts';
import { sourceOfDirectory } from './accounts.ts';
import { importDirectory, sourceOfFile } from './import.ts';

type Asked = { fromAd?: boolean; apply: boolean; whole: boolean };

/** Adds `directory import`: who had which extension, from when to when. */
export function addDirectory(
  program: Program,
  settings: () => ServerSettings,
  withClient: (role: 'ingest', work: (client: Client) => Promise<void>) => Promise<void>,
  say: (line: string) => void,
): void {
  program
    .command('directory')
    .description('spis numerów wewnętrznych')
    .command('import [plik]')
    .description(
      'wczytuje spis z pliku CSV (wewnętrzny;osoba;komórka;od;do, a gdzie znane: konto) albo z katalogu urzędu; bez --apply tylko pokazuje zmiany',
    )
    .addOption(new Option('--from-ad', 'zamiast pliku: katalog urzędu (Active Directory), stan na dziś'))
    .option('--apply', 'zapisuje zmiany, wszystkie albo żadną', false)
    .option('--whole', 'to jest cały spis: czego w nim nie ma, znika (z katalogu: kończy się wczoraj)', false)
    .action(async (file: string | undefined, { fromAd = false, apply, whole }: Asked) => {
      if ((file === undefined) !== fromAd)
        throw new UsageError('Należy podać albo plik CSV, albo opcję --from-ad.');
      const source =
        file === undefined
          ? await sourceOfDirectory(settings(), whole, legalDay(new Date()), say)
          : await sourceOfFile(file, whole);
      await withClient('ingest', (client) => importDirectory({ client, source, apply, say }));
    });
}
