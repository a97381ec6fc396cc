import { readFileSync } from 'node:fs';
import type { CallPlan } from '../../build/office/calls.ts';
import { entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { addCall, dayText, find, listenTo, savedMark, signIn, unlock } from '../../build/window/hand.ts';
import { expect, planOf, plansOf, story, test, who } from './office.ts';
import { savePdf, sheetDrawn } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';

/** A case of many recordings: one act, one protocol, whatever happens between them. */

test.use({ seed: { of: 'five-recordings', choose: (plan) => story(plan) || plan.matter === 'wycinka' } });

test('a case with five recordings of two days, with a lock and a restarted keeper between: one protocol', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  const before = await headOf(office);
  const [first, second] = plansOf(office, 'spor') as [CallPlan, CallPlan];
  const sameDay = plansOf(office, 'wycinka').find((plan) => dayText(plan) === dayText(first));
  if (sameDay === undefined) throw new Error('no fifth call');
  const five = [planOf(office, 'obietnica'), planOf(office, 'oddzwonienie'), first, second, sameDay];
  const [promise, reminder] = five as [CallPlan, CallPlan];
  const typed = 'W obu dniach obiecano oddzwonić; w żadnej rozmowie nie podano terminu.';
  const evidence = page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' });
  const add = async (plan: CallPlan): Promise<void> => {
    await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
    await find(page, { day: dayText(plan) });
    await addCall(page, plan);
    await expectSound(page);
  };

  await test.step('the first two, words beside them, and a lock that ends the sound', async () => {
    await listenTo(page, promise);
    await expectSound(page);
    await evidence.check();
    await page.getByLabel('Jakie postępowanie').fill('karne, Sąd Rejonowy');
    await add(reminder);
    await page.getByLabel('Ustalenia').fill(typed);
    await expect(savedMark(page)).toBeVisible();
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await unlock(page, office.person(who.other));
    await expect(page.getByText('Program był zablokowany.')).toBeVisible();
    await expectSilence(app, page);
  });

  await test.step('signed out, and on after the keeper was started anew: the act and its words are there', async () => {
    await page.getByRole('button', { name: office.person(who.other).displayName }).click();
    await page.getByRole('menuitem', { name: 'Wyloguj' }).click();
    await office.keeper.kill();
    await office.keeper.start();
    await signIn(page, office.person(who.other));
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('button', { name: /^Wróć do odsłuchania/ }).click();
    await expect(page.getByLabel('Ustalenia')).toHaveValue(typed);
  });

  await test.step('the other three: a transferred call in two parts, and one of the same morning', async () => {
    await add(first);
    await page.getByRole('button', { name: /^Odtwórz: .*część 2 z 2/ }).click();
    await expectSound(page);
    await add(sameDay);
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    // The first was ticked as evidence, and its form not sent: it stands beside that of the recording that plays.
    await expect(page.getByText(/^Nagranie zaznaczono jako dowód, ale go nie zabezpieczono\./)).toBeVisible();
    await expect(evidence).toHaveCount(2);
    await expect(evidence.first()).toHaveAccessibleDescription(/^Nagranie 1: /);
    await evidence.first().uncheck();
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  });

  const recordings = await Promise.all(five.map((plan) => recordingOf(office, plan)));
  await sheetDrawn(page);
  const paper = await savePdf(app, page, home);
  for (const id of recordings) expect(paper.text).toContain(id);
  const opened = five.flatMap(() => ['release', 'closed']);
  expect(await kindsAfter(office, before)).toEqual([...opened, 'completed']);
  const releases = (await entriesOf(office, 'release', before)).map(({ payload }) => payload);
  expect(releases.map(({ recording }) => recording)).toEqual(recordings);
  expect(new Set(releases.map(({ act, protocol }) => `${act} ${protocol}`)).size).toBe(1);
  expect(paper.text).toContain(`Nr protokołu: ${releases[0]?.protocol}`);
  const closed = (await entriesOf(office, 'closed', before)).map(({ payload }) => payload);
  expect(closed.map(({ how }) => how)).toEqual(['listener', 'locked', 'listener', 'listener', 'listener']);
  for (const [at, { ranges }] of closed.entries()) {
    expect(ranges.length, `heard of recording ${at + 1}`).toBeGreaterThan(0);
    for (const [, to] of ranges) expect(to).toBeLessThanOrEqual(five[at]?.durationMs ?? 0);
  }
  const [completed] = await entriesOf(office, 'completed', before);
  expect(completed?.words).toEqual({ findings: typed });
  // The journal on the keeper's disk went through the restart without a gap, up to what the paper names.
  const journal = readFileSync(office.settings.journal, 'utf8').trimEnd().split('\n');
  const lines = journal.map((line) => JSON.parse(line) as { seq: number; hash: string });
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_line, at) => at + 1));
  expect(lines.at(-1)).toMatchObject({ seq: completed?.seq, hash: completed?.hash });
});
