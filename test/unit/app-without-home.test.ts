import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({}));
vi.mock('electron-log/main', () => ({ default: {} }));
const { withoutHome } = await import('../../electron/support/bundle.ts');

/** The folder of an account is called like the person: it stands in no file for IT support. */

const home = 'C:\\Users\\Żaneta (2).Nowak';

it.each([
  ['a path', 'C:\\Users\\Żaneta (2).Nowak\\AppData\\main.log', '~\\AppData\\main.log'],
  ['a path as it was typed', 'at c:\\users\\żaneta (2).nowak\\app.asar:3:1', 'at ~\\app.asar:3:1'],
  ['JSON', JSON.stringify({ share: `${home}\\nagrania` }), '{"share":"~\\\\nagrania"}'],
  ['an address', 'file:///C:/Users/%C5%BBaneta%20(2).Nowak/index.cjs', 'file:///~/index.cjs'],
  ['slashes', 'C:/Users/Żaneta (2).Nowak/index.cjs', '~/index.cjs'],
])('%s', (_what, text, told) => {
  expect(withoutHome(text, home)).toBe(told);
});

it('nothing is taken for a folder where the account has none', () => {
  expect(withoutHome('/etc/odsluch/app.json', '/')).toBe('/etc/odsluch/app.json');
});
