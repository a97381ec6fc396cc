import { renameSync } from 'node:fs';
import type { open } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { ask, entriesOf, headOf, kindsAfter, revoke } from './ledger.ts';
import { jumpToMiddle, listenTo, positionOf, savedMark, unlock } from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { audible, expectSilence, expectSound, expectStopped } from './sound.ts';
import { expectWhole } from './whole.ts';

/** Whatever breaks off a listening: the sound ends, the page says why, nothing typed is lost, and it goes on in the same act. */

test.use({ seed: { of: 'interrupted', choose: ({ matter }) => ['obietnica', 'granica'].includes(matter) } });

test.afterEach(({ office }) => office.database.resume());

const typed = 'Dzwoniący pyta o termin. Urzędnik obiecuje odpowiedź do piątku – „na pewno”.';

test('a locked or sleeping workstation ends the sound; „Odtwarzaj” goes on at the place, without a form', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByRole('button', { name: '15 sekund naprzód' }).click();
  await page.getByLabel('Ustalenia').fill(typed);
  await expectSound(page);

  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  // Who unlocks Windows may be somebody else: the program is locked, too.
  await expect(page.getByRole('heading', { name: 'Program zablokowany' })).toBeVisible();
  await unlock(page, office.person(who.listener));
  await expectStopped(app, page, 'Program był zablokowany.');
  await goOn(page);

  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expectStopped(app, page, 'Komputer był uśpiony.');
  await goOn(page);

  await page.getByRole('button', { name: 'Anna Nowak' }).click();
  await page.getByRole('menuitem', { name: 'Zablokuj' }).click();
  await expect(page.getByRole('heading', { name: 'Program zablokowany' })).toBeVisible();
  await expectSilence(app, page);
  // Nothing of the case is to be read on a locked screen.
  expect(await page.getByRole('main').filter({ visible: true }).innerText()).not.toContain('obiecuje');
  await expect(page).toHaveTitle('Program zablokowany – Odsłuch');
  await unlock(page, office.person(who.listener));
  await goOn(page);
  await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);

  const closed = await entriesOf(office, 'closed', before);
  expect(closed.map(({ payload }) => payload.how)).toEqual(['locked', 'suspended', 'locked']);
  await expectOneAct(office, before, 4);
});

test('a database that restarts disturbs nobody; one that stays away stops the sound, not the writing', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);

  await office.database.restart();
  await page.getByLabel('Ustalenia').fill('Pierwsza uwaga.');
  await expect(savedMark(page)).toBeVisible();
  expect(await draftOf(office)).toBe('Pierwsza uwaga.');
  await expectSound(page);

  await office.database.suspend();
  await page.getByLabel('Ustalenia').fill(typed);
  await expect(page.getByText(/^Zmiany po .* są w tym oknie i zostaną wysłane same\.$/)).toBeVisible();
  // It waits thirty seconds for a word of the server.
  await putClockForward(app, 31_000);
  await expectStopped(app, page, 'Baza danych nie odpowiada.');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
  await office.database.resume();
  await expect(page.getByText('Baza danych nie odpowiada.')).toHaveCount(0);
  await expect(savedMark(page)).toBeVisible();
  expect(await draftOf(office)).toBe(typed);
  await goOn(page);
  await expectOneAct(office, before, 2);
});

test('a keeper that dies ends the sound after thirty seconds, and its return lets it go on', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await office.keeper.kill();
  await page.getByLabel('Ustalenia').fill(typed);
  // Drafts are the database's business: they are saved while the keeper is dead.
  await expect(savedMark(page)).toBeVisible();
  // Said while the sound still runs; without a pulse for 30 s it ends.
  const bar = page.getByRole('alert').filter({ hasText: 'Serwer odsłuchu nie odpowiada.' });
  await expect(bar).toContainText('Nagrań nie można teraz otworzyć', { timeout: 60_000 });
  await expect(bar).toContainText('Dźwięk zatrzymano na', { timeout: 60_000 });
  await expectStopped(app, page, 'Serwer odsłuchu nie odpowiada.');
  const playedFor = await audible(page);
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
  const needKeeper = ['Zakończ i drukuj', 'To nie ta rozmowa', 'Dodaj osobę obecną', 'Dodaj nagranie'];
  for (const name of needKeeper) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription('Serwer odsłuchu nie odpowiada.');
  }
  await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
  await page.getByLabel('Uwagi').fill('Pisane bez strażnika.');
  await office.keeper.start();
  await expect(page.getByText('Serwer odsłuchu nie odpowiada.')).toHaveCount(0);
  expect(await audible(page), 'no sound by itself').toBe(playedFor);
  for (const name of needKeeper)
    await expect(page.getByRole('button', { name })).not.toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByLabel('Uwagi')).toHaveValue('Pisane bez strażnika.');
  await goOn(page);
  const [closed] = await entriesOf(office, 'closed', before);
  expect(closed?.payload.how).toBe('connection-lost');
  await expectOneAct(office, before, 2);
});

