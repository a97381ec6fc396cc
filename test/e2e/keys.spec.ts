import { resize } from './audit.ts';
import { expectFocus, focusInWords, pressAltGr, tabTo } from './keyboard.ts';
import { actsOf } from './ledger.ts';
import { answerWith } from '../../build/pictures/answers.ts';
import {
  approve,
  caseNumber,
  dayText,
  findCall,
  goTo,
  justify,
  listenTo,
  personMenu,
  positionOf,
  reason,
  signIn,
  signOut,
  switchLetterKeys,
  timeOf,
  unlock,
  watchSound,
} from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectPolishStops } from './polish-stops.ts';
import { expectSound } from './sound.ts';

/** Everything without a mouse, and keys that work while one writes. */

test.use({ seed: { of: 'keys', choose: ({ matter }) => matter === 'obietnica' } });

test('from signing in to the filed protocol with the keyboard alone', async ({ office, start }) => {
  const { page } = await start();
  const { keyboard } = page;
  const { login, password, displayName } = office.person(who.listener);
  const plan = planOf(office, 'obietnica');

  await expectFocus(page, 'textbox Nazwa użytkownika');
  await keyboard.type(login);
  await keyboard.press('Tab');
  await expectFocus(page, 'textbox Hasło');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: displayName })).toBeVisible();
  await watchSound(page);

  // Enter goes from the case to the day, and from there to the list.
  await expectFocus(page, 'combobox Znak sprawy');
  await keyboard.type(caseNumber);
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Dzień rozmowy');
  await keyboard.type(dayText(plan));
  await keyboard.press('Enter');
  await expectFocus(page, `row ${timeOf(plan)}`);
  await keyboard.press('F6');
  await tabTo(page, 'button Dodaj warunek');
  await keyboard.press('Enter');
  await expectFocus(page, 'menuitem Godzina rozmowy');
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Około godziny');
  await keyboard.press('Tab');
  await expectFocus(page, 'button Jak podać godzinę?');
  await keyboard.press('Shift+Tab');
  await keyboard.type(timeOf(plan));
  await keyboard.press('Enter');
  await expectFocus(page, `row ${timeOf(plan)}`);
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: `Rozmowa o godz. ${timeOf(plan)}` })).toBeVisible();
  // Held down it opens the call and presses nothing in it.
  await keyboard.down('Enter');
  await expectFocus(page, `button Odsłuchaj w sprawie ${caseNumber}`);
  await keyboard.down('Enter');
  await keyboard.up('Enter');
  await expectFocus(page, `button Odsłuchaj w sprawie ${caseNumber}`);
  await keyboard.press('Enter');

  // What the law is nobody suggests.
  await expectFocus(page, 'combobox Podstawa prawna');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await tabTo(page, `radio ${reason}`);
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  await expectFocus(page, 'radio Po rozmowie nie ma notatki');
  await expect(page.getByRole('radio').nth(1)).toBeChecked();
  // What is missing is told where it is missing.
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Nr w rejestrze skarg');
  await keyboard.type('14/2026');
  await keyboard.press('Enter');
  await expectSound(page);

  await expectFocus(page, 'region Treść protokołu');
  await tabTo(page, 'slider Miejsce w nagraniu');
  await keyboard.press('Shift+ArrowRight');
  await expect.poll(() => positionOf(page)).toBeGreaterThanOrEqual(15);
  await tabTo(page, 'button Wstrzymaj');
  await keyboard.press('Space');
  await expectFocus(page, 'button Odtwarzaj');
  await keyboard.press('F8');
  await expectFocus(page, 'button Wstrzymaj');
  await tabTo(page, 'textbox Ustalenia');
  await keyboard.type('Urzędnik obiecał termin do piątku.');
  await tabTo(page, 'button Zakończ i drukuj');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await tabTo(page, 'radio Papier');
  await keyboard.press('ArrowRight');
  await expectFocus(page, 'radio EZD');
  await tabTo(page, 'button Podpisano i dołączono do akt sprawy');
  await keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  expect(await actsOf(office, who.listener)).toMatchObject([{ state: 'filed' }]);
});

