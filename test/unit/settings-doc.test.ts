import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pgHba } from '../../build/office/postgres-conf.ts';
import { wantedOfServer } from '../../server/doctor/wanted.ts';
import { exitCodes } from '../../server/keeper/options.ts';
import { serverSettings } from '../../server/settings.ts';
import { officeSettings } from '../../shared/settings.ts';
import { settingRows } from './settings-table.ts';

/** docs/operations.md says of every setting what the programs do with it. */
const page = readFileSync('docs/operations.md', 'utf8');

/** What stands between a heading and the next one of its rank. */
function section(heading: string): string {
  const [, after] = page.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`docs/operations.md has no „${heading}”`);
  return after.split(/\n## /)[0] ?? '';
}

const fenced = (text: string, language: string): string =>
  text.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
const rowsIn = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('| `'));

describe.each([
  ['## Settings of a workstation', officeSettings],
  ['## Settings of the server room', serverSettings],
] as const)('%s', (heading, schema) => {
  it('lists every setting with default, bounds and meaning, in the order of the schema', () => {
    expect(rowsIn(section(heading))).toEqual(settingRows(schema));
  });

  it('shows a file that the program takes as it stands', () => {
    expect(schema.parse(JSON.parse(fenced(section(heading), 'json')))).toBeTruthy();
  });
});

it('the settings of PostgreSQL are those that tests run with and doctor looks at', () => {
  const lines = fenced(section('## PostgreSQL'), 'ini').trimEnd().split('\n');
  const own = lines.filter(
    (line) => !/^(#|$|listen_addresses|ssl_cert_file|ssl_key_file|max_connections)/.test(line),
  );
  expect(own).toEqual(
    wantedOfServer.map(({ name, value }) => `${name} = ${/^\w+$/.test(value) ? value : `'${value}'`}`),
  );
});

it('the ways in are those that tests run with, for the addresses of an office', () => {
  const wanted = pgHba()
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('127.0.0.1/32', '10.20.0.0/16'))
    .map((line) => line.replace(/(odsluch_ingest) 10.20.0.0.16/, '$1 10.20.0.5/32'))
    .map((line) => line.replace(/^local all all .*/, 'local all postgres peer map=odsluch'));
  const lines = fenced(section('## PostgreSQL'), 'text').trimEnd().split('\n');
  expect(lines.filter((line) => !line.startsWith('#'))).toEqual(wanted);
});

it('every exit code of the keeper has its line', () => {
  const told = [...section('## When the keeper ends').matchAll(/^\| (\d) \|/gm)].map(([, code]) =>
    Number(code),
  );
  expect(told).toEqual(Object.values(exitCodes));
});

it('the service of the keeper is not restarted after a code that needs a person', () => {
  const forPeople = Object.values(exitCodes).filter((code) => code > 1);
  expect(section('## When the keeper ends')).toContain(`RestartPreventExitStatus=${forPeople.join(' ')}\n`);
});

it('the log of the app lies where Electron puts it: under the name in package.json', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; productName?: string };
  const folder = manifest.productName ?? manifest.name;
  expect(page).toContain(`\`%APPDATA%\\${folder}\\logs\\main.log\` (Linux: \`~/.config/${folder}/logs/\`)`);
});
