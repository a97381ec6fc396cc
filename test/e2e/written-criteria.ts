import type { Page } from '@playwright/test';
import { faults } from './audit.ts';
import { expect } from './office.ts';

/** By the keyboard alone: one criterion removed and taken back, one moved, one added. */
export async function writeCriteria(page: Page): Promise<void> {
  const focused = (name: string) => expect(page.getByRole('button', { name, exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Zmień kryteria' }).press('Enter');
  await page.getByRole('button', { name: 'Usuń kryterium: Ochrona danych' }).press('Enter');
  await focused('Cofnij');
  await page.keyboard.press('Enter');
  await expect(page.getByText('5. Ochrona danych')).toBeVisible();
  const down = 'Przesuń niżej: Przedstawienie się i komórki';
  await page.getByRole('button', { name: down }).press('Enter');
  await focused(down);
  await expect(page.getByText('2. Przedstawienie się i komórki')).toBeVisible();
  await page.getByRole('button', { name: 'Dodaj kryterium' }).press('Enter');
  const name = page.getByLabel('Nazwa', { exact: false });
  await expect(name).toBeFocused();
  await page.keyboard.type('Czas oczekiwania');
  for (const n of [0, 1, 2, 3]) await page.getByLabel(`Ocena ${n} oznacza`).fill(`Opis ${n}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Wstecz' }).press('Enter');
}
