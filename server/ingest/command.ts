import type { Command as Program } from 'commander';
import type { Client } from 'pg';
import { readSender, renewalOf } from '../sender.ts';
import { keeperKeysOf, UsageError, type ServerSettings } from '../settings.ts';
import { SignerRefused } from '../submit.ts';
import { progressLine } from './progress.ts';
import { explain, ingest } from './run.ts';

/** Adds `ingest`; it ends with 1 where the keeper refused a recording. */
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
    .option('--remove', 'mówi, ile plików źródłowych czeka na kopię magazynu kluczy', false)
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
          // Until there is a copy of the keystore that the program knows of, the source may be the only other way to the sound.
          remove: false,
          reconcile: { rules: office.reconcile, now: Date.now() },
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
      if (o.remove && result.added + result.known > 0)
        say(
          `Plików źródłowych nie usunięto: ${result.added + result.known} czeka na kopię magazynu kluczy, bo klucze ich nagrań leżą tylko w nim. Po skopiowaniu magazynu można je usunąć.`,
        );
      if (result.refused > 0) process.exitCode = 1;
    });
}
