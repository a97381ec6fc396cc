import { cpSync } from 'node:fs';
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

// A tool's configuration: the one place where a default export is demanded.
export default defineConfig({
  ...nodeBundle('out/server', { 'odsluch-server': 'server/main.ts' }),
  plugins: [schemaBeside],
});
