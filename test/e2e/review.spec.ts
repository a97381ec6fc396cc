import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerAgain, answerWith, failing } from '../../build/pictures/answers.ts';
import { sampled } from '../../build/pictures/review.ts';
import { goTo, hear, listenTo } from '../../build/window/hand.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { listenRequest } from '../database/asking.ts';
import { restartMonthsAhead } from './ahead.ts';
import { faults } from './audit.ts';
import { expectFocus, tabTo } from './keyboard.ts';
import { appoint, entriesOf, headOf, kindsAfter, recordingOf, submitAs } from './ledger.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectWhole } from './whole.ts';

/** § 7: a month is reviewed to the sheet that is signed, with the keyboard alone. */

test.use({ seed: { of: 'review', choose: ({ matter }) => matter === 'oddzwonienie' } });

let stop = async (): Promise<void> => undefined;
test.afterAll(() => stop());

let months = 0;

/** To the month after, or so many: what was done until then is reviewed. */
async function goAhead(office: RunningOffice, count = 1): Promise<void> {
  await stop();
  months += count;
  stop = await restartMonthsAhead(office, months);
}

function neverAsked(): never {
  throw new Error('no question was entered');
}

test('from signing in to the printed report of the month with the keyboard alone', async ({
  office,
  signedIn,
  start,
  folder,
}) => {
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  await listenTo(listener.page, planOf(office, 'oddzwonienie'));
  await hear(listener.page);
  await listener.stop();
  const before = await headOf(office);
  await appoint(office, who.none, 'mayor');
  await goAhead(office);
  const { app, page } = await start();
  const { keyboard } = page;
  await playPrinter(app, 'sent');
  const { login, password, displayName } = office.person(who.secretary);
  await expectFocus(page, 'textbox Nazwa użytkownika');
  await keyboard.type(login);
  await keyboard.press('Tab');
  await keyboard.type(password);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: displayName })).toBeVisible();
  await tabTo(page, 'button Rozpocznij przegląd Przegląd dostępów za');
  await keyboard.press('Enter');

  const grid = page.getByRole('grid', { name: 'Przegląd' });
  await expect(grid.getByRole('row')).toHaveCount(2);
  expect(await faults(page)).toEqual([]);
  await tabTo(page, 'row PO/1/');
  await keyboard.press('Enter');
  await expectFocus(page, 'button W porządku');
  const panel = page.getByRole('region', { name: /^PO\/1\// });
  for (const said of ['Rozpatrzenie skargi', 'rozmowa z ', 'Anna Nowak'])
    await expect(panel).toContainText(said);
  expect(await faults(page)).toEqual([]);
  // „Zapytaj…” asks the listener; the review does not end before the answer.
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Pytanie');
  await keyboard.type('Czy zlecono to na piśmie?');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(grid.getByRole('row').nth(1)).toContainText('pytanie');
  await expectFocus(page, 'button Zakończ przegląd…');
  const conclude = page.getByRole('button', { name: 'Zakończ przegląd…' });
  await expect(conclude).toHaveAccessibleDescription('Brakuje ocen: 1. Brakuje odpowiedzi: 1');
  const [question] = await entriesOf(office, 'matter', before);
  const asked = question?.payload ?? neverAsked();
  expect(asked.assignee).toBe(office.person(who.listener).guid);
  // Where what was asked cannot be read the page says so; no question is lost without a word.
  await answerWith(app, 'matter.list', failing('unexpected', { reference: '118205' }));
  await keyboard.press('F5');
  await expect(page.getByText('118205')).toBeVisible();
  await answerAgain(app);
  await keyboard.press('F5');
  await expect(page.getByText('118205')).toHaveCount(0);
  // Its listener answers in a window of his own; what waits leads the Secretary to the item.
  const answering = await signedIn(who.listener, { home: join(folder, 'listener') });
  await goTo(answering.page, 'Protokoły');
  const mine = answering.page.getByRole('region', { name: 'Sprawy dla mnie' });
  await expect(mine).toContainText('Czy zlecono to na piśmie?');
  await mine.getByRole('textbox').fill('Zlecono ustnie.');
  await mine.getByRole('button', { name: /^Odpowiedz/ }).click();
  await expect(mine).toHaveCount(0);
  await answering.stop();
  const [, answer] = await entriesOf(office, 'matter', before);
  expect(answer).toMatchObject({
    payload: { matter: asked.matter, event: 'close', login: who.listener, about: asked.about },
    words: { words: 'Zlecono ustnie.' },
  });
  await tabTo(page, 'button Pulpit');
  await keyboard.press('Enter');
  await tabTo(page, 'button Pokaż Odpowiedź do PO/1/');
  await keyboard.press('Enter');
  await expect(panel).toContainText('Zlecono ustnie.');
  await expect(grid.getByRole('row').nth(1)).toContainText('jest odpowiedź');
  await tabTo(page, 'row PO/1/');
  await keyboard.press('Enter');
  await expectFocus(page, 'button W porządku');
  expect(await faults(page)).toEqual([]);
  // „Nieprawidłowość…” asks for words.
  await tabTo(page, 'button Nieprawidłowość…');
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Na czym polega');
  await keyboard.type('Brak zlecenia.');
  await keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Przekaż IOD jako sprawę' })).toBeChecked();
  expect(await faults(page)).toEqual([]);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(grid.getByRole('row').nth(1)).toContainText('nieprawidłowość');
  await expectFocus(page, 'button Zakończ przegląd…');
  const [passed] = (await entriesOf(office, 'matter', before)).slice(2);
  expect(passed).toMatchObject({
    payload: { sort: 'irregularity' },
    words: { words: 'Brak zlecenia.' },
  });
  await keyboard.press('Enter');
  await expectFocus(page, 'textbox Wnioski');
  await keyboard.type('Pouczono osobę.');
  await tabTo(page, 'textbox Hasło');
  await keyboard.type('nie-to');
  await keyboard.press('Enter');
  await expect(page.getByText('Nieprawidłowe hasło.')).toBeVisible();
  await answerWith(app, 'review.report', failing('unexpected', { reference: '118204' }));
  await keyboard.type(password);
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Przegląd zakończony' })).toBeVisible();
  await answerAgain(app);
  await tabTo(page, 'button Spróbuj ponownie');
  await keyboard.press('Enter');
  await tabTo(page, 'region Raport');
  await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();
  await expect(page.getByRole('img', { name: /1/ })).toHaveAttribute('aria-busy', 'false');
  expect(await faults(page)).toEqual([]);
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(app))[0] ?? '');
  const { text, pages } = readPaper(printed);
  const [concluded] = await entriesOf(office, 'concluded', before);
  expect(pages).toBe(1);
  for (const said of [
    'RAPORT Z PRZEGLĄDU DOSTĘPÓW DO NAGRAŃ',
    `za okres 01.${legalDay().slice(5, 7)}.${legalDay().slice(0, 4)}`,
    'Anna Nowak (UO/',
    'Nieprawidłowości: 1',
    'Pytanie: Czy zlecono to na piśmie? Odpowiedź: Zlecono ustnie. Brak zlecenia. Nieprawidłowość.',
    'Pouczono osobę.',
    `Wpis nr ${concluded?.seq}, skrót ${concluded?.hash}`,
    'Do wiadomości: Burmistrz (data, podpis)',
  ])
    expect(text).toContain(said);
  expect(text).toMatch(
    /Zmiany funkcji: .*PF\/5\/\d{4} \(Burmistrz\) – powierzono\. Które pisma to są, według bazy\. II/,
  );
  expect((await kindsAfter(office, before)).filter((kind) => kind !== 'roles')).toEqual(
    expect.arrayContaining(['review', 'judged', 'concluded']),
  );
  expect(concluded?.payload).toMatchObject({ irregular: 1, ok: 0, asked: { password: true } });

  // Back at the list nothing is open, and the report is found again.
  await keyboard.press('Escape');
  await tabTo(page, 'button Raport za');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Przegląd zakończony' })).toBeVisible();
  await keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Pozycje/ }).click();
  await expect(page.getByText('Żaden przegląd nie jest otwarty')).toBeVisible();

  await test.step('a sample says how it was drawn, in lines that anybody can run; where all was looked at, there is nothing to say', async () => {
    await answerWith(app, 'review.list', { value: { reviews: [sampled.listed] } });
    await answerWith(app, 'review.read', { value: { ...sampled.detail, sampled: false } });
    await keyboard.press('F5');
    await expect(page.getByRole('row').filter({ hasText: 'PO/20/' })).toBeVisible();
    const how = page.getByRole('button', { name: 'Jak dobrano pozycje' });
    await expect(how).toHaveCount(0);
    await answerWith(app, 'review.read', { value: sampled.detail });
    await keyboard.press('F5');
    await how.press('Enter');
    const said = page.getByLabel('Jak dobrano pozycje', { exact: true });
    await expect(said).toContainText('co najmniej 15, i co najmniej jedną każdej osoby');
    const [seed, ...lines] = await said.locator('code').allTextContents();
    expect(seed).toBe(sampled.detail.hash);
    const [year] = sampled.detail.from.split('-');
    const drawn = ['PO/20', 'PO/21'].map((number) => `${number}/${year}`);
    expect(lines.map((line) => execFileSync('sh', ['-c', line], { encoding: 'utf8' }))).toEqual(
      drawn.map((number) => `${sha256(`${seed}:${number}`).toString('hex')}  -\n`),
    );
    await answerAgain(app);
  });
  await expectWhole(office);
});

