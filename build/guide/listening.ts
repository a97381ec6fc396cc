import { controls, goTo, hear, press, see } from '../window/hand.ts';
import { holds, type Steps } from './steps.ts';

/** „Klawisze”: while the findings are written. */
export const keys: Steps = {
  'Nacisnąć F8, aby wstrzymać dźwięk': async (walk) => {
    const { page } = walk;
    await hear(walk.page);
    await controls(page).findings.focus();
    await page.keyboard.press('F8');
    await controls(page).play.waitFor();
    await page.keyboard.press('F8');
    await controls(page).pause.waitFor();
  },
  'Nacisnąć F7, aby cofnąć o 5 sekund': async ({ page }) => {
    const timer = page.getByRole('timer', { name: 'Czas odtwarzania' });
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await timer.filter({ hasText: /^00:[1-5]\d/ }).waitFor();
    // At rest, so that a slow machine does not play on past the place meanwhile.
    await page.keyboard.press('F8');
    await controls(page).play.waitFor();
    const before = Number((await timer.innerText()).slice(3, 5));
    await page.keyboard.press('F7');
    await timer.filter({ hasText: new RegExp(`^00:${String(before - 5).padStart(2, '0')}`) }).waitFor();
    await page.keyboard.press('F8');
    await controls(page).pause.waitFor();
  },
  'Nacisnąć F4, aby postawić znacznik': async ({ page, album }) => {
    await page.keyboard.press('F4');
    await see(page, 'bez treści – nie wejdzie do protokołu');
    await controls(page).pause.waitFor();
    await page.keyboard.press('F8');
    await controls(page).play.waitFor();
    await album.picture('odsluchanie');
  },
  'Nacisnąć F1, aby zobaczyć wszystkie klawisze': async (walk) => {
    const { page, album } = walk;
    const keysList = page.getByRole('dialog', { name: 'Klawisze odtwarzania' });
    await page.keyboard.press('F1');
    await keysList.waitFor();
    await album.picture('klawisze');
    await page.keyboard.press('Escape');
    await keysList.waitFor({ state: 'detached' });
    await goTo(walk.page, 'Pomoc');
    await page.getByRole('menuitem', { name: 'Klawisze' }).click();
    await keysList.waitFor();
    await page.keyboard.press('Escape');
    await keysList.waitFor({ state: 'detached' });
  },
};

/** „Ten sam fragment jeszcze raz”. */
export const stretch: Steps = {
  'Wybrać „Więcej”': async ({ page }) => {
    await press(page, 'Więcej');
    const skip = page.getByRole('switch', { name: 'Pomijaj ciszę' });
    holds(!(await skip.isChecked()), 'pomijanie ciszy jest wyłączone');
    for (const other of ['2 s wstecz po wznowieniu', 'Następna wypowiedź', 'Wyjście dźwięku'])
      await page.getByText(other, { exact: true }).waitFor();
  },
  'Tam, gdzie fragment ma się zacząć': async ({ page }) => {
    await press(page, 'A: od tego miejsca');
    await see(page, /^od \d\d:\d\d – brakuje końca$/);
  },
  'Przejść do miejsca, gdzie ma się skończyć': async ({ page }) => {
    await press(page, '15 sekund naprzód');
    await press(page, 'B: do tego miejsca');
    await see(page, /^00:0\d–00:\d\d \(15\ss\)$/);
  },
  'Wybrać „Powtarzaj”': async ({ page, album }) => {
    const timer = page.getByRole('timer', { name: 'Czas odtwarzania' });
    await press(page, 'Powtarzaj');
    await album.picture('wiecej');
    await timer.filter({ hasText: /^00:0\d/ }).waitFor();
    for (const key of ['F9', 'F9', 'F8']) await page.keyboard.press(key);
    await timer.filter({ hasText: /^00:[12]\d/ }).waitFor();
    // Back at its beginning.
    await timer.filter({ hasText: /^00:0\d/ }).waitFor();
  },
  'Aby słuchać dalej bez powtarzania, wybrać „Wyczyść”': async ({ page }) => {
    await page.getByRole('button', { name: 'Wyczyść', exact: true }).click();
    await see(page, 'nie zaznaczono');
    await press(page, 'Więcej');
  },
};

/** „Następne nagranie w tej samej sprawie”. */
export const another: Steps = {
  'Wybrać „Dodaj nagranie”': async (walk) => {
    await press(walk.page, 'Dodaj nagranie');
    await controls(walk.page).row('417', '09:46').waitFor();
  },
  'Wskazać rozmowę i wybrać „Dodaj do PO/': async (walk) => {
    await controls(walk.page).row('417', '09:46').click();
    await walk.page.getByRole('button', { name: /^Dodaj do PO\/\d+\/\d+ i odtwórz/ }).click();
    await hear(walk.page);
  },
};

/** „Gdy to nie ta rozmowa”. */
export const wrongCall: Steps = {
  'Wybrać „To nie ta rozmowa”': async ({ page }) => {
    await press(page, 'To nie ta rozmowa');
    await page.getByRole('row').filter({ hasText: 'nie ta rozmowa' }).waitFor();
    await page.getByRole('button', { name: 'Cofnij' }).waitFor();
  },
  'Wybrać „Wróć do listy rozmów”': async ({ page }) => {
    await press(page, 'Wróć do listy rozmów');
    await controls(page).row('417', '09:46').filter({ hasText: 'nie ta rozmowa' }).waitFor();
  },
};

/** „Gdy ktoś ma słuchać razem”: the head of another unit, for a while. */
export const together: Steps = {
  'Wybrać „Dodaj osobę obecną”': async ({ page }) => {
    await controls(page).pause.waitFor();
    await press(page, 'Dodaj osobę obecną');
    await see(page, /^Dźwięk wstrzymano\./);
  },
  'W polu „Osoba obecna” wpisać nazwisko albo nazwę użytkownika': async ({ page, album }) => {
    await page.getByRole('combobox', { name: 'Osoba obecna' }).pressSequentially('zieli');
    const option = page.getByRole('option', { name: /Piotr Zieliński/ });
    await option.waitFor();
    await album.picture('osoba-obecna');
    await option.click();
    await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
    await page.getByRole('button', { name: 'Obecni: Piotr Zieliński' }).waitFor();
  },
  'Wznowić dźwięk. Gdy osoba wychodzi': async ({ page }) => {
    const present = page.getByRole('button', { name: 'Obecni: Piotr Zieliński' });
    await press(page, 'Odtwarzaj');
    await controls(page).pause.waitFor();
    await present.click();
    await press(page, 'Osoba wyszła: Piotr Zieliński');
    await present.waitFor({ state: 'detached' });
  },
};
