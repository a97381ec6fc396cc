import { actsOf, entriesOf, headOf, recordingOf } from './ledger.ts';
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
    await quotations.getByRole('button', { name: /^Odtwórz od 00:1/ }).click();
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
    expect(paper.text).toMatch(/Cytaty Nagranie 1, 00:1\d: „Oddzwonimy do końca tygodnia\.”/);
    expect(paper.text).toContain('Uwagi: Połączenie przerwano.');
    expect(await actsOf(office, who.listener)).toMatchObject([
      { state: 'completed', case_number: caseNumber },
    ]);
  });
});
