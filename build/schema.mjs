/**
 * Writes server/schema.sql from a database that server/schema makes; `--check` fails where the committed one is stale.
 * Needs the installed packages, no build.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({ root, configFile: `${root}build/schema.vite.config.ts`, logLevel: 'error' });
const { writeSchema } = await import('../.cache/schema/main.mjs');
process.exitCode = await writeSchema(root, process.argv.includes('--check'));
