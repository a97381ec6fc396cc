import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Test files, by the numbers of the invariants that names of their tests begin with. */
function filesByNumber(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const names = readdirSync('test', { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  for (const name of names.filter((one) => /\.(test|spec|contract)\.ts$/.test(one)).sort()) {
    const text = readFileSync(`test/${name}`, 'utf8');
    const numbers = new Set([...text.matchAll(/['"`](INV-\d\d) /g)].map(([, number = '']) => number));
    for (const number of numbers) found.set(number, [...(found.get(number) ?? []), name]);
  }
  return found;
}

it('docs/security.md names for each invariant the test files that try to break it, and no other', () => {
  const told = new Map(
    [...readFileSync('docs/security.md', 'utf8').matchAll(/^\| (INV-\d\d) \|.*\| ([^|]*) \|$/gm)].map(
      ([, number = '', tests = '']): [string, string[]] => [
        number,
        [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      ],
    ),
  );
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries([...filesByNumber()].sort()));
});
