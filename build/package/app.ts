import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'electron-vite';
import { type Bundled, isCopied, recordBundled } from './bundled.ts';

/** Of our package.json, what a program needs to start and a person to know what it is. */
const kept = ['name', 'version', 'description', 'license', 'type', 'main'] as const;
export type Manifest = Record<(typeof kept)[number], string>;

export function readManifest(root: string): Manifest {
  const all = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return Object.fromEntries(kept.map((key) => [key, all[key]])) as Manifest;
}

/** The built program, and what of others is in it. */
export type BuiltApp = { packages: Bundled[]; ownUses: string[] };

/**
 * Builds the three bundles of the workstation's program into `folder/out` and writes `folder/package.json`. Nothing of the
 * server room is in it. Rejects where a file came in that neither the bundler nor a known copy made.
 */
export async function buildApp(root: string, folder: string): Promise<BuiltApp> {
  mkdirSync(folder, { recursive: true });
  const recorder = recordBundled(root);
  const made = new Set<string>();
  await build({
    root,
    configFile: join(root, 'electron.vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(folder, 'out'), emptyOutDir: true },
    plugins: [
      recorder.plugin,
      {
        name: 'odsluch-made-files',
        writeBundle: ({ dir = '' }, bundle) => {
          for (const name of Object.keys(bundle)) made.add(join(dir, name));
        },
      },
    ],
  });
  for (const entry of readdirSync(join(folder, 'out'), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || made.has(path) || isCopied(relative(join(folder, 'out/main'), path))) continue;
    throw new Error(`${path} is in the program, and nobody knows whose it is`);
  }
  const manifest = { ...readManifest(root), author: 'Autorzy programu Odsłuch' };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { packages: recorder.packages(), ownUses: recorder.ownUses() };
}
