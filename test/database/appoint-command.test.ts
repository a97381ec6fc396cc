import { pino } from 'pino';
import { expect, it } from 'vitest';
import { proveAtDoor } from '../../server/door.ts';
import { startKeeper } from '../../server/keeper/start.ts';
import { openKeeperDirectory } from '../../server/keeper-directory.ts';
import { keeperOptions } from '../../server/run-keeper.ts';
import { pinnedKeeperKey } from '../../shared/node/signing-key.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { workingDayAfter } from '../../shared/working-days.ts';
import { odsluchServer, type Ran } from './command-line.ts';
import { officeOfFile, rowsOf, who } from './office.ts';
import { until } from './support.ts';

/** `odsluch-server appoint-secretary`, as an administrator runs it. */
const office = officeOfFile();
const run = (command: string, input = ''): Promise<Ran> =>
  odsluchServer(['--settings', office.running().serverSettingsFile, command], input);
const refused = (sentence: RegExp) => ({
  code: 1,
  out: '',
  complaint: expect.stringMatching(sentence) as string,
});

it('is refused while the keeper runs, and where somebody of the desk has signed in of late', async () => {
  const { keeper } = office.running();
  expect(await run('appoint-secretary')).toMatchObject(refused(/^Strażnik działa/));
  await keeper.stop();
  const late = /^Sekretarza ustanawia się w ten sposób tylko wtedy/;
  expect(await run('appoint-secretary')).toMatchObject(refused(late));
  await keeper.start();
});

/** The office's keeper within the test, and no other after it, by a clock that is put forward from day to day, and on each of them somebody who signs in. */
async function passDays(login: string, days: readonly string[]): Promise<void> {
  const running = office.running();
  const { settings, keeperPublicKey } = running;
  const { password } = running.person(login);
  await running.keeper.stop();
  const superuser = await office.superuser();
  const directory = openKeeperDirectory(settings);
  let ahead = 0;
  const keeper = await startKeeper({
    ...keeperOptions(settings, directory),
    clock: { own: () => Date.now() + ahead, database: (told) => told + ahead },
    pulseMs: 25,
    log: pino({ level: 'silent' }),
  });
  for (const day of days) {
    ahead = Date.parse(`${day}T09:00:00.000Z`) - Date.now();
    await until('a pulse of that day', async () => {
      const { rowCount } = await superuser.query('SELECT FROM office.pulse WHERE today = $1', [day]);
      return rowCount === 0 ? null : true;
    });
    await proveAtDoor(settings, pinnedKeeperKey(keeperPublicKey), login, password);
  }
  await keeper.stop();
  await directory.dispose();
}

it('INV-68 appoints Secretary and deputy where nobody of the desk has come for three working days, and all of it is lawful', async () => {
  const today = legalDay();
  await passDays(
    who.listener,
    [1, 2, 3, 4].map((count) => workingDayAfter(today, count)),
  );
  const superuser = await office.superuser();
  const [before] = await rowsOf<{ seq: string }>(superuser, 'SELECT max(seq) AS seq FROM office.entry');
  // Whatever clock it has, it goes on from the newest entry: it is the fourth day.
  const typed = [who.none, 'OR.2111.7.2026', today, who.future, 'OR.2111.8.2026', today].join('\n');
  const ran = await run('appoint-secretary', `${typed}\n`);
  expect(ran).toMatchObject({ code: 0, complaint: '' });
  expect(ran.out).toMatch(/^Wpis nr \d+: ustanowiono Sekretarza i zastępcę w trybie awaryjnym;/);
  const entered = await rowsOf<{ kind: string; payload: Record<string, unknown> }>(
    superuser,
    'SELECT kind, payload::jsonb AS payload FROM office.entry WHERE seq > $1 ORDER BY seq',
    [before?.seq],
  );
  expect(entered.map(({ kind }) => kind)).toEqual(['suspended', 'instrument', 'instrument', 'confirmed']);
  expect(entered.flatMap(({ payload }) => payload['rows'] ?? [])).toMatchObject([
    { subject: who.none, office: 'secretary', deputy: false, emergency: true, to: null },
    { subject: who.future, office: 'secretary', deputy: true, emergency: true, to: null },
  ]);
  expect(await run('verify')).toMatchObject({ code: 0 });
});
