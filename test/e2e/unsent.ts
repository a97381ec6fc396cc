import type { Page } from '@playwright/test';
import { goTo, personMenu } from '../../build/window/hand.ts';
import { expect } from './office.ts';

/** Goes to another page while a form has words that nobody sent: they are named before signing out, and one press leads back to the form. */
export async function leaveUnsent(page: Page, form: RegExp): Promise<void> {
  await goTo(page, 'Pulpit');
  await personMenu(page, 'Wyloguj');
  const dialog = page.getByRole('alertdialog', { name: 'Nie wszystko jest zapisane' });
  await expect(dialog.getByRole('listitem')).toHaveText(form);
  await dialog.getByRole('button', { name: /^Pokaż: / }).click();
}
