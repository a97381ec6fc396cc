import type { Walk } from '../guide.ts';
import { sheetsDrawn } from '../window/looks.ts';
import { caseNumber } from './steps.ts';

/** „Zakończenie i akta sprawy”, a correction, and the lists of protocols while one is still under way. */
export async function finish(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page.getByRole('heading', { name: 'Niezakończone odsłuchania' }).waitFor();
  await page.getByRole('row').filter({ hasText: caseNumber }).first().waitFor();
  await album.picture(page, 'protokoly');
  await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await page.getByRole('heading', { name: 'Protokół zakończony' }).waitFor();
  await sheetsDrawn(page);
  await album.picture(page, 'zakonczenie');
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await page.getByRole('heading', { name: 'Protokół dołączony do akt' }).waitFor();
  await correct(walk);
}

async function correct({ page, album }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Sprostuj' }).click();
  const field = page.getByRole('textbox', { name: 'Znak sprawy' });
  await field.fill('SEK.1510.8.2026');
  await album.picture(page, 'sprostowanie');
  await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
  await page.getByRole('heading', { name: 'Sprostowano protokół' }).waitFor();
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await page.getByRole('heading', { name: 'Protokół dołączony do akt' }).waitFor();
}
