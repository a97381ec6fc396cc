import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { actsOf, entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { inkOf, inkShown, likeness } from './ink.ts';
import { caseNumber, listenTo, positionOf } from '../../build/window/hand.ts';
import { expectFocus } from './keyboard.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { savePdf, saveInVain, sheetDrawn, type Paper } from './paper.ts';
import { endPatience, playPrinter, printedBy } from './printer.ts';
import { expectSound } from './sound.ts';

test.use({ seed: { of: 'correction', choose: story } });

const findings = 'Urzędnik obiecał oddzwonić; terminu nie podał.';

test('words are quoted while the sound runs, survive a restart, and are sealed and printed with their times', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  const before = await headOf(office);
  const plan = planOf(office, 'obietnica');
  const recording = await recordingOf(office, plan);

  await test.step('typed beside the running sound', async () => {
    const { page } = first;
    await listenTo(page, plan);
    await page.getByRole('button', { name: '15 sekund naprzód' }).click();
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    // The field for its words has the focus; the sound goes on.
    await page.keyboard.type('Oddzwonimy do końca tygodnia.');
    await page.getByRole('combobox', { name: /^Kto mówi: cytat / }).click();
    await page.getByRole('option', { name: 'mówca nieoznaczony' }).click();
    await page.getByRole('textbox', { name: /^Treść cytatu / }).press('Escape');
    await expectSound(page);
    await page.getByRole('button', { name: '15 sekund wstecz' }).click();
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Ustalenia').fill(findings);
    await page.getByLabel('Uwagi').fill('Połączenie przerwano.');
    await page.getByLabel('Załączniki (nieobowiązkowo)').fill('spisany przebieg rozmowy');
    const quotations = page.getByRole('region', { name: 'Cytaty' });
    await expect(quotations.getByRole('listitem')).toHaveCount(2);
    await expect(quotations).toContainText('bez treści – nie wejdzie do protokołu');
    await expect(page.getByText(/^zapisano \d\d:\d\d:\d\d$/)).toBeVisible();
    await first.stop();
  });

  const { app, page, home, complaints } = await signedIn(who.listener, { home: `${first.home}-2` });
  await test.step('there again after a restart; a press on its time plays from there', async () => {
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
    await expect(page.getByLabel('Uwagi')).toHaveValue('Połączenie przerwano.');
    await expect(page.getByLabel('Załączniki (nieobowiązkowo)')).toHaveValue('spisany przebieg rozmowy');
    const quotations = page.getByRole('region', { name: 'Cytaty' });
    await expect(quotations).toContainText('„Oddzwonimy do końca tygodnia.”');
    await quotations
      .getByRole('button', { name: /^Odtwórz od / })
      .last()
      .click();
    await expectSound(page);
    // It was marked after a jump of fifteen seconds, and begins with what was being said there.
    expect(await positionOf(page)).toBeGreaterThanOrEqual(9);
  });

  const shown = page.getByRole('region', { name: /^Protokół z odsłuchania/ });
  const said = (words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
  let paper: Paper;

  await test.step('no printer, a dialog left, a printer that fails, a system that is silent, a folder that takes nothing: said, and the protocol stays', async () => {
    await playPrinter(app, 'no-printer');
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await said('Nie znaleziono drukarki. Protokół można zapisać dla EZD.');
    await playPrinter(app, 'Print job canceled');
    await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await said(
      'Drukowanie anulowano. Protokół jest zakończony; można go wydrukować później albo zapisać dla EZD.',
    );
    await playPrinter(app, 'Print job failed');
    await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await said('Nie udało się wydrukować. Należy sprawdzić drukarkę i wydrukować ponownie albo zapisać');
    await playPrinter(app, 'silence');
    await endPatience(app);
    await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await said('Windows nie odpowiedział na polecenie druku, więc je przerwano.');
    const name = await page.getByRole('heading', { name: /^PO_.+\.pdf$/ }).innerText();
    const [readOnly, full] = [join(home, 'tylko-odczyt'), join(home, 'pelny')];
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    await saveInVain(app, page, readOnly);
    mkdirSync(full);
    chmodSync(full, 0o777);
    symlinkSync('/dev/full', join(full, `${name}.new`));
    await saveInVain(app, page, full);
    expect(readdirSync(full), 'half a document').toEqual([]);
    expect(await actsOf(office, who.listener)).toMatchObject([{ state: 'completed' }]);
  });

  await test.step('what is shown is what is saved and printed, byte for byte, also once the ledger has gone on', async () => {
    paper = await savePdf(app, page, home);
    await expect.poll(() => inkShown(page, 'Strona 1 z 1')).not.toBeNull();
    const ink = await inkShown(page, 'Strona 1 z 1');
    if (ink === null) throw new Error('nothing is drawn');
    expect(likeness(ink, inkOf(paper.bytes, home, ink))).toBeGreaterThan(0.95);
    // That it is read back slowly is the test's own doing.
    expect(complaints.filter((one) => !one.startsWith('Canvas2D: '))).toEqual([]);
    await playPrinter(app, 'sent');
    await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
    await said('Wysłano do drukarki.');
    expect((await printedBy(app)).map((pdf) => pdf.equals(paper.bytes))).toEqual([true]);
  });

  await test.step('paper stays white; it is larger and smaller by keys, and scrolls by keys; its text says all of it', async () => {
    const sheet = page.getByRole('img', { name: 'Strona 1 z 1' });
    for (const theme of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      await page.emulateMedia(theme);
      await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    const { width: before = 0 } = (await sheet.boundingBox()) ?? {};
    for (let times = 0; times < 4; times += 1)
      await page.getByRole('button', { name: 'Powiększ' }).press('Enter');
    await expect(page.getByRole('button', { name: /^200 %/ })).toBeVisible();
    await expect.poll(async () => (await inkShown(page, 'Strona 1 z 1'))?.width).toBe(1587);
    await shown.focus();
    await page.keyboard.press('End');
    await expect.poll(() => shown.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(1000);
    await page.getByRole('button', { name: /^200 %/ }).press('Enter');
    await expect.poll(async () => (await sheet.boundingBox())?.width).toBe(before);
    const words = ((await shown.textContent()) ?? '').replace(/\s/g, '');
    const printed = paper.text.split(' ').map((word) => word.replace(/[:,]$/, ''));
    // The page's own number is the only thing that the text has no use for.
    const missing = printed.filter((word) => !words.includes(word) && !['strona', '1/1'].includes(word));
    expect(missing).toEqual([]);
  });

  await test.step('the words are those of the ledger; a mark without words is not in it', async () => {
    const [sealed] = await entriesOf(office, 'completed', before);
    expect(sealed?.words).toMatchObject({
      findings,
      quotations: [{ recording, to: null, text: 'Oddzwonimy do końca tygodnia.' }],
      remarks: 'Połączenie przerwano.',
      attachments: 'spisany przebieg rozmowy',
    });
    expect(paper.text).toMatch(
      /Cytaty Nagranie 1, 00:\d\d, mówca nieoznaczony: „Oddzwonimy do końca tygodnia\.”/,
    );
    expect(paper.text).toContain('Uwagi osoby odsłuchującej Połączenie przerwano.');
    expect(paper.text).toContain('XI. Załączniki: spisany przebieg rozmowy');
    expect(await actsOf(office, who.listener)).toMatchObject([
      { state: 'completed', case_number: caseNumber },
    ]);
  });

  await test.step('back to listening: the print is void, and the one that replaces it says so', async () => {
    const [first] = await entriesOf(office, 'completed', before);
    await expect(page.getByText('unieważni wydruk nr 1, jeśli jest')).toBeVisible();
    await page.getByRole('button', { name: 'Wróć do odsłuchania' }).click();
    await page.getByLabel('Ustalenia').fill(`${findings} Oddzwoniono.`);
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await said('Wysłano do drukarki.');
    const [reopened] = await entriesOf(office, 'reopened', before);
    const [, replacing] = await printedBy(app);
    const second = await savePdf(app, page, home);
    expect(second.text).toMatch(
      new RegExp(
        `Zastępuje wydruk nr 1 \\(wpis nr ${first?.seq}\\), unieważniony [\\d. :]+ powrotem do odsłuchania \\(wpis nr ${reopened?.seq}\\)`,
      ),
    );
    expect(second.text).toContain('Wydruk nr 2 z');
    expect(paper.text).toContain('Wydruk nr 1 z');
    await saveInVain(app, page, join(home, 'tylko-odczyt'));
    await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
    await expect(page.getByRole('alert'), 'what failed before is over').toHaveCount(0);
    // The ledger has gone on; what lies in the case file can still be had as it was.
    expect((await savePdf(app, page, home)).bytes.equals(second.bytes)).toBe(true);
    expect(replacing?.equals(second.bytes)).toBe(true);
  });
});

test('a case number is corrected after filing: both are found and printed, and it is signed and filed again', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  const before = await headOf(office);
  const right = 'SEK.1510.8.2026';
  /** What the search says of case numbers with a slip in them; by what was typed. */
  const said = new Map<string, unknown>();
  for (const typed of ['sek.1510.8.2026', 'SEK 1510.8.2026', 'SEK.15.8.2026', 'SEK.1510']) {
    const field = page.getByLabel('Znak sprawy');
    await field.fill(typed);
    await field.press('Tab');
    await expect(field).not.toHaveAccessibleDescription('');
    said.set(typed, await toldOf(field));
  }
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await page.getByLabel('Ustalenia').fill(findings);
  // The system's own search for a printer, and the drawing of the sheet, hold up a busy machine: nobody presses before both are over.
  await playPrinter(app, 'no-printer');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Nie znaleziono drukarki.' })).toBeVisible();
  await sheetDrawn(page);
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();

  await test.step('nothing, and what is no case number, is not taken; typed words stay while one looks elsewhere', async () => {
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await expect(page.getByText(/^Niczego nie zmieniono\./)).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Znak sprawy' });
    for (const [typed, told] of said) {
      await field.fill(typed);
      await expect.poll(() => toldOf(field), typed).toEqual(told);
    }
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK 1510.8.2026');
    await expect(page.getByRole('button', { name: `Czy chodzi o ${right}?` })).toBeVisible();
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    const [act] = await actsOf(office, who.other);
    await page.getByRole('button', { name: `Otwórz protokół ${act?.number}, sprawa ${caseNumber}` }).click();
    await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveValue('SEK 1510.8.2026');
    // Given up by a press on another button alone: a second press on the same keeps it.
    await page.getByRole('button', { name: 'Anuluj' }).click();
    await expect(page.getByText('Wpisane zmiany przepadną.')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveValue('SEK 1510.8.2026');
    await page.getByRole('button', { name: 'Anuluj' }).click();
    await page.getByRole('button', { name: 'Porzuć zmiany' }).click();
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveValue(caseNumber);
    expect((await entriesOf(office, 'corrected', before)).length).toBe(0);
  });

  await test.step('the corrected protocol shows both', async () => {
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill(right);
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await expect(page.getByRole('heading', { name: 'Sprostowano protokół' })).toBeVisible();
    const paper = await savePdf(app, page, home);
    expect(paper.name).toMatch(/^PO_\d+_\d+_SEK\.1510\.8\.2026_sprostowanie_1\.pdf$/);
    expect(paper.text).toContain(`Znak sprawy: ${right}`);
    expect(paper.text).toContain(`było: ${caseNumber}, jest: ${right}`);
    expect(paper.text).toMatch(
      /protokół bez sprostowania dołączono [\d.]+ r\. do akt sprawy SEK\.1510\.7\.2026/,
    );
    const [corrected] = await entriesOf(office, 'corrected', before);
    const [completed] = await entriesOf(office, 'completed', before);
    expect(corrected?.payload).toMatchObject({
      corrects: completed?.seq,
      caseBefore: caseNumber,
      case: right,
    });
    expect(paper.text).toContain(`Wpis nr ${corrected?.seq}, skrót ${corrected?.hash.slice(0, 8)}`);
  });

  await test.step('filed again, and found by either number', async () => {
    await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
    expect(await kindsAfter(office, before)).toEqual([
      ...['release', 'closed', 'completed', 'filed'],
      ...['corrected', 'filed'],
    ]);
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    for (const number of [caseNumber, right]) {
      await page.getByRole('searchbox', { name: 'Znak sprawy lub nr protokołu' }).fill(number);
      await expect(page.getByRole('grid', { name: 'Moje protokoły' })).toContainText(
        `${right}było: ${caseNumber}`,
      );
    }
    await page.screenshot({ path: test.info().outputPath('moje.png') });
  });

  await test.step('a doubtful number is looked at first, as in the search; the next press takes it', async () => {
    await page.getByRole('button', { name: /^Otwórz protokół / }).click();
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK.15.8.2026');
    const save = page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' });
    await save.press('Enter');
    await expectFocus(page, 'textbox Znak sprawy');
    expect((await entriesOf(office, 'corrected', before)).length).toBe(1);
    await save.press('Enter');
    await expect
      .poll(async () => (await entriesOf(office, 'corrected', before)).map(({ payload }) => payload.case))
      .toEqual([right, 'SEK.15.8.2026']);
  });
});

/** What a field is described by, and whether it is called wrong. */
function toldOf(field: Locator): Promise<{ wrong: boolean; words: string }> {
  return field.evaluate((one) => {
    const ids = (one.getAttribute('aria-describedby') ?? '').split(' ');
    const words = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    return { wrong: one.getAttribute('aria-invalid') === 'true', words: words.replace(/\s+/g, ' ').trim() };
  });
}
