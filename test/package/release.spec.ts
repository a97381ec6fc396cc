import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendants, readProcess } from '../../build/window/processes.ts';
import { writeSettings } from '../e2e/settings.ts';
import { release } from './packages.ts';
import { expect, listeningSockets, test } from './program.ts';

// A packaged program takes settings from one place, which only root writes.
const asRoot = (): void => test.skip(process.getuid?.() !== 0, 'only root can give a machine its settings');

/** The release with every fuse burnt in, as a user starts it: no driver, no debugger, only what the system lets anybody see. */

const refusedExit = 78;
const executable = (): string => join(release(), 'odsluch');
/** By the system's own switch; a screen reader makes the program do the same. */
const readable = '--force-renderer-accessibility';

test('INV-44 starts for a user in the sandbox and shows the sign-in page', async ({
  run,
  assistive,
  folder,
  machine,
}) => {
  asRoot();
  machine.of(await writeSettings(folder));
  const program = run({ executable: executable(), args: [readable], env: assistive.env });
  await expect.poll(() => assistive.names('button')).toContain('Zaloguj');
  const seen = await assistive.tree();
  const named = (role: string) => seen.filter((one) => one.role === role).map(({ name }) => name);
  expect(named('entry')).toContain('Nazwa użytkownika');
  expect(named('password text')).toEqual(['Hasło']);
  expect(named('frame')).toEqual(['Logowanie – Odsłuch']);
  expect(named('static')).toContain('Urząd Gminy Próbnej');

  const below = descendants(program.process.pid ?? 0);
  const pages = below.filter((pid) => readProcess(pid, 'cmdline').includes('--type=renderer'));
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    // 2 = seccomp filter; more than one number = a process namespace of its own.
    expect(readProcess(page, 'status')).toMatch(/^Seccomp:\s+2$/m);
    expect(readProcess(page, 'status')).toMatch(/^NSpid:\s+\d+\s+\d+/m);
  }
  for (const pid of [program.process.pid ?? 0, ...below]) {
    expect(readProcess(pid, 'status')).not.toMatch(/^Uid:.*\b0\b/m);
  }
});

test('INV-44 refuses every argument that would open it or lead it elsewhere, before it opens anything', async ({
  run,
  folder,
}) => {
  for (const name of [
    `--settings=${await writeSettings(folder)}`,
    `--user-data-dir=${folder}`,
    '--bypasscsp-schemes=app',
    // Chromium takes a switch out of the blanks around it.
    ' --remote-debugging-port=0',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    // With the fuse on, this one would halt before our first line and wait for a debugger.
    '--inspect-brk=0',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--no-sandbox',
    '--proxy-server=127.0.0.1:9',
    '--host-resolver-rules=MAP * 127.0.0.1',
  ]) {
    const program = run({ executable: executable(), args: [name] });
    expect(await program.ended(), name).toBe(refusedExit);
    expect(program.said(), name).not.toMatch(/listening on/);
  }
});

// Of NODE_OPTIONS a packaged Electron honours few even without the fuse; what matters is that none of them gets in.
test('INV-44 runs no code that the environment names', async ({ run, folder }) => {
  const marker = join(folder, 'marker');
  const script = join(folder, 'script.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '');\n`, {
    mode: 0o644,
  });
  for (const env of [
    { ELECTRON_RUN_AS_NODE: '1' },
    { NODE_OPTIONS: `--require=${script}` },
    { NODE_OPTIONS: '--inspect=0' },
  ]) {
    const program = run({ executable: executable(), args: [script], env });
    // Our own first sentence: it is the program that runs, not an interpreter.
    await program.says(`${JSON.stringify(script)} is refused`);
    expect(await program.ended()).toBe(refusedExit);
    expect(existsSync(marker), JSON.stringify(env)).toBe(false);
    expect(program.said(), JSON.stringify(env)).not.toContain('Debugger listening');
  }
});

test('INV-44 runs no folder of scripts in place of its archive', async ({ run, folder }) => {
  const copy = join(folder, 'copy');
  execFileSync('cp', ['-r', '--reflink=auto', release(), copy]);
  const marker = join(folder, 'marker');
  const loose = join(copy, 'resources/app');
  rmSync(join(copy, 'resources/app.asar'));
  mkdirSync(loose);
  writeFileSync(join(loose, 'package.json'), '{"main":"index.js"}');
  const script = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); process.exit(0);`;
  writeFileSync(join(loose, 'index.js'), script);
  const program = run({ executable: join(copy, 'odsluch'), args: [] });
  expect(await program.ended()).not.toBe(0);
  expect(existsSync(marker)).toBe(false);
});

test('INV-44 opens no debugger at a signal, and listens nowhere', async ({
  run,
  assistive,
  folder,
  machine,
}) => {
  asRoot();
  machine.of(await writeSettings(folder));
  const program = run({ executable: executable(), args: [readable], env: assistive.env });
  await expect.poll(() => assistive.names('button')).toContain('Zaloguj');
  const pid = program.process.pid ?? 0;
  expect(listeningSockets([pid, ...descendants(pid)])).toEqual([]);
  // What Node takes as the wish for a debugger. With the fuse off nobody hears it, and it ends the program as it ends any.
  process.kill(pid, 'SIGUSR1');
  expect(await program.ended()).toBe(null);
  expect(program.said()).not.toContain('Debugger listening');
});
