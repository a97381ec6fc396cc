import type { CallPlan } from '../../build/office/calls.ts';
import { answerWith } from '../../build/pictures/answers.ts';
import {
  approve,
  dayText,
  findCall,
  goTo,
  justify,
  listenTo,
  rowOf,
  signIn,
  signOut,
  timeOf,
} from '../../build/window/hand.ts';
import { authorise, entriesOf, headOf, recordingOf } from './ledger.ts';
import { expect, planOf, plansOf, type RunningOffice, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** § 4 ust. 2: the parts of a call that was put through are heard each by its own department. */

test.use({
  seed: { of: 'parts', choose: ({ matter }) => matter === 'oddzwonienie' || matter === 'spor' },
});

/** A part of a call, by the entry with which it was taken in. */
type Part = { recording: string; department: string };

test('a transferred call of which only the second part is in scope begins with that part, in a new protocol and in one that is open', async ({
  office,
  signedIn,
}) => {
  const [first] = plansOf(office, 'spor') as [CallPlan];
  const before = await headOf(office);
  const { outside, inside } = await partsOfDispute(office);
  expect(inside.department).not.toBe(outside.department);
  await authorise(office, who.other, { departments: [inside.department] });
  const { page } = await signedIn(who.other);
  const heard = async (times: number) => {
    await expectSound(page);
    await expect(page.getByRole('region', { name: /^Rozmowa z/ })).toContainText('część 2 z 2');
    const released = await entriesOf(office, 'release', before);
    expect(released.map(({ payload }) => payload.recording)).toEqual(
      Array.from({ length: times }, () => inside.recording),
    );
  };
  await findCall(page, first);
  await justify(page);
  await expect(
    page.getByText(
      `poza zakresem upoważnienia: ${outside.department}. Odtwarzanie zacznie się od części 2 z 2.`,
    ),
  ).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('druga-czesc.png') });
  await approve(page);
  await heard(1);
  await page.screenshot({ path: test.info().outputPath('druga-czesc-gra.png') });

  await goTo(page, 'Szukaj');
  await rowOf(page, first).click();
  await page.getByRole('button', { name: /^Odtwórz ponownie w PO\// }).click();
  await heard(2);
  expect(await entriesOf(office, 'refusal', before)).toEqual([]);
});

test('a form that was begun all the same keeps to the part it was begun with, though the authorisation comes to cover the other', async ({
  office,
  signedIn,
}) => {
  const [first] = plansOf(office, 'spor') as [CallPlan];
  const { outside, inside } = await partsOfDispute(office);
  await authorise(office, who.other, { departments: ['Wydział Inwestycji'] });
  const { page } = await signedIn(who.other);
  await findCall(page, first);
  await justify(page);
  const form = page.getByRole('region', { name: 'Uzasadnienie odsłuchania' });
  const begun = `${dayText(first)}, ${timeOf(first)}`;
  await expect(form).toContainText(begun);
  await authorise(office, who.other, { departments: [inside.department] });
  await expect(form).toContainText(`poza zakresem upoważnienia: ${outside.department}.`, { timeout: 30_000 });
  await expect(form).toContainText(begun);
  const before = await headOf(office);
  await approve(page);
  await expect(page.getByText('Odmówiono dostępu – poza zakresem upoważnienia.')).toBeVisible();
  const refused = await entriesOf(office, 'refusal', before);
  expect(refused.map(({ payload }) => payload.recording)).toEqual([outside.recording]);
});

test('a call of several parts is added to a protocol only once it is known which of them may be heard', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  // What an earlier answer said of the authorisation is gone with the session.
  await signOut(page);
  await signIn(page, office.person(who.listener));
  await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await page.getByRole('button', { name: /^Wróć do odsłuchania: / }).click();
  await answerWith(app, 'session.me', 'silence');
  await goTo(page, 'Szukaj');
  const [first] = plansOf(office, 'spor') as [CallPlan];
  await findCall(page, first);
  await expect(page.getByRole('button', { name: /^Dodaj do PO\// })).toHaveAttribute('aria-disabled', 'true');
});

async function partsOfDispute(office: RunningOffice): Promise<{ outside: Part; inside: Part }> {
  const [outside, inside] = (await Promise.all(
    plansOf(office, 'spor').map(async (plan) => {
      const recording = await recordingOf(office, plan);
      const taken = (await entriesOf(office, 'ingest')).find(
        ({ payload }) => payload.recording === recording,
      );
      return { recording, department: taken?.payload.department ?? '' };
    }),
  )) as [Part, Part];
  return { outside, inside };
}
