import type { Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import { localTime } from '../../shared/warsaw.ts';
import { answerWith } from '../../build/pictures/answers.ts';
import { resize } from './audit.ts';
import { entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { addCall, basis, dayText, find, goTo, listenTo } from '../../build/window/hand.ts';
import { expect, planOf, plansOf, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound, sounding } from './sound.ts';

/** § 4 ust. 2: whoever hears it is authorised as well, by an entry of their own and with a line to sign. */

const matters = ['spor', 'obietnica'];
test.use({ seed: { of: 'present', choose: ({ matter }) => matters.includes(matter) } });

const remark = 'Wydział oddzwonił do tej osoby tego samego dnia.';
const quoted = 'Proszę poczekać, łączę z wydziałem.';
/** What is said of whom is not admitted. */
const refusal = (person: string, why: string) => `Nie dopuszczono: ${person} – ${why}.`;

/** Opens „Dodaj osobę obecną”, names somebody and asks; what came of it is for the caller to see. */
async function admit(page: Page, typed: string, option?: RegExp): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Osoba obecna' });
  if (!(await field.isVisible())) await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
  await field.fill('');
  await field.pressSequentially(typed);
  if (option !== undefined) await page.getByRole('option', { name: option }).click();
  await page.getByRole('button', { name: 'Dodaj', exact: true }).click();
}

/** `26.11.2026, 10:05` of an instant, as the screen shows it. */
function momentOf(instant = ''): string {
  const { year, month, day, hour, minute } = localTime(new Date(instant));
  const [date, time] = [
    [day, month],
    [hour, minute],
  ].map((pair) => pair.map((part) => String(part).padStart(2, '0')));
  return `${date?.join('.')}.${year}, ${time?.join(':')}`;
}

/** Paused, and not ended: „Odtwarzaj” goes on. */
async function expectRest(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Odtwarzaj', includeHidden: true })).toBeVisible();
  await expect.poll(() => sounding(page)).toBe(false);
}

test('the head of department joins in the middle; the clerk of the call does not', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const [first] = plansOf(office, 'spor') as [CallPlan, CallPlan];
  const other = planOf(office, 'obietnica');
  const head = office.person(who.other);
  const clerk = office.person(who.participant);
  const before = await headOf(office);
  const bar = page.getByRole('region', { name: 'Otwarta czynność' });

  await test.step('the sound rests while it is settled who hears it, and nobody else is admitted', async () => {
    await listenTo(page, first);
    await expectSound(page);
    await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
    await expect(page.getByRole('combobox', { name: 'Osoba obecna' })).toBeFocused();
    await expectRest(page);
    // Only those are offered who may hear it: not the clerk of this very call, and not the listener.
    await page.keyboard.press('ArrowDown');
    const offered = page.getByRole('option');
    await expect(offered.filter({ hasText: head.displayName })).toBeVisible();
    for (const name of ['Natalia Wróbel', clerk.displayName, 'Anna Nowak'])
      await expect(offered.filter({ hasText: name })).toHaveCount(0);
    await admit(page, who.none);
    await expect(
      page.getByText(refusal(office.person(who.none).displayName, 'brak upoważnienia')),
    ).toBeVisible();
    await admit(page, who.participant);
    await expect(page.getByText(refusal(clerk.displayName, 'udział w tej rozmowie'))).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Osoba obecna' })).toHaveValue(who.participant);
    await admit(page, who.listener);
    await expect(
      page.getByText(refusal(office.person(who.listener).displayName, 'osoba jest już obecna')),
    ).toBeVisible();
    await admit(page, 'xyz 1');
    await expect(
      page.getByText('Należy wybrać osobę z listy albo wpisać jej nazwę użytkownika.'),
    ).toBeVisible();
  });

  await test.step('the head of department is, and hears on with the listener', async () => {
    await admit(page, 'zieli', new RegExp(head.displayName));
    await expect(bar.getByRole('button', { name: `Obecni: ${head.displayName}` })).toBeVisible();
    await expectRest(page);
    await page.getByRole('button', { name: 'Odtwarzaj' }).click();
    await expectSound(page);
  });

  await test.step('the clerk may hear another call, and no part of the one whose first part was the clerk’s', async () => {
    await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
    await find(page, { day: dayText(other) });
    await addCall(page, other);
    await expectSound(page);
    await admit(page, who.participant, new RegExp(clerk.displayName));
    await expect(bar.getByRole('button', { name: /^Obecni: / })).toContainText(clerk.displayName);
    await page.getByRole('button', { name: /^Odtwórz: .*część 2 z 2/ }).click();
    await expect(page.getByText(/Odmówiono dostępu – osoba obecna nie może słyszeć nagrania/)).toBeVisible();
    await expect(page.getByText(`${clerk.displayName}: udział w tej rozmowie.`)).toBeVisible();
    await expectSilence(app, page);
    await bar.getByRole('button', { name: /^Obecni: / }).click();
    await page.getByRole('button', { name: `Osoba wyszła: ${clerk.displayName}` }).click();
    await expect(bar.getByRole('button', { name: `Obecni: ${head.displayName}`, exact: true })).toBeFocused();
    // Nothing is open, and only those are offered who may come to it: not who is there, and not the clerk of what is to be opened.
    await page.getByRole('button', { name: 'Dodaj osobę obecną' }).click();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { name: 'Zenon Błaszczyk' })).toBeVisible();
    for (const { displayName } of [head, clerk])
      await expect(page.getByRole('option', { name: displayName })).toHaveCount(0);
    // The list lies over it.
    await page.getByRole('button', { name: 'Anuluj' }).press('Enter');
    await page.getByRole('button', { name: /^Odtwórz: .*część 1 z 2/ }).click();
    await expectSound(page);
  });

  await test.step('the recording is evidence: secured by an entry, and so it says in the list', async () => {
    const isEvidence = page.getByRole('checkbox', { name: 'Nagranie stanowi dowód w postępowaniu' });
    await expect(isEvidence).toHaveAccessibleDescription(/^Nagranie 1: /);
    await isEvidence.check();
    await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).click();
    await expect(page.getByText('Należy podać, w jakim postępowaniu.')).toBeVisible();
    const which = page.getByLabel('Jakie postępowanie');
    await which.fill('karne, Sąd Rejonowy');
    await page.getByRole('button', { name: 'Szukaj', exact: true }).click();
    // The sound goes on while another page is open; the bar holds it.
    await expectSound(page);
    await expect(bar.getByRole('timer', { name: 'Czas odtwarzania' })).toHaveText(/^00:\d\d \/ 0\d:\d\d$/);
    // Beside it, on an ordinary screen, both are to be read: who is there, and the article of the basis.
    await resize(app, page, '100 %');
    for (const fact of [bar.getByText(`Obecni: ${head.displayName}`).last(), bar.getByTitle(basis)]) {
      const whole = await fact.evaluate((one) => one.scrollWidth <= one.clientWidth && one.clientWidth > 0);
      expect(whole, (await fact.textContent()) ?? '').toBe(true);
    }
    expect(await bar.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await bar.getByRole('button', { name: 'Wstrzymaj' }).click();
    await expectRest(page);
    await page.getByRole('button', { name: 'Odsłuchanie', exact: true }).click();
    await expect(bar.getByRole('timer'), 'once, where the player is').toHaveCount(0);
    await expect(which).toHaveValue('karne, Sąd Rejonowy');
    await expect(which, 'the page begins where it always does').not.toBeFocused();
    await page.getByRole('button', { name: 'Zabezpiecz nagranie' }).click();
    await expect(page.getByText(/^Nagranie zabezpieczono jako dowód \(wpis\snr\s\d+\)\.$/)).toBeVisible();
    await expect(page.getByText(/^Karta zabezpieczenia nr ZB\/1\/\d{4}\./)).toBeVisible();
    const held = page
      .getByRole('row')
      .filter({ has: page.getByRole('img', { name: 'zabezpieczone jako dowód' }) });
    await expect(held).toHaveCount(1);
    await expect(held.getByRole('button', { name: /^Odtwórz: 1\. / })).toBeVisible();
  });

  await test.step('words are quoted with who said them, and each person present has a field for remarks', async () => {
    await page.getByRole('button', { name: 'Dodaj cytat' }).click();
    await page.keyboard.type(quoted);
    await page.getByRole('combobox', { name: /^Kto mówi: cytat / }).click();
    await page.getByRole('option', { name: 'Urząd' }).click();
    await page.screenshot({ path: test.info().outputPath('cytat.png') });
    await page.getByRole('button', { name: /^Gotowe: cytat / }).click();
    await expect(page.getByRole('region', { name: 'Cytaty' })).toContainText(`Urząd: „${quoted}”`);
    await page.getByLabel('Uwagi własne').fill('Połączenie było wyraźne.');
    // Who has left by now may have remarked something as well.
    await expect(page.getByLabel(`Uwagi: ${clerk.displayName}`)).toBeVisible();
    await page.getByLabel(`Uwagi: ${head.displayName}`).fill(remark);
    await expect(page.getByText(/^zapisano \d\d:\d\d:\d\d$/)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('uwagi.png') });
  });

  const theirs = await signedIn(who.other, { home: `${home}-2` });
  const named = theirs.page.getByRole('row').nth(1);
  await test.step('whoever it names reads so in a window of their own before it is written', async () => {
    await theirs.page.getByRole('button', { name: /^Protokoły/ }).click();
    await theirs.page.getByRole('tab', { name: 'Moja obecność (1)' }).click();
    await expect(theirs.page.getByRole('row')).toHaveCount(2);
    await expect(named).not.toContainText(remark);
  });

  await test.step('the paper tells from when to when, with a line for each', async () => {
    await page.getByLabel('Ustalenia').fill('Urzędnik wskazał wydział i połączył rozmowę.');
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Odmowa lub brak podpisu' }).check();
    const why = page.getByLabel('Kto nie podpisał i dlaczego');
    await expect(why).toBeFocused();
    await why.fill('Kierownik wyszedł.');
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('button', { name: 'Odsłuchanie', exact: true }).click();
    await expect(why).toHaveValue('Kierownik wyszedł.');
    await expect(why, 'the page begins where it always does').not.toBeFocused();
    const { text } = await savePdf(app, page, home);
    expect(text).toMatch(new RegExp(`Nagranie 1, \\d\\d:\\d\\d, Urząd: „${quoted}”`));
    expect(text).toContain(
      `Uwagi osoby odsłuchującej Połączenie było wyraźne. IX. Uwagi osób obecnych ${head.displayName} – ${remark} ` +
        '(według osoby odsłuchującej; potwierdza podpis) X. Nagranie stanowi',
    );
    await page.screenshot({ path: test.info().outputPath('protokol.png') });
    expect(text).toMatch(
      /nagranie 1 – karne, Sąd Rejonowy \(karta zabezpieczenia nr ZB\/1\/\d{4}, wpis nr \d+\)/,
    );
    for (const { displayName, title, authorisation } of [head, clerk]) {
      const line = `${displayName}, ${title} – jako osoba upoważniona (nr ${authorisation?.number}); od `;
      expect(text).toContain(line);
      expect(text).toContain(`Obecny(-a): ${displayName}`);
    }
  });

  await test.step('and the ledger says the same', async () => {
    expect(await kindsAfter(office, before)).toEqual([
      ...['release', 'refusal', 'refusal', 'refusal', 'joined', 'closed'],
      ...['release', 'joined', 'closed', 'refusal', 'left', 'release'],
      ...['hold', 'closed', 'completed'],
    ]);
    const refusals = (await entriesOf(office, 'refusal', before)).map(({ payload }) => payload);
    const not = 'person-not-admitted';
    expect(
      refusals.map(({ request, reason, subject, because }) => [request, reason, subject, because]),
    ).toEqual([
      ['join', not, who.none, 'no-authorisation'],
      ['join', not, who.participant, 'took-part-in-call'],
      ['join', not, who.listener, 'person-already-present'],
      ['listen', 'person-present-unfit', who.participant, 'took-part-in-call'],
    ]);
    const releases = (await entriesOf(office, 'release', before)).map(({ payload }) => payload);
    expect(releases.map(({ recording, present }) => [recording, present])).toEqual([
      [await recordingOf(office, first), []],
      [await recordingOf(office, other), [who.other]],
      [await recordingOf(office, first), [who.other]],
    ]);
    const joined = await entriesOf(office, 'joined', before);
    expect(joined.map(({ payload }) => [payload.subject, payload.authorisation])).toEqual(
      [head, clerk].map(({ login, authorisation }) => [login, authorisation?.number]),
    );
    expect(joined[0]?.words).toMatchObject({ displayName: head.displayName, post: head.title });
    const [sealed] = await entriesOf(office, 'completed', before);
    expect(sealed?.words).toMatchObject({
      quotations: [{ recording: await recordingOf(office, first), speaker: 'office', text: quoted }],
      remarks: 'Połączenie było wyraźne.',
      presentRemarks: [{ login: who.other, text: remark }],
    });
  });

  await test.step('whom it names reads within a minute what they are said to have remarked, and no more of it', async () => {
    await expect(named).toContainText(remark, { timeout: 60_000 });
    const listener = office.person(who.listener).displayName;
    for (const told of [
      /PO\/1\/\d{4}/,
      listener,
      'osoba upoważniona',
      `upoważnienie nr ${head.authorisation?.number}`,
    ])
      await expect(named).toContainText(told);
    await expect(named.getByRole('button')).toHaveText(['To nie ja…']);
    await theirs.page.screenshot({ path: test.info().outputPath('obecnosc.png') });
    // F5 reads the lists again.
    await answerWith(theirs.app, 'protocol.named', { value: { named: [] } });
    await theirs.page.keyboard.press('F5');
    await expect(theirs.page.getByText('Nie ma takich protokołów')).toBeVisible();
    await theirs.stop();
  });

  await test.step('both are in the register of the own protocols, and can be corrected', async () => {
    await page.getByRole('button', { name: /^Protokoły/ }).click();
    await page.getByRole('button', { name: /^Otwórz protokół / }).click();
    await page.getByRole('button', { name: 'Pokaż jako tekst' }).click();
    const shown = page.getByRole('region', { name: /^Protokół z odsłuchania/ });
    await expect(shown).toContainText(`${head.displayName} – ${remark}`);
    await expect(shown).toContainText(`Urząd: „${quoted}”`);
    await page.getByRole('button', { name: 'Sprostuj' }).click();
    await expect(page.getByLabel(`Uwagi: ${head.displayName}`)).toHaveValue(remark);
    await page.getByLabel(`Uwagi: ${clerk.displayName}`).fill('Nie wnoszę.');
    await page.getByRole('combobox', { name: /^Kto mówi: cytat / }).click();
    await page.getByRole('option', { name: 'mówca nieoznaczony' }).click();
    await page.screenshot({ path: test.info().outputPath('sprostowanie.png') });
    await page.getByRole('button', { name: 'Zapisz sprostowanie i drukuj' }).click();
    await expect(page.getByRole('heading', { name: 'Sprostowano protokół' })).toBeVisible();
    const [corrected] = await entriesOf(office, 'corrected', before);
    const said = corrected?.words as { quotations: object[]; presentRemarks: object[] };
    expect(said.quotations).toMatchObject([{ text: quoted, speaker: 'unnamed' }]);
    expect(said.presentRemarks).toEqual([
      { login: who.participant, text: 'Nie wnoszę.' },
      { login: who.other, text: remark },
    ]);
    const { text } = await savePdf(app, page, home);
    expect(text).toMatch(new RegExp(`Cytaty było: Nagranie 1, \\d\\d:\\d\\d, Urząd: „${quoted}”`));
    expect(text).toContain(`${clerk.displayName} – Nie wnoszę.`);
  });

  await test.step('and so does the register, to the Secretary: who came later, from when to when', async () => {
    const { page: desk } = await signedIn(who.secretary, { home: `${home}-2` });
    await goTo(desk, 'Rejestr');
    const refused = desk.getByRole('row', { name: 'Natalia Wróbel: brak upoważnienia' });
    await expect(refused).toContainText('odmowa obecności');
    await desk
      .getByRole('grid', { name: 'Rejestr odsłuchań' })
      .getByRole('row', { name: /PO\/1\// })
      .click();
    const said = desk.getByRole('region', { name: /^PO\/1\// }).getByRole('definition');
    const [joined, left] = [
      await entriesOf(office, 'joined', before),
      await entriesOf(office, 'left', before),
    ];
    const closed = (await entriesOf(office, 'closed', before)).at(-1);
    const stays = [
      [head, joined[0], closed],
      [clerk, joined[1], left[0]],
    ] as const;
    for (const [{ displayName }, from, to] of stays) {
      const [came, went] = [momentOf(from?.payload.at), momentOf(to?.payload.at)];
      // The day is said once, where both are on it.
      const [day = ''] = came.split(' ');
      await expect(said.filter({ hasText: displayName })).toContainText(
        `${displayName}od ${came} do ${went.replace(`${day} `, '')}`,
      );
    }
  });
});
