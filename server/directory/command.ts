import type { Command as Program } from 'commander';
import type { Client } from 'pg';
import { importDirectory } from './import.ts';

/** Adds `directory import`: who had which extension, from when to when. */
export function addDirectory(
  program: Program,
  withClient: (role: 'ingest', work: (client: Client) => Promise<void>) => Promise<void>,
  say: (line: string) => void,
): void {
  program
    .command('directory')
    .description('spis numerów wewnętrznych')
    .command('import <plik>')
    .description(
      'wczytuje spis z pliku CSV (wewnętrzny;osoba;komórka;od;do); bez --apply tylko pokazuje zmiany',
    )
    .option('--apply', 'zapisuje zmiany, wszystkie albo żadną', false)
    .option('--whole', 'plik jest całym spisem: czego w nim nie ma, znika', false)
    .action((file: string, { apply, whole }: { apply: boolean; whole: boolean }) =>
      withClient('ingest', (client) => importDirectory({ client, file, apply, whole, say })),
    );
}
