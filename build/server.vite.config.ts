import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { nodeBundle } from './node-bundle.ts';

/** `migrate` reads the schema beside the program. */
const schemaBeside: Plugin = {
  name: 'odsluch-schema-beside-the-program',
  writeBundle({ dir }) {
    if (dir !== undefined) cpSync('server/schema', join(dir, 'schema'), { recursive: true });
  },
};

/** The shell runs it by its name: `odsluch-server` is a link to this file. */
const runnable: Plugin = {
  name: 'odsluch-runnable-program',
  renderChunk: (code, { isEntry }) => (isEntry ? `#!/usr/bin/env node\n${code}` : null),
  writeBundle({ dir }, files) {
    for (const name of Object.keys(files)) chmodSync(join(dir ?? '', name), 0o755);
  },
};

// A tool's configuration: the one place where a default export is demanded.
export default defineConfig({
  ...nodeBundle('out/server', { 'odsluch-server': 'server/main.ts' }),
  plugins: [schemaBeside, runnable],
});
