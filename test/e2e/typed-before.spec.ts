import { answerAgain, answerWith, away, failing } from '../../build/pictures/answers.ts';
import {
  approve,
  chooseBasis,
  controls,
  findCall,
  goTo,
  hear,
  press,
  signIn,
  signOut,
} from '../../build/window/hand.ts';
import { headOf, kindsAfter } from './ledger.ts';
import { expect, planOf, test, who } from './office.ts';

/** What was typed before somebody signs in: nothing is typed over it while it could not be fetched. */

test.use({ seed: { of: 'typed-before', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('while what was typed before could not be fetched its forms say so and nothing is sealed; it comes when the database is back', async ({
  office,
  signedIn,
}) => {
  const before = await headOf(office);
  const plan = planOf(office, 'oddzwonienie');
  const { app, page } = await signedIn(who.listener);
  const own = 'Skarżący twierdzi, że urzędnik obiecał mu odpowiedź do piątku.';
  const ownWords = page.getByLabel('Powód własnymi słowami');
  const notes = page.getByRole('region', { name: 'Treść protokołu' });
  const unfetched = 'Nie wczytano tego, co wpisano tu wcześniej.';
  const reasons = async (): Promise<void> => {
    await findCall(page, plan);
    await controls(page).justify.click();
  };
  /** Out, and in again while the server gives nothing of what was typed. */
  const signInWithout = async (): Promise<void> => {
    await signOut(page);
    await answerWith(app, 'protocol.typed', failing('database-unreachable'));
    await signIn(page, office.person(who.listener));
  };

  await test.step('reasons: no field until they are here, then as they were typed', async () => {
    await reasons();
    await chooseBasis(page);
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await ownWords.fill(own);
    await signInWithout();
    await reasons();
    await expect(page.getByRole('alert')).toContainText(unfetched);
    await expect(page.getByRole('combobox', { name: 'Podstawa prawna' })).toHaveCount(0);
    await answerAgain(app);
    await away(app, 'database');
    await away(app);
    await page.getByRole('radio', { name: 'Własne słowa' }).check();
    await expect(ownWords).toHaveValue(own);
  });

  await test.step('a recording that is ticked as evidence: without knowing of it the protocol is not completed, nor then without its form', async () => {
    await controls(page).register.fill('14/2026');
    await approve(page);
    await hear(page);
    await page.getByLabel('Ustalenia').fill('Urzędnik obiecał oddzwonić; terminu nie podał.');
    await page.getByLabel('Nagranie stanowi dowód w postępowaniu').check();
    await page.getByLabel('Jakie postępowanie').fill('karne, Sąd Rejonowy');
    await signInWithout();
    await goTo(page, 'Protokoły');
    await press(page, /^Wróć do odsłuchania/);
    await expect(notes.getByRole('alert')).toContainText(unfetched);
    await expect(page.getByRole('checkbox', { name: /stanowi dowód/ })).toHaveCount(0);
    await press(page, 'Zakończ i drukuj');
    await expect(notes.getByRole('alert').filter({ hasText: 'Protokołu nie zakończono.' })).toBeVisible();
    await answerAgain(app);
    await press(page, 'Spróbuj ponownie');
    await expect(page.getByLabel('Jakie postępowanie')).toHaveValue('karne, Sąd Rejonowy');
    await press(page, 'Zakończ i drukuj');
    await expect(notes).toContainText('Nagranie zaznaczono jako dowód, ale go nie zabezpieczono.');
    await expect(page.getByRole('button', { name: 'Zabezpiecz nagranie' })).toBeFocused();
    expect(await kindsAfter(office, before)).not.toContain('completed');
    await press(page, 'Zabezpiecz nagranie');
    await expect(page.getByText(/^Karta zabezpieczenia nr /)).toBeVisible();
    await press(page, 'Zakończ i drukuj');
    await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
    expect(await kindsAfter(office, before)).toEqual(expect.arrayContaining(['hold', 'completed']));
  });
});
