import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Client } from 'pg';
import { createOfficeCa } from '../../build/office/certificates.ts';
import { type DemoDirectory, startDirectory } from '../../build/office/directory.ts';
import type { AccountState } from '../../build/office/people-types.ts';
import { personConfig } from '../../server/database.ts';
import { proveAtDoor } from '../../server/door.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { ask, headOf } from './ledger.ts';
import { expectSignedIn, findCall, signIn, trySignIn, chooseBasis } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { writeSettings } from './settings.ts';

/** What the sign-in page answers, whatever the directory says and whichever part of the office is away. */

test.use({ seed: { of: 'signin', choose: ({ matter }) => matter === 'oddzwonienie' } });

const password = 'Jesienny-Deszcz-7';

/** Each state of an account, and the sentence for it. */
const sentences: Readonly<Record<Exclude<AccountState, 'ok'>, string>> = {
  disabled: 'Konto jest wyłączone. O jego włączenie należy zwrócić się do informatyka.',
  locked: 'Konto jest zablokowane po zbyt wielu próbach.',
  'must-change': 'Wymagana jest zmiana hasła. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete)',
  expired: 'Konto straciło ważność. O jej przedłużenie należy zwrócić się do informatyka.',
  'password-expired': 'Hasło straciło ważność. Należy zmienić hasło w systemie Windows (Ctrl+Alt+Delete)',
  hours: 'Konto nie może logować się o tej godzinie.',
  workstation: 'Konto nie może logować się na tym stanowisku.',
};
const states = Object.keys(sentences) as (keyof typeof sentences)[];
const wrong = 'Nieprawidłowa nazwa użytkownika lub hasło.';

test.describe('with a directory alone', () => {
  let directory: DemoDirectory;

  test.beforeEach(async () => {
    directory = await startDirectory({
      certificates: await createOfficeCa(),
      serviceAccount: { login: 'svc-odsluch', password: crypto.randomUUID() },
      people: ['ok' as const, ...states].map((state, place) => ({
        login: loginOf(state),
        password,
        displayName: `Osoba ${place}`,
        title: 'inspektor',
        department: 'Kancelaria Ogólna',
        guid: crypto.randomUUID(),
        groups: [],
        accountState: state,
      })),
    });
  });
  test.afterEach(() => directory.stop());

  const settings = async (folder: string): Promise<string> => {
    writeFileSync(join(folder, 'directory-ca.pem'), directory.ca);
    const { url, upnSuffix } = directory;
    return writeSettings(folder, { directory: { url, upnSuffix, ca: 'directory-ca.pem' } });
  };

  test('every state of an account has its own sentence, and costs one bind', async ({ launch, folder }) => {
    const { page } = await launch({ settings: await settings(folder) });
    for (const [place, state] of states.entries()) {
      await trySignIn(page, loginOf(state), password);
      await expect(page.getByText(sentences[state]), state).toBeVisible();
      expect(directory.binds(), state).toBe(place + 1);
    }
  });

  test('INV-35 a wrong password is one bind, an empty one not a byte, and the name stays', async ({
    launch,
    folder,
  }) => {
    const { page } = await launch({ settings: await settings(folder) });
    await trySignIn(page, loginOf('ok'), '');
    await expect(page.getByText('Należy wpisać hasło.')).toBeVisible();
    await trySignIn(page, loginOf('ok'), '   ');
    await expect(page.getByText('Należy wpisać hasło.')).toBeVisible();
    await trySignIn(page, 'CN=*)(uid=*', password);
    await expect(page.getByText('To nie jest nazwa użytkownika urzędu.')).toBeVisible();
    // Pasted into the wrong field.
    await trySignIn(page, 'x'.repeat(10_000), password);
    await expect(page.getByText('To nie jest nazwa użytkownika urzędu.')).toBeVisible();
    await trySignIn(page, loginOf('ok'), 'y'.repeat(10_000));
    await expect(page.getByText(wrong)).toBeVisible();
    expect(directory.connections()).toBe(0);

    await trySignIn(page, loginOf('ok').toUpperCase(), 'Wiosenny-Deszcz-7');
    await expect(page.getByText(wrong)).toBeVisible();
    expect({ connections: directory.connections(), binds: directory.binds() }).toEqual({
      connections: 1,
      binds: 1,
    });
    expect(await directory.badPasswords(loginOf('ok'))).toBe(1);
    await expect(page.getByLabel('Nazwa użytkownika')).toHaveValue(loginOf('ok').toUpperCase());
    // Typed again, it stands in the place of the wrong one.
    await expect(page.getByLabel('Hasło', { exact: true })).toBeFocused();
    await page.keyboard.type(password);
    await expect(page.getByLabel('Hasło', { exact: true })).toHaveValue(password);
  });

  test('INV-37 a directory that another authority vouches for is sent no password', async ({
    launch,
    folder,
  }) => {
    const { url, upnSuffix } = directory;
    const { page } = await launch({
      // `ca.pem` is the certificate of an office that never heard of this directory.
      settings: await writeSettings(folder, { directory: { url, upnSuffix, ca: 'ca.pem' } }),
    });
    await trySignIn(page, loginOf('ok'), password);
    await expect(page.getByText('Serwer kont nie okazał certyfikatu urzędu')).toBeVisible();
    expect(directory.binds()).toBe(0);
  });
});

