import { parseArgs } from 'node:util';
import type { Bench } from './row.ts';

/** What a run measures, and how it says so. */
export type Chosen = { benches: readonly Bench[]; json: boolean; calls: number };

const usual = 10_000_000;
/** Below this the searches find nothing worth the name. */
const fewest = 100_000;

/** Reads the arguments of `npm run bench`. Returns what is wrong with them as a sentence. */
export function choose(benches: readonly Bench[], asked: readonly string[]): Chosen | string {
  const names = benches.map(({ name }) => name).join(', ');
  const usage = `Usage: npm run bench -- [--json] [--only NAME] [--rows N]; NAME is one of ${names}`;
  try {
    const { values } = parseArgs({
      args: [...asked],
      options: { json: { type: 'boolean' }, only: { type: 'string' }, rows: { type: 'string' } },
    });
    const calls = Number(values.rows ?? usual);
    if (!Number.isInteger(calls) || calls < fewest) return `N is a whole number from ${fewest}`;
    const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
    if (chosen.length === 0) return `NAME is one of ${names}`;
    return { benches: chosen, json: values.json === true, calls };
  } catch {
    return usage;
  }
}
