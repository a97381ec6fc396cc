import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, listenTo, signIn, signOut } from '../../build/window/hand.ts';
import { authorisationOf } from '../database/asking.ts';
import { faults } from './audit.ts';
import { leadClock } from './led-clock.ts';
import { ask, asPerson, entriesOf, headOf } from './ledger.ts';
import { expect, planOf, type RunningOffice, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { playPrinter, printedBy } from './printer.ts';
import { expectSound } from './sound.ts';
import { expectWhole } from './whole.ts';

/** § 4 ust. 2–3: whose something is the account says. Somebody marries, and somebody else is given the login that she had. */

test.use({ seed: { of: 'renamed', choose: ({ matter }) => matter === 'oddzwonienie' } });

const findings = 'Urzędnik obiecał oddzwonić do piątku.';

test('INV-39 renamed after a wedding: acts and unfinished protocol follow; whoever gets the former login has nothing', async ({
  office,
  start,
  folder,
}) => {
  const person = office.person(who.listener);
  const married = { ...person, login: 'anna.lis', displayName: 'Anna Lis' };
  const { app, page } = await start();
  await playPrinter(app, 'sent');
  await signIn(page, person);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await page.getByLabel('Ustalenia').fill(findings);
  await expect(page.getByText(/^zapisano /)).toBeVisible();
  await signOut(page);

  const before = await headOf(office);
  await office.directory.rename(person.login, married);
  await lookAgain(office);
  await expect
    .poll(async () => (await entriesOf(office, 'roles', before)).map(({ payload }) => payload))
    .toMatchObject([
      { subject: person.login, subjectGuid: person.guid, roles: [], account: 'absent' },
      { subject: married.login, subjectGuid: person.guid, roles: ['listener'], account: 'ok' },
    ]);
  const [registered] = await entriesOf(office, 'person', before);
  expect(registered?.payload).toMatchObject({
    command: null,
    people: [{ login: married.login, guid: person.guid, employee: true }],
  });

  await signIn(page, married);
  await page.getByRole('button', { name: 'Pokaż niezakończone' }).click();
  await expect(page.getByRole('region', { name: 'Niezakończone' })).toContainText(/PO\/\d+\/2/);
  await page.getByRole('button', { name: /^Wróć do odsłuchania: / }).click();
  await expect(page.getByLabel('Ustalenia')).toHaveValue(findings);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Zakończ i drukuj' }).click();
  await expect(page.getByRole('heading', { name: 'Protokół zakończony' })).toBeVisible();
  await expect.poll(async () => (await printedBy(app)).length).toBe(1);
  const printed = join(folder, 'printed.pdf');
  writeFileSync(printed, (await printedBy(app))[0] ?? '');
  // As she was called when she listened.
  expect(readPaper(printed).text).toContain('Anna Nowak');
  const [completed] = await entriesOf(office, 'completed', before);
  expect(completed?.payload).toMatchObject({ login: married.login, guid: person.guid });
  expect(
    await ask(office, 'SELECT login, guid, state FROM office.act WHERE id = $1', [completed?.payload.act]),
  ).toEqual([{ login: person.login, guid: person.guid, state: 'completed' }]);
  expect(await groupsOf(office, person.login)).toEqual([{ rolcanlogin: false, groups: [] }]);
  expect(await groupsOf(office, married.login)).toEqual([
    { rolcanlogin: true, groups: ['odsluch_listener', 'odsluch_people'] },
  ]);
  await signOut(page);

  const { login, password } = person;
  const guid = await office.directory.add({ login, password, displayName: 'Adam Nowak' });
  const last = await headOf(office);
  const secretary = await asPerson(office, who.secretary);
  await secretary('instrument', authorisationOf(guid), 'sealed');
  const papers = () => entriesOf(office, 'instrument', last);
  await expect.poll(async () => (await papers()).length).toBe(1);
  const [paper] = await papers();
  const deputy = await asPerson(office, who.deputy);
  await deputy('confirm', { entries: [paper?.seq ?? 0], hashes: [paper?.hash ?? ''] }, 'sealed');
  await expect
    .poll(() => groupsOf(office, login))
    .toEqual([{ rolcanlogin: true, groups: ['odsluch_listener', 'odsluch_people'] }]);
  await signIn(page, { login, password, displayName: 'Adam Nowak' });
  await expect(page.getByRole('button', { name: 'Pokaż niezakończone' })).toHaveCount(0);
  await goTo(page, 'Protokoły');
  await expect(page.getByText('Nie ma jeszcze protokołów')).toBeVisible();
  await expectWhole(office);
});

test('INV-38 an account that is disabled loses its session and every group, and has them back once it is enabled', async ({
  office,
  start,
}) => {
  const led = await leadClock(office);
  const person = office.person(who.other);
  const { page } = await start();
  await signIn(page, person);
  await goTo(page, 'Protokoły');
  const before = await headOf(office);
  const had = await groupsOf(office, person.login);
  await office.directory.disable(person.login);
  led.round();
  await expect.poll(() => groupsOf(office, person.login)).toEqual([{ rolcanlogin: false, groups: [] }]);
  await expect
    .poll(async () => (await entriesOf(office, 'session-end', before)).map(({ payload }) => payload))
    .toMatchObject([{ subject: person.login, why: 'account' }]);
  await page.keyboard.press('F5');
  await expect(page.getByRole('alert')).toContainText('Sesja na tym stanowisku jest zakończona');
  await page.getByLabel('Nazwa użytkownika').fill(person.login);
  await page.getByRole('textbox', { name: 'Hasło' }).fill(person.password);
  await page.getByRole('button', { name: 'Zaloguj' }).click();
  await expect(page.getByText(/^Konto jest wyłączone\./)).toBeVisible();
  await office.directory.enable(person.login);
  led.round();
  await expect.poll(() => groupsOf(office, person.login)).toEqual(had);
  await signIn(page, person);
  await expectWhole(office);
  await led.stop();
});

/** The keeper looks at all accounts when it starts. */
async function lookAgain({ keeper }: RunningOffice): Promise<void> {
  await keeper.stop();
  await keeper.start();
}

function groupsOf(office: RunningOffice, of: string) {
  return ask(
    office,
    `SELECT p.rolcanlogin, coalesce(array_agg(g.rolname::text ORDER BY g.rolname) FILTER (WHERE g.oid IS NOT NULL), '{}') AS groups
       FROM pg_roles p LEFT JOIN pg_auth_members m ON m.member = p.oid LEFT JOIN pg_roles g ON g.oid = m.roleid
      WHERE p.rolname = $1 GROUP BY p.rolcanlogin`,
    [of],
  );
}
