import type { Command as Program } from 'commander';
import { progressLine } from '../ingest/progress.ts';
import type { ServerSettings } from '../settings.ts';
import { scrub } from './run.ts';

/** Adds `scrub`; it ends with 1 where anything was found. */
export function addScrub(
  program: Program,
  settings: () => ServerSettings,
  say: (line: string) => void,
): void {
  program
    .command('scrub')
    .description('porównuje pliki na zasobie z księgą i katalogiem; niczego nie zmienia')
    .option('--quick', 'tylko długości plików', false)
    .action(async ({ quick }: { quick: boolean }) => {
      const { findings, sentence } = await scrub(settings(), { quick, say, onProgress: progressLine() });
      say(sentence);
      if (findings > 0) process.exitCode = 1;
    });
}
