import { goTo, hear, holds, row, type Steps } from './steps.ts';

/** „Klawisze”: while the findings are written. */
export const keys: Steps = {
  'Nacisnąć F8, aby wstrzymać dźwięk': async (walk) => {
    const { page } = walk;
    await hear(walk);
    await page.getByLabel('Ustalenia').focus();
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: 'Odtwarzaj' }).waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
  },
  'Nacisnąć F7, aby cofnąć o 5 sekund': async ({ page }) => {
    const timer = page.getByRole('timer', { name: 'Czas odtwarzania' });
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await timer.filter({ hasText: /^00:[1-5]\d/ }).waitFor();
    await page.keyboard.press('F7');
    await timer.filter({ hasText: /^00:0[5-9]/ }).waitFor();
  },
  'Nacisnąć F4, aby postawić znacznik': async ({ page, album }) => {
    await page.keyboard.press('F4');
    await page.getByText('bez treści – nie wejdzie do protokołu').waitFor();
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: 'Odtwarzaj' }).waitFor();
    await album.picture(page, 'odsluchanie');
  },
  'Nacisnąć F1, aby zobaczyć wszystkie klawisze': async (walk) => {
    const { page, album } = walk;
    const keysList = page.getByRole('dialog', { name: 'Klawisze odtwarzania' });
    await page.keyboard.press('F1');
    await keysList.waitFor();
    await album.picture(page, 'klawisze');
    await page.keyboard.press('Escape');
    await keysList.waitFor({ state: 'detached' });
    await goTo(walk, 'Pomoc');
    await page.getByRole('menuitem', { name: 'Klawisze' }).click();
    await keysList.waitFor();
    await page.keyboard.press('Escape');
    await keysList.waitFor({ state: 'detached' });
  },
};

/** „Ten sam fragment jeszcze raz”. */
export const stretch: Steps = {
  'Wybrać „Więcej”': async ({ page }) => {
    await page.getByRole('button', { name: 'Więcej' }).click();
    const skip = page.getByRole('switch', { name: 'Pomijaj ciszę' });
    holds(!(await skip.isChecked()), 'pomijanie ciszy jest wyłączone');
    for (const other of ['2 s wstecz po wznowieniu', 'Następna wypowiedź', 'Wyjście dźwięku'])
      await page.getByText(other, { exact: true }).waitFor();
  },
  'Tam, gdzie fragment ma się zacząć': async ({ page }) => {
    await page.getByRole('button', { name: 'A: od tego miejsca' }).click();
    await page.getByText(/^od \d\d:\d\d – brakuje końca$/).waitFor();
  },
  'Przejść do miejsca, gdzie ma się skończyć': async ({ page }) => {
    await page.getByRole('button', { name: '15 sekund naprzód' }).click();
    await page.getByRole('button', { name: 'B: do tego miejsca' }).click();
    await page.getByText(/^00:0\d–00:\d\d \(15 s\)$/).waitFor();
  },
  'Wybrać „Powtarzaj”': async ({ page, album }) => {
    const timer = page.getByRole('timer', { name: 'Czas odtwarzania' });
    await page.getByRole('button', { name: 'Powtarzaj' }).click();
    await album.picture(page, 'wiecej');
    await timer.filter({ hasText: /^00:0\d/ }).waitFor();
    for (const key of ['F9', 'F9', 'F8']) await page.keyboard.press(key);
    await timer.filter({ hasText: /^00:[12]\d/ }).waitFor();
    // Back at its beginning.
    await timer.filter({ hasText: /^00:0\d/ }).waitFor();
  },
  'Aby słuchać dalej bez powtarzania, wybrać „Wyczyść”': async ({ page }) => {
    await page.getByRole('button', { name: 'Wyczyść', exact: true }).click();
    await page.getByText('nie zaznaczono').waitFor();
    await page.getByRole('button', { name: 'Więcej' }).click();
  },
};

/** „Następne nagranie w tej samej sprawie”. */
export const another: Steps = {
  'Wybrać „Dodaj nagranie”': async (walk) => {
    await walk.page.getByRole('button', { name: 'Dodaj nagranie' }).click();
    await row(walk, '417', '09:46').waitFor();
  },
  'Wskazać rozmowę i wybrać „Dodaj do PO/': async (walk) => {
    await row(walk, '417', '09:46').click();
    await walk.page.getByRole('button', { name: /^Dodaj do PO\/\d+\/\d+ i odtwórz/ }).click();
    await hear(walk);
  },
};

/** „Gdy to nie ta rozmowa”. */
export const wrongCall: Steps = {
  'Wybrać „To nie ta rozmowa”': async ({ page }) => {
    await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
    await page.getByRole('row').filter({ hasText: 'nie ta rozmowa' }).waitFor();
  },
};

/** „Gdy ktoś ma słuchać razem”: the head of another unit, for a while. */
export const together: Steps = {
  'Wybrać „Dodaj osobę obecną”': async ({ page }) => {
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
    await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
    await page.getByText(/^Dźwięk wstrzymano\./).waitFor();
  },
  'W polu „Osoba obecna” wpisać nazwisko albo login': async ({ page, album }) => {
    await page.getByRole('combobox', { name: 'Osoba obecna' }).pressSequentially('zieli');
    const option = page.getByRole('option', { name: /Piotr Zieliński/ });
    await option.waitFor();
    await album.picture(page, 'osoba-obecna');
    await option.click();
    await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
    await page.getByRole('button', { name: 'Obecni: Piotr Zieliński' }).waitFor();
  },
  'Wznowić dźwięk. Gdy osoba wychodzi': async ({ page }) => {
    const present = page.getByRole('button', { name: 'Obecni: Piotr Zieliński' });
    await page.getByRole('button', { name: 'Odtwarzaj' }).click();
    await page.getByRole('button', { name: 'Wstrzymaj' }).waitFor();
    await present.click();
    await page.getByRole('button', { name: 'Osoba wyszła: Piotr Zieliński' }).click();
    await present.waitFor({ state: 'detached' });
  },
};
