import { entriesOf, headOf, kindsAfter } from './ledger.ts';
import { answerAgain, answerWith, failing } from '../../build/pictures/answers.ts';
import { listenTo } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';

/** What is typed or pasted into the protocol, and what of it is taken. */

test.use({ seed: { of: 'findings', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('findings that are too short, or cut because they are too long, are told on the spot, and what nobody can read is not sealed', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await page.getByLabel('Ustalenia').fill('Obiecano termin.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByText('Co najmniej 20 znaków bez odstępów; jest 15.')).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual(['release']);
  await page.getByLabel('Ustalenia').fill('Obiecano termin. '.repeat(1_500));
  await expect(page.getByText(/^To pole jest pełne: mieści najwyżej 20\s000 znaków/)).toBeVisible();
  await page.getByRole('button', { name: 'Dodaj cytat' }).click();
  await page.keyboard.insertText('y'.repeat(10_000));
  await expect(page.getByText(/^To pole jest pełne: mieści najwyżej 1000 znaków/)).toBeVisible();
  await page.getByRole('button', { name: /^Usuń cytat/ }).click();
  await page.getByRole('button', { name: 'Dodaj cytat' }).click();
  await page.keyboard.type('Termin do piątku.');
  await page.keyboard.press('Escape');
  // As it comes out of a word processor: a tab, a soft hyphen, a zero-width space.
  await page.getByLabel('Ustalenia').fill('Obiecano\ttermin odpo\u00adwiedzi\u200b do piątku.');
  // One track tells no side: who speaks is asked for, and that nobody can say is an answer.
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const speaker = page.getByRole('combobox', { name: /^Kto mówi: cytat / });
  await expect(speaker).toBeFocused();
  await expect(
    page.getByText('Należy wskazać, kto mówi. Gdy nie wiadomo: „mówca nieoznaczony”.'),
  ).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual(['release']);
  await speaker.click();
  await page.getByRole('option', { name: 'mówca nieoznaczony' }).click();
  await expect(page.getByRole('button', { name: /^Zmień cytat / })).toBeFocused();
  // Without an answer it is said where it was asked for, and can be asked for again.
  await answerWith(app, 'protocol.complete', failing('answer-late', { asked: 'complete' }));
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const notes = page.getByRole('region', { name: 'Treść protokołu' });
  await expect(notes.getByRole('alert')).toHaveText(
    /^Serwer odsłuchu nie odpowiedział na czas i nie wiadomo, czy wpisał zakończenie protokołu\. .* w „Protokołach”\.$/,
  );
  await answerAgain(app);
  await answerWith(app, 'protocol.document', 'silence');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  // Until the sheet is made its place is there, as large as paper, and what it waits for stands over it.
  const desk = page.getByRole('region', { name: /^Protokół z odsłuchania/ });
  const place = desk.locator('[aria-hidden="true"]').first();
  await expect(place).toBeVisible({ timeout: 1000 });
  const { width = 0, height = 0 } = (await place.boundingBox()) ?? {};
  expect(width).toBeGreaterThan(300);
  expect(height / width).toBeCloseTo(Math.SQRT2, 2);
  await expect(desk.getByText('Przygotowywanie podglądu…')).toBeVisible();
  const [completed] = await entriesOf(office, 'completed', before);
  expect(completed?.words).toMatchObject({
    findings: 'Obiecano termin odpowiedzi do piątku.',
    quotations: [{ speaker: 'unnamed', text: 'Termin do piątku.' }],
  });
});
