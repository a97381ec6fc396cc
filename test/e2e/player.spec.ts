import type { Locator, Page } from '@playwright/test';
import { entriesOf, headOf } from './ledger.ts';
import { listenTo, positionOf, signIn, switchLetterKeys } from '../../build/window/hand.ts';
import { expect, planOf, who } from './office.ts';
import { speed, test } from './player.ts';
import { expectSound, sounding } from './sound.ts';

/** The player, as somebody uses it who listens every day. */

const volume = (page: Page) => page.getByRole('slider', { name: 'Głośność' });

test('speed and volume are as each person left them, also after the program was closed', async ({
  office,
  signedIn,
}) => {
  const first = await signedIn(who.listener);
  await listenTo(first.page, planOf(office, 'obietnica'));
  await expectSound(first.page);
  // What is played before somebody speaks is named in the drawing.
  const drawing = first.page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  await expect(drawing.getByText('komunikat', { exact: true })).toBeVisible();
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

test('a call of two hours is drawn in parts that follow the sound, under a drawing of the whole', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.other);
  await listenTo(page, planOf(office, 'granica'));
  await expectSound(page);
  const { keyboard } = page;
  const shown = page.getByRole('slider', { name: 'Pokazany fragment' });
  const field = page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  await expect(shown).toHaveAttribute('aria-valuetext', '0:00:00–0:10:00');
  // A press in the middle of what is drawn is the middle of that, not of the call.
  await pressAt(page, field, 0.5);
  await expect.poll(() => positionOf(page)).toBeGreaterThan(298);
  expect(await positionOf(page)).toBeLessThan(320);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await keyboard.press('F8');
  await switchLetterKeys(page, 'włączone');
  await keyboard.press('+');
  await expect(shown).toHaveAttribute('aria-valuetext', '0:02:30–0:07:30');
  await page.getByRole('button', { name: 'Powiększ' }).click();
  await expect(shown).toHaveAttribute('aria-valuetext', '0:04:00–0:06:00');
  await expect(page.getByText('Fragment 0:04:00–0:06:00')).toBeVisible();

  // What is shown is moved without the sound; the sound brings it back when it is moved itself.
  const place = await positionOf(page);
  await shown.focus();
  await keyboard.press('PageDown');
  await expect(shown).toHaveAttribute('aria-valuetext', '0:06:00–0:08:00');
  await shown.press('End');
  await expect(shown).toHaveAttribute('aria-valuetext', /–2:01:08$/);
  expect(await positionOf(page)).toBe(place);
  await keyboard.press('F9');
  await expect(shown).toHaveAttribute('aria-valuetext', '0:04:48–0:06:48');
  // Past the edge of what is drawn it goes on with the next part.
  await pressAt(page, field, 0.995);
  await keyboard.press('F8');
  await expect(shown).toHaveAttribute('aria-valuetext', '0:06:36–0:08:36');
  await keyboard.press('-');
  await expect(shown).toHaveAttribute('aria-valuetext', /^0:04:\d\d–0:09:\d\d$/);
  for (let more = 0; more < 4; more += 1) await page.getByRole('button', { name: 'Pomniejsz' }).click();
  await expect(page.getByRole('button', { name: 'Pomniejsz' })).toHaveAttribute('aria-disabled', 'true');
  await expect(shown).toHaveAttribute('aria-valuetext', '0:00:00–2:01:08');
});

test('F4 marks a place while one types and the sound goes on; marks and quotations have the same numbers', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const before = await headOf(office);
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await expect(page.getByRole('timer')).toHaveText(/^00:0[2-9]/);
  await page.getByLabel('Ustalenia').focus();
  await page.keyboard.type('Urzędnik obiecał ');
  await page.keyboard.press('F4');
  await page.keyboard.type('termin do piątku.');
  await expect(page.getByLabel('Ustalenia')).toHaveValue('Urzędnik obiecał termin do piątku.');
  await expectSound(page);
  const quotations = page.getByRole('region', { name: 'Cytaty' });
  const times = quotations.getByRole('button', { name: /^Odtwórz od/ });
  await expect(times).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: /^Znacznik 1: \d+ sekund/ })).toHaveCount(1);

  // A later place first, then one between: the numbers follow the sound, as the list does.
  await page.getByRole('button', { name: '15 sekund naprzód' }).click();
  await page.getByRole('button', { name: '15 sekund naprzód' }).click();
  await page.getByRole('button', { name: 'Znacznik' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('F4');
  await expect(times).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: /^Znacznik 2: / })).toHaveCount(1);
  const listed = (await times.allTextContents()).map(secondsOf);
  const field = await page.getByRole('slider', { name: 'Miejsce w nagraniu' }).boundingBox();
  const length = secondsOf(((await page.getByRole('timer').textContent()) ?? '').split('/')[1] ?? '');
  for (const [index, at] of listed.entries()) {
    const mark = await page
      .getByText(String(index + 1), { exact: true })
      .first()
      .boundingBox();
    const middle = (mark?.x ?? 0) + (mark?.width ?? 0) / 2 - (field?.x ?? 0);
    expect(Math.abs((middle / (field?.width ?? 1)) * length - at), `mark ${index + 1}`).toBeLessThan(2);
  }

  await quotations
    .getByRole('button', { name: /^Zmień cytat/ })
    .nth(1)
    .click();
  await page.getByLabel(/^Treść cytatu/).fill('Do piątku oddzwonimy.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  const [sealed] = await entriesOf(office, 'completed', before);
  expect(JSON.stringify(sealed?.words)).toContain('Do piątku oddzwonimy.');
});

test('headphones that are pulled out pause the sound, and the system’s own play button tells of no case', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'obietnica'));
  await expectSound(page);
  await expect(page).toHaveTitle(/SEK\.1510/);
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe('Odsłuch');
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await expect(page.getByRole('main').getByText('Kontynuować odtwarzanie?')).toBeVisible();
  await expect(page.getByText(/Podłączono albo odłączono urządzenie/)).toBeVisible();
  expect(await sounding(page)).toBe(false);
  await page.getByRole('button', { name: 'Kontynuuj' }).click();
  await expectSound(page);
});

/** `01:07` in seconds. */
function secondsOf(text: string): number {
  return text
    .trim()
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** A press at a part of an element's width. */
async function pressAt(page: Page, element: Locator, part: number): Promise<void> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('not on the page');
  await page.mouse.click(box.x + box.width * part, box.y + box.height / 2);
}

/** The speed of the element that sounds. */
function rateOf(page: Page): Promise<number | undefined> {
  return page.evaluate(() => [...(window.watched?.elements ?? [])].find((one) => !one.paused)?.playbackRate);
}
