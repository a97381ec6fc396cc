import { actsOf, entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { caseNumber, listenTo, positionOf } from './listener.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { savePdf } from './paper.ts';
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
    await page.keyboard.press('Escape');
    await expectSound(page);
    await page.getByRole('button', { name: '15 sekund wstecz' }).click();
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Ustalenia').fill(findings);
    await page.getByLabel('Uwagi').fill('Połączenie przerwano.');
    const quotations = page.getByRole('region', { name: 'Cytaty' });
    await expect(quotations.getByRole('listitem')).toHaveCount(2);
    await expect(quotations).toContainText('bez treści – nie wejdzie do protokołu');
    await expect(page.getByText(/^zapisano \d\d:\d\d:\d\d$/)).toBeVisible();
    await first.stop();
  });

  const { app, page, home } = await signedIn(who.listener, { home: `${first.home}-2` });
  await test.step('there again after a restart; a press on its time plays from there', async () => {
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
    await expect(page.getByLabel('Uwagi')).toHaveValue('Połączenie przerwano.');
    const quotations = page.getByRole('region', { name: 'Cytaty' });
    await expect(quotations).toContainText('„Oddzwonimy do końca tygodnia.”');
    await quotations
      .getByRole('button', { name: /^Odtwórz od / })
      .last()
      .click();
    await expectSound(page);
    expect(await positionOf(page)).toBeGreaterThanOrEqual(15);
  });

  await test.step('sealed and printed: the mark without words is not', async () => {
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    const paper = await savePdf(app, page, home);
    const [sealed] = await entriesOf(office, 'completed', before);
    expect(sealed?.words).toMatchObject({
      findings,
      quotations: [{ recording, to: null, text: 'Oddzwonimy do końca tygodnia.' }],
      remarks: 'Połączenie przerwano.',
    });
    expect(paper.text).toMatch(/Cytaty Nagranie 1, 00:\d\d: „Oddzwonimy do końca tygodnia\.”/);
    expect(paper.text).toContain('Uwagi: Połączenie przerwano.');
    expect(await actsOf(office, who.listener)).toMatchObject([
      { state: 'completed', case_number: caseNumber },
    ]);
  });
});

test('a case number is corrected after filing: both are found and printed, and it is signed and filed again', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  const before = await headOf(office);
  const right = 'SEK.1510.8.2026';
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await page.getByLabel('Ustalenia').fill(findings);
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();

  await test.step('nothing, and what is no case number, is not taken; typed words stay while one looks elsewhere', async () => {
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await expect(page.getByText(/^Niczego nie zmieniono\./)).toBeVisible();
    await page.getByRole('textbox', { name: 'Znak sprawy' }).fill('SEK 1510.8.2026');
    await expect(page.getByText(new RegExp(`Może chodziło o ${right}`))).toBeVisible();
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    const [act] = await actsOf(office, who.other);
    await page.getByRole('button', { name: `Otwórz protokół ${act?.number}, sprawa ${caseNumber}` }).click();
    await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveValue('SEK 1510.8.2026');
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
      ...['refusal', 'corrected', 'filed'],
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
});
