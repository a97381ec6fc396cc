import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import { asUser } from '../../build/window/account.ts';
import { expect, type Workstation, test } from './app.ts';
import { writeSettings } from './settings.ts';

/** What the shell refuses before there is a window: settings it cannot read, switches that open it, a second start. */

const refusedExit = 78;

test('a second start brings the first window back and ends', async ({ launch, startOnly, folder }) => {
  const settings = await writeSettings(folder);
  const { app } = await launch({ settings });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = startOnly({ settings });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  const windows = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));
  await expect.poll(windows).toEqual([true]);
});

const mistakes: { what: string; edit: (text: string) => string; said: RegExp }[] = [
  {
    what: 'a missing comma',
    edit: (text) => text.replace('"Urząd Gminy Próbnej",', '"Urząd Gminy Próbnej"'),
    said: /wiersz 3, kolumna 3:\ntego znaku nie może tu być/,
  },
  {
    what: 'a plain ldap address',
    edit: (text) => text.replace('ldaps://', 'ldap://'),
    said: /wiersz 8, kolumna 12:\nniewłaściwa wartość pola „directory.url”: musi zaczynać się od ldaps:\/\//,
  },
  {
    what: 'an unknown field',
    edit: (text) => text.replace('"share":', '"sslmode": "off", "share":'),
    said: /wiersz 18, kolumna 3:\nnieznane pole „sslmode”/,
  },
  {
    what: 'a missing field',
    edit: (text) => text.replace(/"share": .*\n/, ''),
    said: /wiersz 1, kolumna 1:\nbrakuje pola „share”/,
  },
  {
    what: 'a certificate that is not there',
    edit: (text) => text.replace('"ca.pem"', '"inny.pem"'),
    said: /wiersz 10, kolumna 11:\nniewłaściwa wartość pola „directory.ca”/,
  },
];

for (const { what, edit, said } of mistakes) {
  test(`settings with ${what} are refused by line and column`, async ({ startOnly, folder }) => {
    const settings = await writeSettings(folder);
    writeFileSync(settings, edit(readFileSync(settings, 'utf8')));
    const program = startOnly({ settings });
    let spoken = '';
    const sentence = new Promise<void>((resolve) => {
      program.stderr?.setEncoding('utf8').on('data', (text: string) => {
        spoken += text;
        if (spoken.includes(settings)) resolve();
      });
    });
    await sentence;
    expect(spoken).toMatch(said);
    // The box with the sentence stands until somebody closes it; ending the program counts as that.
    program.kill('SIGTERM');
    const [code] = (await once(program, 'exit')) as [number | null];
    expect(code).toBe(refusedExit);
  });
}

/** The program as a package: no default app, another name of the executable, so that it knows itself packaged. */
function pack(installed: Workstation, folder: string): string {
  const packed = join(folder, 'packed');
  cpSync(dirname(installed.runtime), packed, { recursive: true });
  const app = join(packed, 'resources/app');
  rmSync(app, { recursive: true, force: true });
  rmSync(join(packed, 'resources/default_app.asar'), { force: true });
  cpSync(installed.folder, app, { recursive: true });
  const executable = join(packed, process.platform === 'win32' ? 'odsluch.exe' : 'odsluch');
  renameSync(join(packed, basename(installed.runtime)), executable);
  return asUser(executable, folder, 'start-packed');
}

// --inspect-brk stops before our first line: there only the fuse of a release helps (NodeCliInspect off).
test('INV-44 a packaged program refuses every argument that would open it or lead it elsewhere', async ({
  installed,
  folder,
}) => {
  const settings = await writeSettings(folder);
  const start = pack(installed, folder);
  const run = async (args: string[]): Promise<{ code: number | null; spoken: string }> => {
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, DISPLAY: installed.display.name };
    const program = spawn(start, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let spoken = '';
    program.stderr.setEncoding('utf8').on('data', (text: string) => (spoken += text));
    const [code] = (await once(program, 'close')) as [number | null];
    return { code, spoken };
  };
  for (const name of [
    `--settings=${settings}`,
    `--user-data-dir=${folder}`,
    '--bypasscsp-schemes=app',
    '--remote-debugging-port=0',
    // Chromium takes a switch out of the blanks around it.
    ' --remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--no-sandbox',
    '--proxy-server=127.0.0.1:9',
    '--ssl-key-log-file=keys.log',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--log-net-log=net.json',
  ]) {
    const { code, spoken } = await run([name]);
    expect(code, name).toBe(refusedExit);
    expect(spoken, name).not.toContain('DevTools listening');
  }
  expect(existsSync(join(folder, 'keys.log'))).toBe(false);
});
