import type { Walk } from '../guide.ts';
import { row } from './steps.ts';

const findings =
  'Dzwoniący pytał o rozłożenie zaległości na raty. Kancelaria wskazała właściwy wydział i połączyła rozmowę.';

/** „Uzasadnienie i otwarcie nagrania”, up to the approval. */
export async function justify({ page, album }: Walk, pictured = true): Promise<void> {
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await page.getByRole('radio').first().waitFor();
  if (pictured) {
    await page.getByRole('button', { name: 'Kiedy wolno sięgnąć po nagranie?' }).click();
    await page.getByRole('note').waitFor();
    await album.picture(page, 'wyjasnienie');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('radio').first().check();
  await page.getByLabel('Nr w rejestrze skarg').fill('14/2026');
  if (pictured) await album.picture(page, 'uzasadnienie');
  await page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();
}

/** Until the sound really moves: the shown time has left 00:00. */
async function hear({ page }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
  await page
    .getByRole('timer', { name: 'Czas odtwarzania' })
    .filter({ hasText: /(0:0?[1-9]|[1-9]\d?:\d\d|:[1-5]\d) \// })
    .waitFor();
}

/** „Słuchanie” and „Ustalenia, cytaty, uwagi”: everything that the guide tells, in its order. */
export async function listenAndWrite(walk: Walk): Promise<void> {
  const { page, album } = walk;
  await hear(walk);
  await page.keyboard.press('F9');
  await page.keyboard.press('F4');
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Odtwarzaj' }).waitFor();
  await album.picture(page, 'odsluchanie');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await page.getByText('Pomijaj ciszę').waitFor();
  await album.picture(page, 'wiecej');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await admit(walk);
  await write(walk);
  await addAnother(walk);
  await lockAndReturn(walk);
}

/** The head of another unit listens for a while. */
async function admit({ page, album }: Walk): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
  const field = page.getByRole('combobox', { name: 'Osoba obecna' });
  await field.pressSequentially('zieli');
  await page.getByRole('option', { name: /Piotr Zieliński/ }).waitFor();
  await album.picture(page, 'osoba-obecna');
  await page.getByRole('option', { name: /Piotr Zieliński/ }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await page.getByRole('button', { name: 'Obecni: Piotr Zieliński' }).click();
  await page.getByRole('button', { name: 'Osoba wyszła: Piotr Zieliński' }).click();
  await page.getByRole('button', { name: 'Obecni: Piotr Zieliński' }).waitFor({ state: 'detached' });
}

async function write({ page, album }: Walk): Promise<void> {
  await page.getByLabel('Ustalenia').fill(findings);
  await page
    .getByRole('button', { name: /^Zmień cytat/ })
    .first()
    .click();
  await page.keyboard.type('Połączę z Wydziałem Podatków.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Dodaj cytat' }).waitFor();
  await page.getByText(/^zapisano \d\d:\d\d:\d\d$/).waitFor();
  await album.picture(page, 'ustalenia');
}

/** A second recording of the case, which turns out to be the wrong one. */
async function addAnother(walk: Walk): Promise<void> {
  const { page } = walk;
  await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
  await row(walk, '417', '09:46').click();
  await page.getByRole('button', { name: /^Dodaj do PO/ }).click();
  await hear(walk);
  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
}

/** Whoever leaves the desk; sound and key are gone, the words are not. */
async function lockAndReturn({ page, album, passwordOf }: Walk): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Anna Nowak' }).click();
  await page.getByRole('menuitem', { name: 'Zablokuj' }).click();
  await page.getByRole('heading', { name: 'Program zablokowany' }).waitFor();
  await album.picture(page, 'zablokowany');
  await page.getByLabel('Hasło', { exact: true }).fill(passwordOf('Anna Nowak'));
  await page.getByRole('button', { name: 'Odblokuj' }).click();
  await page.getByLabel('Ustalenia').waitFor();
}
