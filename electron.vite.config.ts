import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { neverReached } from './build/node-bundle.ts';
import { copied } from './build/package/bundled.ts';

const root = dirname(fileURLToPath(import.meta.url));

/** Everything else is bundled, so that no node_modules is shipped and none is searched at start. */
const bundled = (entry: string): { externalizeDeps: false } & Record<string, unknown> => ({
  externalizeDeps: false,
  target: 'node18.15',
  minify: false,
  sourcemap: false,
  rolldownOptions: {
    input: { [entry === 'main' ? 'index' : entry]: join(root, 'electron', `${entry}.ts`) },
    external: ['electron', ...neverReached],
    output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
  },
});

const besideTheBundle: Plugin = {
  name: 'odsluch-files-beside-the-bundle',
  writeBundle({ dir }) {
    if (dir === undefined) return;
    for (const { from, to } of copied) cpSync(join(root, from), join(dir, to));
  },
};

export default defineConfig({
  main: { build: { ...bundled('main'), outDir: 'out/main' }, plugins: [besideTheBundle] },
  preload: { build: { ...bundled('preload'), outDir: 'out/preload' } },
  renderer: {
    root: 'renderer',
    base: './',
    build: {
      outDir: 'out/renderer',
      target: 'chrome114',
      modulePreload: { polyfill: false },
      // All of it is read and compiled before anything is drawn.
      minify: true,
      rolldownOptions: { input: join(root, 'renderer/index.html') },
      // SECURITY: font-src and img-src know no data: but for small icons; files keep the policy simple to read.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2_000,
    },
    plugins: [react()],
  },
});
