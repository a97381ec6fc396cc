import { answerAgain, answerWith, failing } from '../../build/pictures/answers.ts';
import { actsOf, ask, entriesOf, headOf, recordingOf } from './ledger.ts';
import {
  addCall,
  controls,
  countingHand,
  dayText,
  find,
  goTo,
  listenTo,
  rowOf,
  signIn,
  signOut,
} from '../../build/window/hand.ts';
import { resize } from './audit.ts';
import { expectFocus } from './keyboard.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';

/** „To nie ta rozmowa”: a case file learns of a stranger's call when it was and when its key was released, and of nobody. */

test.use({
  seed: {
    of: 'wrongcall',
    // All of the last weeks: one period finds them on any day.
    choose: (plan) => story(plan) || ['wycinka', 'dziura'].includes(plan.matter),
  },
});

/** A text without its ids and hashes: they may hold any three digits by chance. */
const wordsOf = (text: string): string => text.replace(/[0-9a-f]{8,}[0-9a-f…-]*/g, '');

test('a wrong call is closed in one click; the paper knows its time and extension, the register all of it', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const before = await headOf(office);
  const right = planOf(office, 'obietnica');
  const wrong = planOf(office, 'wycinka');
  const { answeredBy, department, extension, caller } = wrong.sidecar;
  await listenTo(page, right);
  await expectSound(page);
  await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
  await find(page, { day: dayText(wrong) });
  await addCall(page, wrong);
  await expectSound(page);
  await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText(answeredBy);

  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText('nie ta rozmowa');
  await expectSilence(app, page);
  await page.getByLabel('Ustalenia').fill('Termin obiecano do piątku.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const summary = page.getByRole('region', { name: /^Protokół z odsłuchania/ });
  await expect(summary).toContainText(`wewn. ${extension} · nagranie nie dotyczy sprawy`);

  const paper = await savePdf(app, page, home);
  const id = await recordingOf(office, wrong);
  expect(paper.text).toContain(`wewn. ${extension} · nagranie nie dotyczy sprawy id ${id}`);
  expect(paper.text).toContain('2. Wydano klucz do odsłuchania');
  const traces = [answeredBy, department, (caller ?? '').slice(-3)];
  for (const trace of traces) {
    expect(wordsOf(paper.text), `the paper names ${trace}`).not.toContain(trace);
    expect(wordsOf(await summary.innerText()), `the page names ${trace}`).not.toContain(trace);
  }
  // The call that was meant stands there whole.
  for (const fact of [right.sidecar.answeredBy, `wewn. ${right.sidecar.extension}`, dayText(right)])
    expect(paper.text).toContain(fact);

  const closed = (await entriesOf(office, 'closed', before)).map(({ payload }) => payload.wrongCall);
  expect(closed).toEqual([false, true]);
  const [kept] = await ask(
    office,
    `SELECT r.caller, r.extension, r.answered_by, o.wrong_call FROM office.opening o JOIN office.recording r ON r.id = o.recording
      WHERE r.id = $1`,
    [id],
  );
  expect(kept).toEqual({ caller, extension, answered_by: answeredBy, wrong_call: true });
});

