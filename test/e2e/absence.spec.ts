import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, hear, listenTo } from '../../build/window/hand.ts';
import { restartMonthsAhead } from './ahead.ts';
import { appoint, ask, entriesOf, headOf } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { numbersAfter, panel } from './papers.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectWhole } from './whole.ts';

/** § 6 ust. 3: the Secretary is ill for a month, and nothing waits for her: her deputy does it all, with the officer as the other person. */

test.use({ seed: { of: 'absence', choose: ({ matter }) => matter === 'oddzwonienie' } });

let stop = async (): Promise<void> => undefined;
test.afterAll(() => stop());

const officer = who.none;
const authorised = who.expired;

test('while the Secretary is ill her deputy authorises, stops listening and lets it go on, reads, and reviews the month', async ({
  office,
  signedIn,
  folder,
}) => {
  await appoint(office, officer, 'protection_officer');
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  await listenTo(listener.page, planOf(office, 'oddzwonienie'));
  await hear(listener.page);
  await listener.stop();
  stop = await restartMonthsAhead(office, 1);
  const before = await headOf(office);
  const { app, page } = await signedIn(who.deputy);
  const secret = office.person(who.deputy).password;
  await playPrinter(app, 'sent');

  await test.step('an authorisation: the deputy registers the paper, the officer compares it', async () => {
    await goTo(page, 'Upoważnienia');
    await page.getByRole('button', { name: 'Nowe upoważnienie' }).click();
    await page.getByRole('combobox', { name: 'Osoba' }).fill('pawl');
    await page.getByRole('option', { name: 'Ewa Pawlak' }).click();
    await page.getByRole('button', { name: 'Pismo już jest' }).click();
    await page.getByLabel('Znak pisma').fill('OR.077.30.2026');
    await page.getByLabel('Hasło').fill(secret);
    await page.getByRole('button', { name: 'Zarejestruj podpis' }).click();
    const [number = ''] = await numbersAfter(office, before);
    await expect(panel(page, number)).toContainText('Porówna zapis z pismem: ');
    const second = await signedIn(officer, { home: join(folder, 'officer') });
    await second.page.getByRole('button', { name: `Pokaż ${number} – czeka na potwierdzenie` }).click();
    await panel(second.page, number).getByRole('button', { name: 'Porównaj z pismem' }).click();
    const compare = panel(second.page, 'Czy zapis zgadza się z pismem?');
    await compare.getByLabel('Hasło').fill(office.person(officer).password);
    await compare.getByRole('button', { name: 'Potwierdź zgodność' }).click();
    await expect(second.page.getByRole('grid').getByRole('row').filter({ hasText: number })).toContainText(
      'ważne',
    );
    await second.stop();
    await expect
      .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [authorised]))
      .toEqual([{ roles: ['listener'] }]);
  });

  await test.step('listening is stopped, and goes on', async () => {
    await goTo(page, 'Pulpit');
    await page.getByRole('button', { name: 'Więcej czynności' }).click();
    await page.getByRole('menuitem', { name: 'Wstrzymaj odsłuchiwanie…' }).click();
    await page.getByLabel('Powód').fill('Awaria telefonów.');
    await page.getByRole('button', { name: 'Wstrzymaj odsłuchiwanie' }).click();
    await page.getByRole('button', { name: /^Wznów…/ }).click();
    const resume = panel(page, 'Wznów odsłuchiwanie');
    await resume.getByRole('textbox', { name: /^Powód/ }).fill('Telefony działają.');
    await resume.getByLabel('Hasło').fill(secret);
    await resume.getByRole('button', { name: 'Wznów odsłuchiwanie' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' })).toHaveCount(0);
  });

  await test.step('the register is read, and that stays', async () => {
    await goTo(page, 'Rejestr');
    await expect(page.getByRole('grid').getByRole('row').filter({ hasText: 'PO/1/' }).first()).toBeVisible();
    const [read] = await entriesOf(office, 'read', before);
    expect(read?.payload).toMatchObject({ login: who.deputy, what: 'register' });
  });

  await test.step('the month is reviewed to the sheet that is signed', async () => {
    await goTo(page, 'Pulpit');
    await page.getByRole('button', { name: /^Rozpocznij przegląd / }).click();
    await page.getByRole('grid').getByRole('row').filter({ hasText: 'PO/1/' }).click();
    await page.getByRole('button', { name: 'W porządku' }).click();
    await page.getByRole('button', { name: 'Zakończ przegląd…' }).click();
    await page.getByLabel('Hasło').fill(secret);
    await page.getByRole('button', { name: 'Zatwierdź i drukuj' }).click();
    await expect(page.getByRole('heading', { name: 'Przegląd zakończony' })).toBeVisible();
    await expect(page.getByText('Wysłano do drukarki.')).toBeVisible();
    const printed = join(folder, 'report.pdf');
    writeFileSync(printed, (await printedBy(app))[0] ?? '');
    expect(readPaper(printed).text).toContain('W porządku: 1');
  });

  await test.step('nothing of it is the Secretary’s, and the journal has it all', async () => {
    const people = await ask<{ login: string }>(
      office,
      `SELECT DISTINCT login FROM office.entry WHERE seq > $1 AND command IS NOT NULL ORDER BY login`,
      [before],
    );
    expect(people.map(({ login }) => login)).toEqual([who.deputy, officer]);
    const done = ['suspended', 'resumed', 'judged', 'concluded'] as const;
    for (const kind of done)
      expect((await entriesOf(office, kind, before))[0]?.payload.login, kind).toBe(who.deputy);
    const [concluded] = await entriesOf(office, 'concluded', before);
    expect(concluded?.payload).toMatchObject({ ok: 1, irregular: 0, asked: { password: true } });
    const journal = readFileSync(office.settings.journal, 'utf8').trimEnd().split('\n');
    const lines = journal.map((line) => JSON.parse(line) as { seq: number; hash: string });
    expect(lines.find(({ seq }) => seq === concluded?.seq)?.hash).toBe(concluded?.hash);
  });
  await expectWhole(office);
});
