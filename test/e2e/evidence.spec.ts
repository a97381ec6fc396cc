import type { Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import { addMonths, legalDay } from '../../shared/warsaw.ts';
import { ask, entriesOf, headOf, kindsAfter, recordingOf } from './ledger.ts';
import { approve, findCall } from '../../build/window/hand.ts';
import { expect, plansOf, type RunningOffice, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSound } from './sound.ts';

/** § 3 ust. 4: a call that proves a crime is kept by the basis under which it is heard, without another word of the listener. */

test.use({ seed: { of: 'evidence', choose: ({ matter }) => matter === 'spor' } });

const basis = 'Zabezpieczenie dowodu przestępstwa i zawiadomienie – art. 304 § 2 KPK';
const caseNumber = 'SO.5553.4.2026';
const qualification = 'art. 226 § 1 KK';
const body = 'Komisariat Policji w Piasecznie';
const reference = '4098-0.Ds.1254.2026';

/** The number and day of the review that stand on the page beside the recording that is heard. */
async function cardOnPage(page: Page): Promise<{ seq: number; number: string; review: string }> {
  const held = page.getByText(/^Nagranie zabezpieczono jako dowód \(wpis\snr\s\d+\)\.$/);
  await expect(held).toBeVisible();
  const card = await page.getByText(/^Karta zabezpieczenia nr /).innerText();
  const [, number = '', day = ''] = /nr (\S+)\. .+ sprawdzi do (\S+)\.$/.exec(card) ?? [];
  const seq = Number(/\d+/.exec(await held.innerText())?.[0]);
  return { seq, number, review: day.split('.').reverse().join('-') };
}

/** Lets the keeper release a recording, but not enter that it is kept, until the function that is returned was called. */
async function delayHold(office: RunningOffice, recording: string): Promise<() => Promise<unknown>> {
  const holder = await office.superuser();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM office.recording WHERE id = $1 FOR NO KEY UPDATE', [recording]);
  return () => holder.end();
}

test('a threat on the line: the basis asks for its fields and keeps each recording that is heard', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const parts = plansOf(office, 'spor') as [CallPlan, CallPlan];
  const before = await headOf(office);
  const kept =
    'Nagranie zostanie zabezpieczone jako dowód: nie wolno go zniszczyć, dopóki trwa postępowanie.';

  await test.step('the class of the case suggests no basis; the chosen one says that the recording will be kept', async () => {
    await findCall(page, parts[0], { case: caseNumber });
    await page.getByRole('button', { name: `Odsłuchaj w sprawie ${caseNumber}` }).click();
    await expect(page.getByText(kept)).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Podstawa prawna' }).click();
    await page.getByRole('option', { name: basis, exact: true }).click();
    await expect(page.getByText(kept)).toBeVisible();
  });

  await test.step('its fields: one is missed, and no reference by another word is told on the spot', async () => {
    await page.getByRole('radio', { name: /W rozmowie miała paść groźba/ }).check();
    await page.getByLabel('Sygnatura organu ścigania').fill('brak');
    await approve(page);
    await expect(page.getByLabel('Kwalifikacja prawna czynu')).toHaveAccessibleDescription(
      /Należy uzupełnić pole „Kwalifikacja prawna czynu”\./,
    );
    await expect(page.getByLabel('Sygnatura organu ścigania')).toHaveAccessibleDescription(
      /Należy podać sygnaturę, np\./,
    );
    expect(await kindsAfter(office, before)).toEqual([]);
    await page.getByLabel('Kwalifikacja prawna czynu').fill(qualification);
    await page.getByLabel('Organ ścigania').fill(body);
    await page.getByLabel('Sygnatura organu ścigania').fill(reference);
  });

  await test.step('heard while the keeper has yet to enter it: that is said, and nothing is to be asked for', async () => {
    const release = await delayHold(office, await recordingOf(office, parts[0]));
    await approve(page);
    await expectSound(page);
    await expect(page.getByText('Serwer odsłuchu zabezpiecza nagranie jako dowód.')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: /stanowi dowód/ })).toHaveCount(0);
    expect(await kindsAfter(office, before)).toEqual(['release']);
    await release();
  });

  const shown =
    await test.step('then it is kept as evidence, and each part has a card of its own', async () => {
      const first = await cardOnPage(page);
      await page.getByRole('button', { name: /^Odtwórz: .*część 2 z 2/ }).click();
      await expectSound(page);
      await expect(page.getByText(/^Karta zabezpieczenia nr ZB\/2\//)).toBeVisible();
      return [first, await cardOnPage(page)];
    });
  const review = addMonths(legalDay(new Date()), 6);
  const year = legalDay(new Date()).slice(0, 4);
  expect(shown).toMatchObject([1, 2].map((n) => ({ number: `ZB/${n}/${year}`, review })));

  await test.step('the paper names the fields of the basis and the card of each recording', async () => {
    await page
      .getByLabel('Ustalenia')
      .fill('Rozmówca zapowiedział, że podpali urząd; słowa padły dwukrotnie.');
    await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
    const { text } = await savePdf(app, page, home);
    expect(text).toContain(basis);
    expect(text).toContain(`Kwalifikacja prawna czynu: ${qualification}`);
    expect(text).toContain(`Sygnatura organu ścigania: ${reference}`);
    for (const [place, { number, seq }] of shown.entries())
      expect(text).toContain(
        `nagranie ${place + 1} – ${basis}, ${qualification}, ${body}, ${reference} (karta zabezpieczenia nr ${number}, wpis nr ${seq})`,
      );
    await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
    await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  });

  await test.step('behind the screen: the keeper entered it in its own name, and the catalogue keeps the recording', async () => {
    const opened = ['release', 'hold', 'closed'];
    expect(await kindsAfter(office, before)).toEqual([...opened, ...opened, 'completed', 'filed']);
    const releases = await entriesOf(office, 'release', before);
    const holds = await entriesOf(office, 'hold', before);
    const recordings = await Promise.all(parts.map((plan) => recordingOf(office, plan)));
    const act = releases[0]?.payload.act;
    expect(releases[0]?.words).toMatchObject({ fields: { qualification, body, reference } });
    expect(holds).toMatchObject(
      shown.map(({ seq, number, review: day }, place) => ({
        ...{ seq, words: null },
        payload: {
          ...{ act, recordings: [recordings[place]], basis: 'KPK_304', number, review: day },
          ...{ login: 'odsluch_keeper', command: null },
        },
      })),
    );
    for (const [place, id] of recordings.entries())
      expect(await ask(office, 'SELECT hold_seq FROM office.recording WHERE id = $1', [id])).toEqual([
        { hold_seq: String(shown[place]?.seq) },
      ]);
  });
});
