import type { Walk } from '../guide.ts';
import { hear, holds, type Steps } from './steps.ts';

/** „Uzasadnienie i otwarcie nagrania”, up to the approval. */
export const justifying: Steps = {
  'W szczegółach rozmowy wybrać „Odsłuchaj w sprawie': async ({ page }) => {
    await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  },
  'Sprawdzić pole „Podstawa prawna”': async ({ page }) => {
    await page
      .getByRole('combobox', { name: 'Podstawa prawna' })
      .filter({ hasText: 'Rozpatrzenie skargi' })
      .waitFor();
  },
  'Wskazać, „Dlaczego ten przypadek jest wyjątkowy”': async ({ page, album }) => {
    await page.getByRole('button', { name: 'Kiedy wolno sięgnąć po nagranie?' }).press('Enter');
    await page.getByRole('note').waitFor();
    await album.picture(page, 'wyjasnienie');
    await page.keyboard.press('Escape');
    await page.getByRole('note').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await page.getByLabel('Powód własnymi słowami').waitFor();
    await page.getByRole('radio').first().check();
  },
  'Wypełnić pole, którego wymaga podstawa': async ({ page }) => {
    const field = page.getByLabel('Nr w rejestrze skarg');
    // Asked for once in a case.
    if ((await field.inputValue()) === '') await field.fill('14/2026');
  },
  'Przeczytać „Co zostanie zapisane”': async ({ page, album }) => {
    await page.getByText('Co zostanie zapisane').waitFor();
    await album.picture(page, 'uzasadnienie');
    await page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();
  },
};

/** „Gdy ktoś ma słuchać razem”: who is to hear it from the beginning is named here, and may be taken back. */
async function presentFromFirst(page: Walk['page']): Promise<void> {
  await page.getByText('Osoby obecne', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Dodaj osobę', exact: true }).click();
  await page.getByRole('combobox', { name: 'Osoba obecna' }).pressSequentially('zieli');
  await page.getByRole('option', { name: /Piotr Zieliński/ }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await page.getByRole('button', { name: 'Usuń: Piotr Zieliński' }).click();
}

const crimeBasis = 'Zabezpieczenie dowodu przestępstwa i zawiadomienie – art. 304 § 2 KPK';

/** „Gdy chodzi o przestępstwo”. */
export const crime: Steps = {
  'W polu „Podstawa prawna” wybrać „Zabezpieczenie dowodu': async ({ page }) => {
    await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
    await page.getByRole('combobox', { name: 'Podstawa prawna' }).click();
    await page.getByRole('option', { name: crimeBasis }).click();
    await presentFromFirst(page);
  },
  'Wskazać powód i wypełnić pole „Kwalifikacja prawna czynu”': async ({ page, album }) => {
    await page.getByRole('radio').first().check();
    await page.getByLabel('Kwalifikacja prawna czynu').fill('art. 190 § 1 KK');
    const reference = page.getByLabel('Sygnatura organu ścigania (nieobowiązkowo)');
    holds((await reference.inputValue()) === '', 'sygnatura może zostać pusta');
    await album.picture(page, 'przestepstwo');
  },
  'Wybrać „Zatwierdź i odtwórz”. Nagranie jest od razu zabezpieczone': async (walk) => {
    await walk.page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();
    await hear(walk);
    await walk.page.getByText(/^Nagranie zabezpieczono jako dowód/).waitFor();
  },
};

/** „Gdy serwer odmówi”. */
export const refused: Steps = {
  'Przeczytać przyczynę odmowy i „Co dalej”': async ({ page, album }) => {
    await page.getByText(/^Odmówiono dostępu/).waitFor();
    await page.getByRole('heading', { name: 'Co dalej' }).waitFor();
    await album.picture(page, 'odmowa');
  },
  'Wybrać „Wróć do listy rozmów”': async ({ page }) => {
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    const kept = await page.getByLabel('Nr w rejestrze skarg').inputValue();
    holds(kept === '14/2026', 'wpisane dane zostają');
    await page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();
    await page.getByText(/^Odmówiono dostępu/).waitFor();
    await page.getByRole('button', { name: 'Wróć do listy rozmów' }).click();
    await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).waitFor();
  },
};
