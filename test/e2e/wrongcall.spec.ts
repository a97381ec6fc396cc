import { actsOf, ask, entriesOf, headOf, recordingOf } from './ledger.ts';
import { addCall, find, dayOf, listenTo } from '../../build/window/hand.ts';
import { expect, planOf, test, who } from './office.ts';
import { savePdf } from './paper.ts';
import { expectSilence, expectSound } from './sound.ts';

/** „To nie ta rozmowa”: a case file learns of a stranger's call when it was and when its key was released, and of nobody. */

test.use({
  seed: { of: 'wrongcall', choose: ({ matter }) => ['obietnica', 'wycinka'].includes(matter) },
});

/** A text without its ids and hashes: they may hold any three digits by chance. */
const wordsOf = (text: string): string => text.replace(/[0-9a-f]{8,}[0-9a-f…-]*/g, '');

test('a wrong call is closed in one click; the paper knows its time and extension, the register all of it', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.listener);
  const before = await headOf(office);
  const right = planOf(office, 'obietnica');
  const wrong = planOf(office, 'wycinka');
  const { answeredBy, department, extension, caller } = wrong.sidecar;
  await listenTo(page, right);
  await expectSound(page);
  await page.getByRole('button', { name: 'Dodaj nagranie' }).click();
  await find(page, { day: dayOf(wrong) });
  await addCall(page, wrong);
  await expectSound(page);
  await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText(answeredBy);

  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText('nie ta rozmowa');
  await expectSilence(app, page);
  await page.getByLabel('Ustalenia').fill('Termin obiecano do piątku.');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const summary = page.getByRole('region', { name: /^Protokół z odsłuchania/ });
  await expect(summary).toContainText(`wewn. ${extension} · nagranie nie dotyczy sprawy`);

  const paper = await savePdf(app, page, home);
  const id = await recordingOf(office, wrong);
  expect(paper.text).toContain(`wewn. ${extension} · nagranie nie dotyczy sprawy id ${id}`);
  expect(paper.text).toContain('2. Wydano klucz do odsłuchania');
  const traces = [answeredBy, department, (caller ?? '').slice(-3)];
  for (const trace of traces) {
    expect(wordsOf(paper.text), `the paper names ${trace}`).not.toContain(trace);
    expect(wordsOf(await summary.innerText()), `the page names ${trace}`).not.toContain(trace);
  }
  // The call that was meant stands there whole.
  for (const fact of [right.sidecar.answeredBy, `wewn. ${right.sidecar.extension}`, dayOf(right)])
    expect(paper.text).toContain(fact);

  const closed = (await entriesOf(office, 'closed', before)).map(({ payload }) => payload.wrongCall);
  expect(closed).toEqual([false, true]);
  const [kept] = await ask(
    office,
    `SELECT r.caller, r.extension, r.answered_by, o.wrong_call FROM office.opening o JOIN office.recording r ON r.id = o.recording
      WHERE r.id = $1`,
    [id],
  );
  expect(kept).toEqual({ caller, extension, answered_by: answeredBy, wrong_call: true });
});

test('an act of nothing but a wrong call needs no findings and is filed as that', async ({
  office,
  signedIn,
}) => {
  const { app, page, home } = await signedIn(who.other);
  await listenTo(page, planOf(office, 'wycinka'));
  await page.getByRole('button', { name: 'To nie ta rozmowa' }).click();
  await expect(page.getByRole('table', { name: 'Nagrania w tej czynności' })).toContainText('nie ta rozmowa');
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  const paper = await savePdf(app, page, home);
  expect(paper.text).toContain('Nagranie nie dotyczy sprawy.');
  expect(paper.text).not.toContain('dzwoniący');
  await page.getByRole('button', { name: 'Podpisano i dołączono do akt sprawy' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół dołączony do akt' })).toBeVisible();
  expect(await actsOf(office, who.other)).toMatchObject([{ state: 'filed' }]);
});
