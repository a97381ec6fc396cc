import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { saveInto } from '../../build/window/hand.ts';
import { expect, type ElectronApplication, type Page } from '@playwright/test';

/** A saved protocol as a clerk of another office would read it: with the tools of PDF, not with ours. */
export type Paper = {
  /** The name that the program offered. */
  name: string;
  /** Its text, each run of blanks as one space. */
  text: string;
  pages: number;
  bytes: Buffer;
};

/** Presses „Zapisz dla EZD” for a folder that does not take it; resolves once the program has said so. */
export async function saveInVain(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await saveInto(app, folder);
  await page.getByRole('button', { name: 'Zapisz dla EZD' }).click();
  await expect(page.getByRole('region', { name: 'Protokół zakończony' }).getByRole('alert')).toContainText(
    'folder jest pełny albo tylko do odczytu. Należy wybrać inny folder; protokół pozostaje bez zmian.',
  );
}

/** Resolves once the first sheet of a sealed protocol is drawn: until then a busy machine has no moment for a press. */
export async function sheetDrawn(page: Page): Promise<void> {
  const sheet = page.getByRole('img', { name: /^Strona 1 z \d+$/ });
  await expect(sheet).toBeVisible();
  await expect(sheet).toHaveAttribute('aria-busy', 'false');
}

/** Presses „Zapisz dla EZD” and takes the name that the program offers. */
export async function savePdf(app: ElectronApplication, page: Page, folder: string): Promise<Paper> {
  await saveInto(app, folder);
  await page.getByRole('button', { name: 'Zapisz dla EZD' }).click();
  const said = page.getByText(/^Zapisano .+\.pdf\.$/);
  await expect(said).toBeVisible();
  const name = ((await said.textContent()) ?? '').slice('Zapisano '.length, -1);
  return readPaper(join(folder, name));
}

/** A PDF on the disk; one that a reader would have to repair fails the test. */
export function readPaper(file: string): Paper {
  // Complains on standard error and exits with 3 for what it had to repair: both fail the test.
  const checked = execFileSync('qpdf', ['--check', file], { encoding: 'utf8' });
  expect(checked).toContain('No syntax or stream encoding errors found');
  return {
    name: basename(file),
    text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' '),
    pages: Number(execFileSync('qpdf', ['--show-npages', file], { encoding: 'utf8' })),
    bytes: readFileSync(file),
  };
}
