import type { Page } from '@playwright/test';
import { localTime } from '../../shared/warsaw.ts';
import { entriesOf, headOf } from './ledger.ts';
import { approve, findCall, justify } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';

/** § 4 ust. 2: whoever is there from the first second is admitted by the approval itself. */

test.use({ seed: { of: 'present-before', choose: ({ matter }) => matter === 'spor' } });

/** Names somebody in the panel of reasons, before anything is asked of the keeper. */
async function nameBefore(page: Page, typed: string, option?: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Dodaj osobę', exact: true }).click();
  await page.getByRole('combobox', { name: 'Osoba obecna' }).pressSequentially(typed);
  if (option !== undefined) await page.getByRole('option', { name: option }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
}

test('who is there from the first second is named before it, and admitted in the same way', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const head = office.person(who.other);
  const before = await headOf(office);
  const remove = page.getByRole('button', { name: `Usuń: ${who.none}` });

  await findCall(page, planOf(office, 'spor'));
  await justify(page);
  await nameBefore(page, who.none);
  await expect(page.getByText(/Osoby obecne, od pierwszej sekundy/)).toBeVisible();
  await approve(page);
  await expect(page.getByRole('alert')).toContainText('Odmówiono dostępu – osoby obecnej nie dopuszczono.');
  await expect(page.getByText(`${office.person(who.none).displayName}: brak upoważnienia`)).toBeVisible();
  await expectSilence(app, page);

  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await remove.click();
  await expect(remove).toHaveCount(0);
  await nameBefore(page, 'zieli', new RegExp(head.displayName));
  // Named once, not offered again.
  await page.getByRole('button', { name: 'Dodaj osobę', exact: true }).click();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'Zenon Błaszczyk' })).toBeVisible();
  await expect(page.getByRole('option', { name: head.displayName })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await approve(page);
  await expectSound(page);
  await expect(page.getByRole('button', { name: `Obecni: ${head.displayName}` })).toBeVisible();
  await page.getByLabel('Ustalenia').fill('Urzędnik wskazał wydział i połączył rozmowę.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const paper = await savePdf(app, page, home);

  const [release] = await entriesOf(office, 'release', before);
  expect(release?.payload.present).toEqual([who.other]);
  const { hour, minute } = localTime(new Date(release?.payload.at ?? ''));
  const began = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  const line = `${head.displayName}, ${head.title} – jako osoba upoważniona (nr ${head.authorisation?.number}); od `;
  const [, said = ''] = paper.text.split(line);
  expect(said.split(' do ')[0]).toContain(began);
  expect(paper.text).toContain(`Obecny(-a): ${head.displayName}`);
  const [refused] = await entriesOf(office, 'refusal', before);
  expect(refused?.payload).toMatchObject({
    ...{ request: 'listen', reason: 'person-not-admitted' },
    ...{ subject: who.none, because: 'no-authorisation' },
  });
});
