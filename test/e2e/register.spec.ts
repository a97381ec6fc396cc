import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { RunningOffice } from '../../build/office/office.ts';
import type { Ground } from '../../shared/playback.ts';
import { headOf, kindsAfter, recordingOf, submitAs } from './ledger.ts';
import { listenTo } from './listener.ts';
import { expect, planOf, test, who } from './office.ts';
import { audible, expectSound } from './sound.ts';

/** The register of listenings is the Secretary's, and hers alone; it holds everything but sound. */

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
  await expect(page.getByLabel('Znak sprawy')).toHaveCount(0);
  expect(await audible(page)).toBe(0);
});

test('a listener has no register, not even by asking for it', async ({ office, signedIn }) => {
  const { page } = await signedIn(who.listener);
  await listenTo(page, planOf(office, 'oddzwonienie'));
  await expectSound(page);
  await expect(page.getByRole('button', { name: 'Rejestr' })).toHaveCount(0);
  expect(await callOf(page, 'access.register', { before: null })).toBe(false);
});

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
