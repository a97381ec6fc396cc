import { fileURLToPath } from 'node:url';
import { type RunningOffice, startOfficeOf } from '../../build/office/office.ts';
import { productionParts, whyNoProduction } from '../../build/office/production.ts';
import type { SambaDirectory } from '../../build/office/samba.ts';
import { expect, test } from './app.ts';
import { actsOf, entriesOf, headOf } from './ledger.ts';
import { approve, findCall, justify, listenTo, signIn, trySignIn } from '../../build/window/hand.ts';
import { planOf, who } from './office.ts';
import { expectSound } from './sound.ts';

/** The main job with the directory and the database of production: Samba AD, and Debian's PostgreSQL 17 that asks it for every password. */

const reason = whyNoProduction();
let office: RunningOffice<SambaDirectory>;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  if (reason !== null) return;
  office = await startOfficeOf(productionParts, {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    calls: { choose: (plans) => plans.filter(({ matter }) => matter === 'oddzwonienie'), destroyed: 0 },
  });
});
test.afterAll(async () => {
  if (reason === null) await office.stop();
});

test('a wrong password is one try of the lockout; then a call is found, justified, heard, written down and filed', async ({
  launch,
}) => {
  test.skip(reason !== null, reason ?? '');
  const { page } = await launch({ settings: office.appSettingsFile });
  const person = office.person(who.listener);
  await trySignIn(page, person.login, 'Inne-Haslo-1!');
  await expect(page.getByText('Nieprawidłowa nazwa użytkownika lub hasło.')).toBeVisible();
  expect(await office.directory.badPasswords(person.login)).toBe(1);

  const before = await headOf(office);
  await signIn(page, person);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  const [release] = await entriesOf(office, 'release', before);
  expect(release?.payload).toMatchObject({ login: person.login, guid: person.guid });

  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał oddzwonić do piątku.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  expect((await actsOf(office, person.login)).map(({ state }) => state)).toEqual(['filed']);
});

test('INV-38 an account that is disabled while its person is signed in gets no recording', async ({
  launch,
}) => {
  test.skip(reason !== null, reason ?? '');
  const { page } = await launch({ settings: office.appSettingsFile });
  const person = office.person(who.other);
  await signIn(page, person);
  await findCall(page, planOf(office, 'oddzwonienie'));
  await justify(page);
  const before = await headOf(office);
  await office.directory.disable(person.login);
  await approve(page);
  await expect(page.getByText('Konto w systemie Windows jest wyłączone.')).toBeVisible();
  expect((await entriesOf(office, 'refusal', before)).map(({ payload }) => payload.reason)).toEqual([
    'account-disabled',
  ]);
  expect(await entriesOf(office, 'release', before)).toEqual([]);
});
