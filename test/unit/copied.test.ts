import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { copied } from '../../build/package/bundled.ts';

const root = resolve(import.meta.dirname, '../..');

test('beside the main bundle lie exactly the files of the list, as they are today', () => {
  const main = join(root, 'out/main');
  const files = readdirSync(main, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(main.length + 1));
  expect(files.filter((name) => !name.endsWith('.cjs')).sort()).toEqual(copied.map(({ to }) => to).sort());
  for (const { from, to } of copied)
    expect(readFileSync(join(main, to)).equals(readFileSync(join(root, from))), to).toBe(true);
});
