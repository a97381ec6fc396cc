import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { choose, controls, dayText, findCall, goTo, press } from '../../build/window/hand.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { ask, entriesOf, headOf } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';
import { panel } from './papers.ts';
import { leaveUnsent } from './unsent.ts';
import { expectWhole } from './whole.ts';

/** § 2, KP 22³ § 4: reviews of quality are off until two persons entered what allows them, and off again once that has ended. */

test.use({ seed: { of: 'quality-basis', choose: ({ matter }) => matter === 'oddzwonienie' } });

const scan = fileURLToPath(new URL('../../docs/vectors/scan.png', import.meta.url));
const basis = 'Przegląd jakości obsługi – art. 22³ § 4 KP';
const rowIn = (page: Page, number: string) =>
  page.getByRole('grid').getByRole('row').filter({ hasText: number });

async function rules(page: Page): Promise<void> {
  await goTo(page, 'Upoważnienia');
  await page.getByRole('tab', { name: 'Regulamin i podstawy' }).click();
}

test('the desk enters what allows reviews of quality and the deputy confirms it; nobody listens by it, and it ends by a version with a last day', async ({
  office,
  signedIn,
  folder,
}) => {
  const before = await headOf(office);
  const daysAgo = (days: number): string => addDays(legalDay(), -days);
  const [began, told, yesterday] = [daysAgo(10), daysAgo(3), daysAgo(1)];
  const allowedToday = () =>
    ask<{ from: string; plan: unknown }>(
      office,
      `SELECT valid_from::text AS from, content -> 'plan' AS plan FROM office.legal_basis, office.pulse
        WHERE code = 'JAKOSC' AND today BETWEEN valid_from AND coalesce(valid_to, 'infinity')`,
    );
  const { page } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const second = await signedIn(who.deputy, { home: join(folder, 'deputy') });
  const form = panel(page, 'Nowa wersja');
  const field = (name: string) => form.getByRole('textbox', { name });
  const send = async (): Promise<void> => {
    await form.getByLabel('Hasło').fill(office.person(who.secretary).password);
    await form.getByRole('button', { name: 'Zarejestruj' }).click();
  };
  const enteredAfter = async (seq: number) => {
    await expect.poll(async () => (await entriesOf(office, 'instrument', seq)).length).toBe(1);
    const [entered] = await entriesOf(office, 'instrument', seq);
    return { ...entered, number: entered?.payload.rows[0]?.number ?? '' };
  };
  const compareWith = async (number: string) => {
    // From elsewhere: a list that stands open shows what it was told.
    await goTo(second.page, 'Pulpit');
    await rules(second.page);
    await rowIn(second.page, number).click();
    await press(second.page, 'Porównaj z pismem');
    return panel(second.page, 'Czy zapis zgadza się z pismem?');
  };
  const confirm = async (): Promise<void> => {
    await second.page.getByLabel('Hasło').fill(office.person(who.deputy).password);
    await press(second.page, 'Potwierdź zgodność');
  };

  const entered =
    await test.step('the desk enters it: its words are there, what allows it is asked for', async () => {
      await rules(page);
      await press(page, 'Nowa wersja…');
      await choose(page, 'Czego dotyczy', basis);
      await expect(field('Nazwa podstawy')).toHaveValue(basis);
      await expect(form).toContainText('od dnia, który przypada 14 dni później');
      await form.getByRole('button', { name: 'Zarejestruj' }).click();
      await expect(form).toContainText('Należy podać numer regulaminu pracy albo obwieszczenia.');
      await field('Numer zarządzenia').fill('OR.0143.9.2026');
      await field('Regulamin pracy albo obwieszczenie').fill('Zarządzenie nr 88/2026');
      await field('Z dnia').fill(dayText(told));
      await field('Pracowników poinformowano dnia').fill(dayText(began));
      await expect(form).toContainText('Ten dzień jest przed dniem regulaminu albo obwieszczenia.');
      expect(await faults(page)).toEqual([]);
      await field('Pracowników poinformowano dnia').fill(dayText(told));
      await expect(form).toContainText(`Przeglądy obejmą rozmowy od ${dayText(addDays(told, 14))}.`);
      await field('Obowiązuje od').fill(dayText(began));
      await form.getByTestId('scan').setInputFiles(scan);
      await leaveUnsent(page, /^Upoważnienia – Nowa wersja/);
      await expect(field('Regulamin pracy albo obwieszczenie')).toHaveValue('Zarządzenie nr 88/2026');
      await send();
      return enteredAfter(before);
    });
  expect(entered.payload).toMatchObject({
    ...{ what: 'version', login: who.secretary, signed: { paper: 'OR.0143.9.2026' } },
    rows: [
      {
        ...{ of: 'basis', from: began, to: null },
        content: {
          basis: {
            ...{ code: 'JAKOSC', label: basis, purpose: 'SERVICE_STANDARDS', statement: null, fields: [] },
            plan: { act: 'Zarządzenie nr 88/2026', actDay: told, informedOn: told },
          },
        },
      },
    ],
  });
  await expect(rowIn(page, entered.number)).toContainText('czeka na potwierdzenie');
  expect(await allowedToday()).toEqual([]);

  await test.step('the deputy sees it beside its paper, with its days, and confirms it', async () => {
    const compare = await compareWith(entered.number);
    for (const fact of ['Zarządzenie nr 88/2026', dayText(told), 'OR.0143.9.2026', 'przedstawiać plany'])
      await expect(compare).toContainText(fact);
    expect(await faults(second.page)).toEqual([]);
    await confirm();
    await expect(rowIn(second.page, entered.number)).toContainText('obowiązuje');
  });
  expect(await allowedToday()).toEqual([
    { from: began, plan: { act: 'Zarządzenie nr 88/2026', actDay: told, informedOn: told } },
  ]);

  await test.step('nobody finds it among the bases of a case', async () => {
    const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
    await findCall(listener.page, planOf(office, 'oddzwonienie'));
    await controls(listener.page).justify.click();
    await listener.page.getByRole('combobox', { name: 'Podstawa prawna' }).click();
    await expect(listener.page.getByRole('option', { name: 'Rozpatrzenie skargi' })).toBeVisible();
    await expect(listener.page.getByRole('option', { name: 'Przegląd jakości' })).toHaveCount(0);
    await listener.stop();
  });

  await test.step('a version with a last day ends it', async () => {
    const after = await headOf(office);
    await goTo(page, 'Pulpit');
    await rules(page);
    await expect(rowIn(page, entered.number)).toContainText('obowiązuje');
    await press(page, 'Nowa wersja…');
    await choose(page, 'Czego dotyczy', basis);
    await expect(field('Regulamin pracy albo obwieszczenie')).toHaveValue('Zarządzenie nr 88/2026');
    await field('Numer zarządzenia').fill('OR.0143.10.2026');
    await field('Obowiązuje od').fill(dayText(yesterday));
    await field('Obowiązuje do').fill(dayText(yesterday));
    await expect(form).toContainText('Po tym dniu przeglądy jakości będą wyłączone.');
    await form.getByTestId('scan').setInputFiles(scan);
    await send();
    const { number } = await enteredAfter(after);
    expect(await allowedToday()).toHaveLength(1);
    await compareWith(number);
    await confirm();
    await expect(rowIn(second.page, number)).toContainText('poprzednie');
  });
  expect(await allowedToday()).toEqual([]);
  await expectWhole(office);
});
