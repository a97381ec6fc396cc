import { sampleRate } from '../../build/office/calls/tape.ts';
import { listenTo } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { listenToReader, turnOf } from './reader.ts';
import { expectSound } from './sound.ts';

/** What somebody hears of the page who does not see it: the drawing in words, and no word while the call speaks. */

test.use({ seed: { of: 'screen-reader', choose: ({ matter }) => matter === 'obietnica' } });

test('the drawing is told in words, and nothing talks over the call', async ({ office, signedIn }) => {
  const { page } = await signedIn(who.other);
  const plan = planOf(office, 'obietnica');
  await listenTo(page, plan);
  await expectSound(page);
  const place = page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  await expect(place).toHaveAccessibleDescription(
    /^Długość nagrania: \d+ minut.* \d+ sekund.*\. Dzwoniący: łącznie .+\. Urząd: łącznie .+\.$/,
  );
  const turns = (
    await page
      .getByRole('region', { name: /^Rozmowa z/ })
      .getByRole('listitem')
      .allTextContents()
  ).map(turnOf);
  const names = { caller: 'Dzwoniący', office: 'Urząd' };
  const spoken = plan.soundtrack.cues.filter(
    ({ sound, length }) => sound.kind === 'speech' && length > 2 * sampleRate,
  );
  for (const { side, at, length } of spoken) {
    const middle = (at + length / 2) / sampleRate;
    const heard = turns.filter(({ from, to }) => from <= middle && middle <= to + 1).map(({ name }) => name);
    expect(heard, `at ${middle} s`).toContain(names[side]);
  }

  const said = await listenToReader(page);
  await expectSound(page);
  await expectSound(page);
  expect(await said()).toEqual([]);
  await page.keyboard.press('F8');
  const paused = async (): Promise<string[]> =>
    (await said()).filter((words) => words.startsWith('Wstrzymano: '));
  await expect.poll(paused).toHaveLength(1);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(paused).toHaveLength(2);
  await expect(place).toHaveAttribute(
    'aria-valuetext',
    /^(1 minuta )?\d+ sekund[ay]? z \d+ minut[y]? \d+ sekund[y]?$/,
  );
  const [, words = ''] = (await paused()).at(-1)?.split(': ') ?? [];
  expect(await place.getAttribute('aria-valuetext')).toContain(`${words} z `);
});
