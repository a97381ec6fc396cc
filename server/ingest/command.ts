import type { Command as Program } from 'commander';
import type { Client } from 'pg';
import { readSender, renewalOf } from '../sender.ts';
import { keeperKeysOf, UsageError, type ServerSettings } from '../settings.ts';
import { SignerRefused } from '../submit.ts';
import { progressLine } from './progress.ts';
import { explain, ingest } from './run.ts';

/** Adds `ingest`; it ends with 1 where the keeper refused a recording, or call records could not be read or held against what was recorded. */
export function addIngest(
  program: Program,
  settings: () => ServerSettings,
  withClient: <Value>(role: 'ingest', work: (client: Client) => Promise<Value>) => Promise<Value>,
  say: (line: string) => void,
): void {
  program
    .command('ingest <folder>')
    .description('wczytuje nagrania z folderu')
    .option('--explain', 'tylko pokazuje, czym stałby się każdy plik', false)
    .option('--remove', 'usuwa pliki źródłowe nagrań, których klucze są już w kopii (backup)', false)
    .option('--settle <sekundy>', 'młodszy plik jest jeszcze zapisywany', '30')
    .action(async (folder: string, o: { explain: boolean; remove: boolean; settle: string }) => {
      const settleMs = Number(o.settle) * 1000;
      if (!Number.isFinite(settleMs) || settleMs < 0)
        throw new UsageError('Opcja --settle podaje liczbę sekund.');
      if (o.explain) return explain(folder, settleMs, say);
      const { share, ...office } = settings();
      const keys = keeperKeysOf(office);
      const signer = readSender(office);
      const result = await withClient('ingest', (client) =>
        ingest({
          client,
          folder,
          share,
          keys,
          signer,
          settleMs,
          remove: o.remove,
          reconcile: { rules: office.reconcile, now: () => Date.now() },
          say,
          onProgress: progressLine(),
        }),
      ).catch((error: unknown) => {
        if (!(error instanceof SignerRefused)) throw error;
        throw new UsageError(
          `Strażnik nie uznaje klucza wczytywania ${office.ingestKey}. ${renewalOf('ingest')}`,
        );
      });
      say(
        `Dodano ${result.added}, znane ${result.known}, kwarantanna ${result.quarantined}, odmowa ${result.refused}, czeka ${result.waiting}.`,
      );
      const waits = result.added + result.unsaved.backup;
      if (o.remove) say(`Usunięto plików źródłowych: ${result.removed}. Na kopię (backup) czeka: ${waits}.`);
      if (result.refused > 0 || !result.matched) process.exitCode = 1;
    });
}
