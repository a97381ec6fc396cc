import { randomInt } from 'node:crypto';
import type * as files from 'node:fs';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { type Exchanged, record } from './exchange.ts';
import { entriesOf, headOf } from './ledger.ts';
import { listenTo } from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, story, test, who } from './office.ts';
import { cannotLookInside, kindOf, pagePid, readProcess } from '../../build/window/processes.ts';
import { expectSilence, expectSound } from './sound.ts';
import {
  filesBelow,
  filesWith,
  leftElsewhere,
  type Marked,
  markedSound,
  openFilesWith,
  processesOf,
} from './traces.ts';

/** What a workstation keeps of a listening: nothing that could be heard, and nobody's password. */

test.use({ seed: { of: 'secrets', choose: (plan) => story(plan) && plan.matter === 'oddzwonienie' } });

test('neither sound nor password nor findings lie on the disk of the workstation, during a listening or after it', async ({
  office,
  signedIn,
}) => {
  const call = await record(office, { startedAt: at(office, '13:14:15') });
  const person = office.person(who.listener);
  const running = await signedIn(who.listener);
  const { page, home } = running;
  await listenTo(page, call);
  await expectSound(page);
  await page.getByRole('slider', { name: 'Miejsce w nagraniu' }).click();
  await expectSound(page);
  const findings = 'Ustalenie-które-nie-ma-prawa-leżeć-na-dysku';
  await page.getByLabel('Ustalenia').fill(findings);
  await expect(page.getByText(/^zapisano/)).toBeVisible();

  const secrets = [...windowsOf(call), Buffer.from(person.password), Buffer.from(findings)];
  // The search itself finds what is there: the office's certificate, which the settings name, is no secret.
  expect(filesWith(office.ca, [Buffer.from('BEGIN CERTIFICATE')])).toHaveLength(1);
  expect(filesWith(home, secrets)).toEqual([]);
  await running.stop();
  expect(filesBelow(home).length).toBeGreaterThan(0);
  expect(filesWith(home, secrets)).toEqual([]);
  expect(filesWith(office.share, secrets)).toEqual([]);
  expect(running.said()).not.toContain(person.password);
});

test.describe('a sound made of one pattern', () => {
  test.skip(cannotLookInside !== false, String(cannotLookInside));
  const minutes = 2;

  test('is in no file that any process of the program holds open once it was closed, nor left anywhere at the end', async ({
    office,
    signedIn,
  }) => {
    const since = Date.now();
    const marked = markedSound();
    const call = await record(
      office,
      { startedAt: at(office, '13:15:15') },
      marked.samples(minutes * 60 * 8_000),
    );
    const running = await signedIn(who.listener);
    const { app, page, home } = running;
    const pids = () => processesOf(app.process().pid ?? 0);
    await expectSearchToFind(app, home, pids(), marked);

    await listenTo(page, call);
    await expectSound(page);
    await playElsewhere(page);
    expect(filesWith(home, marked.needles)).toEqual([]);
    expect(pids().map(kindOf)).toEqual(expect.arrayContaining(['main', 'renderer', 'utility', 'zygote']));
    await page.getByLabel('Ustalenia').fill('W nagraniu nie ma rozmowy, jedynie szum.');
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
    await expectSilence(app, page);
    // While it plays, the pieces on their way to the page stand in memory that both share, without a name on any disk.
    await expect.poll(() => openFilesWith(pids(), marked.needles)).toEqual([]);
    expect(filesWith(home, marked.needles)).toEqual([]);

    await running.stop();
    expect(filesWith(home, marked.needles)).toEqual([]);
    expect(leftElsewhere(userOf(home), since)).toEqual([]);
  });

  test('is left by a page that crashes while it plays in no file and no core, and its opening is closed', async ({
    office,
    signedIn,
    installed,
  }) => {
    const since = Date.now();
    const marked = markedSound();
    const call = await record(
      office,
      { startedAt: at(office, '13:16:15') },
      marked.samples(minutes * 60 * 8_000),
    );
    const before = await headOf(office);
    const running = await signedIn(who.listener);
    const { app, page, home } = running;
    const pid = app.process().pid ?? 0;
    await listenTo(page, call);
    await expectSound(page);
    const folder = await app.evaluate(() => process.cwd());
    const renderer = await pagePid(app);
    const devtools = await page.context().newCDPSession(page);
    const shownAnew = loaded(app);
    // A fault of the machine within the page's process; nobody is left to answer.
    devtools.send('Page.crash').catch(() => undefined);
    await expect.poll(() => readProcess(renderer, 'cmdline')).toBe('');
    await shownAnew;
    await expect.poll(() => textOf(app)).toContain('Zaloguj');
    await expect
      .poll(async () => (await entriesOf(office, 'closed', before)).map(({ payload }) => payload.how))
      .toEqual(['signed-out']);
    await expect.poll(() => openFilesWith(processesOf(pid), marked.needles)).toEqual([]);
    await running.stop();
    const places = [...filesBelow(home), ...filesBelow(installed.folder), ...readdirSync(folder)];
    expect(places.filter((file) => /(^|\/)core(\.\d+)?$|\.dmp$/.test(file))).toEqual([]);
    expect(filesWith(home, marked.needles)).toEqual([]);
    expect(leftElsewhere(userOf(home), since)).toEqual([]);
  });
});

