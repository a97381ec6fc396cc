/**
 * `npm run endure -- --rounds N [--seed S]`: sets up a bare clone, then kills the parts of an office while people listen. Needs
 * nothing but Node.
 */
import { fileURLToPath } from 'node:url';
import { setUp } from '../../build/setup.mjs';
import { SetUpStopped } from '../../build/setup-system.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

try {
  const runtime = await setUp({ purpose: 'tour' });
  const { build } = await import('vite');
  await build({ root, configFile: `${root}/build/endure.vite.config.ts`, logLevel: 'error' });
  const { runEndure } = await import('../../.cache/endure/main.mjs');
  process.exitCode = await runEndure({ root, runtime }, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetUpStopped)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
