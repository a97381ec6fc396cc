import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { readAsar } from './asar.ts';
import { packages, product, release } from './packages.ts';

/** What is in the package, read from its bytes and with the system's own tools. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const asarOf = (folder: string): string => join(folder, 'resources/app.asar');

test('holds the three bundles of the workstation, and nothing of the server room or of npm', () => {
  const files = [...readAsar(asarOf(release())).keys()];
  expect(files.filter((name) => !/^out\/(main|preload|renderer)\/|^package\.json$/.test(name))).toEqual([]);
  expect(files).toEqual(
    expect.arrayContaining([
      'out/main/index.cjs',
      'out/main/fonts/OpenSans_400Regular.ttf',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ]),
  );
  // The guide is read without a network: its pictures are in the page.
  const pictures = readdirSync(join(root, 'docs/user-guide')).map((name) => name.replace('.png', ''));
  for (const name of pictures)
    expect(
      // Behind the name stands a hash of eight; another name may begin alike.
      files.filter((file) => file.slice(0, -'-12345678.png'.length) === `out/renderer/assets/${name}`),
      name,
    ).toHaveLength(1);
  // No update channel, no loose code beside the archive.
  expect(readdirSync(join(release(), 'resources'))).toEqual(['app.asar']);
});

test('is the same program that the tests drive, and knows no path of the machine that made it', () => {
  const archive = readFileSync(asarOf(release()));
  expect(archive.equals(readFileSync(asarOf(join(packages(), 'inspectable-linux-x64'))))).toBe(true);
  expect(archive.includes(root)).toBe(false);
});

/** The order in which Electron writes its fuses into the binary, behind a mark, a version and their number. */
const order = [
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers',
];

function fusesIn(executable: string): Record<string, string> {
  const binary = readFileSync(executable);
  const mark = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  const at = binary.indexOf(mark) + mark.length;
  const states = binary.toString('latin1', at + 2, at + 2 + binary.readUInt8(at + 1));
  return Object.fromEntries(order.map((name, place) => [name, states[place] ?? 'none']));
}

test('the executable of the release carries every fuse as stated; the record names those that this Electron lacks', () => {
  const fuses = fusesIn(join(release(), 'odsluch'));
  expect(fuses).toMatchObject({
    RunAsNode: '0',
    EnableCookieEncryption: '1',
    EnableNodeOptionsEnvironmentVariable: '0',
    EnableNodeCliInspectArguments: '0',
    EnableEmbeddedAsarIntegrityValidation: '1',
    OnlyLoadAppFromAsar: '1',
    LoadBrowserProcessSpecificV8Snapshot: '0',
  });
  expect(['0', 'none']).toContain(fuses['GrantFileProtocolExtraPrivileges']);
  const driven = fusesIn(join(packages(), 'inspectable-linux-x64/electron'));
  expect(driven).toEqual({ ...fuses, EnableNodeCliInspectArguments: '1' });
  const record = JSON.parse(readFileSync(product(`${versionOf()}.json`), 'utf8')) as {
    fuses: Record<string, string>;
  };
  const words: Record<string, string> = { '0': 'off', '1': 'on', none: 'absent' };
  expect(record.fuses).toEqual(
    Object.fromEntries(Object.entries(fuses).map(([name, state]) => [name, words[state]])),
  );
});

function versionOf(): string {
  return execFileSync('dpkg-deb', ['--field', product('.deb'), 'Version'], { encoding: 'utf8' }).trim();
}

test('every package that the bundle itself names is in the bill of materials and in the notices', () => {
  type Component = { name: string; version: string; components?: Component[] };
  const bill = JSON.parse(readFileSync(product('.cdx.json'), 'utf8')) as { components: Component[] };
  const notices = readFileSync(product('THIRD-PARTY-NOTICES.txt'), 'utf8');
  // The bundler leaves a line with the path of every module of the main process.
  const named = new Set<string>();
  for (const [name, bytes] of readAsar(asarOf(release()))) {
    if (!name.endsWith('.cjs')) continue;
    const paths = bytes
      .toString('utf8')
      .matchAll(/^\/\/ (?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm);
    for (const [, found = ''] of paths) named.add(found);
  }
  expect(named.size).toBeGreaterThan(30);
  const listed = new Set(bill.components.map(({ name }) => name));
  expect([...named].filter((name) => !listed.has(name))).toEqual([]);
  for (const one of ['react', 'wavesurfer.js', '@fontsource/open-sans', 'pdfkit', 'electron']) {
    expect([...listed]).toContain(one);
  }
  // Tools of the build reach nobody, but for the lines of Vite that load a part of the page when it is asked for.
  for (const one of ['electron-builder', 'electron-vite', 'typescript', 'commander', 'pino']) {
    expect([...listed]).not.toContain(one);
  }
  const electron = bill.components.find(({ name }) => name === 'electron');
  expect(electron?.components?.map(({ name }) => name)).toEqual(['chromium', 'nodejs', 'v8']);
  for (const { name, version } of bill.components) {
    if (name === 'electron') continue;
    expect(notices).toContain(`\n${name} ${version} (`);
  }
});

test('the deb: root owns everything, only the sandbox helper is setuid, nobody else may write', () => {
  const listing = execFileSync('dpkg-deb', ['--contents', product('.deb')], { encoding: 'utf8' });
  const lines = listing
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  expect(lines.filter(([, owner]) => owner !== 'root/root')).toEqual([]);
  const files = lines.filter(([mode]) => mode?.startsWith('l') === false);
  expect(files.filter(([mode]) => mode?.[5] === 'w' || mode?.[8] === 'w')).toEqual([]);
  const setuid = files.filter(([mode]) => /s/.test(mode ?? '')).map((line) => line.at(-1));
  expect(setuid).toEqual(['./usr/lib/odsluch/chrome-sandbox']);
  expect(statSync(product('.deb')).size).toBeLessThan(150_000_000);
});

test('the checksums hold', () => {
  execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: packages(), stdio: 'ignore' });
});