/** Plays at its beginning, in the middle, near the end, and from there on again: each place is fetched and decrypted anew. */
async function playElsewhere(page: Page): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  const { width = 0, height = 0 } = (await slider.boundingBox()) ?? {};
  for (const part of [0.5, 0.9, 0.2]) {
    await slider.click({ position: { x: width * part, y: height / 2 } });
    await expectSound(page);
  }
}

/** The search finds the pattern where it was put on purpose: in the profile, in each of its forms, and in a file without a name. */
async function expectSearchToFind(
  app: ElectronApplication,
  home: string,
  pids: readonly number[],
  { needles }: Marked,
): Promise<void> {
  for (const needle of needles) {
    const planted = join(home, '.config', 'planted');
    writeFileSync(planted, Buffer.concat([Buffer.alloc(100_000), needle, Buffer.alloc(10)]));
    expect(filesWith(home, needles)).toEqual([planted]);
    rmSync(planted);
  }
  const nameless = join(home, 'nameless');
  const handle = await app.evaluate(openNameless, [nameless, needles[0]?.toString('base64') ?? ''] as const);
  expect(openFilesWith(pids, needles)).toEqual([`main: ${nameless} (deleted)`]);
  await app.evaluate(closeHandle, handle);
  expect(openFilesWith(pids, needles)).toEqual([]);
}

type Files = typeof files;
type Main = { mainModule: { require(name: string): Files } };

/** Runs in the program: a file that is open and has no name any more. */
function openNameless(_electron: unknown, [path, content]: readonly [string, string]): number {
  const { openSync, unlinkSync, writeSync } = (process as unknown as Main).mainModule.require('node:fs');
  const handle = openSync(path, 'w+');
  writeSync(handle, Buffer.from(content, 'base64'));
  unlinkSync(path);
  return handle;
}

function closeHandle(_electron: unknown, handle: number): void {
  (process as unknown as Main).mainModule.require('node:fs').closeSync(handle);
}

/** Resolves when the window has loaded its page the next time. */
function loaded(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
  });
}

/** What the window shows; asked of the program, since the driver takes a page that crashed for lost. */
function textOf(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    return contents?.executeJavaScript('document.body.innerText') as Promise<string>;
  });
}

/** The day of the story, at another time. */
function at(office: RunningOffice, time: string): string {
  return planOf(office, 'oddzwonienie').sidecar.startedAt.replace(/T[\d:]{8}/, `T${time}`);
}

const userOf = (home: string): number => statSync(home).uid;

/** Sixty-four places of a recording, 32 bytes each; noise, so that no other file holds them by chance. */
function windowsOf({ wav }: Exchanged): Buffer[] {
  return Array.from({ length: 64 }, () => {
    const from = randomInt(58, wav.length - 32);
    return wav.subarray(from, from + 32);
  });
}
