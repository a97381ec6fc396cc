import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import { headerLength, recordPosition } from '../../shared/node/record-format.ts';
import { actsOf, entriesOf, fileOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { approve, findCall, jumpToMiddle, justify, listenTo, rowOf } from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { audible, expectSilence, expectSound } from './sound.ts';

/** A file on the share that is not what was sealed: no sound of it, a plain sentence, and the ledger knows what was released. */

test.use({
  seed: {
    of: 'damaged',
    choose: ({ matter }) => ['obietnica', 'oddzwonienie', 'granica'].includes(matter),
  },
});

let file = '';
/** Whatever a test does to a file is undone for the next one. */
test.afterEach(() => {
  if (file !== '') renameSync(`${file}.kept`, file);
  file = '';
});

async function damage(office: RunningOffice, plan: CallPlan): Promise<string> {
  const path = await fileOf(office, await recordingOf(office, plan));
  copyFileSync(path, `${path}.kept`);
  file = path;
  return path;
}

test('INV-41 a file that is missing blocks the approval; nothing is entered, no number is taken', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const before = await headOf(office);
  renameSync(await damage(office, planOf(office, 'obietnica')), `${file}.gone`);
  await findCall(page, planOf(office, 'obietnica'));
  await justify(page);
  await expectBlocked(page, 'Pliku nagrania nie ma w zasobie.');
  // The database cannot know: from now on the window says so in the row.
  await expect(rowOf(page, planOf(office, 'obietnica'))).toContainText('brak pliku');
  expect(await kindsAfter(office, before)).toEqual([]);
});

test("INV-41 another recording's file under this name blocks the approval as well", async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const before = await headOf(office);
  const foreign = await fileOf(office, await recordingOf(office, planOf(office, 'oddzwonienie')));
  copyFileSync(foreign, await damage(office, planOf(office, 'obietnica')));
  await findCall(page, planOf(office, 'obietnica'));
  await justify(page);
  await expectBlocked(page, 'Plik w zasobie należy do innego nagrania, dlatego nie został odtworzony.');
  expect(await kindsAfter(office, before)).toEqual([]);
});

test('INV-41 a file cut between two records gives no sound, and the protocol says that playing failed', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  truncateSync(await damage(office, planOf(office, 'obietnica')), recordPosition(10));
  await findCall(page, planOf(office, 'obietnica'));
  await justify(page);
  await approve(page);
  await expectNothingHeard(office, app, page, before);
});

test('INV-41 a byte changed where the sound begins gives no sound', async ({ office, signedIn }) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  flip(await damage(office, planOf(office, 'obietnica')), recordPosition(0) + 1_000);
  await findCall(page, planOf(office, 'obietnica'));
  await justify(page);
  await approve(page);
  await expectNothingHeard(office, app, page, before);
});

test('INV-41 a byte changed in the middle plays up to there and no further', async ({ office, signedIn }) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  const path = await damage(office, planOf(office, 'granica'));
  const middle = Math.floor(statSync(path).size / 2);
  flip(path, middle);
  await listenTo(page, planOf(office, 'granica'));
  await expectSound(page);
  await page.getByLabel('Ustalenia').fill('Początek rozmowy jest czytelny.');
  await jumpToMiddle(page);
  await expectBroken(app, page);
  await expect(page.getByLabel('Ustalenia')).toHaveValue('Początek rozmowy jest czytelny.');
  await expect.poll(() => kindsAfter(office, before)).toEqual(['release', 'closed']);
  const [closed] = await entriesOf(office, 'closed', before);
  expect(closed?.payload.how).toBe('recording-failed');
  // 8 kHz, one channel: no more was played than lies before the changed byte.
  const end = (middle / 8_000) * 1_000;
  expect(closed?.payload.ranges.length).toBeGreaterThan(0);
  for (const [, to] of closed?.payload.ranges ?? []) expect(to).toBeLessThanOrEqual(end);
});

test("INV-41 another recording's file whose header was forged to this name gives no sound", async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  const path = await damage(office, planOf(office, 'obietnica'));
  const header = readFileSync(path).subarray(0, headerLength());
  copyFileSync(await fileOf(office, await recordingOf(office, planOf(office, 'granica'))), path);
  truncateSync(path, statSync(`${path}.kept`).size);
  writeAt(path, 0, header);
  await findCall(page, planOf(office, 'obietnica'));
  await justify(page);
  await approve(page);
  await expectNothingHeard(office, app, page, before);
});

async function expectBlocked(page: Page, sentence: string): Promise<void> {
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Zatwierdź i odtwórz' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('14/2026');
  expect(await audible(page)).toBe(0);
}

/** The key was released, so the act exists; the ledger says that playing failed, and so does the list of protocols. */
async function expectNothingHeard(
  office: RunningOffice,
  app: ElectronApplication,
  page: Page,
  before: number,
): Promise<void> {
  await expectBroken(app, page);
  expect(await audible(page)).toBe(0);
  await expect.poll(() => kindsAfter(office, before)).toEqual(['release', 'closed']);
  const [closed] = await entriesOf(office, 'closed', before);
  expect(closed?.payload).toMatchObject({ how: 'recording-failed', ranges: [] });
  const [act] = (await actsOf(office, who.listener)).slice(-1);
  expect(act?.state).toBe('started');
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText(
    'odtworzenie nieudane',
  );
}

/** In the act that exists now: the bar says that the file is damaged, and what the protocol will say of it. */
async function expectBroken(app: ElectronApplication, page: Page): Promise<void> {
  await expect(page.getByText('Nagrania nie można dalej odtwarzać – plik jest uszkodzony.')).toBeVisible();
  await expect(page.getByText('Jeśli coś już odtworzono, protokół poda tylko to;')).toBeVisible();
  await expectSilence(app, page);
}

function flip(path: string, position: number): void {
  const handle = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, position);
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, position);
  closeSync(handle);
}

function writeAt(path: string, position: number, bytes: Buffer): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, position);
  closeSync(handle);
}