test('F8, F7, F9 and F1 work while one writes; AltGr writes Polish letters and nothing else', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const { keyboard } = page;
  const field = page.getByLabel('Ustalenia');
  await page.getByLabel('Znak sprawy').focus();
  for (const [key, letter] of [
    ['S', 'ś'],
    ['K', 'k'],
    ['F', 'f'],
  ] as const)
    await pressAltGr(app, key, letter);
  await expect(page.getByLabel('Znak sprawy')).toHaveValue('śkf');
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await field.focus();
  await keyboard.type('Mówi ');

  await keyboard.press('F8');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  const place = await positionOf(page);
  await keyboard.press('F9');
  await keyboard.press('F9');
  await expect.poll(() => positionOf(page)).toBe(place + 10);
  await keyboard.press('F7');
  await expect.poll(() => positionOf(page)).toBe(place + 5);
  // A space in a text is a space.
  await keyboard.type('k spokojnie');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();

  await keyboard.press('F1');
  const keys = page.getByRole('dialog', { name: 'Klawisze odtwarzania' });
  await expect(keys).toBeVisible();
  await expect(keys).toContainText('F8');
  await keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(field).toBeFocused();

  await keyboard.press('F8');
  await expectSound(page);
  await page.keyboard.press('End');
  for (const [key, letter] of Object.entries({
    A: 'ą',
    C: 'ć',
    E: 'ę',
    L: 'ł',
    N: 'ń',
    O: 'ó',
    S: 'ś',
    X: 'ź',
    Z: 'ż',
  }))
    await pressAltGr(app, key, letter);
  await expect(field).toHaveValue('Mówi k spokojnieąćęłńóśźż');
  // With AltGr a letter is nobody's key outside a text field either.
  await page.getByRole('heading', { level: 1 }).click();
  await pressAltGr(app, 'K', 'k');
  await pressAltGr(app, 'F', 'f');
  await expectSound(page);
  await expect(page.getByLabel('Znak sprawy')).toHaveCount(0);
  // Nor does a sentence that was typed beside its field: no letter plays, marks or jumps until that was switched on.
  await keyboard.press('F8');
  const rested = await positionOf(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.type('potem pani mama <skala>');
  await keyboard.press('F9');
  await expect.poll(() => positionOf(page)).toBe(rested + 5);
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Odtwórz od/ })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Prędkość' })).toHaveText('1×');
});

test('every other key of the player, outside of text, for whoever switched them on', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.other);
  const { keyboard } = page;
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await switchLetterKeys(page, 'włączone');
  await keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  const speed = page.getByRole('combobox', { name: 'Prędkość' });
  await keyboard.press('>');
  await expect(speed).toHaveText('1,25×');
  await keyboard.press('<');
  await keyboard.press('<');
  await expect(speed).toHaveText('0,75×');
  const place = await positionOf(page);
  await keyboard.press('ArrowRight');
  await expect.poll(() => positionOf(page)).toBe(place + 5);
  await keyboard.press('Shift+ArrowRight');
  await expect.poll(() => positionOf(page)).toBe(place + 20);
  await keyboard.press('ArrowLeft');
  await keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => positionOf(page)).toBe(place);
  await keyboard.press('s');
  await expect.poll(() => positionOf(page)).toBe(26);
  await keyboard.press('n');
  await expect.poll(() => positionOf(page)).toBeGreaterThan(26);
  await keyboard.press('m');
  await expect(page.getByRole('button', { name: /^Odtwórz od/ })).toHaveCount(1);
  await keyboard.press('a');
  await keyboard.press('ArrowRight');
  await keyboard.press('b');
  await keyboard.press('l');
  await page.getByRole('button', { name: 'Więcej' }).click();
  await expect(page.getByRole('button', { name: 'Powtarzaj' })).toHaveAttribute('aria-pressed', 'true');

  // Whoever switches them off again keeps the arrows and what a pedal sends; F1 says so.
  await switchLetterKeys(page, 'wyłączone');
  const rested = await positionOf(page);
  for (const key of ['n', 'm', 'l', '>', 'k', 'Space']) await keyboard.press(key);
  await keyboard.press('ArrowLeft');
  await expect.poll(() => positionOf(page)).toBe(rested - 5);
  await expect(page.getByRole('button', { name: /^Odtwórz od/ })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Powtarzaj' })).toHaveAttribute('aria-pressed', 'true');
  await expect(speed).toHaveText('0,75×');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  await keyboard.press('F1');
  const list = page.getByRole('dialog', { name: 'Klawisze odtwarzania' });
  await expect(list).toContainText('litery, znaki i spacja. Są wyłączone');
  await expect(list.getByText('A, B', { exact: true })).toHaveCount(0);
  await expect(list).toContainText('Pedał nożny działa');
  await keyboard.press('Escape');
  // A pedal that is held down steps again and again, but plays once.
  await keyboard.down('F7');
  await keyboard.down('F7');
  await keyboard.up('F7');
  await expect.poll(() => positionOf(page)).toBe(rested - 15);
  await keyboard.down('F8');
  await keyboard.down('F8');
  await keyboard.up('F8');
  await expectSound(page);
  // Escape hides what was opened; from what is heard and written it leads nowhere.
  await page.getByRole('button', { name: 'Powtarzaj' }).focus();
  // A hint that is to be seen below the pointer would be what the first one hides.
  await page.mouse.move(1, 1);
  await expect(page.locator('[role=tooltip]:visible')).toHaveCount(0);
  await keyboard.press('Escape');
  await expectFocus(page, 'button Więcej');
  await expect(page.getByRole('button', { name: 'Powtarzaj' })).toHaveCount(0);
  await keyboard.press('Escape');
  await expectSound(page);
  await expect(page.getByLabel('Ustalenia')).toBeVisible();
});

