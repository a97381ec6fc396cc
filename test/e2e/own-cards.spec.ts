import { join } from 'node:path';
import { goTo, press } from '../../build/window/hand.ts';
import { planOf, scoreOf } from '../database/reviewing-quality.ts';
import { faults } from './audit.ts';
import { drawnPlan, goOn, hearAt, next } from './drawn-plan.ts';
import { leadClock } from './led-clock.ts';
import { headOf, submitAs } from './ledger.ts';
import { expect, test, who } from './office.ts';
import { expectWhole } from './whole.ts';

/** § 2: who answered a call is told that a review is about them, reads the card, says what they think of it, and reads the reply. */

test.use({ seed: { of: 'own-cards', choose: () => false } });

const rater = who.other;
const clerk = who.none;
const clerks = [clerk, who.listener, who.participant];

test('who answered a call sees the notice, reads the card, writes remarks that no other page costs a word of, and reads the reply beside both cards', async ({
  office,
  signedIn,
  folder,
}) => {
  const led = await leadClock(office);
  try {
    const { plan, recordings, answered } = await drawnPlan(office, led, { rater, clerks });
    const nr = answered.indexOf(clerk) + 1;
    const home = join(folder, 'clerk');

    await test.step('on the day of the approval a clerk without any right begins with the notice', async () => {
      const { page, stop } = await signedIn(clerk, { home });
      await expect(page.getByRole('heading', { name: 'Moje oceny' })).toBeVisible();
      await expect(page.getByRole('alert')).toContainText(/^Przegląd PJ\/1\/\d+ obejmuje/);
      await press(page, 'Pokaż informację');
      const panel = page.getByRole('region', { name: /^Plan PJ\/1\// });
      await expect(panel).toContainText(planOf().why);
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(panel).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Pokaż informację' })).toBeFocused();
      await stop();
    });

    await goOn(office, led, 1);
    for (const [at, recording] of recordings.slice(0, nr).entries())
      await hearAt(office, rater, { plan, nr: at + 1 }, recording);
    const beforeCard = await headOf(office);
    await submitAs(office, rater, 'qualityScore', scoreOf({ plan, nr }));
    const card = await next(office, 'qualityScore', beforeCard);

    await test.step('the card is read, and remarks are made', async () => {
      const { page, stop } = await signedIn(clerk, { home });
      await expect(page.getByRole('heading', { name: `Karta oceny ${String(nr)}` })).toBeVisible();
      await expect(page.getByText('Rozmowa rzeczowa.')).toBeVisible();
      await expect(page.getByText('Pełna lista dokumentów.')).toBeVisible();
      const mark = page
        .getByRole('navigation', { name: 'Strony programu' })
        .getByRole('button', { name: 'Moje oceny' });
      await expect(mark).toHaveAccessibleDescription('1 karta czeka na uwagi');
      const said = 'Termin podałam w rozmowie dzień wcześniej.';
      await page.getByLabel('Uwagi', { exact: true }).fill(said);
      await goTo(page, 'Protokoły');
      await goTo(page, 'Moje oceny');
      await expect(page.getByLabel('Uwagi', { exact: true })).toHaveValue(said);
      expect(await faults(page)).toEqual([]);
      await press(page, 'Wyślij uwagi');
      const remark = await next(office, 'qualityRemark', beforeCard);
      expect([remark.payload.score, remark.words]).toEqual([card.seq, { words: said }]);
      await expect(page.getByText(`Uwagi zapisano (wpis ${String(remark.seq)})`)).toBeVisible();
      await expect(page.getByText(said)).toBeVisible();

      const reply = 'Uwagę uwzględniono.';
      await submitAs(office, rater, 'qualityScore', {
        ...scoreOf({ plan, nr }, { corrects: card.seq, levels: [2, 3, 3], reply }),
      });
      await next(office, 'qualityScore', remark.seq);
      await page.keyboard.press('F5');
      await expect(page.getByText(reply)).toBeVisible();
      const levels = page.getByRole('list', { name: 'Oceny' }).getByRole('listitem');
      await expect(levels.last()).toContainText('W całości.');
      await press(page, 'Pokaż poprzednią');
      await expect(levels.last()).toContainText('Prawie.');
      expect(await faults(page)).toEqual([]);
      await stop();
    });
    await expectWhole(office);
  } finally {
    await led.stop();
  }
});
