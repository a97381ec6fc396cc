import type { ElectronApplication, Page } from '@playwright/test';
import { odsluchServer, type Ran } from '../database/command-line.ts';
import { cutOff } from './audit.ts';
import { actsOf, appoint, ask, asPerson, entriesOf, headOf, kindsAfter, signAs } from './ledger.ts';
import {
  approve,
  findCall,
  goTo,
  justify,
  listenTo,
  positionOf,
  savedMark,
} from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { audible, expectSilence, expectSound, openAddresses } from './sound.ts';

/** All listening of the office is stopped from the server room: the windows say so, keep what was typed, and go on by themselves. */

test.use({
  seed: { of: 'suspension', choose: ({ matter }) => ['obietnica', 'oddzwonienie'].includes(matter) },
});

const administrator = who.none;
const typed = 'Urzędnik obiecuje odpowiedź do piątku; zażółć gęślą jaźń.';
const byAdministrator = 'Odsłuchiwanie wstrzymano decyzją administratora systemu.';
const bySecretary = 'Odsłuchiwanie wstrzymano decyzją Sekretarza.';
const whatRemains = /kończyć i dołączać do akt\. Odsłuchiwanie wznawia Sekretarz\./;

test('an administrator stops what plays; the protocol can be finished, and once the Secretary resumes it plays on', async ({
  office,
  signedIn,
}) => {
  await appoint(office, administrator, 'administrator');
  const { app, page, home, stop } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(typed);
  await expectSound(page);

  await test.step('the sound ends by itself, and the page says why and what can be done', async () => {
    const { out } = await suspend(office, administrator);
    const [entry] = await entriesOf(office, 'suspended', before);
    expect(out).toBe(
      `Wpis ${entry?.seq}: wstrzymano odsłuchiwanie. Wznawia je Sekretarz albo zastępca na stronie „Pulpit”.\n`,
    );
    await expectStopped(app, page, byAdministrator);
    await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
    await expect(savedMark(page)).toBeVisible();
    // What it would ask for stands before the next request, and would be in the ledger with it.
    await page.keyboard.press('F8');
  });

  await test.step('whoever stopped it does not let it go on', async () => {
    const asking = signAs(office, administrator, 'resume', {
      ...{ suspension: 1, hash: '0'.repeat(64), reason: 'pomyłka' },
    });
    await expect(asking).rejects.toThrow('not signed: not-secretary');
    await expect(page.getByText(byAdministrator)).toBeVisible();
    expect(await kindsAfter(office, before)).toEqual(['release', 'suspended', 'closed', 'refusal']);
  });

  await test.step('the Secretary does: the bar goes by itself, and one press plays on at the place', async () => {
    const [played, place] = [await audible(page), await positionOf(page)];
    await resume(office);
    await expect(page.getByText(byAdministrator)).toHaveCount(0);
    expect(await audible(page), 'no sound by itself').toBe(played);
    await page.getByRole('button', { name: 'Odtwarzaj' }).click();
    await expectSound(page);
    expect(await positionOf(page)).toBeGreaterThanOrEqual(place);
    await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
  });

  await test.step('in the next suspension the protocol is finished and filed', async () => {
    await suspend(office, who.secretary);
    await expectStopped(app, page, bySecretary);
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
    const [completed] = await entriesOf(office, 'completed', before);
    expect(completed?.words).toEqual({ findings: typed });
    await resume(office);
  });

  await test.step('the ledger holds who stopped it, why, and how each listening ended', async () => {
    const suspended = await entriesOf(office, 'suspended', before);
    expect(suspended.map(({ payload }) => [payload.login, payload.by])).toEqual([
      [administrator, 'administrator'],
      [who.secretary, 'secretary'],
    ]);
    expect(suspended.map(({ words }) => words)).toEqual([{ reason: why }, { reason: why }]);
    const resumed = await entriesOf(office, 'resumed', before);
    expect(resumed.map(({ payload }) => [payload.login, payload.suspension])).toEqual(
      suspended.map(({ seq }) => [who.secretary, seq]),
    );
    const closed = await entriesOf(office, 'closed', before);
    expect(closed.map(({ payload }) => payload.how)).toEqual(['listening-suspended', 'listening-suspended']);
    const releases = await entriesOf(office, 'release', before);
    expect(new Set(releases.map(({ payload }) => payload.act)).size).toBe(1);
    expect(releases).toHaveLength(2);
  });

  await test.step('and the Secretary reads it in the register', async () => {
    await stop();
    const secretary = await signedIn(who.secretary, { home: `${home}-2` });
    await goTo(secretary.page, 'Rejestr');
    const rows = secretary.page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
    const name = office.person(administrator).displayName;
    await expect(
      rows.filter({ hasText: 'wstrzymanie odsłuchiwania' }).filter({ hasText: name }),
    ).toContainText(why);
    await expect(rows.filter({ hasText: 'wznowienie odsłuchiwania' })).toHaveCount(2);
  });
});

