import type { CallPlan } from '../../build/office/calls.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { actsOf, entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import {
  caseNumber,
  countingHand,
  findCall,
  jumpToMiddle,
  positionOf,
  reason,
  rowOf,
  chooseBasis,
} from '../../build/window/hand.ts';
import { expect, planOf, plansOf, story, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';

test.use({ seed: { of: 'listening', choose: (plan) => story(plan) || plan.matter === 'granica' } });

const year = legalDay(new Date()).slice(0, 4);
const findings = 'Urzędnik wskazał wydział i połączył rozmowę; terminu odpowiedzi nie podano.';

test('a complaint call is found, heard, written down and filed, and the ledger says the same', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const [first, second] = plansOf(office, 'spor') as [CallPlan, CallPlan];
  const reminder = planOf(office, 'oddzwonienie');
  const before = await headOf(office);
  const began = Date.now();

  await test.step('four inputs from the found call to its sound', async () => {
    await findCall(page, first);
    await expect(rowOf(page, first)).toContainText('••• ••• 417');
    await expect(page.getByText('492 264 417')).toHaveCount(0);
    const hand = countingHand(page);
    await hand.click(page.getByRole('button', { name: `Odsłuchaj w sprawie ${caseNumber}` }));
    await hand.pick(chooseBasis(page));
    await hand.choose(page.getByRole('radio', { name: new RegExp(reason) }));
    await hand.type(page.getByLabel('Nr w rejestrze skarg'), '14/2026');
    await page.keyboard.press('Enter');
    await expectSound(page);
    expect(hand.inputs()).toBeLessThanOrEqual(4);
  });

  await test.step('two named tracks and the whole number, now that it is open', async () => {
    const sound = page.getByRole('region', { name: /^Rozmowa z/ });
    await expect(sound.getByText('Dzwoniący', { exact: true })).toBeVisible();
    await expect(sound.getByText('Urząd', { exact: true })).toBeVisible();
    await expect(sound).toContainText('+48 492 264 417');
    await expect(sound).toContainText('część 1 z 2');
    const before = await positionOf(page);
    await page.getByRole('button', { name: '15 sekund naprzód' }).click();
    // Not only there: some of it is heard.
    await expect.poll(() => positionOf(page)).toBeGreaterThan(before + 16);
  });

  await test.step('the second part: one click', async () => {
    await page.getByRole('button', { name: /^Odtwórz: .*część 2 z 2/ }).click();
    await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText('część 2 z 2');
    await expectSound(page);
  });

  await test.step('another recording of the case, once found: one click, and no names of two tracks', async () => {
    await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
    await rowOf(page, reminder).click();
    const hand = countingHand(page);
    await hand.click(page.getByRole('button', { name: `Dodaj do PO/1/${year} i odtwórz` }));
    await expectSound(page);
    expect(hand.inputs()).toBe(1);
    const sound = page.getByRole('region', { name: /^Rozmowa z/ });
    await expect(sound).toContainText('jeden kanał');
    await expect(sound.getByText('Dzwoniący', { exact: true })).toHaveCount(0);
    await expect(sound.getByText('Urząd', { exact: true })).toHaveCount(0);
  });

  await test.step('three inputs to a filed protocol, with its PDF on the way', async () => {
    const hand = countingHand(page);
    await hand.type(page.getByLabel('Ustalenia'), findings);
    await hand.click(page.getByRole('button', { name: 'Zakończ i drukuj' }));
    await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
    await expectSilence(app, page);
    const elapsed = Date.now() - began;
    expect((await actsOf(office, who.listener)).map(({ state }) => state)).toEqual(['completed']);

    const [completed] = await entriesOf(office, 'completed', before);
    const paper = await savePdf(app, page, home);
    expect(paper.name).toBe(`PO_1_${year}_${caseNumber}.pdf`);
    expect(paper.pages).toBe(1);
    for (const fact of [
      `Znak sprawy: ${caseNumber}`,
      `Nr protokołu: PO/1/${year}`,
      'Anna Nowak, inspektor, Biuro Skarg i Wniosków (nazwa użytkownika: anna.nowak)',
      `nr ${office.person(who.listener).authorisation?.number} (`,
      'Rozpatrzenie skargi – art. 227 i 237 KPA',
      'Nr w rejestrze skarg: 14/2026',
      'Oświadczam, że skarga mnie nie dotyczy.',
      'część 2 z 2',
      '+48 *** *** 417',
      await recordingOf(office, second),
      'Urzędnik wskazał wydział i połączył rozmowę',
      `Wpis nr ${completed?.seq}, skrót ${completed?.hash.slice(0, 8)}`,
    ])
      expect(paper.text).toContain(fact);
    expect(paper.text).not.toContain('492264');

    await hand.click(page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }));
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
    expect(hand.inputs()).toBeLessThanOrEqual(3);
    await checkLedger(before, elapsed);
  });

  async function checkLedger(after: number, elapsed: number): Promise<void> {
    const opened = ['release', 'closed'];
    expect(await kindsAfter(office, after)).toEqual([...opened, ...opened, ...opened, 'completed', 'filed']);
    const [act] = await actsOf(office, who.listener);
    expect(act).toMatchObject({ number: `PO/1/${year}`, case_number: caseNumber, state: 'filed' });
    const releases = await entriesOf(office, 'release', after);
    expect(releases.map(({ payload }) => payload.recording)).toEqual(
      await Promise.all([first, second, reminder].map((plan) => recordingOf(office, plan))),
    );
    for (const { payload, words } of releases) {
      expect(payload).toMatchObject({ act: act?.id, case: caseNumber, protocol: `PO/1/${year}` });
      expect(payload).toMatchObject({ login: who.listener, basis: 'KPA_SKARGA', sentence: 'DISPUTED' });
      expect(words).toMatchObject({ fields: { register: '14/2026' } });
    }
    const closed = (await entriesOf(office, 'closed', after)).map(({ payload }) => payload);
    const total = closed.flatMap(({ ranges }) => ranges).reduce((sum, [from, to]) => sum + to - from, 0);
    expect(total, 'no more is stated than could be heard meanwhile').toBeLessThan(elapsed);
    for (const { ranges } of closed) expect(ranges.length).toBeGreaterThan(0);
    // The skipped 15 seconds of the first part are in nobody's account.
    const [before15, after15] = closed[0]?.ranges ?? [];
    expect((after15?.[0] ?? 0) - (before15?.[1] ?? 0)).toBeGreaterThan(14_000);
    const [filed] = await entriesOf(office, 'filed', after);
    expect(filed?.payload).toMatchObject({ act: act?.id, way: 'paper', signed: true });
    expect(filed?.payload.day).toBe(legalDay(new Date()));
    const [sealed] = await entriesOf(office, 'completed', after);
    expect(sealed?.words).toEqual({ findings });
  }
});

