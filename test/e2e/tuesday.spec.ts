import type { ElectronApplication, Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import {
  basis,
  caseNumber,
  chooseBasis,
  controls,
  countingHand,
  dayText,
  expectSignedIn,
  personMenu,
  press,
  reason,
  rowOf,
  type Spoken,
  timeOf,
  watchSound,
} from '../../build/window/hand.ts';
import { verify } from '../../server/verify/run.ts';
import { addDays } from '../../shared/warsaw.ts';
import { record } from './exchange.ts';
import { expectFocus, focusInWords, tabTo } from './keyboard.ts';
import { actsOf, ask, entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { expect, plansOf, planOf, type RunningOffice, story, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';
import { filesWith } from './traces.ts';

/**
 * A listener's day, from a letter that has its day wrong to the corrected protocol: once by mouse, once by the keyboard alone. What it
 * costs is counted by the hand itself and printed; more than the goals fails.
 *
 * By mouse an input is a control touched: pressed, chosen from, or typed into, with the Enter that ends it. For the keyboard alone it is a field
 * filled or a key that acts: Enter, Space, a chord. Tab, F6 and arrows only move the focus, are printed beside it and have no goal.
 */

test.use({ seed: { of: 'tuesday', choose: story } });

const rightCase = 'SEK.1510.8.2026';
const [written, writtenOn] = ['Urzędnik połączył rozmowę; ', 'terminu odpowiedzi nie podał.'];
const stranger = { caller: '+48499990654', answeredBy: 'Łucja Wzorcowa', extension: '399' };

/** The calls of the day. What the letter says of the first: „w sobotę, koło dziesiątej”; it was a Friday. */
type Calls = { first: CallPlan; second: CallPlan; reminder: CallPlan; wrong: Spoken; letterDay: string };

let wrong: Spoken | null = null;

async function callsOf(office: RunningOffice): Promise<Calls> {
  const [first, second] = plansOf(office, 'spor') as [CallPlan, CallPlan];
  const startedAt = first.sidecar.startedAt.replace(/T\d\d:\d\d:\d\d/, 'T10:19:40');
  wrong ??= await record(office, { startedAt, ...stranger });
  const letterDay = dayText(addDays(startedAt.slice(0, 10), 1));
  return { first, second, reminder: planOf(office, 'oddzwonienie'), wrong, letterDay };
}

/** That the sound which runs is that of this call. */
async function expectHeard(page: Page, call: Spoken): Promise<void> {
  const title = `Rozmowa z ${dayText(call)}, godz. ${timeOf(call)}`;
  await expect(page.getByRole('region', { name: title })).toBeVisible();
  await expectSound(page);
}

/** A part of the day, and how many inputs it may take. */
type Step = (words: string, most: number | null, work: () => Promise<void>) => Promise<void>;

/** Lets parts of the day be done, and tells what the hand had to do for each. `strict`: a key that ends a field is an input of its own. */
function telling(hand: ReturnType<typeof countingHand>, strict: boolean, lines: string[]): Step {
  return (words, most, work) =>
    test.step(words, async () => {
      const before = hand.tally();
      await work();
      const done = hand.tally();
      const [inputs, ends, moves] = (['inputs', 'ends', 'moves'] as const).map(
        (what) => done[what] - before[what],
      ) as [number, number, number];
      const counted = strict ? inputs + ends : inputs;
      const beside = [
        ...(strict || ends === 0 ? [] : [`Enter in a field: ${ends}`]),
        ...(moves === 0 ? [] : [`moving keys: ${moves}`]),
      ];
      lines.push(
        `   ${[`${words}: ${counted}${most === null ? '' : ` (at most ${most})`}`, ...beside].join(', ')}`,
      );
      expect.soft(counted, words).toBeLessThanOrEqual(most ?? Infinity);
    });
}

test('a listener’s day by mouse', async ({ office, start }) => {
  const { app, page, home } = await start();
  const { first, second, reminder, wrong, letterDay } = await callsOf(office);
  const before = await headOf(office);
  const person = office.person(who.listener);
  const on = controls(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const hand = countingHand(page);
  const lines = ['A day by mouse'];
  const step = telling(hand, false, lines);

  await step('sign in', 3, async () => {
    await hand.type(page.getByLabel('Nazwa użytkownika'), person.login);
    await hand.type(page.getByLabel('Hasło', { exact: true }), person.password);
    await hand.click(on.signIn);
    await expectSignedIn(page, person);
    await watchSound(page);
  });
  await step('find with day and hour, the day being wrong', 6, async () => {
    await hand.type(on.caseNumber, caseNumber, 'Enter');
    await hand.type(on.dayField, letterDay, 'Enter');
    await hand.pick(
      press(page, 'Dodaj warunek').then(() =>
        page.getByRole('menuitem', { name: 'Godzina rozmowy' }).click(),
      ),
    );
    await hand.type(page.getByRole('dialog').getByRole('textbox'), 'koło dziesiątej', 'Enter');
    await hand.click(button(`bez dnia ${letterDay}, w 31 dniach`));
    await hand.click(rowOf(page, first));
  });
  await step('from the found call to its sound', 4, async () => {
    await hand.click(on.justify);
    await hand.pick(chooseBasis(page));
    await hand.choose(page.getByRole('radio', { name: new RegExp(reason) }));
    await hand.type(on.register, '14/2026', 'Enter');
    await expectHeard(page, first);
  });
  await step('next recording', 1, async () => {
    await hand.click(on.part(2));
    await expectHeard(page, second);
  });
  await step('another call from the list', null, async () => {
    await hand.click(on.addRecording);
    await hand.click(rowOf(page, wrong));
    await hand.click(on.addAndPlay);
    await expectHeard(page, wrong);
  });
  await step('from the wrong call to the other call', 3, async () => {
    await hand.click(button('To nie ta rozmowa'));
    await hand.click(button('Wróć do listy rozmów'));
    await expectSilence(app, page);
    await hand.click(rowOf(page, reminder));
  });
  await step('its sound', 1, async () => {
    await hand.click(on.addAndPlay);
    await expectHeard(page, reminder);
  });
  await step('findings', null, () => hand.type(on.findings, written));
  await step('lock, unlock, writing again', 4, async () => {
    await hand.pick(personMenu(page, 'Zablokuj'));
    await expectFocus(page, 'textbox Hasło');
    await hand.write(person.password, 'Enter');
    await expectFocus(page, 'textbox Ustalenia');
    await hand.write(writtenOn);
    await expectSilence(app, page);
  });
  await step('finish and file', 2, async () => {
    await hand.click(on.finish);
    await hand.click(on.file);
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  });
  await step('correct the case number and file again', null, async () => {
    await hand.click(button('Sprostuj'));
    await hand.type(page.getByRole('textbox', { name: 'Znak sprawy' }), rightCase);
    await hand.click(button('Zapisz sprostowanie i drukuj'));
    await hand.click(on.file);
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  const heard = [first, second, wrong, reminder];
  await expectKept(office, { app, page, home, login: person.login, before, heard });
});

test('a listener’s day by the keyboard alone', async ({ office, start }) => {
  const { app, page, home } = await start();
  const { first, second, reminder, wrong, letterDay } = await callsOf(office);
  const before = await headOf(office);
  const person = office.person(who.other);
  const hand = countingHand(page);
  const lines = ['A day by the keyboard alone'];
  const step = telling(hand, true, lines);
  const to = (words: string, by = 'Tab'): Promise<void> => tabTo(page, words, () => hand.move(by));
  const jump = async (...regions: ('F6' | 'Shift+F6')[]): Promise<void> => {
    for (const key of regions) await hand.move(key);
  };

  await step('sign in', null, async () => {
    await expectFocus(page, 'textbox Nazwa użytkownika');
    await hand.write(person.login);
    await hand.move('Tab');
    await hand.write(person.password, 'Enter');
    await expectSignedIn(page, person);
    await watchSound(page);
  });
  await step('find with day and hour, the day being wrong', null, async () => {
    await expectFocus(page, 'combobox Znak sprawy');
    await hand.write(caseNumber, 'Enter');
    await expectFocus(page, 'textbox Dzień rozmowy');
    await hand.write(letterDay, 'Enter');
    // Nothing was found; the focus is on the first way to find more.
    await expectFocus(page, 'button dzień wcześniej');
    await to('button Dodaj warunek', 'Shift+Tab');
    await hand.press('Enter');
    await expectFocus(page, 'menuitem Godzina rozmowy');
    await hand.press('Enter');
    await expectFocus(page, 'textbox Około godziny');
    await hand.write('koło dziesiątej', 'Enter');
    await expectFocus(page, `button bez dnia ${letterDay}, w 31 dniach`);
    await hand.press('Enter');
    await expectFocus(page, `row ${dayText(wrong)}, ${timeOf(wrong)}`);
    await to(`row ${dayText(first)}, ${timeOf(first)}`, 'ArrowDown');
    await hand.press('Enter');
  });
  await step('from the found call to its sound', null, async () => {
    await expectFocus(page, `button Odsłuchaj w sprawie ${caseNumber}`);
    await hand.press('Enter');
    await expectFocus(page, 'combobox Podstawa prawna');
    await hand.press('Enter');
    await hand.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Podstawa prawna' })).toContainText(basis);
    await to(`radio ${reason}`);
    await hand.press('Space');
    await to('textbox Nr w rejestrze skarg');
    await hand.write('15/2026', 'Enter');
    await expectHeard(page, first);
  });
  await step('next recording', null, async () => {
    await expectFocus(page, 'region Treść protokołu');
    await jump('Shift+F6');
    await hand.move('Tab');
    expect(await focusInWords(page)).toMatch(/^button Odtwórz: .*część 2 z 2/);
    await hand.press('Enter');
    await expectHeard(page, second);
  });
  await step('another call from the list', null, async () => {
    await jump('Shift+F6', 'Shift+F6');
    await to('button Dodaj nagranie');
    await hand.press('Enter');
    await expectFocus(page, 'combobox Znak sprawy');
    await jump('F6');
    await to(`row ${dayText(wrong)}, ${timeOf(wrong)}`, 'ArrowUp');
    await hand.press('Enter');
    await expectFocus(page, 'button Dodaj do PO/');
    await hand.press('Enter');
    await expectHeard(page, wrong);
  });
  await step('from the wrong call to the other call', null, async () => {
    await expectFocus(page, 'region Treść protokołu');
    await jump('Shift+F6', 'Shift+F6');
    await to('button To nie ta rozmowa', 'Shift+Tab');
    await hand.press('Enter');
    await expectFocus(page, 'button Wróć do listy rozmów');
    await hand.press('Enter');
    await expectSilence(app, page);
    await to(`row ${dayText(reminder)}, ${timeOf(reminder)}`, 'ArrowDown');
    await hand.press('Enter');
  });
  await step('its sound', null, async () => {
    await expectFocus(page, 'button Dodaj do PO/');
    await hand.press('Enter');
    await expectHeard(page, reminder);
  });
  await step('findings', null, async () => {
    await expectFocus(page, 'region Treść protokołu');
    await to('textbox Ustalenia');
    await hand.write(written);
  });
  await step('lock, unlock, writing again', null, async () => {
    // The workstation is locked by a chord that the system tells the program of.
    await hand.press('Meta+L');
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await expectFocus(page, 'textbox Hasło');
    await hand.write(person.password, 'Enter');
    await expectFocus(page, 'textbox Ustalenia');
    await hand.write(writtenOn);
  });
  await step('finish and file', null, async () => {
    await to('button Zakończ i drukuj');
    await hand.press('Enter');
    await to('button Podpisano i dołączono do akt sprawy');
    await hand.press('Enter');
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  });
  const { inputs, ends, moves } = hand.tally();
  const filed = inputs + ends;
  lines.push(`   from signing in to filed: ${filed} (at most 36), moving keys: ${moves}`);
  expect.soft(filed).toBeLessThanOrEqual(36);
  await step('correct the case number and file again', null, async () => {
    await to('button Sprostuj');
    await hand.press('Enter');
    await to('textbox Znak sprawy');
    await hand.press('Control+A');
    await hand.write(rightCase);
    await to('button Zapisz sprostowanie i drukuj', 'Shift+Tab');
    await hand.press('Enter');
    await to('button Podpisano i dołączono do akt sprawy');
    await hand.press('Enter');
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  const heard = [first, second, wrong, reminder];
  await expectKept(office, { app, page, home, login: person.login, before, heard });
});

type Day = {
  app: ElectronApplication;
  page: Page;
  home: string;
  login: string;
  /** The entry before the day. */
  before: number;
  /** The recordings in the order in which they were opened; the third was the wrong call. */
  heard: readonly Spoken[];
};

/** What is left of the day behind the screen: entries, rows, and what lies on the disk. */
async function expectKept(
  office: RunningOffice,
  { app, page, home, login, before, heard }: Day,
): Promise<void> {
  const findings = `${written}${writtenOn}`;
  const opened = heard.flatMap(() => ['release', 'closed']);
  expect(await kindsAfter(office, before)).toEqual([...opened, 'completed', 'filed', 'corrected', 'filed']);
  const releases = await entriesOf(office, 'release', before);
  const ids = await Promise.all(heard.map((one) => recordingOf(office, one)));
  expect(releases.map(({ payload }) => payload.recording)).toEqual(ids);
  const closed = (await entriesOf(office, 'closed', before)).map(({ payload }) => payload);
  expect(closed.map(({ wrongCall }) => wrongCall)).toEqual([false, false, true, false]);
  expect(closed.map(({ how }) => how)).toEqual(['listener', 'listener', 'listener', 'locked']);
  const [completed] = await entriesOf(office, 'completed', before);
  expect(completed?.words).toMatchObject({ findings });
  const [act, ...others] = await actsOf(office, login);
  expect(others).toEqual([]);
  expect(act).toMatchObject({ state: 'filed', case_number: rightCase });
  expect(await ask(office, 'SELECT FROM office.draft WHERE about = $1', [act?.id])).toEqual([]);
  expect(filesWith(home, [Buffer.from(findings), Buffer.from(written)])).toEqual([]);

  const paper = await savePdf(app, page, home);
  for (const fact of [`Znak sprawy: ${rightCase}`, `było: ${caseNumber}`, findings, ...ids])
    expect(paper.text).toContain(fact);
  expect(paper.text).not.toContain(stranger.answeredBy);
  const { faultless, sentence } = await verify(office.settings, { quick: false, exported: null });
  expect(faultless, sentence).toBe(true);
}