test('a directory away or frozen is said, what was typed stays, and the next try works', async ({
  office,
  start,
}) => {
  const { page } = await start();
  const person = office.person(who.listener);
  const away = 'Serwer kont (Active Directory) nie odpowiada.';
  await office.directory.suspend();
  await trySignIn(page, person.login, person.password);
  await expect(page.getByText(away)).toBeVisible();
  await office.directory.resume();
  office.directory.freeze();
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expect(page.getByText(away)).toHaveCount(0);
  await expect(page.getByText(away)).toBeVisible();
  office.directory.thaw();
  await expectTyped(page, person);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expectSignedIn(page, person);
});

test('a program that is quit while the directory leaves a sign-in hanging goes at once', async ({
  office,
  start,
}) => {
  const running = await start();
  const person = office.person(who.listener);
  const before = office.directory.connections();
  office.directory.freeze();
  await trySignIn(running.page, person.login, person.password);
  await expect.poll(() => office.directory.connections()).toBeGreaterThan(before);
  const program = running.app.process();
  await running.stop();
  expect(program.exitCode).toBe(0);
  office.directory.thaw();
});

test('a database away is said, what was typed stays, and the next try works', async ({ office, start }) => {
  const { page } = await start();
  const person = office.person(who.listener);
  await office.database.suspend();
  await trySignIn(page, person.login, person.password);
  await expect(page.getByText('Baza danych nie odpowiada.')).toBeVisible();
  await expectTyped(page, person);
  await office.database.resume();
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expectSignedIn(page, person);
});

test('a second sign-in elsewhere that finds no free connection is told so, and works once there is one', async ({
  office,
  start,
}) => {
  const { page } = await start();
  const person = office.person(who.listener);
  const keeper = pinnedKeeperKey(office.keeperPublicKey);
  const { secret } = await proveAtDoor(office.settings, keeper, person.login, person.password);
  const elsewhere = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const client = new Client(personConfig(office.settings, person.login, secret));
      await client.connect();
      return client;
    }),
  );
  await trySignIn(page, person.login, person.password);
  await expect(page.getByText('program jest otwarty także na innym stanowisku')).toBeVisible();
  await expectTyped(page, person);
  await Promise.all(elsewhere.map((client) => client.end()));
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expectSignedIn(page, person);
});

test('whom the directory knows and the office does not, is told whom to ask', async ({ office, start }) => {
  await ask(office, `ALTER ROLE "${who.other}" NOLOGIN`);
  const { page } = await start();
  await trySignIn(page, who.other, office.person(who.other).password);
  await expect(page.getByText('Konto nie ma dostępu do programu Odsłuch.')).toBeVisible();
});

test('a keeper away at the start lets nobody in, is said, and the next try works', async ({
  office,
  start,
}) => {
  await office.keeper.stop();
  const { page } = await start();
  const person = office.person(who.listener);
  await trySignIn(page, person.login, person.password);
  await expect(
    page.getByText('Serwer odsłuchu nie odpowiada, więc teraz nie można się zalogować.'),
  ).toBeVisible({ timeout: 15_000 });
  await expectTyped(page, person);
  await office.keeper.start();
  // Until it has answered what was asked before, a second try is told to wait.
  await expect.poll(() => ask(office, 'SELECT FROM office.command')).toEqual([]);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expectSignedIn(page, person);
});

test('a program of a former version says that it must be renewed, and has nothing asked of the keeper', async ({
  office,
  start,
  installed,
  folder,
}) => {
  const program = join(folder, 'former');
  cpSync(installed.folder, program, { recursive: true });
  const manifest = join(program, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": "[^"]+"/, '"version": "0.1.0"'));
  const { page } = await start({ program });
  const before = await headOf(office);
  const person = office.person(who.listener);
  await trySignIn(page, person.login, person.password);
  await expect(
    page.getByText('Wymagana jest nowsza wersja programu – proszę o kontakt z informatykiem.'),
  ).toBeVisible();
  expect(await headOf(office)).toBe(before);
});

test('a share away at the start blocks listening, is said, and comes back by itself', async ({
  office,
  start,
}) => {
  const elsewhere = `${office.share}-away`;
  renameSync(office.share, elsewhere);
  const { page } = await start();
  await signIn(page, office.person(who.listener));
  await expect(page.getByText('Nagrań nie można teraz otworzyć, połączenie wznowi się samo.')).toBeVisible();
  await openPanel(page, planOf(office, 'oddzwonienie'));
  await expectBlocked(page, 'Zasób z nagraniami jest niedostępny.');
  renameSync(elsewhere, office.share);
  await expectReady(page);
});

function loginOf(state: AccountState): string {
  return `k.${state}`;
}

async function expectTyped(page: Page, { login, password: typed }: { login: string; password: string }) {
  await expect(page.getByLabel('Nazwa użytkownika')).toHaveValue(login);
  await expect(page.getByLabel('Hasło', { exact: true })).toHaveValue(typed);
}

async function openPanel(page: Page, plan: Parameters<typeof findCall>[1]): Promise<void> {
  await findCall(page, plan);
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await chooseBasis(page);
  await page.getByLabel('Nr w rejestrze skarg').fill('27/2026');
}

const approval = (page: Page) => page.getByRole('button', { name: 'Zatwierdź i odtwórz' });

async function expectBlocked(page: Page, sentence: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Uzasadnienie odsłuchania' });
  await expect(panel.getByText(sentence)).toBeVisible();
  await expect(approval(page)).toHaveAttribute('aria-disabled', 'true');
}

async function expectReady(page: Page): Promise<void> {
  await expect(page.getByText('połączenie wznowi się samo')).toHaveCount(0);
  await expect(approval(page)).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('27/2026');
}
