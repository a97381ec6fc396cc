import type { Page } from '@playwright/test';
import { listenTo, signIn } from './listener.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** The player, as somebody uses it who listens every day. */

test.use({ seed: { of: 'player', choose: (plan) => story(plan) || plan.matter === 'granica' } });

const speed = (page: Page) => page.getByRole('combobox', { name: 'Prędkość' });
const volume = (page: Page) => page.getByRole('slider', { name: 'Głośność' });

test('speed and volume are as each person left them, also after the program was closed', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  await listenTo(first.page, planOf(office, 'obietnica'));
  await expectSound(first.page);
  await speed(first.page).click();
  await expect(first.page.getByRole('option')).toHaveText([
    '0,5×',
    '0,75×',
    '1×',
    '1,25×',
    '1,5×',
    '1,75×',
    '2×',
    '2,5×',
    '3×',
  ]);
  await first.page.getByRole('option', { name: '1,5×' }).click();
  await expect.poll(() => rateOf(first.page)).toBe(1.5);
  await volume(first.page).fill('35');

  await first.page.getByRole('button', { name: 'Anna Nowak' }).click();
  await first.page.getByRole('menuitem', { name: 'Wyloguj' }).click();
  await signIn(first.page, office.person(who.other));
  await listenTo(first.page, planOf(office, 'obietnica'));
  await expect(speed(first.page)).toHaveText('1×');
  await expect(volume(first.page)).toHaveValue('80');
  await first.stop();

  const { page } = await signedIn(who.listener, { home: first.home });
  await listenTo(page, planOf(office, 'obietnica'), {});
  await expect(speed(page)).toHaveText('1,5×');
  await expect(volume(page)).toHaveValue('35');
  await expect.poll(() => rateOf(page)).toBe(1.5);
});

/** The speed of the element that sounds. */
function rateOf(page: Page): Promise<number | undefined> {
  return page.evaluate(() => [...(window.watched?.elements ?? [])].find((one) => !one.paused)?.playbackRate);
}