test('a recording of two hours opens at once, plays in its middle and at its end', async ({
  office,
  signedIn,
}) => {
  const { page } = await signedIn(who.listener);
  const before = await headOf(office);
  const long = planOf(office, 'granica');
  await findCall(page, long);
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await chooseBasis(page);
  // A register number is asked once per case.
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('14/2026');
  await page.getByRole('radio', { name: new RegExp(reason) }).check();
  await page.getByRole('button', { name: 'Zatwierdź i odtwórz' }).click();
  await expectSound(page);
  const sound = page.getByRole('region', { name: /^Rozmowa z/ });
  await expect(sound).toContainText('2 h');
  await expect(page.getByRole('timer')).toHaveText(/^0:00:\d\d \/ 2:\d\d:\d\d$/);

  const field = page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  await jumpToMiddle(page);
  await expect.poll(() => positionOf(page)).toBeGreaterThan(3_400);
  await expectSound(page);
  await page.getByRole('button', { name: '15 sekund wstecz' }).click();
  await expectSound(page);
  await field.press('End');
  await expect(page.getByRole('button', { name: 'Odtwarzaj' })).toBeVisible();
  await field.press('Home');
  await page.getByRole('button', { name: 'Odtwarzaj' }).click();
  await expectSound(page);
  expect(await positionOf(page)).toBeLessThan(60);

  const [release] = await entriesOf(office, 'release', before);
  const [protocol] = (await actsOf(office, who.listener)).slice(-1);
  // Without gaps: the act before it took the number before.
  expect(release?.payload.protocol).toBe(protocol?.number);
  expect(protocol?.number).toBe(`PO/2/${year}`);
});
