import { everyLook } from './album.ts';
import { answerAgain, answerWith, failing } from './answers.ts';
import { type Part, signInAs } from './hand.ts';

/** The Secretary's register: empty, slow, away, without a right, full, an act, a refusal, nothing under a filter. */
export const register: Part = async (studio) => {
  const { app, page, album } = studio;
  await answerWith(app, 'access.register', { value: { rows: [], next: null } });
  await signInAs(studio, 'halina.dudek');
  await page.getByText('Rejestr jest pusty').waitFor();
  await album.take('pusty', ['jasny', 'kontrast', '200']);
  await answerWith(app, 'access.register', 'silence');
  await page.reload();
  await page.getByText(/^Trwa to dłużej niż zwykle/).waitFor();
  await album.take('wolny-serwer');
  for (const code of ['database-unreachable', 'no-right'] as const) {
    await answerWith(app, 'access.register', failing(code));
    await answerWith(app, 'access.summary', failing(code));
    await page.reload();
    await page.getByRole('alert').waitFor();
    await album.take(code, ['jasny', 'kontrast', '200']);
  }
  await answerAgain(app);
  await page.reload();
  const grid = page.getByRole('grid', { name: 'Rejestr odsłuchań' });
  await grid.waitFor();
  await album.take('pelny', everyLook);
  await grid.getByRole('row').filter({ hasText: 'PO/' }).first().click();
  await page.getByRole('heading', { name: 'Przebieg' }).waitFor();
  await album.take('wpis', everyLook);
  await answerWith(app, 'access.story', failing('database-unreachable'));
  await page.keyboard.press('Escape');
  await page.reload();
  await grid.getByRole('row').filter({ hasText: 'PO/' }).first().click();
  await page.getByRole('alert').waitFor();
  await album.take('brak-przebiegu');
  await answerAgain(app);
  await page.getByRole('searchbox').fill('XYZ');
  await page.getByText('Żaden wpis nie pasuje').waitFor();
  await album.take('zaden-nie-pasuje');
};
