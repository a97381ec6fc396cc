import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, say } from './program.mjs';

/** Everything from which `npm run build` makes `out/`. */
const sources = [
  'shared',
  'electron',
  'renderer',
  'docs/user-guide.pl.md',
  'docs/user-guide',
  'docs/verify.py',
  'docs/formats.md',
  'server',
  'build',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
];

/** One file of each bundle. */
const products = [
  'out/main/index.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/server/odsluch-server.mjs',
  'out/office/main.mjs',
];

function* filesBelow(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(inner);
    else if (entry.isFile()) yield inner;
  }
}

/** SHA-256 over names and contents: times say nothing after a clone, a checkout or a copy. */
function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = source.includes('.') ? [path] : filesBelow(path);
    for (const file of files) {
      const content = readFileSync(file);
      hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** Builds `out/` unless it was built from these very sources. */
export async function setUpBuild(root) {
  const stamp = join(root, 'out/.sources');
  const hash = hashOfSources(root);
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isCurrent && products.every((product) => existsSync(join(root, product)))) return;
  say('Build: npm run build');
  await runProgram('npm', ['run', 'build'], { cwd: root, env: { NO_COLOR: '1' } });
  writeFileSync(stamp, hash);
}