test('an act of nothing but a wrong call needs no findings and is filed as that', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  const wrong = planOf(office, 'wycinka');
  await listenTo(page, wrong);
  // At 200 % it is no sign alone.
  await resize(app, page, '200 %');
  const words = page.getByRole('button', { name: 'To nie ta rozmowa' }).getByText('To nie ta rozmowa');
  await expect(words).toBeInViewport({ ratio: 1 });
  expect(await words.evaluate((one) => one.scrollWidth <= one.clientWidth || one.clientWidth === 0)).toBe(
    true,
  );
  await resize(app, page, '100 %');
  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText('nie ta rozmowa');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const paper = await savePdf(app, page, home);
  expect(paper.text).toContain('Nagranie nie dotyczy sprawy.');
  expect(paper.text).not.toContain('dzwoniący');
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  expect(await actsOf(office, who.other)).toMatchObject([{ state: 'filed' }]);

  // The register marks it, in the row and beside it.
  await signOut(page);
  await signIn(page, office.person(who.secretary));
  await goTo(page, 'Rejestr');
  const row = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row').nth(1);
  await expect(row).toContainText('nie ta rozmowa: 1');
  await row.click();
  const beside = page.getByRole('region', { name: /^PO\// });
  await expect(beside.locator('dt:text-is("Nie ta rozmowa") + dd')).toContainText(
    `rozmowa z ${dayText(wrong)}`,
  );
});

test('from a wrong call it is three inputs to another one, in the list as it was; „Cofnij” opens the call as any other', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  const [right, wrong] = [planOf(office, 'obietnica'), planOf(office, 'wycinka')];
  const days = office.plans.map(dayText);
  const list = page.getByRole('grid', { name: 'Rozmowy' });
  const scrolled = (): Promise<number> => list.evaluate(({ scrollTop }) => scrollTop);
  const small = { width: 1200, height: 400 };
  await app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
    small,
  );
  await listenTo(page, right);
  await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
  const sorted = days.map((day) => day.split('.').reverse().join('-')).sort();
  const ofPage = (day = ''): string => day.split('-').reverse().join('.');
  await find(page, { day: ofPage(sorted[0]), dayTo: ofPage(sorted.at(-1)) });
  await list.evaluate((table) => table.scrollTo(0, 60));
  await rowOf(page, wrong).click();
  const top = await scrolled();
  expect(top).toBeGreaterThan(0);
  await controls(page).addAndPlay.click();
  await expectSound(page);

  const hand = countingHand(page);
  const button = (name: string) => page.getByRole('button', { name });
  await hand.click(button('To nie ta rozmowa'));
  const back = button('Wróć do listy rozmów');
  await expect(back).toBeFocused();
  await expectSilence(app, page);
  // Of all that can be done it is the one that is filled.
  const brand = await back.evaluate((one) =>
    getComputedStyle(one).getPropertyValue('--colorBrandBackground').trim(),
  );
  const filled = `rgb(${[1, 3, 5].map((at) => parseInt(brand.slice(at, at + 2), 16)).join(', ')})`;
  await page.mouse.move(1, 1);
  await expect(back).toHaveCSS('background-color', filled);
  for (const name of ['Cofnij', 'Zakończ i drukuj', 'Dodaj nagranie'])
    await expect(button(name), name).not.toHaveCSS('background-color', filled);
  // Where that fails it is asked again with one key.
  await answerWith(app, 'playback.listen', failing('database-unreachable'));
  await button('Cofnij').press('Enter');
  await expect(button('Spróbuj ponownie')).toBeVisible();
  await expectFocus(page, 'button Cofnij');
  await answerAgain(app);
  // One click takes it back: a new release, and the call is quoted as any other.
  await button('Cofnij').click();
  await expectSound(page);
  await button('Dodaj cytat').click();
  await page.getByRole('textbox', { name: /^Treść cytatu/ }).fill('Proszę o wycinkę.');
  const releases = (await entriesOf(office, 'release', before)).map(({ payload }) => payload.recording);
  const id = await recordingOf(office, wrong);
  expect(releases.filter((one) => one === id)).toHaveLength(2);
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).not.toContainText(
    'nie ta rozmowa',
  );

  await button('To nie ta rozmowa').click();
  await hand.click(back);
  await expect(rowOf(page, wrong)).toBeFocused();
  await expect(rowOf(page, wrong)).toContainText('nie ta rozmowa');
  expect(await scrolled()).toBe(top);
  await expect(page.getByText('Otwarcie cofnie „nie ta rozmowa”.')).toBeVisible();
  const other = planOf(office, 'oddzwonienie');
  await hand.click(rowOf(page, other));
  expect(hand.inputs()).toBe(3);
  await controls(page).addAndPlay.click();
  await expectSound(page);
  await page.getByRole('button', { name: 'Szukaj' }).click();
  await expect(rowOf(page, right)).toContainText('w protokole');
  await expect(rowOf(page, other)).toContainText('w protokole');
  // Added from the list the wrong call is opened again as by „Cofnij”.
  await addCall(page, wrong);
  await expectSound(page);
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).not.toContainText(
    'nie ta rozmowa',
  );
  expect((await entriesOf(office, 'release', before)).at(-1)?.payload.recording).toBe(id);
});

test('a program that is killed as soon as a call was said to be the wrong one leaves it as that', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'wycinka'));
  // Nobody answers the program any more: what was said stands in the database until the keeper is there again.
  process.kill(office.keeper.pid(), 'SIGSTOP');
  try {
    await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
    await expect
      .poll(() => ask(office, "SELECT kind FROM office.command WHERE kind = 'close'"))
      .toEqual([{ kind: 'close' }]);
    app.process().kill('SIGKILL');
  } finally {
    process.kill(office.keeper.pid(), 'SIGCONT');
  }
  await expect
    .poll(async () => (await entriesOf(office, 'closed', before)).map(({ payload }) => payload.wrongCall))
    .toEqual([true]);
  const again = await signedIn(who.other, { home: `${home}-2` });
  await again.page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await again.page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
  await expect(again.page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText(
    'nie ta rozmowa',
  );
});
