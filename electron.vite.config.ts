import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { neverReached } from './build/node-bundle.ts';

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, 'node_modules');

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

/** Documents embed our font; a package for an inspection has what checks its proof. */
const besideTheBundle: Plugin = {
  name: 'odsluch-files-beside-the-bundle',
  writeBundle({ dir }) {
    if (dir === undefined) return;
    for (const face of ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']) {
      const file = `OpenSans_${face}.ttf`;
      cpSync(join(modules, '@expo-google-fonts/open-sans', face, file), join(dir, 'fonts', file));
    }
    for (const file of ['verify.py', 'formats.md'])
      cpSync(join(root, 'docs', file), join(dir, 'inspection', file));
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
