/**
 * `npm run bench`: sets up a bare clone, then measures the numbers that this project wants to reach, both sides of each
 * ratio in one run.
 *   (nothing)      everything, as a table
 *   --json         the same as JSON, and nothing else, on standard output
 *   --only NAME    one measurement
 *   --rows N       calls in the larger of the two catalogues that are searched (default 10,000,000; the smaller has a tenth)
 */
import { fileURLToPath } from 'node:url';
import { runProgram, say } from '../../build/program.mjs';
import { setUp } from '../../build/setup.mjs';
import { SetUpStopped } from '../../build/setup-system.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

async function bundle() {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', 'build/bench.vite.config.ts'];
  await runProgram(process.execPath, vite, { cwd: root, env: { NO_COLOR: '1' } });
}

try {
  const electron = await setUp({ purpose: 'test' });
  await bundle();
  const { bench } = await import('../../.cache/bench/main.mjs');
  process.exitCode = await bench({ root, electron, arguments: process.argv.slice(2) });
} catch (error) {
  if (!(error instanceof SetUpStopped)) throw error;
  say(error.message);
  process.exitCode = 1;
}
