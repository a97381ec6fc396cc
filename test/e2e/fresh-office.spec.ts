import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, listenTo } from '../../build/window/hand.ts';
import { faults } from './audit.ts';
import { ask, entriesOf, headOf } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { numbersAfter, panel } from './papers.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** § 4 ust. 2: from an office that `init` has just made to the first recording that somebody hears in it. */

test.use({ seed: { of: 'fresh-office', choose: ({ matter }) => matter === 'oddzwonienie', fresh: true } });

test('in an office where nobody has a right yet the first one is prepared, printed, registered, compared, granted and used', async ({
  office,
  signedIn,
  folder,
}) => {
  const begun = await headOf(office);
  const rights = () =>
    ask<{ login: string; groups: string[] }>(
      office,
      `SELECT p.login, array_agg(g.rolname::text ORDER BY g.rolname) AS groups
         FROM office.person p JOIN pg_roles r ON r.rolname = p.login
         JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles g ON g.oid = m.roleid
        WHERE g.rolname <> 'odsluch_people' GROUP BY p.login ORDER BY p.login`,
    );
  const has = (login: string, group: string) => ({ login, groups: [group] });
  const desk = [who.secretary, who.deputy].map((login) => has(login, 'odsluch_secretary'));
  expect(await rights()).toEqual(desk);
  const secretary = await signedIn(who.secretary);
  const { page } = secretary;
  await playPrinter(secretary.app, 'sent');

  const number = await test.step('the Secretary prepares and prints it', async () => {
    await goTo(page, 'Upoważnienia');
    await expect(page.getByText('Nikt nie ma upoważnienia')).toBeVisible();
    await page.getByRole('button', { name: 'Nowe upoważnienie' }).click();
    await page.getByRole('combobox', { name: 'Osoba' }).fill('wró');
    await page.getByRole('option', { name: 'Natalia Wróbel' }).click();
    await page.getByRole('button', { name: 'Przygotuj i drukuj' }).click();
    const [given = ''] = await numbersAfter(office, begun);
    expect(given).toMatch(/^UO\/1\//);
    await expect(panel(page, given).getByText('Wysłano do drukarki.')).toBeVisible();
    return given;
  });
  const row = (of: typeof page) => of.getByRole('grid').getByRole('row').filter({ hasText: number });
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(secretary.app))[0] ?? '');
  expect(readPaper(printed).text).toContain(`Nr ${number}`);

  await test.step('and registers it with its scan once it is signed', async () => {
    const steps = panel(page, number);
    await steps.getByLabel('Znak pisma').fill('OR.077.1.2026');
    await steps.getByRole('radio', { name: 'Papier' }).check();
    await steps.getByTestId('scan').setInputFiles(printed);
    await steps.getByLabel('Hasło').fill(office.person(who.secretary).password);
    await steps.getByRole('button', { name: 'Zarejestruj podpis' }).click();
    await expect(row(page)).toContainText('czeka na potwierdzenie');
    expect(await faults(page)).toEqual([]);
  });
  // What nobody else has seen gives nothing.
  expect(await rights()).toEqual(desk);

  await test.step('the deputy compares it with the scan and confirms it', async () => {
    const { page: his, stop } = await signedIn(who.deputy, { home: join(folder, 'deputy') });
    await his.getByRole('button', { name: `Pokaż ${number} – czeka na potwierdzenie` }).click();
    await panel(his, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
    const compare = panel(his, 'Czy zapis zgadza się z pismem?');
    await expect(his.getByRole('img', { name: /1/ })).toHaveAttribute('aria-busy', 'false');
    for (const said of ['Natalia Wróbel', 'OR.077.1.2026', 'Danuta Wrona'])
      await expect(compare).toContainText(said);
    await compare.getByLabel('Hasło').fill(office.person(who.deputy).password);
    await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
    await expect(row(his)).toContainText('ważne');
    await stop();
  });
  await expect.poll(rights).toEqual([...desk, has(who.none, 'odsluch_listener')]);

  await test.step('whose it is signs in, and hears', async () => {
    const { page: theirs } = await signedIn(who.none, { home: join(folder, 'listener') });
    await listenTo(theirs, planOf(office, 'oddzwonienie'));
    await expectSound(theirs);
  });
  const [release] = await entriesOf(office, 'release', begun);
  expect(release?.payload).toMatchObject({ login: who.none, authorisation: number });
  const journal = readFileSync(office.settings.journal, 'utf8').trimEnd().split('\n');
  const lines = journal.map((line) => JSON.parse(line) as { seq: number; hash: string });
  expect(lines.find(({ seq }) => seq === release?.seq)?.hash).toBe(release?.hash);
  await expectWhole(office);
});
