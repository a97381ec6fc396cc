import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { RunningOffice } from '../../build/office/office.ts';
import type { Ground } from '../../shared/playback.ts';
import { headOf, kindsAfter, recordingOf, submitAs } from './ledger.ts';
import { listenTo } from './listener.ts';
import { expect, planOf, test, who } from './office.ts';
import { audible, expectSound } from './sound.ts';

/** The register of listenings is the Secretary's, and hers alone; it holds everything but sound. */

const everything = { login: null, case: null, from: null, to: null, state: null, refusals: false };

test.use({ seed: { of: 'register', choose: ({ matter }) => matter === 'oddzwonienie' } });

test('the Secretary reads every act and every refusal, newest first, and has no way to sound', async ({
  office,
  signedIn,
}) => {
  await listenAs(office, who.other, 'SEK.1510.11.2026');
  await listenAs(office, who.none, 'SEK.1510.12.2026');
  await listenAs(office, who.expired, 'SEK.1510.13.2026');
  await listenAs(office, who.other, 'SEK.1510.14.2026');
  const { page } = await signedIn(who.secretary);

  await expect(page.getByRole('heading', { name: 'Rejestr odsłuchań' })).toBeVisible();
  const rows = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  await expect(rows).toHaveCount(5);
  const expected = [
    ['SEK.1510.14.2026', 'PO/2/', 'Piotr Zieliński', 'rozpoczęty'],
    ['SEK.1510.13.2026', '–', 'Ewa Pawlak', 'odmowa', 'upoważnienie wygasło'],
    ['SEK.1510.12.2026', '–', 'Natalia Wróbel', 'odmowa', 'brak upoważnienia'],
    ['SEK.1510.11.2026', 'PO/1/', 'Piotr Zieliński', 'rozpoczęty'],
  ];
  for (const [place, facts] of expected.entries())
    for (const fact of facts) await expect(rows.nth(place + 1)).toContainText(fact);
  // No number of a caller, masked or not.
  await expect(page.getByRole('main')).not.toContainText('417');

  await expect(page.getByRole('button', { name: /Szukaj|Odsłuchanie|Protokoły|Odtwarzaj/ })).toHaveCount(0);
  await expect(page.getByRole('slider')).toHaveCount(0);
  const recording = await recordingOf(office, planOf(office, 'oddzwonienie'));
  expect(await callOf(page, 'playback.prepare', { recording })).toBe(false);
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+F');
  await expect(page.getByRole('textbox', { name: 'Znak sprawy' })).toHaveCount(0);
  expect(await audible(page)).toBe(0);
});

test('the Secretary narrows the register and reads the story of an act and of a recording', async ({
  signedIn,
}) => {
  const { page } = await signedIn(who.secretary);
  const rows = page.getByRole('grid', { name: 'Rejestr odsłuchań' }).getByRole('row');
  const foot = page.getByRole('region', { name: 'Podsumowanie rejestru' });
  await expect(foot).toContainText(/Protokołów: 2 \(PO\/1\/\d{4} – PO\/2\/\d{4}\)/);
  await expect(foot).toContainText('Odmów: 2');
  await expect(foot).toContainText('Numeracja bez luk');
  await expect(foot).toContainText(/Łańcuch wpisów ciągły – sprawdzono \d\d:\d\d/);

  await page.getByRole('switch', { name: 'Tylko odmowy' }).click();
  await expect(rows).toHaveCount(3);
  await expect(foot).toContainText('Protokołów: 0');
  await page.getByRole('switch', { name: 'Tylko odmowy' }).click();
  await choose(page, 'Osoba', 'Ewa Pawlak');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('upoważnienie wygasło');
  await choose(page, 'Osoba', 'Wszystkie osoby');
  await choose(page, 'Stan', 'zakończony');
  await expect(page.getByText('Żaden wpis nie pasuje')).toBeVisible();
  await choose(page, 'Stan', 'Wszystkie stany');
  await choose(page, 'Okres', 'Poprzedni rok');
  await expect(page.getByText('Żaden wpis nie pasuje')).toBeVisible();
  await choose(page, 'Okres', 'Ten rok');
  await page.getByRole('searchbox', { name: 'Znak sprawy' }).fill('10.11.');
  await expect(rows).toHaveCount(2);

  await rows.nth(1).click();
  const panel = page.getByRole('region', { name: /^PO\/1\// });
  await expect(panel.getByRole('listitem')).toHaveCount(1);
  await expect(panel.getByRole('listitem')).toContainText(
    /Udostępniono nagranie.*stanowisko stanowisko-7, wpis \d+/,
  );
  await panel.getByRole('button', { name: /^Historia nagrania/ }).press('Enter');
  const story = page.getByRole('region', { name: 'Historia nagrania' }).getByRole('listitem');
  await expect(story).toContainText([
    'Przyjęto nagranie',
    /Udostępniono.*Piotr Zieliński, PO\/1\//,
    /Odmowa – brak upoważnienia.*Natalia Wróbel/,
    /Odmowa – upoważnienie wygasło.*Ewa Pawlak/,
    /Udostępniono.*Piotr Zieliński, PO\/2\//,
  ]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Historia nagrania' })).toHaveCount(0);
  await expect(panel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(rows.nth(1)).toBeFocused();
});

test('a listener has no register, not even by asking for it', async ({ office, signedIn }) => {
  const { page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await expect(page.getByRole('button', { name: 'Rejestr' })).toHaveCount(0);
  expect(await callOf(page, 'access.register', { filter: everything, before: null })).toBe(false);
});

/** Chooses in one of the lists above the register. */
async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** What a program would ask of the keeper, without a program. */
async function listenAs(office: RunningOffice, login: string, caseNumber: string): Promise<void> {
  const before = await headOf(office);
  const ground: Ground = {
    case: caseNumber,
    basis: 'KPA_SKARGA',
    sentence: { code: 'DISPUTED' },
    fields: { register: '14/2026' },
    present: [],
  };
  await submitAs(office, login, 'listen', {
    act: null,
    recording: await recordingOf(office, planOf(office, 'oddzwonienie')),
    ground,
    publicKey: randomBytes(32).toString('base64'),
    host: 'stanowisko-7',
  });
  await expect.poll(() => kindsAfter(office, before)).toHaveLength(1);
}

/** Whether the page gets an answer to a call that none of its controls makes. */
async function callOf(page: Page, channel: string, input: object): Promise<boolean> {
  return page.evaluate(
    async ([name, value]) => {
      const { call } = window.office as unknown as {
        call(channel: string, input: object): Promise<{ ok: boolean }>;
      };
      return (await call(name, value)).ok;
    },
    [channel, input] as const,
  );
}
