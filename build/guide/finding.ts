import { complaintCaller } from '../office/calls.ts';
import type { Walk } from '../guide.ts';
import { caseNumber, holds, row, type Steps } from './steps.ts';

const conditions = [
  'Godzina rozmowy',
  'Numer dzwoniącego',
  'Kto odebrał',
  'Wydział',
  'Numer wewnętrzny',
  'Najkrótszy czas',
];

async function addCondition({ page }: Walk, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj warunek' }).click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill(text);
  await page.keyboard.press('Enter');
}

const list = ({ page }: Walk): Promise<void> => page.getByRole('grid', { name: 'Rozmowy' }).waitFor();

async function typeDay({ page, day }: Walk): Promise<void> {
  await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
  await page.getByLabel('Dzień rozmowy', { exact: true }).last().fill(day);
  await page.keyboard.press('Enter');
}

/** „Od czego zacząć”. */
export const searching: Steps = {
  'W polu „Znak sprawy” wpisać znak': async ({ page }) => {
    const field = page.getByLabel('Znak sprawy');
    const wrong = caseNumber.replace('.2026', '.26');
    await field.fill(wrong);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Czy chodzi o ${caseNumber}?` }).waitFor();
    holds((await field.inputValue()) === wrong, 'program niczego sam nie zmienia');
    await field.fill(caseNumber);
    await page.keyboard.press('Enter');
  },
  'Wybrać „Dzień”, wpisać datę albo słowa z pisma': async (walk) => {
    const { page, album, day } = walk;
    await page.getByRole('search').getByRole('button', { name: 'Dzień', exact: true }).click();
    const field = page.getByLabel('Dzień rozmowy', { exact: true }).last();
    const meant = page.getByText(/^Czyli: /);
    for (const words of ['wczoraj', 'w zeszłym tygodniu', 'na początku miesiąca']) {
      await field.fill(words);
      await meant.waitFor();
      await field.fill('');
      await meant.waitFor({ state: 'detached' });
    }
    await field.fill(day);
    await album.picture(page, 'dzien');
    await page.keyboard.press('Enter');
    await list(walk);
  },
  'Gdy rozmów jest dużo, wybrać „Dodaj warunek”': async (walk) => {
    const { page } = walk;
    await page.getByRole('button', { name: 'Dodaj warunek' }).click();
    for (const name of conditions) await page.getByRole('menuitem', { name }).waitFor();
    await page.keyboard.press('Escape');
    await addCondition(walk, 'Godzina rozmowy', 'koło dziesiątej');
    await page.getByRole('button', { name: 'ok. godz. 10:00 (± 30 min)', exact: true }).waitFor();
    await addCondition(walk, 'Numer dzwoniącego', 'numer zastrzeżony');
    await page.getByRole('button', { name: 'numer zastrzeżony', exact: true }).waitFor();
  },
  'Aby zmienić warunek, kliknąć jego etykietę': async (walk) => {
    const { page } = walk;
    await page.getByRole('button', { name: 'numer zastrzeżony', exact: true }).click();
    const spaced = complaintCaller.replace(/^(\+48)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4');
    await page.getByRole('dialog').getByRole('textbox').fill(spaced);
    await page.keyboard.press('Enter');
    await row(walk, '417', '214', '305').waitFor();
    const cross = page.getByRole('button', { name: 'Usuń warunek' });
    const before = await cross.count();
    await cross.last().click();
    await cross.nth(before - 1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
    await cross.first().waitFor({ state: 'detached' });
    // Five digits are enough without a day.
    await addCondition(walk, 'Numer dzwoniącego', complaintCaller.slice(-5));
    await row(walk, '417', '214', '305').waitFor();
    await page.getByRole('button', { name: 'Wyczyść warunki' }).click();
    await typeDay(walk);
    await addCondition(walk, 'Numer dzwoniącego', complaintCaller.slice(-3));
    await list(walk);
  },
};

/** „Lista i szczegóły”. */
export const details: Steps = {
  'Kliknąć wiersz rozmowy albo dojść do niego strzałkami': async (walk) => {
    const { page } = walk;
    await row(walk, '417', '09:46').click();
    await page.getByRole('heading', { name: 'Rozmowa o godz. 09:46' }).waitFor();
    await row(walk, '417', '09:46').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Rozmowa o godz. 10:06' }).waitFor();
  },
  'Aby sprawdzić, kiedy jeszcze dzwoniono z tego samego numeru': async (walk) => {
    const { page, album } = walk;
    const others = page.getByRole('button', { name: 'Inne rozmowy z tego numeru (2)' });
    await others.waitFor();
    await album.picture(page, 'rozmowa');
    await others.click();
    await page.getByRole('button', { name: 'Wróć do poprzedniej listy' }).click();
    await others.waitFor();
  },
};

/** An hour at which the caller did not ring. */
export async function askInVain(walk: Walk): Promise<void> {
  await addCondition(walk, 'Godzina rozmowy', 'o trzeciej po południu');
  await walk.page.getByRole('heading', { name: 'Żadna rozmowa nie spełnia wszystkich warunków' }).waitFor();
}

const withoutHour = ({ page }: Walk) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: 'bez podanej godziny' });

/** „Gdy niczego nie ma”. */
export const nothingFound: Steps = {
  'Przeczytać podpowiedzi': async (walk) => {
    await withoutHour(walk).getByText(/rozm/).first().waitFor();
    await walk.album.picture(walk.page, 'nic-nie-znaleziono');
  },
  'Kliknąć tę, która pasuje': async (walk) => {
    await withoutHour(walk).getByRole('button').click();
    await list(walk);
  },
};

/** Case, day and call once more, for somebody who has read all that. The last cases are offered below the field. */
export async function findAgain(walk: Walk, number: string, ...texts: string[]): Promise<void> {
  const { page } = walk;
  await page.getByLabel('Znak sprawy').fill(number);
  await page.keyboard.press('Enter');
  const clear = page.getByRole('button', { name: 'Wyczyść warunki' });
  if (await clear.isVisible()) await clear.click();
  await typeDay(walk);
  await row(walk, ...texts).click();
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).waitFor();
}
