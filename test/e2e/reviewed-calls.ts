import type { Page } from '@playwright/test';
import { goTo } from '../../build/window/hand.ts';
import { expect } from './office.ts';

/** What stands above the page has these keys, and the page behind it none of them. */
export async function expectDeafBehindDialog(page: Page, keys: readonly string[]): Promise<void> {
  await page.keyboard.press('F1');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button').first().focus();
  for (const key of keys) await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Whoever answered the second call of a review sees that it was left out, when, and why. */
export async function seeOmitted(page: Page, day: string, seq: number | undefined): Promise<void> {
  await goTo(page, 'Moje oceny');
  await page.getByRole('button', { name: /^Rozmowa 2/ }).click();
  await expect(page.getByRole('heading', { name: 'Rozmowa 2, pominięta' })).toBeVisible();
  await expect(page.getByText('Nie doszło do rozmowy, więc nie ma karty.')).toBeVisible();
  await expect(page.getByText(`Pominięto ${day}, wpis nr ${seq}.`)).toBeVisible();
}