test('a share that stops answering in mid-play stops the sound, and its return lets it go on', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  // Two hours: five minutes on has to be fetched.
  await listenTo(page, planOf(office, 'granica'));
  await expectSound(page);
  renameSync(office.share, `${office.share}-away`);
  await breakFiles(app, true);
  await jumpToMiddle(page);
  await expectStopped(app, page, 'Zasób z nagraniami jest niedostępny.');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
  renameSync(`${office.share}-away`, office.share);
  await breakFiles(app, false);
  await expect(page.getByText('Zasób z nagraniami jest niedostępny.')).toHaveCount(0);
  await goOn(page);
  // The middle of what is drawn of a long call: the first ten minutes.
  expect(await positionOf(page)).toBeGreaterThanOrEqual(300);
  const [closed] = await entriesOf(office, 'closed', before);
  expect(closed?.payload.how).toBe('recording-failed');
  await expectOneAct(office, before, 2);
});

test('an authorisation revoked in mid-play ends the listening, not the protocol', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(typed);
  await revoke(office, who.secretary, who.other);
  await expect.poll(() => kindsAfter(office, before)).toContain('closed');
  // The program hears of it at its next beat.
  await putClockForward(app, 15_000);
  await expectStopped(app, page, 'Upoważnienie do odsłuchiwania przestało obowiązywać.');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
  const [release] = await entriesOf(office, 'release', before);
  const closed = await entriesOf(office, 'closed', before);
  // An opening of an earlier test may end by its silence meanwhile.
  const own = closed.find(({ payload }) => payload.act === release?.payload.act);
  expect(own?.payload.how).toBe('authorisation-ended');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  const [completed] = await entriesOf(office, 'completed', before);
  expect(completed?.words).toEqual({ findings: typed });
  await expectWhole(office);
});

/** Asks for a new release in the same act: one press, and the sound is where it was. */
async function goOn(page: Page): Promise<void> {
  const place = await positionOf(page);
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await expectSound(page);
  expect(await positionOf(page)).toBeGreaterThanOrEqual(place);
}

/** All releases behind entry `before` belong to one act with one number. */
async function expectOneAct(office: RunningOffice, before: number, releases: number): Promise<void> {
  const entries = await entriesOf(office, 'release', before);
  expect(entries).toHaveLength(releases);
  expect(new Set(entries.map(({ payload }) => payload.act)).size).toBe(1);
  expect(new Set(entries.map(({ payload }) => payload.protocol)).size).toBe(1);
}

async function draftOf(office: RunningOffice): Promise<string | undefined> {
  const [row] = await ask<{ findings: string }>(
    office,
    "SELECT text::jsonb #>> '{words,findings}' AS findings FROM office.draft ORDER BY id DESC LIMIT 1",
  );
  return row?.findings;
}

/** The program's own clock, which tells it when to ask the server and how long ago that answered. */
async function putClockForward(app: ElectronApplication, ms: number): Promise<void> {
  await app.evaluate((_electron, by) => {
    const now = performance.now.bind(performance);
    Object.defineProperty(globalThis, 'performance', {
      configurable: true,
      value: { now: () => now() + by },
    });
  }, ms);
}

/** A file server that dies takes open files with it; a renamed folder of this machine does not, so their reading is made to fail. */
async function breakFiles(app: ElectronApplication, broken: boolean): Promise<void> {
  await app.evaluate(async (_electron, dead) => {
    const main = process as unknown as { mainModule: { require(name: string): { open: typeof open } } };
    const handle = await main.mainModule.require('node:fs/promises').open(process.execPath);
    const kind = Object.getPrototypeOf(handle) as { read: unknown; whole?: unknown };
    await handle.close();
    kind.whole ??= kind.read;
    kind.read = dead ? () => Promise.reject(new Error('EIO')) : kind.whole;
  }, broken);
}
