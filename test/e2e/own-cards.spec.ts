import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { goTo, press } from '../../build/window/hand.ts';
import type { EntryKind } from '../../shared/ledger/kinds.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { planOf, reviewsAllowed, scoreOf, versionPaper } from '../database/reviewing-quality.ts';
import { answeredCalls, department } from './answered-calls.ts';
import { faults } from './audit.ts';
import { leadClock, type Led } from './led-clock.ts';
import { ask, authorise, entriesOf, headOf, signAs, stand, submitAs, type Entry } from './ledger.ts';
import { expect, type RunningOffice, test, who } from './office.ts';
import { expectWhole } from './whole.ts';

/** § 2: who answered a call is told that a review is about them, reads the card, says what they think of it, and reads the reply. */

test.use({ seed: { of: 'own-cards', choose: () => false } });

const rater = who.other;
const clerk = who.none;
const clerks = [clerk, who.listener, who.participant];
/** The calls are of today, and the office goes on by so many days: by then their days are over. */
const ahead = 10;
const recordedOn = legalDay();
const on = addDays(recordedOn, ahead);
const allowed = {
  act: 'zarządzenie nr 88/2026',
  actDay: addDays(recordedOn, -50),
  informedOn: addDays(recordedOn, -40),
};

/** The entry of a kind that follows. */
async function next<K extends EntryKind>(office: RunningOffice, kind: K, after: number): Promise<Entry<K>> {
  await expect.poll(async () => (await entriesOf(office, kind, after)).length, { timeout: 15_000 }).toBe(1);
  const [entry] = await entriesOf(office, kind, after);
  return entry as Entry<K>;
}

/** Days pass, and the keeper has said so: what is asked for by the time before would come too late. */
async function goOn(office: RunningOffice, led: Led, days: number): Promise<void> {
  const today = async (): Promise<string> => {
    const [row] = await ask<{ today: string }>(office, 'SELECT today::text FROM office.pulse');
    return row?.today ?? '';
  };
  const wanted = addDays(await today(), days);
  led.days(days);
  await expect.poll(today, { timeout: 15_000 }).toBe(wanted);
}

/** Who rates hears all positions up to one, in their order. */
async function hearUpTo(
  office: RunningOffice,
  plan: string,
  recordings: readonly string[],
  last: number,
): Promise<void> {
  for (let nr = 1; nr <= last; nr += 1) {
    const before = await headOf(office);
    const opening = await submitAs(office, rater, 'listen', {
      ...{ act: null, recording: recordings[nr - 1] ?? '', ground: null, position: { plan, nr } },
      ...{ publicKey: randomBytes(32).toString('base64'), host: 'ST-14' },
    });
    await next(office, 'release', before);
    await submitAs(office, rater, 'close', {
      ...{ opening, ranges: [[0, 5_000]], how: 'listener', wrongCall: false },
    });
    await next(office, 'closed', before);
  }
}

test('who answered a call sees the notice, reads the card, writes remarks that no other page costs a word of, and reads the reply beside both cards', async ({
  office,
  signedIn,
  folder,
}) => {
  const led = await leadClock(office);
  try {
    await stand(office, versionPaper(reviewsAllowed({ plan: allowed })));
    await authorise(office, rater, { purposes: ['SERVICE_STANDARDS'], quality: 'only' });
    await answeredCalls(office, clerks);
    await goOn(office, led, ahead);
    const before = await headOf(office);
    await submitAs(
      office,
      rater,
      'qualityPlan',
      planOf(
        {
          ...{ departments: [department], shortestS: 0 },
          ...{ from: addDays(recordedOn, -10), to: addDays(on, -2) },
        },
        on,
      ),
    );
    const plan = (await next(office, 'qualityPlan', before)).payload.command ?? '';
    await signAs(office, who.secretary, 'qualityVerdict', { plan, approved: true, reason: null });
    const { recordings } = (await next(office, 'qualityDraw', before)).payload;
    const answered = await ask<{ login: string }>(
      office,
      `SELECT r.answered_login AS login FROM unnest($1::uuid[]) WITH ORDINALITY d (id, at) JOIN office.recording r USING (id) ORDER BY d.at`,
      [recordings],
    );
    const nr = answered.findIndex(({ login }) => login === clerk) + 1;
    const home = join(folder, 'clerk');

    await test.step('on the day of the approval a clerk without any right begins with the notice', async () => {
      const { page, stop } = await signedIn(clerk, { home });
      await expect(page.getByRole('heading', { name: 'Moje oceny' })).toBeVisible();
      await expect(page.getByRole('alert')).toContainText(/^Przegląd PJ\/1\/\d+ obejmuje/);
      await press(page, 'Pokaż informację');
      const panel = page.getByRole('region', { name: /^Plan PJ\/1\// });
      await expect(panel).toContainText(planOf().why);
      expect(await faults(page)).toEqual([]);
      await stop();
    });

    await goOn(office, led, 1);
    await hearUpTo(office, plan, recordings, nr);
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
