/**
 * `npm run dev`: builds the app's three bundles again at every change. The program that runs is the real one, served
 * from `out/` under its real policy; there is no development server, since the page may reach none. Start it with
 * `npm run demo` in another terminal; Ctrl+R shows a changed page, a changed main process needs a new start.
 */
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { config } = await resolveConfig({ root }, 'build', 'development');
for (const bundle of ['main', 'preload', 'renderer']) {
  const chosen = config?.[bundle];
  if (chosen === undefined) throw new Error(`electron.vite.config.ts describes no ${bundle}`);
  await build({ ...chosen, configFile: false, build: { ...chosen.build, watch: {} } });
}
