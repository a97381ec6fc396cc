import type { Page } from '@playwright/test';
import { expectGood } from './audit.ts';
import { caseNumber, dayOf, find, findCall, justify, signIn } from './listener.ts';
import { expect, planOf, test, who } from './office.ts';

/** Help where the question arises, and the guide that ships with the program: by keyboard, in every theme, without a network. */

test.use({ seed: { of: 'help', choose: ({ matter }) => matter === 'oddzwonienie' } });

/** Opens the mark beside a field; Escape leads back to it and closes nothing else. */
async function helpWith(
  page: Page,
  question: string,
  words: RegExp,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const mark = page.getByRole('button', { name: question });
  await mark.press('Enter');
  const note = page.getByRole('note');
  await expect(note).toContainText(words);
  await look();
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await expect(mark).toBeFocused();
}

test('the guide opens before anybody signs in, leads to a chapter and shows its pictures', async ({
  start,
}) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Podręcznik' }).click();
  const guide = page.getByRole('dialog', { name: 'Podręcznik' });
  await expectGood(app, page, 'guide');
  await guide.getByRole('button', { name: 'Zakończenie i akta sprawy' }).press('Enter');
  const chapter = guide.getByRole('heading', { name: 'Zakończenie i akta sprawy' });
  await expect(chapter).toBeFocused();
  await expect(chapter).toBeInViewport();
  const picture = guide.getByRole('img', { name: 'Protokół zakończony: podpis i akta sprawy' });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((one) => (one as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(1000);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Podręcznik' })).toBeFocused();
});

test('the marks beside the fields explain them, and Escape closes nothing else', async ({
  office,
  start,
}) => {
  const { app, page } = await start();
  await signIn(page, office.person(who.listener));
  await helpWith(page, 'Jaki znak wpisać?', /SEK\.1510\.7\.2026/, () =>
    expectGood(app, page, 'help: case number', ['100 %']),
  );
  await findCall(page, planOf(office, 'oddzwonienie'));
  await justify(page);
  await helpWith(page, 'Kiedy wolno sięgnąć po nagranie?', /§ 4 ust\. 1/);
  await expect(page.getByRole('heading', { name: 'Uzasadnienie odsłuchania' })).toBeVisible();
});

test('the marks in the small form of a condition: the first Escape closes the explanation, the next one the form', async ({
  office,
  start,
}) => {
  const { page } = await start();
  await signIn(page, office.person(who.listener));
  await find(page, { case: caseNumber, day: dayOf(planOf(office, 'oddzwonienie')) });
  for (const [condition, question, words] of [
    ['Godzina rozmowy', 'Jak podać godzinę?', /od 9:30 do 10:30/],
    ['Numer dzwoniącego', 'Ile cyfr wystarczy?', /Od 3 do 9 ostatnich cyfr/],
  ] as const) {
    await page.getByRole('button', { name: 'Dodaj warunek' }).click();
    await page.getByRole('menuitem', { name: condition }).click();
    const field = page.getByRole('dialog').getByRole('textbox');
    await field.fill('123');
    await helpWith(page, question, words);
    await expect(field).toHaveValue('123');
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
  }
});
