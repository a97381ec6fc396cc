import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Exchanged, record } from './exchange.ts';
import { listenTo } from './listener.ts';
import { expect, planOf, story, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** What a workstation keeps of a listening: nothing that could be heard, and nobody's password. */

test.use({ seed: { of: 'secrets', choose: (plan) => story(plan) && plan.matter === 'oddzwonienie' } });

test('neither sound nor password nor findings lie on the disk of the workstation, during a listening or after it', async ({
  office,
  signedIn,
}) => {
  const { startedAt } = planOf(office, 'oddzwonienie').sidecar;
  const call = await record(office, { startedAt: startedAt.replace(/T[\d:]{8}/, 'T13:14:15') });
  const person = office.person(who.listener);
  const running = await signedIn(who.listener);
  const { page, home } = running;
  await listenTo(page, call);
  await expectSound(page);
  await page.getByRole('slider', { name: 'Miejsce w nagraniu' }).click();
  await expectSound(page);
  const findings = 'Ustalenie-które-nie-ma-prawa-leżeć-na-dysku';
  await page.getByLabel('Ustalenia').fill(findings);
  await expect(page.getByText(/^zapisano/)).toBeVisible();

  const secrets = [...windowsOf(call), Buffer.from(person.password), Buffer.from(findings)];
  // The search itself finds what is there: the office's certificate, which the settings name, is no secret.
  expect(filesWith(office.ca, [Buffer.from('BEGIN CERTIFICATE')])).toHaveLength(1);
  expect(filesWith(home, secrets)).toEqual([]);
  await running.stop();
  expect(filesBelow(home).length).toBeGreaterThan(0);
  expect(filesWith(home, secrets)).toEqual([]);
  expect(filesWith(office.share, secrets)).toEqual([]);
  expect(running.said()).not.toContain(person.password);
});

/** Sixty-four places of a recording, 32 bytes each; noise, so that no other file holds them by chance. */
function windowsOf({ wav }: Exchanged): Buffer[] {
  return Array.from({ length: 64 }, () => {
    const at = randomInt(58, wav.length - 32);
    return wav.subarray(at, at + 32);
  });
}

function filesWith(place: string, secrets: readonly Buffer[]): string[] {
  return filesBelow(place).filter((file) => {
    const content = readFileSync(file);
    return secrets.some((secret) => content.includes(secret));
  });
}

function filesBelow(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return found.isFile() ? [place] : [];
  return readdirSync(place).flatMap((name) => filesBelow(join(place, name)));
}
