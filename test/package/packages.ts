import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variable by which the set-up tells the tests where the packages are. */
export const variable = 'ODSLUCH_TEST_PACKAGES';

/** Folder of everything that `npm run pack` makes. */
export function packages(): string {
  const folder = process.env[variable];
  if (folder === undefined) throw new Error('run these tests with test/package/playwright.config.ts');
  return folder;
}

export const release = (): string => join(packages(), 'odsluch-linux-x64');

/** The one product whose name ends like this. */
export function product(end: string): string {
  const [name, ...more] = readdirSync(packages()).filter((one) => one.endsWith(end));
  if (name === undefined || more.length > 0) throw new Error(`there is not exactly one ${end}`);
  return join(packages(), name);
}
