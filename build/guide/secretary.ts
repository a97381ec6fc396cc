import type { Walk } from '../guide.ts';
import { signIn, signOut } from './steps.ts';

/** „Dla Sekretarza”, and what goes to whoever looks after the program. */
export async function reviewAndHelp(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await signIn(walk, 'Halina Dudek');
  const grid = page.getByRole('grid', { name: 'Rejestr odsłuchań' });
  const act = grid.getByRole('row').filter({ hasText: 'PO/1/' }).first();
  await act.waitFor();
  await page
    .getByRole('region', { name: 'Podsumowanie rejestru' })
    .getByText(/sprawdzono/)
    .waitFor();
  await album.picture(page, 'rejestr');
  await act.click();
  await page
    .getByRole('button', { name: /^Historia nagrania/ })
    .first()
    .waitFor();
  await album.picture(page, 'przebieg');
  await page.getByRole('button', { name: 'Pomoc' }).click();
  const collect = page.getByRole('menuitem', { name: 'Zbierz dane dla informatyka' });
  await collect.click();
  // Not pictured: it tells of the machine that made the pictures.
  await page.getByLabel('Zawartość pliku').waitFor();
  await page.keyboard.press('Escape');
  await signOut(walk, 'Halina Dudek');
}
