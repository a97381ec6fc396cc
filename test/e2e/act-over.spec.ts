import { restartAhead } from './ahead.ts';
import { entriesOf, headOf } from './ledger.ts';
import {
  approve,
  caseNumber,
  findCall,
  justify,
  listenTo,
  savedMark,
  signOut,
} from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectSilence, expectSound, expectStopped } from './sound.ts';

/** The seven days of an act end, and the keeper's time never goes back: this office has this one test. */

test.use({ seed: { of: 'act-over', choose: ({ matter }) => matter === 'obietnica' } });

const typed = 'Dzwoniący pyta o termin. Urzędnik obiecuje odpowiedź do piątku – „na pewno”.';

test('seven days that end while it plays end the sound; on it goes in another act, and back by the bar', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  const before = await headOf(office);
  const plan = planOf(office, 'obietnica');
  await listenTo(first.page, plan);
  await first.page.getByLabel('Ustalenia').fill(typed);
  await expect(savedMark(first.page)).toBeVisible();
  await signOut(first.page);
  await first.app.close();
  // An hour before its end: no session lasts seven days.
  const anHourBefore = await restartAhead(office, 7 * 86_400_000 - 3_600_000);
  const { app, page } = await signedIn(who.listener, { home: `${first.home}-2` });
  await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await page.getByRole('button', { name: /^Wróć do odsłuchania: / }).click();
  await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await expectSound(page);
  await anHourBefore();
  const stop = await restartAhead(office, 7 * 86_400_000);
  try {
    await expectStopped(app, page, 'Minęło 7 dni od otwarcia czynności.');
    await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeDisabled();
    await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
    await page.getByRole('alert').getByRole('button', { name: 'Nowa czynność w tej sprawie' }).click();
    await findCall(page, plan);
    await justify(page);
    await approve(page);
    await expectSound(page);
    const [old, , fresh] = (await entriesOf(office, 'release', before)).map(({ payload }) => payload);
    expect([fresh?.case, fresh?.act === old?.act]).toEqual([caseNumber, false]);

    const bar = page.getByRole('region', { name: 'Otwarta czynność' });
    await bar.getByRole('button', { name: /^Sprawa / }).click();
    await page.getByRole('menuitem', { name: old?.protocol ?? '' }).click();
    await expect(bar).toContainText(old?.protocol ?? '');
    await expectSilence(app, page);
    await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);

    await bar.getByRole('button', { name: /^Sprawa / }).click();
    await page.getByRole('menuitem', { name: 'Odsłuchaj w innej sprawie…' }).click();
    await expect(page.getByLabel('Znak sprawy')).toBeFocused();
    await expect(page.getByLabel('Znak sprawy')).toHaveValue('');
    await listenTo(page, plan, { case: 'SEK.1510.8.2026' });
    await expect(bar).toContainText('SEK.1510.8.2026');
    const releases = (await entriesOf(office, 'release', before)).map(({ payload }) => payload);
    expect(new Set(releases.map(({ act }) => act)).size).toBe(3);
    const closed = (await entriesOf(office, 'closed', before)).map(({ payload }) => payload);
    expect(closed.map(({ act, how }) => [act, how])).toEqual([
      [old?.act, 'signed-out'],
      [old?.act, 'act-over'],
      [fresh?.act, 'listener'],
    ]);
  } finally {
    await stop();
  }
});