test('F6 leads from the words to the sound and to the recordings, Shift+F6 back; Ctrl+F to the search', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.other);
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await page.getByLabel('Ustalenia').focus();
  await page.keyboard.press('Shift+F6');
  await expectFocus(page, 'button Odtwórz: ');
  await page.keyboard.press('Shift+F6');
  await expectFocus(page, 'button 15 sekund wstecz');
  const passed: string[] = [];
  while (passed.at(-1)?.startsWith('button 15 sekund wstecz') !== true && passed.length < 9) {
    await page.keyboard.press('F6');
    passed.push(await focusInWords(page));
  }
  // To the recordings, the words, and by the frame and the bar of the act back to the sound.
  expect(passed[0]).toMatch(/^button Odtwórz: /);
  expect(passed[1]).toMatch(/^textbox Ustalenia/);
  expect(passed).toHaveLength(6);
  await expectSound(page);
  await app.evaluate(({ Menu }) => {
    const [keys] = Menu.getApplicationMenu()?.items ?? [];
    keys?.submenu?.items.find(({ label }) => label === 'Szukaj')?.click();
  });
  await expectFocus(page, 'combobox Znak sprawy');
  await expectSound(page);
});

test('no stop of Tab on any page is without a Polish name', async ({ office, start }) => {
  const { app, page } = await start();
  const plan = planOf(office, 'obietnica');
  await expectPolishStops(page, 'sign-in');
  await signIn(page, office.person(who.listener));
  await expectPolishStops(page, 'find, nothing asked');
  await findCall(page, plan);
  await expectPolishStops(page, 'find');
  for (const editor of [new RegExp(dayText(plan)), 'Dodaj warunek', 'Kolumny']) {
    await page.getByRole('button', { name: editor }).first().press('Enter');
    await expectPolishStops(page, `find, ${String(editor)}`);
    await page.keyboard.press('Escape');
  }
  await findCall(page, plan);
  await justify(page);
  await expectPolishStops(page, 'justify');
  await approve(page);
  await expectSound(page);
  await page.getByRole('button', { name: 'Więcej', exact: true }).click();
  await expectPolishStops(page, 'listen');
  await resize(app, page, '200 %');
  await expectPolishStops(page, 'listen, 200 %');
  await resize(app, page, '100 %');
  await goTo(page, 'Protokoły');
  await expectPolishStops(page, 'protocols');
  await goTo(page, 'Odsłuch');
  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin do piątku.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await expectPolishStops(page, 'finish');
  await page.getByRole('button', { name: 'Sprostuj' }).click();
  await expectPolishStops(page, 'correction');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  await expectPolishStops(page, 'filed');
  await personMenu(page, 'Zablokuj');
  await expect(page.getByRole('heading', { name: 'Program zablokowany' })).toBeVisible();
  await expectPolishStops(page, 'locked');
  await unlock(page, office.person(who.listener));
  await signOut(page);
  await signIn(page, office.person(who.secretary));
  await expectPolishStops(page, 'duties');
  for (const name of ['Rejestr', 'Upoważnienia', 'Przegląd', 'Nagrania']) {
    await goTo(page, name);
    await expectPolishStops(page, name);
  }
  // Nobody of this office keeps the machines: the page is told that this person does.
  const { login, displayName, title: post, department: unit } = office.person(who.secretary);
  const authorisation = { state: 'none', number: null, from: null, to: null, scope: null };
  const rights = { roles: ['administrator'], authorisation, suspension: null, secretaries: [] };
  await answerWith(app, 'session.me', { value: { login, displayName, post, unit, ...rights } });
  await page.reload();
  await goTo(page, 'Sprawy');
  await expectPolishStops(page, 'Sprawy');
});
