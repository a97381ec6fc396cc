import type { Locator } from '@playwright/test';
import type { Walk } from '../guide.ts';

export const caseNumber = 'SEK.1510.7.2026';

/** In the demo the sign-in page has everybody at hand; what is typed is typed as in an office. */
export async function signIn({ page, passwordOf }: Walk, name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByLabel('Hasło', { exact: true }).fill(passwordOf(name));
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await page.getByRole('banner').getByRole('button', { name }).waitFor();
}

export async function signOut({ page }: Walk, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await page.getByRole('button', { name: 'Zaloguj' }).waitFor();
}

/** The menu of the person, and the list of keys. */
export async function look({ page, album }: Walk): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Anna Nowak' }).click();
  await page.getByRole('menuitem', { name: 'Wyloguj' }).waitFor();
  await album.picture(page, 'menu-osoby');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog', { name: 'Klawisze odtwarzania' }).waitFor();
  await album.picture(page, 'klawisze');
  await page.keyboard.press('Escape');
}

export const row = ({ page }: Walk, ...texts: string[]): Locator =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first();

/** „Znalezienie rozmowy”: case, day, an hour that is wrong, and the call. */
export async function findCall(walk: Walk, pictured = true): Promise<void> {
  const { page, album, day } = walk;
  const take = async (name: string): Promise<void> => {
    if (pictured) await album.picture(page, name);
  };
  const field = page.getByLabel('Znak sprawy');
  await field.waitFor();
  await field.fill(caseNumber);
  await page.keyboard.press('Enter');
  await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  await page.getByLabel('Dzień rozmowy', { exact: true }).last().fill(day);
  await take('dzien');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Rozmowy' }).waitFor();
  if (pictured) await loosen(walk);
  await row(walk, '417', '214', '305').click();
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).waitFor();
  await page.getByRole('button', { name: /^Inne rozmowy z tego numeru/ }).waitFor();
  await take('rozmowa');
}

/** An hour at which the caller did not ring, then the line that says what leaving it out gives. */
async function loosen({ page, album }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await page.getByRole('menuitem', { name: 'Numer dzwoniącego' }).click();
  await page.getByLabel('Numer albo jego ostatnie cyfry').fill('417');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await page.getByRole('menuitem', { name: 'Godzina rozmowy' }).click();
  await page.getByLabel('Około godziny').fill('o trzeciej po południu');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Żadna rozmowa nie spełnia wszystkich warunków' }).waitFor();
  const way = page.getByRole('main').getByRole('listitem').filter({ hasText: 'bez podanej godziny' });
  await way.getByText(/rozm/).first().waitFor();
  await album.picture(page, 'nic-nie-znaleziono');
  await way.getByRole('button').click();
  await page.getByRole('grid', { name: 'Rozmowy' }).waitFor();
}