test('an approval that meets the suspension is refused by an entry, keeps its form, and waits for the end', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  await findCall(page, planOf(office, 'oddzwonienie'));
  await justify(page, '27/2026');
  const before = await headOf(office);
  // Both wait for the keeper: the window cannot know of the suspension when the person approves.
  const secretary = await asPerson(office, who.secretary);
  await office.keeper.stop();
  await secretary('suspend', { reason: why });
  await expect.poll(() => waiting(office)).toEqual(['suspend']);
  await approve(page);
  await expect.poll(() => waiting(office)).toEqual(['suspend', 'listen']);
  await office.keeper.start();

  await expect(page.getByText('Odmówiono dostępu – odsłuchiwanie wstrzymane.')).toBeVisible();
  await expect(
    page.getByText(/Odsłuchiwanie w urzędzie jest wstrzymane\. Wznawia je Sekretarz/),
  ).toBeVisible();
  const [entry] = await entriesOf(office, 'refusal', before);
  expect(entry?.payload).toMatchObject({ reason: 'listening-suspended', login: who.other });
  await expect(page.getByText(`nr ${entry?.seq}`, { exact: true })).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual(['suspended', 'refusal']);
  expect(await actsOf(office, who.other)).toEqual([]);
  expect(await audible(page)).toBe(0);
  expect(await openAddresses(app, page)).toEqual([]);

  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await expect(page.getByText(/Wpisane dane pozostają\. Odsłuchiwanie wznawia Sekretarz/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Zatwierdź i odtwórz' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await resume(office);
  await expect(page.getByText(bySecretary)).toHaveCount(0);
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('27/2026');
  await approve(page);
  await expectSound(page);
  expect((await kindsAfter(office, before)).slice(2)).toEqual(['resumed', 'release']);
});

const why = 'Podejrzenie naruszenia ochrony danych';

/** What is typed in the server room, with the password of whoever signs. */
async function suspend(office: RunningOffice, login: string): Promise<Ran> {
  const { password } = office.person(login);
  const command = ['suspend', '--as', login, '--reason', why];
  const ran = await odsluchServer(['--settings', office.serverSettingsFile, ...command], `${password}\n`);
  expect(ran).toMatchObject({ code: 0, complaint: '' });
  return ran;
}

const resume = async (office: RunningOffice): Promise<void> => {
  const [stop] = (await entriesOf(office, 'suspended')).slice(-1);
  const body = { suspension: stop?.seq ?? 0, hash: stop?.hash ?? '', reason: 'Wyjaśniono' };
  await signAs(office, who.secretary, 'resume', body);
};

/** Silence, the reason with what to do, no way to play, and the way to the end of the protocol. */
async function expectStopped(app: ElectronApplication, page: Page, reason: string): Promise<void> {
  await expect(page.getByText(reason)).toBeVisible();
  await expect(page.getByText(/Dźwięk zatrzymano na [\d:]+, klucz usunięto z pamięci\./)).toBeVisible();
  await expect(page.getByText(whatRemains)).toBeVisible();
  expect(await cutOff(page)).toEqual([]);
  await expectSilence(app, page);
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Zakończ i drukuj' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
}

/** Kinds of the requests that the keeper has not answered yet, oldest first. */
async function waiting(office: RunningOffice): Promise<string[]> {
  const rows = await ask<{ kind: string }>(office, 'SELECT kind FROM office.command ORDER BY position');
  return rows.map(({ kind }) => kind);
}
