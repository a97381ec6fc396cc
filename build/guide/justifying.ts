import { approve, chooseBasis, controls, hear, press, see, seeHeading } from '../window/hand.ts';
import { holds, type Steps, type Walk } from './steps.ts';

/** „Uzasadnienie i otwarcie nagrania”, up to the approval. */
export const justifying: Steps = {
  'W szczegółach rozmowy wybrać „Odsłuchaj w sprawie': async ({ page }) => {
    await press(page, /^Odsłuchaj w sprawie/);
  },
  'W polu „Podstawa prawna” wybrać tę, z której wynika sprawa': async ({ page }) => {
    await chooseBasis(page);
  },
  'Wskazać, „Dlaczego ten przypadek jest wyjątkowy”': async ({ page, album }) => {
    await page.getByRole('button', { name: 'Kiedy wolno sięgnąć po nagranie?' }).press('Enter');
    await page.getByRole('note').waitFor();
    await album.picture('wyjasnienie');
    await page.keyboard.press('Escape');
    await page.getByRole('note').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await page.getByLabel('Powód własnymi słowami').waitFor();
    await page.getByRole('radio').first().check();
  },
  'Wypełnić pole, którego wymaga podstawa': async ({ page }) => {
    const field = controls(page).register;
    // Asked for once in a case.
    if ((await field.inputValue()) === '') await field.fill('14/2026');
  },
  'Przeczytać „Co zostanie zapisane”': async ({ page, album }) => {
    await see(page, 'Co zostanie zapisane');
    await album.picture('uzasadnienie');
    await approve(page);
  },
};

/** „Gdy ktoś ma słuchać razem”: who is to hear it from the beginning is named here, and may be taken back. */
async function presentFromFirst(page: Walk['page']): Promise<void> {
  await page.getByText('Osoby obecne', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Dodaj osobę', exact: true }).click();
  await page.getByRole('combobox', { name: 'Osoba obecna' }).pressSequentially('zieli');
  await page.getByRole('option', { name: /Piotr Zieliński/ }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await press(page, 'Usuń: Piotr Zieliński');
}

const crimeBasis = 'Zabezpieczenie dowodu przestępstwa i zawiadomienie – art. 304 § 2 KPK';

/** „Gdy chodzi o przestępstwo”. */
export const crime: Steps = {
  'W polu „Podstawa prawna” wybrać „Zabezpieczenie dowodu': async ({ page }) => {
    await press(page, /^Odsłuchaj w sprawie/);
    await page.getByRole('combobox', { name: 'Podstawa prawna' }).click();
    await page.getByRole('option', { name: crimeBasis }).click();
    await presentFromFirst(page);
  },
  'Wskazać powód i wypełnić pola „Kwalifikacja prawna czynu” i „Organ ścigania”': async ({ page, album }) => {
    await page.getByRole('radio', { name: /art\. 226 § 1 KK/ }).check();
    await page.getByLabel('Kwalifikacja prawna czynu').fill('art. 226 § 1 KK');
    await page.getByRole('textbox', { name: /^Organ ścigania/ }).fill('Komisariat Policji w Piasecznie');
    const reference = page.getByLabel('Sygnatura organu ścigania (nieobowiązkowo)');
    holds((await reference.inputValue()) === '', 'sygnatura może zostać pusta');
    await album.picture('przestepstwo');
  },
  'Wybrać „Zatwierdź i odtwórz”. Nagranie jest od razu zabezpieczone': async (walk) => {
    await approve(walk.page);
    await hear(walk.page);
    await see(walk.page, /^Nagranie zabezpieczono jako dowód/);
  },
};

/** „Gdy serwer odmówi”. */
export const refused: Steps = {
  'Przeczytać przyczynę odmowy i „Co dalej”': async ({ page, album }) => {
    await see(page, /^Odmówiono dostępu/);
    await seeHeading(page, 'Co dalej');
    await album.picture('odmowa');
  },
  'Wybrać „Wróć do listy rozmów”': async ({ page }) => {
    await press(page, 'Spróbuj ponownie');
    const kept = await controls(page).register.inputValue();
    holds(kept === '14/2026', 'wpisane dane zostają');
    await approve(page);
    await see(page, /^Odmówiono dostępu/);
    await press(page, 'Wróć do listy rozmów');
    await controls(page).justify.waitFor();
  },
};
