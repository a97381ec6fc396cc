import type { Page } from '@playwright/test';
import type { CallPlan } from '../../build/office/calls.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { actsOf, asPerson, authorise, entriesOf, headOf, kindsAfter } from './ledger.ts';
import {
  approve,
  caseNumber,
  dayText,
  findCall,
  chooseBasis,
  goTo,
  rowOf,
  timeOf,
} from '../../build/window/hand.ts';
import { expect, planOf, type RunningOffice, type SignedIn, test, who } from './office.ts';
import { audible, openAddresses } from './sound.ts';

/** Every refusal is said where it was asked for, stands in the ledger, loses nothing typed and yields no sound. */

test.use({
  seed: {
    of: 'refused',
    choose: ({ matter, sidecar }) => matter === 'oddzwonienie' || sidecar.announcement === 'no',
  },
});

const words = 'Skarżąca podaje inną treść rozmowy niż notatka urzędu.';

type Refused = { reason: FailureCode; title: string; next: RegExp };

/** Before any form, what is outside of the scope, and who can change that; whoever asks all the same is refused by an entry. */
async function expectSaidBefore(page: Page): Promise<void> {
  await expect(page.getByRole('alert')).toHaveText(
    'Tej rozmowy nie można teraz odsłuchać.Upoważnienie nie obejmuje wydziału tej rozmowy: Kancelaria Ogólna. ' +
      'Zakres można zmienić tylko nowym upoważnieniem. Sprawę prowadzi Sekretarz lub zastępca (Halina Dudek, Marek Bielak).',
  );
  await expect(page.getByRole('combobox', { name: 'Podstawa prawna' })).toHaveCount(0);
}

test('refused: somebody who took part in the call', async ({ office, signedIn }) => {
  const running = await signedIn(who.participant);
  const before = await headOf(office);
  await openForm(running.page, planOf(office, 'oddzwonienie'));
  await fill(running.page);
  await approve(running.page);
  await expectRefusal(
    office,
    running,
    {
      reason: 'took-part-in-call',
      title: 'Odmówiono dostępu – udział w tej rozmowie.',
      next: /^Odsłuchanie należy zlecić innej upoważnionej osobie/,
    },
    before,
  );
  await expectKept(running.page);
  const plan = planOf(office, 'oddzwonienie');
  await goTo(running.page, 'Protokoły');
  await running.page.getByRole('tab', { name: 'Odmowy (1)' }).click();
  await expect(running.page.getByRole('grid', { name: 'Moje odmowy' })).toContainText(
    `udział w tej rozmowierozmowa z ${dayText(plan)}, ${timeOf(plan)}`,
  );
});

test('refused: a call without the announcement of § 3 ust. 2', async ({ office, signedIn }) => {
  const running = await signedIn(who.listener);
  const call = office.plans.find(({ sidecar }) => sidecar.announcement === 'no');
  if (call === undefined) throw new Error('this office has no call without the announcement');
  const before = await headOf(office);
  await openForm(running.page, call);
  await fill(running.page);
  await approve(running.page);
  await expectRefusal(
    office,
    running,
    {
      reason: 'recording-without-announcement',
      title: 'Odmówiono dostępu – rozmowa bez komunikatu o nagrywaniu.',
      next: /O dopuszczeniu rozstrzyga Sekretarz\.$/,
    },
    before,
  );
});

test('refused: somebody whose account was disabled since signing in', async ({ office, signedIn }) => {
  const running = await signedIn(who.other);
  await office.directory.disable(who.other);
  const before = await headOf(office);
  await openForm(running.page, planOf(office, 'oddzwonienie'));
  await fill(running.page);
  await approve(running.page);
  await expectRefusal(
    office,
    running,
    {
      reason: 'account-disabled',
      title: 'Odmówiono dostępu – konto wyłączone.',
      next: /należy zwrócić się do informatyka/,
    },
    before,
  );
  await office.directory.enable(who.other);
});

test('refused: an authorisation that ended between the request and the release', async ({
  office,
  signedIn,
}) => {
  const running = await signedIn(who.other);
  await openForm(running.page, planOf(office, 'oddzwonienie'));
  await fill(running.page);
  const before = await headOf(office);
  const secretary = await asPerson(office, who.secretary);
  await office.keeper.stop();
  const number = office.person(who.other).authorisation?.number ?? '';
  await secretary('revoke', { number, why: 'post', until: null, paper: null, words: 'zmiana obowiązków' });
  await approve(running.page);
  await expect(running.page.getByRole('button', { name: 'Serwer odsłuchu rozstrzyga…' })).toBeVisible();
  await office.keeper.start();
  await expectRefusal(
    office,
    running,
    {
      reason: 'authorisation-revoked',
      title: 'Odmówiono dostępu – upoważnienie zakończono przed terminem.',
      next: /Wyjaśnień udziela Sekretarz/,
    },
    before,
    ['revoke', 'refusal'],
  );
  await expectKept(running.page);
});

test('said before: an authorisation by paper that covers other departments, or no purpose of the basis', async ({
  office,
  signedIn,
}) => {
  const plan = planOf(office, 'oddzwonienie');
  await authorise(office, who.other, { departments: ['Wydział Inwestycji'] });
  const { page } = await signedIn(who.other);
  await openForm(page, plan);
  await expectSaidBefore(page);
  await expect(page.getByText('wydziały: Wydział Inwestycji; wszystkie cele')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('poza-zakresem.png') });

  // The form comes by itself once something may be heard: what may not is said where it is chosen.
  await authorise(office, who.other, { purposes: ['SAFETY', 'GDPR_COMPLIANCE'] });
  const basis = page.getByRole('combobox', { name: 'Podstawa prawna' });
  await expect(basis).toBeVisible({ timeout: 30_000 });
  await fill(page);
  await expect(basis).toHaveAccessibleDescription(
    /nie obejmuje celu tej podstawy: podnoszenie standardów obsługi/,
  );
  await page.screenshot({ path: test.info().outputPath('cel.png') });
  const before = await headOf(office);
  await approve(page);
  await expectOutOfScope(office, page, before);
});

