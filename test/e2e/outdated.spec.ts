import { readdirSync } from 'node:fs';
import type { RunningOffice } from './office.ts';
import { actsOf, ask, entriesOf, headOf, kindsAfter, submitAs } from './ledger.ts';
import { findCall, justify, listenTo, saveInto, signIn } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';

/** Two windows of one person: what the other one made void is neither printed nor saved here. */

test.use({ seed: { of: 'outdated', choose: ({ matter }) => matter === 'obietnica' } });

test.afterEach(({ office }) => office.database.resume());

const findings = 'Urzędnik obiecał oddzwonić do końca tygodnia.';
const outdated =
  'Protokół zmienił się w międzyczasie i ten wydruk nie jest już ważny. Należy otworzyć protokół ponownie.';

/** At another workstation the same person goes back to listening and completes the protocol with other words. */
async function completeAnew(office: RunningOffice, login: string): Promise<void> {
  const before = await headOf(office);
  const [{ id: act } = { id: '' }] = await actsOf(office, login);
  await submitAs(office, login, 'reopen', { act });
  await expect.poll(() => kindsAfter(office, before)).toEqual(['reopened']);
  await submitAs(office, login, 'complete', { act, findings: `${findings} Oddzwoniono.` });
  await expect.poll(() => kindsAfter(office, before)).toEqual(['reopened', 'completed']);
}

test('a print that was made void in another window is refused in this one; opened again, the protocol is the new one', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const step = page.getByRole('region', { name: 'Protokół zakończony' });
  await playPrinter(app, 'sent');
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(findings);
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Wysłano do drukarki.' })).toBeVisible();
  const first = await savePdf(app, page, home);
  const saved = readdirSync(home);

  await completeAnew(office, who.listener);
  await saveInto(app, `${home}/.config`);
  for (const button of ['Zapisz dla EZD', 'Drukuj ponownie']) {
    await page.getByRole('button', { name: button }).click();
    await expect(step.getByRole('alert')).toContainText(outdated);
  }
  expect(readdirSync(`${home}/.config`).filter((name) => name.endsWith('.pdf'))).toEqual([]);
  expect(readdirSync(home)).toEqual(saved);
  expect((await printedBy(app)).length, 'the void print went to paper').toBe(1);

  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page.getByRole('button', { name: /^Otwórz protokół/ }).click();
  await expect(step).toContainText('wydruk nr 2');
  const second = await savePdf(app, page, home);
  expect(first.text).not.toContain('Oddzwoniono.');
  expect(second.text).toContain('Oddzwoniono.');
  expect(second.text).toContain('Zastępuje wydruk nr 1');

  // Where nobody can be asked, what was sealed and shown can be put on paper all the same.
  await office.database.suspend();
  await page.getByRole('button', { name: 'Drukuj', exact: true }).click();
  await expect.poll(async () => (await printedBy(app)).length, { timeout: 60_000 }).toBe(2);
  expect((await printedBy(app))[1]?.equals(second.bytes)).toBe(true);

  // What needs the servers does nothing meanwhile, says why, and works again by itself.
  for (const name of ['Podpisano i dołączono do akt sprawy', 'Wróć do odsłuchania']) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription('Baza danych nie odpowiada.');
  }
  await office.database.resume();
  // The session of the other window has replaced this one's secret: the line does not come back, the password does.
  await signIn(page, office.person(who.listener));
  await page.getByRole('button', { name: /^Protokoły/ }).click();
  await page.getByRole('button', { name: /^Otwórz protokół/ }).click();
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('region', { name: 'Protokół dołączony do akt' })).toBeVisible();
});

test('what the owner of the database rewrites is neither printed nor shown: the sentence names the entry', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  await playPrinter(app, 'sent');
  await listenTo(page, planOf(office, 'obietnica'));
  await page.getByLabel('Ustalenia').fill(findings);
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Wysłano do drukarki.' })).toBeVisible();

  const [taken] = await entriesOf(office, 'ingest');
  await ask(
    office,
    `UPDATE office.recording SET caller = replace(caller, '+48', '+49') WHERE seq = ${taken?.seq}`,
  );
  const sentence = `Wpis nr ${taken?.seq} w bazie danych nie jest tym, który podpisał serwer odsłuchu`;
  await saveInto(app, home);
  for (const button of ['Zapisz dla EZD', 'Drukuj ponownie']) {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('region', { name: 'Protokół zakończony' }).getByRole('alert')).toContainText(
      sentence,
    );
  }
  expect(readdirSync(home).filter((name) => name.endsWith('.pdf'))).toEqual([]);
  expect((await printedBy(app)).length).toBe(1);

  // A program that has not read it yet.
  await app.close();
  const other = (await signedIn(who.listener)).page;
  await other.getByRole('button', { name: /^Protokoły/ }).click();
  await other
    .getByRole('button', { name: /^Otwórz protokół/ })
    .first()
    .click();
  await expect(other.getByText(sentence)).toBeVisible();
  await expect(other.getByRole('main')).not.toContainText(findings);
});

test('a call that the owner of the database lists under another department is not asked for', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const plan = planOf(office, 'obietnica');
  const before = await headOf(office);
  await ask(office, `UPDATE office.recording SET department = 'Inny wydział'`);
  await findCall(page, plan);
  await justify(page);
  await expect(page.getByText('różni się od wpisu, który podpisał serwer odsłuchu')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Zatwierdź i odtwórz' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  expect(await kindsAfter(office, before)).not.toContain('release');
});
