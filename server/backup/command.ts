import type { Command as Program } from 'commander';
import { renewBackupKey } from '../sender.ts';
import type { ServerSettings } from '../settings.ts';
import { backUp, initBackup } from './run.ts';

/** Adds `backup`, `backup init` and `renew-backup-key`. */
export function addBackup(
  program: Program,
  settings: () => ServerSettings,
  settingsFile: () => string,
  say: (line: string) => void,
): void {
  const backup = program
    .command('backup')
    .description('wykonuje i sprawdza kopię bazy, dziennika i kluczy, usuwa przestarzałe (root)')
    .action(async () => {
      say(await backUp(settings(), settingsFile()));
    });
  backup
    .command('init')
    .description('zakłada oba repozytoria kopii i jeden raz wypisuje ich hasła (root)')
    .action(async () => {
      await initBackup(settings(), say);
    });
  program
    .command('renew-backup-key')
    .description('nadaje poleceniu backup nowy klucz (konto strażnika, który nie może wtedy działać)')
    .action(async () => {
      say(await renewBackupKey(settings()));
    });
}
