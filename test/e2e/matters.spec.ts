import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, listenTo } from '../../build/window/hand.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { expectGood, faults } from './audit.ts';
import { entriesOf, headOf, submitAs } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** § 6.3: what somebody is asked, is to keep, or has to say: between the windows of a listener and of the Secretary. */

test.use({ seed: { of: 'matters', choose: ({ matter }) => matter === 'oddzwonienie' } });

const year = legalDay().slice(0, 4);

test('a question is asked, and answered in the listener’s own window', async ({
  office,
  signedIn,
  folder,
}) => {
  const { app, page } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  const [release] = await entriesOf(office, 'release', before);
  const asked = {
    sort: 'question',
    letter: null,
    about: release?.seq ?? 0,
    assignee: null,
    due: null,
  } as const;
  const words = 'Dlaczego potrzebne było nagranie?';
  await submitAs(office, who.secretary, 'matter', { ...asked, matter: null, event: 'open', words });
  const secretary = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const matters = secretary.page.getByRole('region', { name: 'Sprawy do koordynacji' });
  await expect(matters).toContainText(`SK/1/${year}`);
  await expect(matters).toContainText(`Pytanie do ${release?.payload.protocol}`);

  await goTo(page, 'Protokoły');
  const mine = page.getByRole('region', { name: 'Sprawy dla mnie' });
  await expect(mine).toContainText(words);
  await expect(mine).toContainText(/do \d\d\.\d\d\.\d{4}/);
  await expectGood(app, page, 'matters for me');
  await mine.getByRole('button', { name: /^Odpowiedz/ }).press('Enter');
  const answer = mine.getByRole('textbox');
  await expect(answer).toBeFocused();
  await expect(answer).toHaveAccessibleDescription('Należy wpisać treść.');
  await answer.fill('Strona powołała się na obietnicę.');
  await mine.getByRole('button', { name: /^Odpowiedz/ }).click();
  await expect(mine).toHaveCount(0);
  const [, said] = await entriesOf(office, 'matter', before);
  expect(said).toMatchObject({
    payload: { event: 'close', login: who.listener, number: `SK/1/${year}`, asked: { password: false } },
    words: { words: 'Strona powołała się na obietnicę.' },
  });
  await secretary.page.keyboard.press('F5');
  await expect(matters).toContainText('Nie ma otwartych spraw.');
  await expectWhole(office);
});

test('a medium has a custodian, stands in the register of media, and is closed', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const { app, page } = await signedIn(who.secretary);
  await playPrinter(app, 'sent');
  await page.getByRole('button', { name: 'Dodaj sprawę' }).click();
  const panel = page.getByRole('region', { name: 'Dodaj sprawę' });
  const add = panel.getByRole('button', { name: 'Dodaj sprawę' });
  await panel.getByRole('radio', { name: 'Nośnik z nagranym materiałem' }).check();
  await add.click();
  await expect(panel.getByText('Należy wybrać osobę z listy.')).toBeVisible();
  await panel.getByLabel('Opis').fill('Dysk zewnętrzny nr 7, kopia nagrań');
  await panel.getByRole('combobox', { name: 'Kto przechowuje' }).fill('Wróbel');
  await page.getByRole('option', { name: /Natalia Wróbel/ }).click();
  await panel.getByRole('textbox', { name: 'Do kiedy' }).fill(`31.12.${Number(year) + 1}`);
  await expectGood(app, page, 'a new matter');
  await add.click();
  const matters = page.getByRole('region', { name: 'Sprawy do koordynacji' });
  await expect(matters).toContainText('Dysk zewnętrzny nr 7, kopia nagrań');
  const [opened] = await entriesOf(office, 'matter', before);
  const custodian = office.person(who.none);
  expect(opened).toMatchObject({
    payload: { sort: 'task', letter: 'c', assignee: custodian.guid, due: `${Number(year) + 1}-12-31` },
  });
  const number = opened?.payload.number ?? '';

  await test.step('the custodian answers in a window of his own', async () => {
    const other = await signedIn(who.none, { home: join(folder, 'custodian') });
    await goTo(other.page, 'Protokoły');
    const mine = other.page.getByRole('region', { name: 'Sprawy dla mnie' });
    await expect(mine).toContainText(number);
    await mine.getByRole('textbox').fill('Leży w sejfie, pokój 12.');
    await mine.getByRole('button', { name: /^Odpowiedz/ }).click();
    await expect(mine).toContainText('Natalia Wróbel');
    await expect(mine.getByRole('textbox')).toHaveValue('');
    await expectGood(other.app, other.page, 'matters of a custodian');
  });

  await test.step('it is printed out of entries that were checked', async () => {
    await page.getByRole('button', { name: 'Więcej czynności' }).click();
    await page.getByRole('menuitem', { name: 'Ewidencja nośników' }).click();
    await expect.poll(async () => (await printedBy(app)).length).toBe(1);
    const printed = join(folder, 'media.pdf');
    writeFileSync(printed, (await printedBy(app))[0] ?? '');
    const { text } = readPaper(printed);
    for (const words of [
      'EWIDENCJA NOŚNIKÓW',
      number,
      'Dysk zewnętrzny nr 7',
      'Natalia Wróbel',
      'Leży w sejfie',
    ])
      expect(text).toContain(words);
    await page.getByRole('button', { name: 'Więcej czynności' }).click();
    await page.getByRole('menuitem', { name: 'Drukuj stan na dziś' }).click();
    await expect.poll(async () => (await printedBy(app)).length).toBe(2);
    writeFileSync(printed, (await printedBy(app))[1] ?? '');
    const state = readPaper(printed).text;
    for (const words of ['STAN NA DZIEŃ', 'nie jest wstrzymane', 'Anna Nowak', number])
      expect(state).toContain(words);
    expect(state).toMatch(/Halina Dudek Sekretarz od /);
    expect(state).toMatch(/Marek Bielak zastępca Sekretarza od /);
    expect(state).toMatch(/Stan na wpis nr \d+, skrót [0-9a-f]/);
  });

  await test.step('the Secretary closes it', async () => {
    await page.keyboard.press('F5');
    await matters.getByRole('button', { name: `Pokaż sprawę ${number}` }).click();
    const shown = page.getByRole('region', { name: number });
    await expect(shown).toContainText('Leży w sejfie, pokój 12.');
    await expectGood(app, page, 'a matter');
    await shown.getByRole('textbox', { name: /^Adnotacja/ }).fill('Zwrócono do serwerowni.');
    await shown.getByRole('button', { name: `Zamknij sprawę ${number}` }).click();
    await expect(matters).toContainText('Nie ma otwartych spraw.');
  });
});

