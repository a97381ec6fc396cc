import { join } from 'node:path';
import { approve, dayText, findCall, goTo, hear, justify, press, timeOf } from '../../build/window/hand.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { entriesOf, headOf, recordingOf } from './ledger.ts';
import { expect, test, who } from './office.ts';

/** § 3 ust. 2: whom nobody told that the call is recorded nobody hears, until the desk has said so. */

test.use({ seed: { of: 'announcement', choose: ({ sidecar }) => sidecar.announcement !== 'yes' } });

const typed = (day: string): string => day.split('-').reverse().join('.');
const refused = 'Odmówiono dostępu – rozmowa bez komunikatu o nagrywaniu.';
const reason = 'Rozmówca sam powołuje się na nagranie.';

test('a call without the announcement is refused, then admitted by the Secretary, and heard; one of a period that she reports is refused for good', async ({
  office,
  signedIn,
  folder,
}) => {
  const called = (announcement: 'no' | 'unknown') => {
    const plan = office.plans.find(({ sidecar }) => sidecar.announcement === announcement);
    if (plan === undefined) throw new Error(`this office has no call of which is said: ${announcement}`);
    return plan;
  };
  const [untold, unsaid] = [called('no'), called('unknown')];
  const before = await headOf(office);
  const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
  const { page } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  const { password } = office.person(who.secretary);
  const calls = page.getByRole('grid', { name: 'Rozmowy bez komunikatu' });
  const row = (plan: typeof untold) => calls.getByRole('row').filter({ hasText: timeOf(plan) });
  const panel = page.getByRole('region', { name: 'Rozmowa bez komunikatu' });
  const decide = async (decision: string): Promise<void> => {
    await panel.getByRole('radio', { name: decision }).check();
    await panel.getByRole('textbox', { name: 'Opinia IOD' }).fill('IOD nie zajął stanowiska w terminie.');
    await panel.getByRole('textbox', { name: 'Uzasadnienie' }).fill(reason);
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zapisz rozstrzygnięcie');
  };

  await test.step('nobody hears it', async () => {
    await findCall(listener.page, untold);
    await justify(listener.page);
    await approve(listener.page);
    await expect(listener.page.getByText(refused)).toBeVisible();
    await expect(listener.page.getByText('O dopuszczeniu rozstrzyga Sekretarz.')).toBeVisible();
  });

  await test.step('the Secretary finds it, and admits it with an opinion and reasons', async () => {
    await goTo(page, 'Nagrania');
    await expect(row(untold)).toContainText(`odsłuchu odmówiono ${typed(legalDay())}`);
    await row(untold).click();
    await expect(panel).toContainText('z opisu nagrania');
    await panel.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zapisz rozstrzygnięcie');
    await expect(panel).toContainText('Należy wybrać rozstrzygnięcie.');
    expect(await faults(page)).toEqual([]);
    await decide('Dopuść');
    await expect(calls).toHaveCount(0);
    expect(await entriesOf(office, 'admitted', before)).toMatchObject([
      {
        payload: { login: who.secretary, recording: await recordingOf(office, untold), admitted: true },
        words: { opinion: 'IOD nie zajął stanowiska w terminie.', reason },
      },
    ]);
  });

  await test.step('and it is heard', async () => {
    await press(listener.page, 'Spróbuj ponownie');
    await approve(listener.page);
    await hear(listener.page);
    await listener.stop();
  });

  await test.step('she reports when nothing was played: what nobody says anything of waits, too, and is refused', async () => {
    await press(page, 'Więcej czynności');
    await page.getByRole('menuitem', { name: 'Zgłoś okres bez komunikatu…' }).click();
    const form = page.getByRole('region', { name: 'Okres bez komunikatu' });
    await press(page, 'Zgłoś okres');
    await expect(form).toContainText('Należy podać dzień i godzinę.');
    await form.getByRole('textbox', { name: 'Od dnia' }).fill(dayText(unsaid));
    await form.getByRole('textbox', { name: 'Do dnia' }).fill(dayText(unsaid));
    await form.getByRole('textbox', { name: 'Godzina' }).first().fill('0:00');
    await form.getByRole('textbox', { name: 'Godzina' }).last().fill('23:59');
    await form.getByRole('textbox', { name: 'Wyjaśnienie' }).fill('Awaria zapowiedzi w centrali.');
    expect(await faults(page)).toEqual([]);
    await form.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zgłoś okres');
    await row(unsaid).click();
    await expect(panel).toContainText('ze zgłoszonego okresu');
    await decide('Odmów');
    await expect(calls).toHaveCount(0);
    expect(await entriesOf(office, 'silent', before)).toMatchObject([
      { payload: { lines: [] }, words: { note: 'Awaria zapowiedzi w centrali.' } },
    ]);
  });

  await test.step('and she takes the period back; what she decided stays', async () => {
    await press(page, 'Więcej czynności');
    await page.getByRole('menuitem', { name: 'Zgłoś okres bez komunikatu…' }).click();
    const form = page.getByRole('region', { name: 'Okres bez komunikatu' });
    await form.getByRole('button', { name: /linie: wszystkie$/ }).click();
    await form.getByRole('textbox', { name: 'Do dnia' }).fill(dayText(unsaid));
    await form.getByRole('textbox', { name: 'Godzina' }).last().fill('00:00');
    await form.getByRole('textbox', { name: 'Wyjaśnienie' }).fill('Pomyłka.');
    await form.getByLabel('Hasło', { exact: true }).fill(password);
    await press(page, 'Zgłoś okres');
    await expect(form).toHaveCount(0);
    const [, back] = await entriesOf(office, 'silent', before);
    expect(back?.payload.to).toBe(back?.payload.from);
    expect((await entriesOf(office, 'admitted', before)).map(({ payload }) => payload.admitted)).toEqual([
      true,
      false,
    ]);
    await expect(calls).toHaveCount(0);
  });
});
