import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inNameOf } from '../../build/office/in-name.ts';
import { resumption } from '../database/asking.ts';
import { odsluchServer } from '../database/command-line.ts';
import { snapshotOf } from '../database/snapshot.ts';
import { entriesOf, headOf, kindsAfter, revoke } from './ledger.ts';
import { approve, findCall, justify, listenTo, signIn } from '../../build/window/hand.ts';
import type { Running } from './app.ts';
import { expect, planOf, test, who } from './office.ts';
import { audible, expectSound, openAddresses } from './sound.ts';

/** A server room that was put back as a whole, journal included: nothing in it tells, but the workstations do. */

test.use({ seed: { of: 'witness', choose: ({ matter }) => matter === 'obietnica' } });

test('INV-50 a ledger without what the workstation saw opens nothing; refilled, it plays again', async ({
  office,
  signedIn,
}) => {
  test.setTimeout(180_000);
  const { keeper } = office;
  const call = planOf(office, 'obietnica');
  const early = await snapshotOf(office);
  await keeper.start();
  const first = await signedIn(who.listener);
  await listenTo(first.page, call);
  await expectSound(first.page);
  await first.stop();
  const [heard] = await entriesOf(office, 'release');
  const late = await snapshotOf(office);
  const seen = seenBy(first);
  expect(seen.seq).toBeGreaterThanOrEqual(heard?.seq ?? Infinity);
  const newest = await headOf(office);

  await early.putBack('database');
  await early.putBack('journal');
  await keeper.start();
  // Other entries grow in the place of those that are gone; the keeper signs them all.
  const before = await headOf(office);
  expect(before).toBeLessThan(heard?.seq ?? 0);
  await revoke(office, who.secretary, who.other);
  await expect.poll(() => kindsAfter(office, before)).toEqual(['revoke']);
  const { app, page, home } = await signedIn(who.listener, { home: first.home });
  await expect(page.getByText('Łańcuch wpisów nie jest ciągły.')).toBeVisible();
  await findCall(page, call);
  await page.getByRole('button', { name: /^Odsłuchaj w sprawie/ }).click();
  await expect(page.getByText(/powiadomić informatyka i inspektora ochrony danych/).last()).toBeVisible();
  await expect(
    page.getByText(/Łańcuch wpisów nie jest dalszym ciągiem tego, który to stanowisko/),
  ).toBeVisible();
  expect(await audible(page)).toBe(0);
  expect(await openAddresses(app, page)).toEqual([]);
  expect(await kindsAfter(office, before)).toEqual(['revoke']);
  expect(seenBy({ home })).toEqual(seen);
  await page.keyboard.press('Escape');

  // What the office does: the true journal, the database refilled from it, the Secretary's password.
  await early.putBack('database');
  await late.putBack('journal');
  const { password } = office.person(who.secretary);
  const command = ['resume-after-restore', '--as', who.secretary, '--reason', 'Cofnięto kopię'];
  const ran = await odsluchServer(
    ['--settings', office.serverSettingsFile, ...command],
    `nie ma\n${password}\n`,
  );
  expect(ran).toMatchObject({ code: 0, complaint: '' });
  await keeper.start();
  const desk = await inNameOf(office.settings, office.person(who.secretary));
  const superuser = await office.superuser();
  await desk.sign('resume', await resumption(superuser, 'Porównano karty z aktami.'));
  await Promise.all([desk.end(), superuser.end()]);
  // The session that grew in the other ledger is gone with it.
  await signIn(page, office.person(who.listener));
  await expect(page.getByText('Łańcuch wpisów nie jest ciągły.')).toHaveCount(0, { timeout: 30_000 });
  await findCall(page, call);
  await justify(page);
  await approve(page);
  await expectSound(page);
  expect((await kindsAfter(office, newest)).slice(0, 3)).toEqual(['incident', 'resumed', 'release']);
});

/** What this workstation keeps on its disk of the ledger. */
function seenBy({ home }: Pick<Running, 'home'>): { seq: number; hash: string } {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const [file] = files.filter((name) => /ledger-seen-[0-9a-f]{16}\.json$/.test(name));
  if (file === undefined) throw new Error('this workstation remembers nothing');
  return JSON.parse(readFileSync(join(home, file), 'utf8')) as { seq: number; hash: string };
}