test('two who review at once: the end waits for what one has not seen, and what tells of the desk the Mayor judges', async ({
  office,
  signedIn,
  folder,
}) => {
  const mayor = who.none;
  await appoint(office, mayor, 'mayor');
  const before = await headOf(office);
  const recording = await recordingOf(office, planOf(office, 'oddzwonienie'));
  for (const login of [who.expired, who.revoked, who.deputy])
    await submitAs(office, login, 'listen', listenRequest(recording, generateKeyPair().publicKey));
  await expect.poll(async () => (await entriesOf(office, 'refusal', before)).length).toBe(3);
  await goAhead(office);
  const openReview = async (login: string) => {
    const { page, stop: leave } = await signedIn(login, { home: join(folder, login) });
    const mark = page.getByRole('navigation').getByRole('button', { name: 'Przegląd' });
    await expect(mark).toHaveAccessibleDescription('czeka 1 przegląd');
    if (login === mayor)
      await expect(page.getByText(/^W \S+: 0 czynności, 3 odmowy, przegląd trwa\.$/)).toBeVisible();
    await page.getByRole('button', { name: /^(Rozpocznij|Otwórz|Oceń)\S* .*Przegląd dostępów za/ }).click();
    const row = (text: string) => page.getByRole('grid').getByRole('row').filter({ hasText: text });
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await expect(row('1 odmowa')).toHaveCount(3);
    return { page, mark, row, press, leave };
  };
  const secretary = await openReview(who.secretary);
  const deputy = await openReview(who.deputy);

  await test.step('nobody of the desk judges what tells of the desk', async () => {
    await expect(secretary.row('Marek Bielak')).toContainText('ocenia Burmistrz albo inspektor');
    await secretary.row('Marek Bielak').click();
    await secretary.press('Przekaż Burmistrzowi…');
    await secretary.page.getByLabel('Co przekazano Burmistrzowi').fill('Pismo SEK.077.1.');
    await secretary.press('Zapisz ocenę');
    await expect(secretary.row('Marek Bielak')).toContainText('przekazane Burmistrzowi');
  });

  await test.step('a key that is held down judges one item, and not the one after it', async () => {
    const { keyboard } = secretary.page;
    await secretary.row('Ewa Pawlak').click();
    const explained = secretary.page.getByRole('button', { name: 'Wyjaśnione' });
    await explained.focus();
    await keyboard.down('Enter');
    await expect(secretary.row('Ewa Pawlak')).toContainText('wyjaśnione');
    await expect(secretary.row('Marek Sikora')).toHaveAttribute('aria-selected', 'true');
    await expect(explained).toBeFocused();
    for (let count = 0; count < 3; count += 1) await keyboard.down('Enter');
    await keyboard.up('Enter');
    await secretary.press('Nieprawidłowość…');
    await secretary.page.getByLabel('Na czym polega').fill('Bez upoważnienia.');
    await secretary.press('Zapisz ocenę');
    await expect(secretary.row('Marek Sikora')).toContainText('nieprawidłowość');
  });

  await test.step('what another has judged meanwhile is marked, and the review does not end by it', async () => {
    await secretary.press('Zakończ przegląd…');
    await secretary.page.getByLabel('Wnioski').fill('Bez uwag.');
    await deputy.page.keyboard.press('F5');
    await deputy.row('Ewa Pawlak').click();
    await deputy.press('Nieprawidłowość…');
    await deputy.page.getByLabel('Na czym polega').fill('Ponowna próba.');
    await deputy.press('Zapisz ocenę');
    await expect(deputy.row('Ewa Pawlak')).toContainText('nieprawidłowość');
    await secretary.page.getByLabel('Hasło').fill(office.person(who.secretary).password);
    await secretary.press('Zatwierdź i drukuj');
    await expect(secretary.page.getByRole('alert')).toContainText('Przegląd zmienił się.');
    await expect(secretary.row('Ewa Pawlak')).toContainText('zmieniono');
    expect(await faults(secretary.page)).toEqual([]);
    expect(await entriesOf(office, 'concluded', before)).toEqual([]);
    await secretary.page.getByRole('button', { name: 'Wróć do pozycji' }).last().click();
    await secretary.press('Zakończ przegląd…');
    await expect(secretary.page.getByLabel('Wnioski')).toHaveValue('Bez uwag.');
  });

  await test.step('the Mayor judges in the program what the desk has referred', async () => {
    await deputy.leave();
    const { row, press, mark, leave } = await openReview(mayor);
    await row('Marek Bielak').click();
    await press('Wyjaśnione');
    await expect(row('Marek Bielak')).toContainText('wyjaśnione');
    await expect(mark).toHaveAccessibleDescription('');
    await row('Ewa Pawlak').click();
    await expect(row('Ewa Pawlak')).toHaveAttribute('aria-selected', 'true');
    await expect(mark.page().getByText('Tę pozycję ocenia Sekretarz albo zastępca.')).toBeVisible();
    await leave();
  });

  await test.step('a review that is over its day for two weeks is urgent, and a question that nobody answered; the Mayor is told of both', async () => {
    await secretary.leave();
    await submitAs(office, who.listener, 'listen', listenRequest(recording, generateKeyPair().publicKey));
    await expect.poll(async () => (await entriesOf(office, 'release', before)).length).toBe(1);
    const [release] = await entriesOf(office, 'release', before);
    const asked = {
      sort: 'question',
      letter: null,
      about: release?.seq ?? 0,
      assignee: null,
      due: null,
    } as const;
    const words = 'Kto zlecił odsłuchanie?';
    await submitAs(office, who.secretary, 'matter', { ...asked, matter: null, event: 'open', words });
    const questions = async () =>
      (await entriesOf(office, 'matter', before)).filter(({ payload }) => payload.sort === 'question');
    await expect.poll(async () => (await questions()).length).toBe(1);
    // One month would be too short in February.
    await goAhead(office, 2);
    for (const login of [who.secretary, mayor]) {
      const { page, stop: leave } = await signedIn(login, { home: join(folder, `late-${login}`) });
      const late = page.getByRole('row').filter({ hasText: /po terminie \d+ dni/ });
      await expect(late).toHaveCount(2);
      for (const name of ['Przegląd dostępów za', 'pytanie bez odpowiedzi'])
        await expect(late.filter({ hasText: name })).toContainText('pilne');
      await leave();
    }
  });
  const judged = await entriesOf(office, 'judged', before);
  expect(judged.map(({ payload: { login, verdict } }) => [login, verdict])).toEqual([
    [who.secretary, 'referred'],
    [who.secretary, 'ok'],
    [who.secretary, 'irregular'],
    [who.deputy, 'irregular'],
    [mayor, 'ok'],
  ]);
  await expectWhole(office);
});
