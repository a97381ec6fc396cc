import type { Page } from '@playwright/test';
import { resizeTo } from '../../build/window/looks.ts';
import { expectGood } from './audit.ts';
import {
  approve,
  caseNumber,
  dayText,
  find,
  findCall,
  justify,
  listenTo,
  positionOf,
  signIn,
} from '../../build/window/hand.ts';
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
  const step = guide.getByRole('listitem').filter({ hasText: 'Wybrać „Zaloguj”' });
  await expect(step).toHaveCSS('list-style-type', 'decimal');
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

/** The window at its smallest (`electron/window.ts`), and there enlarged twice. */
const smallest = [1, 2].map((zoom) => ({ width: 640, height: 480, zoom }));

test('the marks beside the fields explain them, good in every theme and size, and Escape closes nothing else', async ({
  office,
  start,
}) => {
  const { app, page } = await start();
  const good = (where: string) => () => expectGood(app, page, `help: ${where}`);
  await signIn(page, office.person(who.listener));
  await helpWith(page, 'Jaki znak wpisać?', /SEK\.1510\.7\.2026/, good('case number'));
  await findCall(page, planOf(office, 'oddzwonienie'));
  for (const [condition, question, words] of [
    ['Godzina rozmowy', 'Jak podać godzinę?', /koło dziesiątej/],
    ['Numer dzwoniącego', 'Ile cyfr wystarczy?', /3 do 5 ostatnich cyfr/],
  ] as const) {
    await page.getByRole('button', { name: 'Dodaj warunek' }).click();
    await page.getByRole('menuitem', { name: condition }).click();
    await helpWith(page, question, words, good(condition));
    await page.keyboard.press('Escape');
  }
  await justify(page);
  await helpWith(page, 'Kto może słuchać razem?', /§ 4 ust\. 2/, good('present'));
  await helpWith(page, 'Którą podstawę wybrać?', /podstawy zatwierdzone/, good('basis'));
  await helpWith(page, 'Kiedy wolno sięgnąć po nagranie?', /§ 4 ust\. 1/, good('exceptional'));
  await expect(page.getByRole('heading', { name: 'Uzasadnienie odsłuchania' })).toBeVisible();
  await approve(page);
  await helpWith(page, 'Co tu opisać?', /Fakty, bez ocen/, good('findings'));
});

test('a button with its words says nothing more, nor once it is small to whoever pointed at it before', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  const add = page.getByRole('button', { name: 'Dodaj nagranie' });
  const said = await page.evaluateHandle(() => {
    const words: string[] = [];
    const note = (node: Node) => {
      if (node instanceof Element && (node.matches('[role=tooltip]') || node.querySelector('[role=tooltip]')))
        words.push(node.textContent);
    };
    new MutationObserver((changes) => changes.forEach((one) => one.addedNodes.forEach(note))).observe(
      document.body,
      { childList: true, subtree: true },
    );
    return words;
  });
  await add.hover();
  const pointed = await positionOf(page);
  await expect.poll(() => positionOf(page)).toBeGreaterThan(pointed + 1);
  await page.getByRole('heading', { level: 1 }).hover();
  await resizeTo(app, page, { width: 1280, height: 800, zoom: 2 });
  await expect(add).toHaveText('');
  expect(await said.jsonValue()).not.toContain('Dodaj nagranie');
  await add.hover();
  await expect.poll(() => said.jsonValue()).toContain('Dodaj nagranie');
});

test('what a case number is can be asked in every window that the program can have', async ({
  office,
  start,
}) => {
  const { app, page } = await start();
  await signIn(page, office.person(who.listener));
  await page.getByLabel('Znak sprawy').fill(caseNumber);
  for (const size of [{ width: 1280, height: 800, zoom: 2 }, ...smallest]) {
    await resizeTo(app, page, size);
    const mark = page.getByRole('button', { name: 'Jaki znak wpisać?' });
    await expect(mark).toBeInViewport({ ratio: 1 });
    await helpWith(page, 'Jaki znak wpisać?', /SEK\.1510\.7\.2026/, () =>
      expect(page.getByRole('note')).toBeInViewport(),
    );
  }
});

test('beside the mark there is room for a whole case number on a screen at 200 %', async ({
  office,
  start,
}) => {
  const { app, page } = await start();
  await signIn(page, office.person(who.listener));
  const field = page.getByLabel('Znak sprawy');
  await field.fill('SEK.1510.123.2026');
  await resizeTo(app, page, { width: 1280, height: 800, zoom: 2 });
  expect(await field.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test('the marks in the small form of a condition: the first Escape closes the explanation, the next one the form', async ({
  office,
  start,
}) => {
  const { page } = await start();
  await signIn(page, office.person(who.listener));
  await find(page, { case: caseNumber, day: dayText(planOf(office, 'oddzwonienie')) });
  for (const [condition, question, words] of [
    ['Godzina rozmowy', 'Jak podać godzinę?', /od 9:30 do 10:30/],
    ['Numer dzwoniącego', 'Ile cyfr wystarczy?', /Od 3 do 5 ostatnich cyfr/],
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