test('„To nie ja”: a sign-in that was somebody else’s turns the Secretary’s page red until it is closed', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const first = await signedIn(who.listener, { home: join(folder, 'first') });
  await first.stop();
  const { app, page } = await signedIn(who.listener, { home: join(folder, 'second') });
  await goTo(page, 'Protokoły');
  await page.getByRole('tab', { name: 'Logowania' }).click();
  await page
    .getByRole('button', { name: /^To nie ja: / })
    .first()
    .click();
  await page.getByLabel('Co jest nie tak').fill('W tym czasie trwał urlop.');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Zgłoś', exact: true }).click();
  await expect(page.getByText(/^zgłoszono, SK\//)).toBeVisible();
  await expectGood(app, page, 'a reported sign-in');
  const [report] = await entriesOf(office, 'matter', before);
  await test.step('of three that wait for somebody one is unfolded at a time', async () => {
    const assignee = office.person(who.listener).guid;
    for (const words of ['Nowy komunikat', 'Lista numerów', 'Zmiana w § 5']) {
      const task = { sort: 'task', letter: 'd', about: null, assignee, due: null } as const;
      await submitAs(office, who.secretary, 'matter', { ...task, matter: null, event: 'open', words });
    }
    const mine = page.getByRole('region', { name: 'Sprawy dla mnie' });
    const second = mine.getByRole('button', { name: 'Lista numerów' });
    await expect.poll(async () => (await entriesOf(office, 'matter', before)).length).toBe(4);
    // A page that is opened asks anew.
    await goTo(page, 'Szukaj');
    await goTo(page, 'Protokoły');
    await expect(mine.getByRole('button', { name: 'Zmiana w § 5' })).toBeVisible();
    await expect(mine.getByRole('textbox')).toHaveCount(1);
    await second.press('Enter');
    await expect(second).toHaveAttribute('aria-expanded', 'true');
    await expect(mine.getByRole('textbox')).toHaveCount(1);
    await expectGood(app, page, 'three matters for me');
    await mine.getByRole('textbox').fill('Przekazano do druku.');
    await mine.getByRole('button', { name: /^Zamknij sprawę/ }).click();
    await expect(second).toHaveCount(0);
    await expect(mine.getByRole('textbox')).toHaveCount(2);
  });
  expect(report?.payload).toMatchObject({ sort: 'report', login: who.listener });

  const secretary = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const row = secretary.page.getByRole('row').filter({ hasText: 'Zgłoszenie: „To nie ja”' });
  await expect(row).toContainText('Anna Nowak');
  await row.getByRole('button', { name: /^Pokaż/ }).click();
  const shown = secretary.page.getByRole('region', { name: report?.payload.number ?? '' });
  await expect(shown).toContainText('W tym czasie trwał urlop.');
  await shown.getByRole('textbox', { name: /^Adnotacja/ }).fill('Wyjaśniono: zmieniono hasło.');
  await shown.getByRole('button', { name: /^Zamknij sprawę/ }).click();
  await expect(row).toHaveCount(0);
});
