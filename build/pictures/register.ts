import { everyLook } from './album.ts';
import { answerAgain, answerWith, away, failing } from './answers.ts';
import { type Part, signInAs, type Studio } from './hand.ts';

/** The Secretary's register: empty, slow, away, without a right, full, an act, a refusal, nothing under a filter. */
export const register: Part = async (studio) => {
  const { app, page, album } = studio;
  await answerWith(app, 'register.rows', { value: { rows: [], next: null } });
  await signInAs(studio, 'halina.dudek');
  await page.getByText('Rejestr jest pusty').waitFor();
  await album.take('pusty', ['jasny', 'kontrast', '200']);
  await answerWith(app, 'register.rows', 'silence');
  await page.reload();
  await page.getByText(/^Trwa to dłużej niż zwykle/).waitFor();
  await album.take('wolny-serwer');
  for (const code of ['database-unreachable', 'no-right'] as const) {
    await answerWith(app, 'register.rows', failing(code));
    await answerWith(app, 'register.summary', failing(code));
    await page.reload();
    await page.getByRole('alert').waitFor();
    if (code === 'database-unreachable') {
      await away(app, 'database');
      await page.getByText('Oczekiwanie na połączenie').waitFor();
    }
    await album.take(code, ['jasny', 'kontrast', '200']);
  }
  await away(app);
  await answerAgain(app);
  await page.reload();
  const grid = page.getByRole('grid', { name: 'Rejestr odsłuchań' });
  await grid.waitFor();
  await album.take('pelny', everyLook);
  await grid.getByRole('row').filter({ hasText: 'PO/' }).first().click();
  await page.getByRole('heading', { name: 'Przebieg' }).waitFor();
  await album.take('wpis', everyLook);
  await answerWith(app, 'register.story', failing('database-unreachable'));
  await page.keyboard.press('Escape');
  await page.reload();
  await grid.getByRole('row').filter({ hasText: 'PO/' }).first().click();
  await page.getByRole('alert').waitFor();
  await album.take('brak-przebiegu');
  await answerAgain(app);
  await page.reload();
  await grid.waitFor();
  await stories(studio);
  await filters(studio);
  await printMenu(studio);
  await page.getByRole('searchbox').fill('XYZ');
  await page.getByText('Żaden wpis nie pasuje').waitFor();
  await album.take('zaden-nie-pasuje');
};

/** A recording out of the story of an act, and a refusal. */
async function stories({ page, album }: Studio): Promise<void> {
  const row = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await row.filter({ hasText: 'PO/' }).first().click();
  await page
    .getByRole('button', { name: /^Historia nagrania/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Historia nagrania' }).waitFor();
  await album.take('historia-nagrania', ['jasny', 'kontrast', '200']);
  await row.filter({ hasText: 'odmowa' }).first().click();
  await page.getByRole('heading', { name: /odmowa/i }).waitFor();
  await album.take('odmowa', ['jasny', '200']);
  await page.keyboard.press('Escape');
}

/** A period of one's own, one that ends before it begins, refusals alone. */
async function filters({ page, album }: Studio): Promise<void> {
  await page.getByRole('combobox', { name: 'Okres' }).click();
  await album.take('okresy', ['jasny', 'kontrast']);
  await page.getByRole('option', { name: 'Własny okres' }).click();
  await page.getByLabel('Od dnia').fill('01.11.2026');
  await page.getByLabel('Do dnia').fill('30.11.2026');
  await album.take('wlasny-okres', everyLook);
  await page.getByLabel('Do dnia').fill('31.10.2026');
  await page.keyboard.press('Tab');
  await page.getByRole('alert').waitFor();
  await album.take('okres-odwrotny', ['jasny', '200']);
  await page.reload();
  await page.getByRole('switch', { name: 'Tylko odmowy' }).click();
  await page.getByRole('row').filter({ hasText: 'odmowa' }).first().waitFor();
  await album.take('tylko-odmowy');
  await page.getByRole('switch', { name: 'Tylko odmowy' }).click();
}

/** „Drukuj za okres” and what comes of it. */
async function printMenu({ app, page, album }: Studio): Promise<void> {
  const menu = page.getByRole('button', { name: 'Drukuj za okres' });
  const print = async (printed: string): Promise<void> => {
    await answerWith(app, 'register.print', { value: { printed } });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Drukuj…' }).click();
    await album.take(`druk-${printed}`, printed === 'unanswered' ? ['jasny', '200'] : ['jasny']);
  };
  await menu.click();
  await album.take('menu-druku', ['jasny', 'ciemny', 'kontrast', '200']);
  await page.keyboard.press('Escape');
  await print('no-printer');
  await print('unanswered');
  await answerWith(app, 'register.savePdf', failing('file-not-saved'));
  await menu.click();
  await page.getByRole('menuitem', { name: 'Zapisz PDF…' }).click();
  await page.getByText(/^Nie udało się zapisać pliku/).waitFor();
  await album.take('nie-zapisano', ['jasny', '200']);
  await answerAgain(app);
}
