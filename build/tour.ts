import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { verify } from '../server/verify/run.ts';
import { complaintDay } from './office/calls.ts';
import type { RunningOffice } from './office/office.ts';
import { legalDay } from '../shared/warsaw.ts';
import { controls, hear, signIn, signOut } from './tour/pages.ts';
import { Report } from './tour/report.ts';
import { giveToUser } from './window/account.ts';
import { resize, type Size } from './window/looks.ts';
import { startProgram } from './window/program.ts';

const caseNumber = 'SEK.1510.7.2026';
const listener = 'Anna Nowak';
const unauthorised = 'Natalia Wróbel';
const secretary = 'Halina Dudek';
/** A common screen, and one of 1920 × 1080 at 200 %. */
const usual: Size = { width: 1366, height: 768, zoom: 1 };
const enlarged: Size = { width: 1920, height: 1080, zoom: 2 };
const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę. Odmowy udzielenia informacji nie stwierdzono.';

/**
 * One listening as a listener does it, a second recording in the same act, one refusal, the Secretary's register: performed in the real window and left
 * in `demo-output/`. Returns 0 only if every step went as a person needs it and the ledger verifies.
 */
export async function runTour(office: RunningOffice, root: string, electron: string): Promise<number> {
  const output = join(root, 'demo-output');
  const ledger = await office.superuser();
  const program = await startProgram({
    root,
    runtime: electron,
    settings: office.appSettingsFile,
    screen: '1920x1200',
  });
  const report = new Report(output, ledger, program.app);
  try {
    await report.start();
    const { app, page } = program;
    page.setDefaultTimeout(30_000);
    await resize(app, page, usual);
    await listen(report, page);
    await large(report, app, page);
    await complete(report, app, page, output);
    await refuse(report, page);
    await review(report, page);
    return await conclude(office, report);
  } catch (error) {
    report.say(`NIE UDAŁO SIĘ: ${error instanceof Error ? error.message : String(error)}`);
    await report.picture(program.page, 'niepowodzenie');
    return 1;
  } finally {
    report.save();
    await program.stop();
    await ledger.end();
  }
}

async function listen(report: Report, page: Page): Promise<void> {
  const on = controls(page);
  await on.signIn.waitFor();
  await report.picture(page, 'logowanie');
  await report.step('Logowanie', async () => {
    await signIn(report, page, listener);
    await on.caseNumber.waitFor();
    await report.picture(page, 'szukaj');
  });
  await report.step('Wyszukanie rozmowy: znak sprawy, dzień, rozmowa', async () => {
    await find(report, page);
    await report.click(on.row('417', '214', '305'));
    await on.justify.waitFor();
    await report.picture(page, 'znaleziona-rozmowa');
  });
  await report.step(
    'Od znalezionej rozmowy do dźwięku',
    async () => {
      await report.click(on.justify);
      await report.click(on.reason);
      await report.fill(on.register, '14/2026');
      await report.picture(page, 'uzasadnienie');
      await report.click(on.approve);
      await hear(page);
      await report.picture(page, 'odsluchanie');
    },
    4,
  );
  await report.step(
    'Druga część tej samej rozmowy',
    async () => {
      await report.click(on.part(2));
      await hear(page);
      await report.picture(page, 'druga-czesc');
    },
    1,
  );
  await report.step('Druga rozmowa tej osoby: powrót do listy', async () => {
    await report.click(on.addRecording);
    await report.click(on.row('417', '09:46'));
    await on.addAndPlay.waitFor();
    await report.picture(page, 'kolejne-nagranie');
  });
  await report.step(
    'Kolejne nagranie w tej samej czynności',
    async () => {
      await report.click(on.addAndPlay);
      await hear(page);
      await report.picture(page, 'kolejne-nagranie-odtwarzane');
    },
    1,
  );
}

/** The complaint day of the demo office, as a person types it. */
async function find(report: Report, page: Page): Promise<void> {
  const on = controls(page);
  await report.fill(on.caseNumber, caseNumber);
  await report.click(on.day);
  await page.keyboard.type(complaintDay(legalDay(new Date())).split('-').reverse().join('.'));
  await page.keyboard.press('Enter');
}

/** The same pages at 200 %, and the dark theme. */
async function large(report: Report, app: ElectronApplication, page: Page): Promise<void> {
  await resize(app, page, enlarged);
  await report.picture(page, 'odsluchanie-200-procent');
  await report.click(page.getByRole('button', { name: 'Szukaj', exact: true }));
  await controls(page).row('417').waitFor();
  await report.picture(page, 'szukaj-200-procent');
  await resize(app, page, usual);
  await page.emulateMedia({ colorScheme: 'dark' });
  await report.click(page.getByRole('button', { name: 'Odsłuchanie', exact: true }));
  await report.picture(page, 'odsluchanie-ciemny');
  await page.emulateMedia({ colorScheme: 'light' });
}

async function complete(report: Report, app: ElectronApplication, page: Page, output: string): Promise<void> {
  const on = controls(page);
  await report.step(
    'Od ustaleń do protokołu w aktach sprawy',
    async () => {
      await report.fill(on.findings, findings);
      await report.picture(page, 'ustalenia');
      await report.click(on.finish);
      await on.file.waitFor();
      await on.drawnPage.waitFor();
      await report.picture(page, 'protokol-zakonczony');
      await report.click(on.file);
      await page.getByRole('heading', { name: 'Dołączono do akt sprawy' }).waitFor();
      await report.picture(page, 'protokol-w-aktach');
    },
    3,
  );
  await report.step('Protokół jako PDF', () => savePdf(report, app, page, output));
  await report.step('Moje protokoły', async () => {
    await report.click(on.protocols);
    await page.getByRole('row').filter({ hasText: caseNumber }).first().waitFor();
    await report.picture(page, 'moje-protokoly');
  });
}

/** Nobody is there to answer the system's own dialog: it is answered with a folder of the program's user. */
async function savePdf(report: Report, app: ElectronApplication, page: Page, output: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'odsluch-pdf-'));
  giveToUser(folder);
  const name = await page.getByText(/^PO_.*\.pdf$/).innerText();
  const target = join(folder, name);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, target);
  await report.click(controls(page).savePdf);
  await page
    .getByText(/zapisano/i)
    .first()
    .waitFor();
  if (!existsSync(target)) throw new Error('the protocol was not saved');
  copyFileSync(target, join(output, name));
  rmSync(folder, { recursive: true, force: true });
}

async function refuse(report: Report, page: Page): Promise<void> {
  const on = controls(page);
  await report.step('Odmowa: osoba bez upoważnienia', async () => {
    await signOut(report, page, listener);
    await signIn(report, page, unauthorised);
    await find(report, page);
    await report.click(on.row('417', '09:46'));
    await report.click(on.justify);
    await report.click(on.reason);
    await report.fill(on.register, '14/2026');
    await report.click(on.approve);
    await page.getByText(/^Odmówiono dostępu/).waitFor();
    await report.picture(page, 'odmowa');
  });
}

async function review(report: Report, page: Page): Promise<void> {
  await report.step('Sekretarz: rejestr odsłuchań', async () => {
    await signOut(report, page, unauthorised);
    await signIn(report, page, secretary);
    await page.getByRole('row').filter({ hasText: caseNumber }).first().waitFor();
    await report.picture(page, 'rejestr');
  });
}

async function conclude(office: RunningOffice, report: Report): Promise<number> {
  const { faultless, sentence } = await verify(office.settings, { quick: false, exported: null });
  report.say(`\nKsięga: ${sentence}`);
  return faultless ? 0 : 1;
}
