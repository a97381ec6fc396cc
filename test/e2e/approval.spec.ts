import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo } from '../../build/window/hand.ts';
import { faults } from './audit.ts';
import { appoint, ask, entriesOf, headOf, kindsAfter } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { failureOf, numbersAfter, panel } from './papers.ts';
import { playPrinter } from './printer.ts';
import { expectWhole } from './whole.ts';

/** §4.2: what is only prepared the Mayor may approve in the program, with the own password; nobody else makes anything of it. */

test.use({ seed: { of: 'approval', choose: () => false } });

const mayor = who.expired;

test('the Mayor approves a deputy and an authorisation that the Secretary has prepared, from the desk of her own, with her password', async ({
  office,
  signedIn,
  folder,
}) => {
  await appoint(office, mayor, 'mayor');
  const before = await headOf(office);
  const { app, page } = await signedIn(who.secretary);
  await playPrinter(app, 'sent');
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: /^Funkcje/ }).click();
  await page.getByRole('button', { name: 'Powierz funkcję…' }).click();
  const form = panel(page, 'Powierzenie funkcji');
  await form.getByRole('combobox', { name: 'Funkcja' }).click();
  await page.getByRole('option', { name: 'Sekretarz', exact: true }).click();
  await form.getByRole('combobox', { name: 'Osoba' }).fill('wró');
  await page.getByRole('option', { name: 'Natalia Wróbel' }).click();
  await form.getByRole('checkbox', { name: 'jako zastępca' }).check();
  await form.getByRole('button', { name: 'Przygotuj i drukuj' }).click();
  const [number = ''] = await numbersAfter(office, before);
  await expect(page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText(
    'czeka na podpis',
  );
  const [prepared] = await entriesOf(office, 'instrument', before);
  expect(prepared?.payload).toMatchObject({ signed: null });

  // Nobody of the desk makes another deputy of the desk.
  const his = await signedIn(who.deputy, { home: join(folder, 'deputy') });
  const shown = [{ seq: prepared?.seq, hash: prepared?.hash }];
  const asked = { shown, password: office.person(who.deputy).password };
  expect(await failureOf(his.page, 'authorisation.confirm', asked)).toBe('not-confirmer');
  await his.stop();

  const hers = await signedIn(mayor, { home: join(folder, 'mayor') });
  await hers.page.getByRole('button', { name: `Zatwierdź… ${number} – czeka na podpis` }).click();
  await panel(hers.page, number).getByRole('button', { name: 'Zatwierdź…' }).click();
  const compare = panel(hers.page, 'Czy zatwierdzić to pismo?');
  await expect(compare).toContainText('Natalia Wróbel');
  expect(await faults(hers.page)).toEqual([]);
  const approve = compare.getByRole('button', { name: 'Zatwierdź', exact: true });
  // A key that is held down sends the password once: a wrong one costs one try of the lockout, the right one signs one entry.
  const { keyboard } = hers.page;
  const hold = async (password: string): Promise<void> => {
    await compare.getByLabel('Hasło').fill(password);
    await keyboard.down('Enter');
    for (let count = 0; count < 3; count += 1) await keyboard.down('Enter');
  };
  await hold('nie-to');
  await expect(compare.getByText('Nieprawidłowe hasło.')).toBeVisible();
  await keyboard.down('Enter');
  await keyboard.up('Enter');
  await expect(compare.getByText('Nieprawidłowe hasło.')).toBeVisible();
  expect(await office.directory.badPasswords(mayor)).toBe(1);
  await hold(office.person(mayor).password);
  await keyboard.up('Enter');
  await expect(hers.page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText(
    'ważne',
  );

  expect((await kindsAfter(office, before)).filter((kind) => kind !== 'refusal')).toEqual([
    ...['instrument', 'confirmed'],
  ]);
  const [confirmed] = await entriesOf(office, 'confirmed', before);
  expect(confirmed?.payload).toMatchObject({
    ...{ login: mayor, entries: [prepared?.seq], hashes: [prepared?.hash] },
    asked: { password: true },
  });
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [who.none]))
    .toEqual([{ roles: ['secretary'] }]);
  const journal = readFileSync(office.settings.journal, 'utf8').trimEnd().split('\n');
  const lines = journal.map((line) => JSON.parse(line) as { seq: number; hash: string });
  expect(lines.find(({ seq }) => seq === confirmed?.seq)?.hash).toBe(confirmed?.hash);

  // Who may listen, too: once it is entered when the declaration was signed, on the sheet that lies printed.
  const then = await headOf(office);
  await page.getByRole('tab', { name: /^Do odsłuchiwania/ }).click();
  await page.getByRole('button', { name: 'Nowe upoważnienie' }).click();
  await page.getByRole('combobox', { name: 'Osoba' }).fill('zieli');
  await page.getByRole('option', { name: /Zieli/ }).click();
  await page.getByRole('button', { name: 'Przygotuj i drukuj' }).click();
  const [listens = ''] = await numbersAfter(office, then);
  const declare = panel(page, listens).getByRole('button', { name: 'Zapisz dzień oświadczenia' });
  await declare.waitFor();
  const row = hers.page.getByRole('grid').getByRole('row').filter({ hasText: listens });
  const approves = panel(hers.page, listens).getByRole('button', { name: 'Zatwierdź…' });
  await hers.page.getByRole('tab', { name: /^Do odsłuchiwania/ }).click();
  await hers.page.keyboard.press('F5');
  await row.click();
  await expect(panel(hers.page, listens)).toContainText('potrzebny jest dzień oświadczenia');
  await expect(approves).toHaveCount(0);
  await declare.click();
  await expect(panel(page, listens)).toContainText(/Oświadczenie\s*podpisano/);
  await expect(declare).toHaveCount(0);
  await hers.page.keyboard.press('F5');
  await approves.click();
  await compare.getByLabel('Hasło').fill(office.person(mayor).password);
  await approve.click();
  await expect(row).toContainText('ważne');
  const stated = await entriesOf(office, 'instrument', then);
  expect(stated.map(({ payload }) => payload.signed)).toEqual([null, null]);
  expect((await entriesOf(office, 'confirmed', then)).map(({ payload }) => payload.entries)).toEqual([
    [stated[1]?.seq],
  ]);
  await expectWhole(office);
});
