import { actsOf, entriesOf, headOf } from './ledger.ts';
import { caseNumber, listenTo } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** A program that ended in the middle of a listening, and a person who comes back to it. */

test.use({ seed: { of: 'restart', choose: ({ matter }) => matter === 'spor' } });

const typed = 'Dzwoniący pyta o termin. Urzędnik obiecuje odpowiedź do piątku – „na pewno”.';

test('a program that was killed finds its text, its act and the rest of its call again, by the bar above the empty search', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  const before = await headOf(office);
  await expect(first.page.getByText('Niezakończone odsłuchania:')).toHaveCount(0);
  await listenTo(first.page, planOf(office, 'spor'));
  await first.page.getByLabel('Ustalenia').fill(typed);
  await expect(first.page.getByText(/^zapisano \d\d:\d\d:\d\d$/)).toBeVisible();
  first.app.process().kill('SIGKILL');

  const { page } = await signedIn(who.listener, { home: `${first.home}-2` });
  const [act] = await actsOf(office, who.listener);
  const bar = page.getByRole('alert').filter({ hasText: 'Niezakończone odsłuchania: 1.' });
  await expect(bar).toContainText(`Najdłużej czeka ${caseNumber}, ${act?.number}: słuchać można do `);
  // It stays where it is while a case number is entered: what is clicked next must not move away under the mouse.
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  await page.getByRole('button', { name: 'Dzień' }).click();
  await expect(page.getByRole('dialog').getByLabel('Dzień rozmowy')).toBeVisible();
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await page.getByRole('button', { name: `Wróć do odsłuchania: ${act?.number}, ${caseNumber}` }).click();
  await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await expectSound(page);

  // The call was passed on; that it went on is said again, and one click hears it.
  await page.getByRole('button', { name: /^Odtwórz: .*część 2 z 2/ }).click();
  await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText('część 2 z 2');
  await expectSound(page);
  const releases = await entriesOf(office, 'release', before);
  expect(releases).toHaveLength(3);
  expect(new Set(releases.map(({ payload }) => payload.act)).size).toBe(1);
});
