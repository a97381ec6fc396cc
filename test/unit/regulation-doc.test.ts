import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';

const text = readFileSync('docs/regulation.md', 'utf8');
/** Each row of its tables but the heads, cell by cell. */
const rows = [...text.matchAll(/^\| (.*) \|$/gm)]
  .map(([, row = '']) => row.split(' | '))
  .filter(([first]) => first !== '§' && first !== 'rule' && first?.startsWith('---') === false);
const isPath = (name: string): boolean => /^[\w*./-]+(\.(ts|tsx|sql|py|md)|\/)$/.test(name);
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const there = ['build', 'docs', 'electron', 'renderer', 'server', 'shared', 'test'].flatMap((folder) => [
  `${folder}/`,
  ...readdirSync(folder, { recursive: true, withFileTypes: true }).map(
    (one) => `${one.parentPath.replaceAll('\\', '/')}/${one.name}${one.isDirectory() ? '/' : ''}`,
  ),
]);
const names = (path: string): boolean => {
  const [begin = '', end] = path.split('*');
  return there.some((one) => (end === undefined ? one === path : one.startsWith(begin) && one.endsWith(end)));
};

it('docs/regulation.md names only files that there are', () => {
  const missing = rows.flatMap((cells) => {
    let folder = '';
    return cells.flatMap(quoted).filter((name) => {
      if (!isPath(name)) return false;
      // A bare name stands beside the one before it.
      const path = name.includes('/') ? name : `${folder}/${name}`;
      folder = dirname(path);
      return !names(path);
    });
  });
  expect(missing).toEqual([]);
});

it('each of its rows has tests, or says that there are none', () => {
  const last = rows.map((cells) => ({ row: cells.slice(0, 2).join(' '), cited: cells.at(-1) ?? '' }));
  const untested = last.filter(({ cited }) => cited !== '–' && !quoted(cited).every(isTest));
  expect(last.length).toBeGreaterThan(20);
  expect(untested).toEqual([]);
});

const isTest = (name: string): boolean => /^test\/.*\.(test|spec)\.ts$/.test(name);
