import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goTo, listenTo } from '../../build/window/hand.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { checkWith, keeperOptions } from '../../server/run-keeper.ts';
import { addDays, instantsOf, legalDay } from '../../shared/warsaw.ts';
import { expectGood, faults } from './audit.ts';
import { appoint, ask, entriesOf, headOf, kindsAfter } from './ledger.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { expectSilence, expectSound } from './sound.ts';

/** „Pulpit”: one page says whether everything is all right, and from it listening is stopped and let go on. */

test.use({ seed: { of: 'duties', choose: ({ matter }) => matter === 'obietnica' } });

const root = fileURLToPath(new URL('../..', import.meta.url));
const why = 'Podejrzenie naruszenia ochrony danych';
const bySecretary = 'Odsłuchiwanie wstrzymano decyzją Sekretarza.';

test('the Secretary stops listening by a reason alone, and lets it go on by her password', async ({
  office,
  signedIn,
  folder,
}) => {
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  await listenTo(listener.page, planOf(office, 'obietnica'));
  await expectSound(listener.page);
  const before = await headOf(office);
  const { app, page } = await signedIn(who.secretary);
  await expect(page).toHaveTitle('Pulpit – Odsłuch');
  await expect(page.getByRole('heading', { name: 'Do zrobienia' })).toBeVisible();
  const state = page.getByRole('region', { name: 'Stan' });
  await expect(state).toContainText('pierwsze sprawdzenie w nocy');
  await expect(state).toContainText(/sprawdzono o \d\d:\d\d/);
  await expect(state).toContainText('Marek Bielak');
  await expectGood(app, page, 'duties');

  await test.step('the reason is asked for, and nothing else', async () => {
    await page.getByRole('button', { name: 'Więcej czynności' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Wstrzymaj odsłuchiwanie…' }).press('Enter');
    const panel = page.getByRole('region', { name: 'Wstrzymaj odsłuchiwanie' });
    await expect(panel.getByLabel('Hasło')).toHaveCount(0);
    await panel.getByRole('button', { name: 'Wstrzymaj odsłuchiwanie' }).press('Enter');
    const reason = panel.getByLabel('Powód');
    await expect(reason).toBeFocused();
    await expect(reason).toHaveAccessibleDescription('Należy podać powód.');
    expect(await faults(page)).toEqual([]);
    await reason.fill(why);
    await panel.getByRole('button', { name: 'Wstrzymaj odsłuchiwanie' }).click();
  });

  await test.step('what plays stops, and the page turns red', async () => {
    await expect(listener.page.getByText(bySecretary)).toBeVisible();
    await expectSilence(listener.app, listener.page);
    const row = page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' });
    await expect(row).toContainText('wstrzymał(a) Halina Dudek');
    await expect(page.getByText(/^\d+, pilne: 1$/)).toBeVisible();
    await expect(page.getByText(bySecretary)).toBeVisible();
    await expectGood(app, page, 'duties, suspended');
    const [entry] = await entriesOf(office, 'suspended', before);
    expect(entry).toMatchObject({
      payload: { login: who.secretary, by: 'secretary', asked: { password: false } },
      words: { reason: why },
    });
  });

  await test.step('a wrong password resumes nothing, and what was typed stays', async () => {
    await page.getByRole('button', { name: /^Wznów…/ }).click();
    const panel = page.getByRole('region', { name: 'Wznów odsłuchiwanie' });
    await expect(panel).toContainText(why);
    await panel.getByRole('textbox', { name: /^Powód/ }).fill('Wyjaśniono.');
    await panel.getByLabel('Hasło').fill('zle-haslo');
    await panel.getByRole('button', { name: 'Wznów odsłuchiwanie' }).click();
    await expect(panel.getByLabel('Hasło')).toHaveAccessibleDescription(/^Nieprawidłowe hasło/);
    await expect(panel.getByLabel('Hasło')).toHaveValue('');
    await expectGood(app, page, 'duties, resuming');
    expect(await entriesOf(office, 'resumed', before)).toEqual([]);
    await panel.getByLabel('Hasło').fill(office.person(who.secretary).password);
    await panel.getByLabel('Hasło').press('Enter');
  });

  await test.step('the row goes, the listener’s bar too, and the ledger has who let it go on', async () => {
    await expect(page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' })).toHaveCount(0);
    await expect(listener.page.getByText(bySecretary)).toHaveCount(0);
    const [stop] = await entriesOf(office, 'suspended', before);
    const [resumed] = await entriesOf(office, 'resumed', before);
    expect(resumed).toMatchObject({
      payload: { login: who.secretary, suspension: stop?.seq, asked: { password: true } },
      words: { reason: 'Wyjaśniono.' },
    });
    const kinds = await kindsAfter(office, before);
    expect(kinds.filter((kind) => kind !== 'refusal')).toEqual(['suspended', 'closed', 'resumed']);
  });

  await test.step('the sums of the month lead to the register of its days', async () => {
    await page.getByRole('button', { name: /^Rejestr: / }).click();
    await expect(page.getByRole('combobox', { name: 'Okres' })).toHaveText('Poprzedni miesiąc');
    await goTo(page, 'Pulpit');
    await expect(page.getByRole('heading', { name: 'Do zrobienia' })).toBeVisible();
  });
});

test('an administrator stops it from the window, and has no way to let it go on', async ({
  office,
  signedIn,
}) => {
  await appoint(office, who.none, 'administrator');
  const { page } = await signedIn(who.none);
  await goTo(page, 'Pulpit');
  await page.getByRole('button', { name: 'Więcej czynności' }).click();
  await page.getByRole('menuitem', { name: 'Wstrzymaj odsłuchiwanie…' }).click();
  await page.getByLabel('Powód').fill(why);
  await page.getByRole('button', { name: 'Wstrzymaj odsłuchiwanie' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' });
  await expect(row).toContainText('Natalia Wróbel, administrator');
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('INV-52 a table that somebody changed turns the page red after the next night, and listening stops', async ({
  office,
  signedIn,
}) => {
  const [changed] = await ask<{ seq: number }>(
    office,
    `UPDATE office.authorisation SET to_day = to_day + 30 WHERE login = $1 RETURNING seq::int`,
    [who.listener],
  );
  await office.keeper.stop();
  const night = await keeperOfNextNight(office);
  try {
    await expect.poll(() => entriesOf(office, 'checked'), { timeout: 60_000 }).toHaveLength(1);
    const { app, page } = await signedIn(who.secretary);
    const [checked] = await entriesOf(office, 'checked');
    expect(checked?.payload).toMatchObject({
      faults: 1,
      first: { seq: changed?.seq, table: 'authorisation' },
    });
    const row = page
      .getByRole('row')
      .filter({ hasText: `Łańcuch wpisów niezgodny przy wpisie nr ${changed?.seq}` });
    await expect(row).toContainText('tabela upoważnień, znaleziono');
    await expect(page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' })).toBeVisible();
    const bar = page.getByRole('alert').filter({ hasText: 'W łańcuchu wpisów wykryto niezgodność.' });
    await expect(bar).toContainText('Należy powiadomić informatyka i inspektora ochrony danych.');
    await expectGood(app, page, 'duties, red');
    await goTo(page, 'Rejestr');
    await bar.getByRole('button', { name: 'Co zrobić' }).click();
    const panel = page.getByRole('region', { name: 'Łańcuch wpisów jest niezgodny' });
    await expect(panel.getByLabel('Tekst do przekazania')).toHaveValue(
      new RegExp(`Pierwsza: wpis\\snr\\s${changed?.seq}, tabela upoważnień`),
    );
    await expectGood(app, page, 'duties, a fault');
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  } finally {
    await night.stop();
  }
});

/** The keeper at three in the morning of the next day: its clock is ahead, everything else is as it ever is. */
async function keeperOfNextNight(office: RunningOffice): Promise<{ stop: () => Promise<void> }> {
  const [year = 0, month = 1, day = 1] = addDays(legalDay(), 1).split('-').map(Number);
  const [three] = instantsOf({ year, month, day, hour: 3, minute: 0, second: 0 });
  const ahead = (three?.getTime() ?? 0) - Date.now();
  const directory = openKeeperDirectory(office.settings);
  const program = join(root, 'out/server/odsluch-server.mjs');
  const keeper = await startKeeper({
    ...keeperOptions(office.settings, directory),
    check: checkWith(program, office.serverSettingsFile),
    clock: { own: () => Date.now() + ahead, database: (told) => told + ahead },
    pulseMs: 1_000,
  });
  return {
    stop: async () => {
      await keeper.stop();
      await directory.dispose();
    },
  };
}
