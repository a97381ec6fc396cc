import { complaintCaller } from '../office/calls.ts';
import { ask, askFor, caseNumber, controls, press, seeHeading } from '../window/hand.ts';
import { holds, type Steps, type Walk } from './steps.ts';

const conditions = [
  'Godzina rozmowy',
  'Numer dzwoniącego',
  'Kto odebrał',
  'Wydział',
  'Numer wewnętrzny',
  'Najkrótszy czas',
];

const list = ({ page }: Walk): Promise<void> => page.getByRole('grid', { name: 'Rozmowy' }).waitFor();

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
  'W polu „Dzień rozmowy”, które się wtedy otworzy, wpisać datę albo słowa z pisma': async (walk) => {
    const { page, album, day } = walk;
    const field = controls(page).dayField;
    const meant = page.getByText(/^Czyli: /);
    for (const words of ['wczoraj', 'we wtorek', 'od 1 do 10 listopada']) {
      await field.fill(words);
      await meant.waitFor();
      await field.fill('');
      await meant.waitFor({ state: 'detached' });
    }
    await field.fill(day);
    await album.picture('dzien');
    await page.keyboard.press('Enter');
    await list(walk);
  },
  'Gdy rozmów jest dużo, wybrać „Dodaj warunek”': async (walk) => {
    const { page } = walk;
    await press(page, 'Dodaj warunek');
    for (const name of conditions) await page.getByRole('menuitem', { name }).waitFor();
    await page.keyboard.press('Escape');
    await askFor(walk.page, 'Godzina rozmowy', 'koło dziesiątej');
    await page.getByRole('button', { name: 'ok. godz. 10:00 (± 30 min)', exact: true }).waitFor();
    await askFor(walk.page, 'Numer dzwoniącego', 'numer zastrzeżony');
    await page.getByRole('button', { name: 'numer zastrzeżony', exact: true }).waitFor();
  },
  'Aby zmienić warunek, kliknąć jego etykietę': async (walk) => {
    const { page } = walk;
    await page.getByRole('button', { name: 'numer zastrzeżony', exact: true }).click();
    const spaced = complaintCaller.replace(/^(\+48)(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4');
    await page.getByRole('dialog').getByRole('textbox').fill(spaced);
    await page.keyboard.press('Enter');
    await controls(walk.page).row('417', '214', '305').waitFor();
    const cross = page.getByRole('button', { name: 'Usuń warunek' });
    const before = await cross.count();
    await cross.last().click();
    await cross.nth(before - 1).waitFor({ state: 'detached' });
    await press(page, 'Wyczyść warunki');
    await cross.first().waitFor({ state: 'detached' });
    // Five digits are enough without a day.
    await askFor(walk.page, 'Numer dzwoniącego', complaintCaller.slice(-5));
    await controls(walk.page).row('417', '214', '305').waitFor();
    await press(page, 'Wyczyść warunki');
    await ask(walk.page, { day: walk.day });
    await askFor(walk.page, 'Numer dzwoniącego', complaintCaller.slice(-3));
    await list(walk);
  },
};

/** „Lista i szczegóły”. */
export const details: Steps = {
  'Kliknąć wiersz rozmowy albo dojść do niego strzałkami': async (walk) => {
    const { page } = walk;
    await controls(walk.page).row('417', '09:46').click();
    await seeHeading(page, 'Rozmowa o godz. 09:46');
    await controls(walk.page).row('417', '09:46').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await seeHeading(page, 'Rozmowa o godz. 10:06');
  },
  'Aby sprawdzić, kiedy jeszcze dzwoniono z tego samego numeru': async (walk) => {
    const { page, album } = walk;
    const others = page.getByRole('button', { name: 'Inne rozmowy z tego numeru (2)' });
    await others.waitFor();
    await album.picture('rozmowa');
    await others.click();
    await press(page, 'Wróć do poprzedniej listy');
    await others.waitFor();
  },
};

/** An hour at which the caller did not ring. */
export async function askInVain(walk: Walk): Promise<void> {
  await askFor(walk.page, 'Godzina rozmowy', 'o trzeciej po południu');
  await seeHeading(walk.page, 'Żadna rozmowa nie spełnia wszystkich warunków');
}

const withoutHour = ({ page }: Walk) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: 'bez podanej godziny' });

/** „Gdy niczego nie ma”. */
export const nothingFound: Steps = {
  'Przeczytać podpowiedzi': async (walk) => {
    await withoutHour(walk).getByText(/rozm/).first().waitFor();
    await walk.album.picture('nic-nie-znaleziono');
  },
  'Kliknąć tę, która pasuje': async (walk) => {
    await withoutHour(walk).getByRole('button').click();
    await list(walk);
  },
};

/** Case, day and call once more, for somebody who has read all that. The last cases are offered below the field. */
export async function findAgain(walk: Walk, number: string, ...texts: string[]): Promise<void> {
  const on = controls(walk.page);
  await ask(walk.page, { case: number, day: walk.day });
  await on.row(...texts).click();
  await on.justify.waitFor();
}
