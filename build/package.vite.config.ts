import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// Run by build/pack.mjs alone; nothing of it is shipped. The tools stay where npm put them.
export default defineConfig(
  nodeBundle('.cache/package', { main: 'build/package/main.ts' }, [
    '@electron/fuses',
    'electron-builder',
    'electron-vite',
  ]),
);
