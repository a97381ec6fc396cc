import type { Locator, Page } from '@playwright/test';
import { entriesOf, headOf } from './ledger.ts';
import { listenTo } from '../../build/window/hand.ts';
import { expect, planOf, who } from './office.ts';
import { speed, test } from './player.ts';
import { expectSound, sounding, watchSides } from './sound.ts';

/** Where the sound is heard, and how its channels reach the ears. */

test('each voice is muted, balanced and brought to both ears by itself, at any speed, and everything played still counts', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.other);
  const before = await headOf(office);
  const sides = await watchSides(page);
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await page.getByRole('button', { name: 'Więcej' }).click();
  const hear = (name: string): Locator => page.getByRole('switch', { name: `Słychać: ${name}` });
  const silent = 0.001;
  // Untouched sound goes past the mixer: there is none.
  expect(await page.evaluate(() => window.sides?.length)).toBe(0);

  await hear('Urząd').uncheck();
  await expect(page.getByText('wyciszono')).toBeVisible();
  await expect.poll(async () => (await sides())[0]).toBeGreaterThan(silent);
  await expect.poll(async () => (await sides())[1]).toBeLessThan(silent);
  await page.getByRole('switch', { name: 'Oba głosy w obu uszach' }).check();
  await expect.poll(async () => (await sides())[1]).toBeGreaterThan(silent);
  await speed(page).click();
  await page.getByRole('option', { name: '3×' }).click();
  await expectSound(page);
  await expect.poll(async () => (await sides())[1]).toBeGreaterThan(silent);
  await hear('Dzwoniący').uncheck();
  await expect.poll(async () => Math.max(...(await sides()))).toBeLessThan(silent);

  await hear('Dzwoniący').check();
  await hear('Urząd').check();
  await page.getByRole('switch', { name: 'Oba głosy w obu uszach' }).uncheck();
  const balance = page.getByRole('slider', { name: 'Balans: Dzwoniący – Urząd' });
  await balance.fill('20');
  await expect(balance).toHaveAttribute('aria-valuetext', 'Dzwoniący: 0 %');
  await expect.poll(async () => (await sides())[0]).toBeLessThan(silent);
  await balance.fill('0');
  await expect(balance).toHaveAttribute('aria-valuetext', 'po równo');
  await page.getByRole('switch', { name: 'Wyrównuj głośność' }).check();
  await page.keyboard.press('F7');
  await page.keyboard.press('F7');
  await expect.poll(async () => (await sides())[0]).toBeGreaterThan(silent);
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await expect.poll(async () => (await entriesOf(office, 'closed', before)).length).toBe(1);
  const [closed] = await entriesOf(office, 'closed', before);
  const [[from, to] = [1, 0]] = closed?.payload.ranges ?? [];
  expect(from).toBe(0);
  expect(to).toBeGreaterThan(2000);
});

test('the sound output is chosen and remembered; while it is gone nothing plays, on no other device', async ({
  office,
  signedIn,
}) => {
  const args = ['--use-fake-device-for-media-stream'];
  const first = await signedIn(who.listener, { args });
  await listenTo(first.page, planOf(office, 'obietnica'));
  await expectSound(first.page);
  await first.page.getByRole('button', { name: 'Więcej' }).click();
  const outputs = (page: Page): Locator => page.getByRole('combobox', { name: 'Wyjście dźwięku' });
  await expect(outputs(first.page)).toHaveText('jak w systemie: Fake Default Audio Output');
  await outputs(first.page).click();
  await first.page.getByRole('option', { name: 'Fake Audio Output 2' }).click();
  await expect.poll(() => sinkOf(first.page)).toBe('Fake Audio Output 2');
  // Kept where the slider rests, and before the program goes.
  await expect(outputs(first.page)).toHaveText('Fake Audio Output 2');
  await expectSound(first.page);
  await first.stop();

  const { page } = await signedIn(who.listener, { home: first.home, args });
  await listenTo(page, planOf(office, 'obietnica'), {});
  await expectSound(page);
  expect(await sinkOf(page)).toBe('Fake Audio Output 2');
  await plug(page, false);
  await expect(page.getByText('Nie ma wyjścia dźwięku „Fake Audio Output 2”.')).toBeVisible();
  expect(await sounding(page)).toBe(false);
  for (const key of ['F8', 'F8', 'F8']) await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  expect(await sounding(page)).toBe(false);
  await plug(page, true);
  await expect(page.getByText('Nie ma wyjścia dźwięku')).toHaveCount(0);
  await page.keyboard.press('F8');
  await expectSound(page);
  expect(await sinkOf(page)).toBe('Fake Audio Output 2');

  await plug(page, false);
  await expect(outputs(page)).toHaveText('Fake Audio Output 2 – odłączone');
  await outputs(page).click();
  await page.getByRole('option', { name: /^jak w systemie/ }).click();
  await page.keyboard.press('F8');
  await expectSound(page);
  expect(await sinkOf(page)).toBe('');
});

/** The name of the output that the element is led to; empty for the system's own choice. */
function sinkOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const element = [...(window.watched?.elements ?? [])].at(-1);
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.find(({ deviceId }) => deviceId === element?.sinkId)?.label ?? '';
  });
}

/** Takes the second output away, or brings it back, as the system would tell it. */
async function plug(page: Page, there: boolean): Promise<void> {
  await page.evaluate((present) => {
    const { mediaDevices } = navigator;
    const all = Object.getPrototypeOf(mediaDevices) as MediaDevices;
    mediaDevices.enumerateDevices = async () => {
      const devices = await all.enumerateDevices.call(mediaDevices);
      return devices.filter(({ label }) => present || !label.endsWith('Output 2'));
    };
    mediaDevices.dispatchEvent(new Event('devicechange'));
  }, there);
}
