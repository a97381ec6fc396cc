import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { entriesOf, headOf, kindsAfter, recordingOf } from '../e2e/ledger.ts';
import { caseNumber, dayText, reason, timeOf, basis } from '../../build/window/hand.ts';
import { planOf, who } from '../e2e/office.ts';
import type { Assistive } from './assistive.ts';
import { product } from './packages.ts';
import { expect, test } from './program.ts';

/**
 * The deb on this system: put on by apt, used by a listener with nothing but keyboard and screen reader (the release lets no other driver
 * in), taken off again. It changes the system, so it needs root, and a system on which the program is not in use.
 */
test.use({ seed: { of: 'installed', choose: ({ matter }) => matter === 'oddzwonienie' } });

const isRoot = process.getuid?.() === 0;
const isThere = spawnSync('dpkg-query', ['-W', 'odsluch'], { stdio: 'ignore' }).status !== 1;
test.skip(!isRoot, 'only root can install a package');
test.skip(isThere, 'the program is installed here already, or there is no dpkg');

const apt = (...args: string[]): void => {
  execFileSync('apt-get', ['-y', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};

test.beforeAll(() => {
  apt('install', '--no-install-recommends', product('.deb'));
});
test.afterAll(() => {
  apt('purge', 'odsluch');
});

test('what apt put here is whole, and in the menu', () => {
  // Says nothing where every file is as the package has it.
  expect(execFileSync('dpkg', ['--verify', 'odsluch'], { encoding: 'utf8' })).toBe('');
  const entry = readFileSync('/usr/share/applications/odsluch.desktop', 'utf8');
  expect(entry).toMatch(/^Name=Odsłuch$/m);
  expect(entry).toMatch(/^Exec=odsluch$/m);
  for (const icon of ['48x48/apps/odsluch.png', '256x256/apps/odsluch.png', 'scalable/apps/odsluch.svg']) {
    expect(existsSync(`/usr/share/icons/hicolor/${icon}`), icon).toBe(true);
  }
  const said = readFileSync('/usr/share/doc/odsluch/copyright', 'utf8');
  expect(said).toContain('Apache License');
});

test('a listener finds, justifies and hears a call in the installed program', async ({
  office,
  run,
  assistive,
  machine,
}) => {
  const plan = planOf(office, 'oddzwonienie');
  const { login, password, displayName } = office.person(who.listener);
  const before = await headOf(office);
  machine.of(office.appSettingsFile);
  const args = ['--force-renderer-accessibility'];
  const program = run({ executable: '/usr/bin/odsluch', args, env: assistive.env });
  await fill(assistive, 'entry', 'Nazwa użytkownika', login);
  await fill(assistive, 'password text', 'Hasło', password);
  await assistive.key('Return');
  await there(assistive, 'button', displayName);

  await fill(assistive, 'combo box', 'Znak sprawy', caseNumber);
  await assistive.key('Return');
  await fill(assistive, 'entry', 'Dzień rozmowy', dayText(plan));
  await assistive.key('Return');
  await press(assistive, 'table row', timeOf(plan));
  await press(assistive, 'button', 'Odsłuchaj w sprawie');
  await press(assistive, 'combo box', 'Podstawa prawna');
  await press(assistive, 'list item', basis);
  await press(assistive, 'radio button', reason);
  await fill(assistive, 'entry', 'Nr w rejestrze skarg', '14/2026');
  await press(assistive, 'button', 'Zatwierdź i odtwórz');

  await there(assistive, 'button', 'Wstrzymaj');
  // The waveform's own words: that much was heard.
  const heard = async () => (await assistive.names('image')).filter((name) => name.startsWith('Odtworzono'));
  await expect.poll(heard).toEqual([expect.stringMatching(/^Odtworzono: 00:00–00:0[2-9]$/)]);

  const [release] = await entriesOf(office, 'release', before);
  expect(release?.payload.recording).toBe(await recordingOf(office, plan));
  program.process.kill('SIGTERM');
  expect(await program.ended()).toBe(0);
  await expect.poll(() => kindsAfter(office, before)).toEqual(['release', 'closed']);
});

async function there(assistive: Assistive, role: string, name: string): Promise<void> {
  await expect
    .poll(async () => (await assistive.names(role)).some((one) => one.startsWith(name)), {
      message: `there should be a ${role} „${name}”`,
    })
    .toBe(true);
}

async function press(assistive: Assistive, role: string, name: string): Promise<void> {
  await there(assistive, role, name);
  expect(await assistive.press(role, name), `pressing ${role} „${name}”`).toBe(true);
}

async function fill(assistive: Assistive, role: string, name: string, text: string): Promise<void> {
  await there(assistive, role, name);
  const isFocused = async () =>
    (await assistive.tree()).some(
      (one) => one.role === role && one.name.startsWith(name) && one.states.includes('focused'),
    );
  expect(await assistive.focus(role, name), `giving ${role} „${name}” the keyboard`).toBe(true);
  await expect.poll(isFocused).toBe(true);
  await assistive.type(text);
}