test('said before: a call that would join the protocol of its case, once the authorisation covers other departments alone', async ({
  office,
  signedIn,
}) => {
  const plan = planOf(office, 'oddzwonienie');
  await authorise(office, who.other, {});
  const { page } = await signedIn(who.other);
  await openForm(page, plan);
  await fill(page);
  await approve(page);
  await expect(page.getByRole('button', { name: 'Wstrzymaj' })).toBeVisible();
  await goTo(page, 'Szukaj');
  await rowOf(page, plan).click();
  const add = page.getByRole('button', { name: /^Odtwórz ponownie w PO\// });
  await expect(add).toBeVisible();

  await authorise(office, who.other, { departments: ['Wydział Inwestycji'] });
  await goTo(page, 'Odsłuchanie');
  // What plays ends with it, too.
  const ended = page.getByText('Upoważnienie do odsłuchiwania przestało obowiązywać.');
  await expect(ended).toBeVisible({ timeout: 60_000 });
  await goTo(page, 'Szukaj');
  await rowOf(page, plan).click();
  await expectSaidBefore(page);
  await expect(page.getByText('wydziały: Wydział Inwestycji; wszystkie cele')).toBeVisible();
  await expect(add).toHaveCount(0);
  const before = await headOf(office);
  await page.getByRole('button', { name: 'Zapytaj mimo to' }).click();
  await expectOutOfScope(office, page, before);
});

async function expectOutOfScope(office: RunningOffice, page: Page, before: number): Promise<void> {
  await expect(page.getByText('Odmówiono dostępu – poza zakresem upoważnienia.')).toBeVisible();
  const refused = await entriesOf(office, 'refusal', before);
  expect(refused.map(({ payload }) => payload.reason)).toEqual(['out-of-scope']);
}

for (const [what, login, said, next] of [
  [
    ...(['somebody without an authorisation', who.none] as const),
    ...(['Brak upoważnienia do odsłuchiwania nagrań.', /^Nadaje je Burmistrz/] as const),
  ],
  [
    'one that has ended',
    who.expired,
    /^Upoważnienie UO\/.* wygasło \d\d\.\d\d\.\d{4}\.$/,
    /^Nowe nadaje Burmistrz; sprawę prowadzi Sekretarz lub zastępca \(Halina Dudek, Marek Bielak\)\./,
  ],
  [
    'one that was revoked',
    who.revoked,
    /^Upoważnienie UO\/.* zakończono przed terminem\.$/,
    /^Nowe nadaje Burmistrz/,
  ],
  [
    'one that has not begun',
    who.future,
    /^Upoważnienie UO\/.* jest ważne od \d\d\.\d\d\.\d{4}\.$/,
    /^Do tego dnia/,
  ],
] as const) {
  test(`said in place of the search: ${what}`, async ({ signedIn }) => {
    const { page } = await signedIn(login);
    await expect(page.getByRole('heading', { name: said })).toBeVisible();
    await expect(page.getByText(next)).toBeVisible();
    await page.screenshot({ path: test.info().outputPath('bez-prawa.png') });
    await page.getByRole('button', { name: 'Pokaż protokoły' }).click();
    await expect(page).toHaveTitle('Protokoły – Odsłuch');
    await expect(page.getByRole('tab', { name: /^Odmowy/ })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}

async function openForm(page: Page, call: CallPlan): Promise<void> {
  await findCall(page, call);
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
}

/** The panel of reasons, filled with own words. */
async function fill(page: Page): Promise<void> {
  await chooseBasis(page);
  await page.getByRole('radio', { name: 'Własne słowa' }).check();
  await page.getByLabel('Powód własnymi słowami').fill(words);
  await page.getByLabel('Nr w rejestrze skarg').fill('27/2026');
}

async function expectRefusal(
  office: RunningOffice,
  { app, page, login }: SignedIn,
  { reason, title, next }: Refused,
  before: number,
  kinds = ['refusal'],
): Promise<void> {
  await expect(page.getByText(title)).toBeVisible();
  await expect(page.getByText(next)).toBeVisible();
  const [entry] = await entriesOf(office, 'refusal', before);
  expect(entry?.payload).toMatchObject({ reason, login, case: caseNumber, basis: 'KPA_SKARGA' });
  await expect(page.getByText(`nr ${entry?.seq}`, { exact: true })).toBeVisible();
  expect(await kindsAfter(office, before)).toEqual(kinds);
  // No act and so no number, no release, no sound.
  expect(await actsOf(office, login)).toEqual([]);
  expect(await audible(page)).toBe(0);
  expect(await openAddresses(app, page)).toEqual([]);
}

/** What was typed stands in the answer, and in the form for another try. */
async function expectKept(page: Page): Promise<void> {
  await expect(page.getByText(words)).toBeVisible();
  await expect(page.getByText('27/2026')).toBeVisible();
  await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
  await expect(page.getByLabel('Powód własnymi słowami')).toHaveValue(words);
  await expect(page.getByLabel('Nr w rejestrze skarg')).toHaveValue('27/2026');
}
