import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failureCodes } from '../../shared/failure.ts';
import { failures } from '../../shared/text/pl/failures.ts';

it('docs/errors.md names every failure code once, in the order of the union, with the sentence of the screen', () => {
  const rows = readFileSync('docs/errors.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| `|`$| \|$/g, '')));
  const found: Record<string, string> = Object.fromEntries(
    rows.map(([code = '', sentence = '']): [string, string] => [code, sentence]),
  );
  expect(rows.map(([code]) => code)).toEqual([...failureCodes]);
  for (const code of failureCodes) expect(found[code]).toBe(failures[code].sentence);
});
