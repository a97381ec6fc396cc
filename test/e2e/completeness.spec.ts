import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose, chooseMonth, goTo, press, saveInto } from '../../build/window/hand.ts';
import { databaseConfig, withConnection } from '../../server/database.ts';
import { reconcileDays } from '../../server/ingest/reconcile.ts';
import { readSender } from '../../server/sender.ts';
import { callRecords, reconcile } from '../../shared/limits.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { faults } from './audit.ts';
import { record } from './exchange.ts';
import { appoint, ask, entriesOf, headOf } from './ledger.ts';
import { expect, type RunningOffice, test, who } from './office.ts';
import { readPaper } from './paper.ts';
import { leaveUnsent } from './unsent.ts';

/** § 3 ust. 1: a call that was not recorded waits for the administrator, is explained, and stands on the month's statement. */

test.use({ seed: { of: 'completeness', choose: ({ matter }) => matter === 'spor' } });

const administrator = who.none;
const day = addDays(legalDay(), -1);
const [kept, lost] = ['10:00:00', '11:30:00'].map((time) => new Date(`${day}T${time}.000Z`)) as [Date, Date];
const nameOf = (at: Date): string => `${at.getTime() / 1000}.41`;
const typed = day.split('-').reverse().join('.');

/** The exchange writes what it knows of that day, and the timer of ingest reads it at noon. */
async function reconciled(office: RunningOffice, folder: string): Promise<void> {
  const path = join(folder, 'wykaz.csv');
  const lines = [kept, lost].map(
    (at) => `${nameOf(at)};${at.toISOString().slice(0, 19).replace('T', ' ')};48499990321;399;185\n`,
  );
  await writeFile(path, lines.join(''));
  const rules = reconcile.parse({
    callRecords: callRecords.parse({
      ...{ path, delimiter: ';', encoding: 'windows-1250', header: false, columnCount: 5 },
      columns: { call: 1, startedAt: 2, extension: 4, seconds: 5 },
      ...{ time: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC', incoming: null, answered: null },
    }),
  });
  const said: string[] = [];
  const { days } = await withConnection(databaseConfig(office.settings, 'ingest'), (client) =>
    reconcileDays({
      // This noon may be before the file was written.
      ...{ client, rules, signer: readSender(office.settings), settleMs: -Infinity },
      keeper: pinnedKeeperKey(office.keeperPublicKey),
      now: Date.parse(`${legalDay()}T11:00:00.000Z`),
      say: (line) => void said.push(line),
    }),
  );
  expect(said).toEqual([]);
  expect(days).toBe(1);
}

test('a gap waits for the administrator, who explains it; the Secretary reads it on the page and on paper; the recording comes after all', async ({
  office,
  signedIn,
  folder,
}) => {
  await appoint(office, administrator, 'administrator');
  const before = await headOf(office);
  await record(
    office,
    { startedAt: kept.toISOString(), callGroup: nameOf(kept) },
    Buffer.alloc(185 * 8_000, 0x55),
  );
  await reconciled(office, folder);

  await test.step('the administrator finds it, sees nothing else there, and says why', async () => {
    const { page, stop } = await signedIn(administrator, { home: join(folder, 'administrator') });
    await goTo(page, 'Nagrania');
    await expect(page.getByRole('tab')).toHaveText([/^Kompletność \(1\)$/]);
    await chooseMonth(page, 'Za miesiąc', day);
    await expect(page.getByRole('status').filter({ hasText: 'nagrano 1 z 2 odebranych' })).toContainText(
      'Brakuje: 1.',
    );
    const row = page.getByRole('row').filter({ hasText: 'brak nagrania' });
    await expect(row).toContainText('u administratora');
    await row.click();
    const panel = page.getByRole('region', { name: 'Brak nagrania' });
    for (const said of ['wewn. 399', `połączenie ${nameOf(lost)}`, '3 min 5 s'])
      await expect(panel).toContainText(said);
    await expect(panel).toContainText(/nagrano rozmowę z \d\d:00, tego dnia już żadnej po niej/);
    await expect(panel).toContainText('nagrania nadal nie było');
    await expect(panel).not.toContainText('499990321');
    await press(page, 'Zapisz wyjaśnienie');
    await expect(panel).toContainText('Należy wybrać przyczynę.');
    expect(await faults(page)).toEqual([]);
    // § 6 ust. 3 lit. a: somebody else has to see to it; the matter is about the entry that found the gap.
    await press(page, 'Utwórz sprawę do koordynacji');
    await expect(panel.getByText(/^Utworzono sprawę SK\/1\/\d{4}\.$/)).toBeVisible();
    const [found] = await entriesOf(office, 'reconciled', before);
    const [matter] = await entriesOf(office, 'matter', before);
    expect(matter?.payload).toMatchObject({
      ...{ login: administrator, event: 'open', sort: 'task', letter: 'a', about: found?.seq },
    });
    expect(matter?.words?.['words']).toMatch(/^brak nagrania: .*, wewn\.\s399\.$/);
    await choose(page, 'Przyczyna', 'brak miejsca na dysku');
    const why = panel.getByRole('textbox', { name: 'Wyjaśnienie' });
    await why.fill('Dysk centrali był pełny od 11:29.');
    await leaveUnsent(page, /^Nagrania – Brak nagrania, /);
    await expect(why).toHaveValue('Dysk centrali był pełny od 11:29.');
    await expect(page.getByRole('combobox', { name: 'Przyczyna' })).toHaveText('brak miejsca na dysku');
    await press(page, 'Zapisz wyjaśnienie');
    await expect(row).toContainText('wyjaśniono');
    expect(await entriesOf(office, 'explained', before)).toMatchObject([
      {
        payload: { login: administrator, day, calls: [nameOf(lost)], cause: 'disk' },
        words: { note: 'Dysk centrali był pełny od 11:29.' },
      },
    ]);
    await stop();
  });

  const { app, page } = await signedIn(who.secretary, { home: join(folder, 'secretary') });
  await page.getByRole('button', { name: /^Pokaż sprawę SK\/1\// }).click();
  await expect(page.getByRole('region', { name: /^SK\/1\// })).toContainText(/wpis\snr\s\d+/);
  await goTo(page, 'Nagrania');
  await page.getByRole('tab', { name: 'Kompletność' }).click();
  await chooseMonth(page, 'Za miesiąc', day);
  const row = page.getByRole('row').filter({ hasText: 'brak nagrania' });
  await expect(row).toContainText('brak miejsca na dysku');
  await expect(
    page.getByRole('button', { name: new RegExp(`^${typed}: odebrano 2, nagrano 1`) }),
  ).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await test.step('the statement says so', async () => {
    await saveInto(app, folder);
    await press(page, 'Zapisz zestawienie');
    await expect(page.getByText('Zestawienie zapisano.')).toBeVisible();
    const { text } = readPaper(join(folder, `kompletnosc_${day.slice(0, 7)}.pdf`));
    for (const said of [
      'ZESTAWIENIE KOMPLETNOŚCI NAGRAŃ',
      'Nagrano 1 z 2 odebranych rozmów; brakuje: 1.',
      '399 3:05 brak nagrania',
      'Dysk centrali był',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('499990321');
  });

  await test.step('a recording that comes late closes its gap', async () => {
    await record(
      office,
      { startedAt: lost.toISOString(), callGroup: nameOf(lost) },
      Buffer.alloc(185 * 8_000, 0x56),
    );
    await reconciled(office, folder);
    await page.keyboard.press('F5');
    for (const said of ['nieaktualne', `od ${legalDay().split('-').reverse().join('.')}`])
      await expect(row).toContainText(said);
    await expect(page.getByRole('status').filter({ hasText: 'nagrano wszystkie odebrane' })).toBeVisible();
    const told = await ask<{ told: string }>(
      office,
      `SELECT concat((SELECT json_agg(c) FROM office.cdr_call c), (SELECT json_agg(g) FROM office.gap g)) AS told`,
    );
    expect(told[0]?.told).not.toContain('499990321');
  });
});
