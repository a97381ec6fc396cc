import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { goTo, hear, listenTo } from '../../build/window/hand.ts';
import { appointIn } from '../../server/appoint.ts';
import { proveAtDoor } from '../../server/door.ts';
import { atRest, ledgerAtRest } from '../../server/keeper/at-rest.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import { keeperOptions } from '../../server/run-keeper.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { instantsOf, legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { appoint, ask, entriesOf, headOf, kindsAfter } from './ledger.ts';
import { expect, planOf, test, who, type RunningOffice } from './office.ts';
import { panel } from './papers.ts';
import { expectWhole } from './whole.ts';

/** § 6 ust. 3: Secretary and deputy are both away, and others take their place on the administrator's word, until two people let listening go on. */

test.use({ seed: { of: 'emergency', choose: ({ matter }) => matter === 'oddzwonienie' } });

const [mayor, secretary, deputy] = [who.expired, who.none, who.future];

/** The keeper of an office within this test, by a clock that goes from day to day. */
async function keeperAhead(office: RunningOffice) {
  const { settings } = office;
  const directory = openKeeperDirectory(settings);
  let ahead = 0;
  const clock = { own: () => Date.now() + ahead, database: (told: number) => told + ahead };
  const begun = () =>
    startKeeper({
      ...keeperOptions(settings, directory),
      clock,
      pulseMs: 100,
      log: pino({ level: 'silent' }),
    });
  await office.keeper.stop();
  let keeper = await begun();
  return {
    /** Nine o'clock in Warsaw of that day. */
    goTo: async (day: string): Promise<void> => {
      const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
      const [instant] = instantsOf({ year, month, day: date, hour: 9, minute: 0, second: 0 });
      ahead = (instant?.getTime() ?? NaN) - Date.now();
      await expect
        .poll(() => ask(office, 'SELECT today::text AS today FROM office.pulse'))
        .toEqual([{ today: day }]);
    },
    /** What `odsluch-server appoint-secretary` does while the keeper rests, with what its questions are answered. */
    appoint: async (...answers: string[]): Promise<string> => {
      await keeper.stop();
      const said = await atRest(settings, (place) =>
        ledgerAtRest(
          settings,
          place,
          (ledger) =>
            appointIn(
              ledger,
              directory,
              { text: () => Promise.resolve(answers.shift() ?? '') },
              settings.authority.numbers,
            ),
          clock,
        ),
      );
      keeper = await begun();
      return said;
    },
    stop: async (): Promise<void> => {
      await keeper.stop();
      await directory.dispose();
    },
  };
}

let stop = async (): Promise<void> => undefined;
test.afterAll(() => stop());

test('with Secretary and deputy away others are appointed, nobody listens until two people say so, and the Mayor ends it', async ({
  office,
  signedIn,
  folder,
}) => {
  await appoint(office, mayor, 'mayor');
  const keeper = await keeperAhead(office);
  stop = keeper.stop;
  const key = pinnedKeeperKey(office.keeperPublicKey);
  const days = [1, 2, 3, 4].map((count) => workingDayAfter(legalDay(), count));
  for (const day of days.slice(0, 3)) {
    await keeper.goTo(day);
    await proveAtDoor(office.settings, key, who.listener, office.person(who.listener).password);
  }
  await keeper.goTo(days[3] ?? '');
  const before = await headOf(office);
  const today = legalDay();
  const said = await keeper.appoint(...[secretary, 'OR.2111.7.2026', today, deputy, 'OR.2111.8.2026', today]);
  expect(said).toMatch(
    /ustanowiono Sekretarza i zastępcę w trybie awaryjnym; odsłuchiwanie jest wstrzymane/u,
  );
  await expect
    .poll(() => ask(office, 'SELECT roles FROM office.person WHERE login = $1', [secretary]))
    .toEqual([{ roles: ['secretary'] }]);

  const first = await signedIn(secretary, { home: join(folder, 'first') });
  const second = await signedIn(deputy, { home: join(folder, 'second') });
  const stopped = (page: typeof first.page) =>
    page.getByRole('row').filter({ hasText: 'Odsłuchiwanie wstrzymane' });

  await test.step('both read why, and which papers wait for somebody who was in office before', async () => {
    for (const { page } of [first, second]) {
      await expect(stopped(page)).toBeVisible();
      await expect(
        page.getByRole('row').filter({ hasText: 'Sekretarza ustanowiono w trybie awaryjnym' }),
      ).toContainText('Natalia Wróbel');
    }
    await goTo(first.page, 'Upoważnienia');
    await first.page.getByRole('tab', { name: /^Funkcje/ }).click();
    await first.page.getByRole('grid').getByRole('row').filter({ hasText: 'Olga Kubiak' }).click();
    await expect(first.page.getByText('Podpis')).not.toHaveCount(0);
    // Whether an office lasts is asked of one that somebody has confirmed.
    await expect(first.page.getByRole('button', { name: 'Nadal trwa' })).toHaveCount(0);
    await goTo(first.page, 'Pulpit');
  });

  await test.step('one confirms the stop, the other lets listening go on', async () => {
    await stopped(first.page)
      .getByRole('button', { name: /^Potwierdź/ })
      .click();
    const seen = panel(first.page, 'Potwierdź wstrzymanie');
    await seen.getByLabel('Hasło').fill(office.person(secretary).password);
    await seen.getByRole('button', { name: 'Potwierdź' }).click();
    await expect(stopped(first.page)).toContainText('Natalia Wróbel');
    // Whoever confirmed it is not the one who resumes.
    await expect(stopped(first.page).getByRole('button', { name: /^Wznów…/ })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await second.page.keyboard.press('F5');
    await stopped(second.page)
      .getByRole('button', { name: /^Wznów…/ })
      .click();
    const resume = panel(second.page, 'Wznów odsłuchiwanie');
    await resume.getByRole('textbox', { name: /^Powód/ }).fill('Nowy Sekretarz objął funkcję.');
    await resume.getByLabel('Hasło').fill(office.person(deputy).password);
    await resume.getByRole('button', { name: 'Wznów odsłuchiwanie' }).click();
    await expect(stopped(second.page)).toHaveCount(0);
    const listener = await signedIn(who.listener, { home: join(folder, 'listener') });
    await listenTo(listener.page, planOf(office, 'oddzwonienie'));
    await hear(listener.page);
    await listener.stop();
  });

  await test.step('the Mayor, in office before, confirms both appointments', async () => {
    const third = await signedIn(mayor, { home: join(folder, 'third') });
    const row = third.page.getByRole('row').filter({ hasText: 'Sekretarza ustanowiono w trybie awaryjnym' });
    await row.getByRole('button', { name: /^Potwierdź/ }).click();
    const papers = panel(third.page, 'Potwierdź powierzenia');
    for (const one of ['Natalia Wróbel, Sekretarz', 'OR.2111.7.2026', 'OR.2111.8.2026'])
      await expect(papers).toContainText(one);
    await papers.getByLabel('Hasło').fill(office.person(mayor).password);
    await papers.getByRole('button', { name: 'Potwierdź' }).click();
    await expect(row).toHaveCount(0);
  });

  await test.step('ledger, roles and journal say the same', async () => {
    expect((await kindsAfter(office, before)).filter((kind) => kind !== 'person')).toEqual([
      ...['suspended', 'instrument', 'instrument', 'confirmed', 'confirmed', 'resumed'],
      ...['release', 'closed', 'confirmed'],
    ]);
    const [own, stop, papers] = await entriesOf(office, 'confirmed', before);
    expect(own?.payload).toMatchObject({ command: null });
    expect(stop?.payload).toMatchObject({ login: secretary, asked: { password: true } });
    expect(papers?.payload).toMatchObject({ login: mayor, entries: own?.payload.entries });
    const [resumed] = await entriesOf(office, 'resumed', before);
    expect(resumed?.payload).toMatchObject({ login: deputy, asked: { password: true } });
    expect(
      await ask(office, 'SELECT login, roles FROM office.person WHERE login = ANY ($1) ORDER BY login', [
        [who.secretary, secretary, deputy],
      ]),
    ).toEqual([
      { login: who.secretary, roles: [] },
      { login: secretary, roles: ['secretary'] },
      { login: deputy, roles: ['secretary'] },
    ]);
    const journal = readFileSync(office.settings.journal, 'utf8').trimEnd().split('\n');
    const lines = journal.map((line) => JSON.parse(line) as { seq: number; hash: string });
    expect(lines.find(({ seq }) => seq === papers?.seq)?.hash).toBe(papers?.hash);
  });
  await expectWhole(office);
});
