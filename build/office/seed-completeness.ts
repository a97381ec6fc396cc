import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseConfig, withConnection } from '../../server/database.ts';
import { reconcileDays } from '../../server/ingest/reconcile.ts';
import { readSender } from '../../server/sender.ts';
import { keeperKeysOf, type ServerSettings } from '../../server/settings.ts';
import type { GapCause, GapKind } from '../../shared/ledger/completeness.ts';
import { callRecords, reconcile } from '../../shared/limits.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { isWorkingDay, workingDaysBefore } from '../../shared/working-days.ts';
import type { CallPlan } from './calls.ts';
import { instantAt } from './calls/warsaw.ts';
import type { InTheirName } from './in-name.ts';

/** A call as the exchange of the demo writes it. */
type Told = { at: number; call: string; extension: string; seconds: number };

/** Days that the exchange still has records of. */
const remembered = 30;
const clock = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60;
};

/** One that was answered and not recorded. */
function lost(day: string, time: string, extension: string, seconds: number, count: number): Told {
  const at = instantAt(day, clock(time));
  return { at, call: `${at / 1000}.${count}`, extension, seconds };
}
/** The call that nobody explains in time. */
const unexplained = (day: string): Told => lost(day, '10:42', '214', 185, 418);

/** Has the keeper hold a day against the records of a call that was not recorded: the day after it, so that by today the desk is asked. */
export async function seedUnexplained(settings: ServerSettings, day: string): Promise<void> {
  await holdAgainst(settings, addDays(day, 1), [unexplained(day)]);
}

/**
 * Has the keeper hold the days of the last month against call records that tell of all that was recorded but for one call, of one that was longer,
 * and of some that were not recorded. The oldest of these are explained. `late`: the day of `seedUnexplained`; `nightly`: calls that were taken in before `plans`, and are told of as they are.
 */
export async function seedCompleteness(
  settings: ServerSettings,
  {
    today,
    late,
    plans,
    nightly,
  }: Record<'today' | 'late', string> & Record<'plans' | 'nightly', readonly CallPlan[]>,
  desk: Pick<InTheirName, 'submit'>,
): Promise<void> {
  const since = addDays(today, -remembered);
  const toldOf = (some: readonly CallPlan[]): Told[] =>
    some
      .map(({ sidecar: { startedAt, callGroup: call, extension }, durationMs }): Told => {
        return { at: Date.parse(startedAt), call, extension, seconds: Math.floor(durationMs / 1000) };
      })
      .filter(({ at }) => legalDay(new Date(at)) >= since);
  const recorded = toldOf(plans);
  const whole = recorded.filter(({ call }) => recorded.filter((one) => one.call === call).length === 1);
  const [without, short] = [whole[2], whole[9]];
  const [network = today] = workingDaysBefore(addDays(late, -1), 3);
  const lostThere = [
    lost(network, '08:15', '118', 51, 301),
    lost(network, '08:27', '214', 160, 302),
    lost(network, '08:31', '305', 72, 303),
  ];
  const [newest = today] = workingDaysBefore(today, 1);
  const calls = [
    ...recorded
      .filter((one) => one !== without)
      .map((one) => (one === short ? { ...one, seconds: one.seconds + 130 } : one)),
    ...toldOf(nightly),
    ...[...lostThere, unexplained(late), lost(newest, '14:20', '236', 48, 419)],
  ];
  const first = calls.map(({ at }) => legalDay(new Date(at))).sort()[0] ?? today;
  // Somebody hung up before anybody answered, on every day of work.
  for (let day = first; day < today; day = addDays(day, 1))
    if (isWorkingDay(day)) calls.push(lost(day, '07:02', 's', 0, 101), lost(day, '07:31', 's', 0, 102));
  await holdAgainst(settings, today, calls);
  const explain = async (
    told: readonly (Told | undefined)[],
    cause: GapCause,
    note: string,
  ): Promise<void> => {
    for (const one of told) {
      if (one === undefined) continue;
      const day = legalDay(new Date(one.at));
      const calls = await gapsOf(settings, day, one === without ? 'extra' : null, one.call);
      await desk.submit('explain', { day, calls, cause, note });
    }
  };
  await explain(lostThere, 'network', 'Między centralą a serwerem nie było sieci od 8:10 do 8:35.');
  await explain([short], 'transfer', 'Rozmowę przekazano na telefon komórkowy dyżurnego.');
  await explain([without], 'test', 'Próba po wymianie karty sieciowej centrali.');
}

/** What an entry calls a gap: a call by its name, a recording without one by its own. */
function gapsOf(
  settings: ServerSettings,
  day: string,
  kind: GapKind | null,
  call: string,
): Promise<string[]> {
  return withConnection(databaseConfig(settings, 'superuser'), async (client) => {
    const { rows } = await client.query<{ call: string }>(
      'SELECT call FROM office.gap WHERE day = $1 AND (kind = $2 OR call = $3)',
      [day, kind, call],
    );
    return rows.map((one) => one.call);
  });
}

/** As the timer of ingest does it at noon of a day, with a file that the exchange wrote. */
async function holdAgainst(settings: ServerSettings, day: string, calls: readonly Told[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'odsluch-exchange-'));
  const path = join(folder, 'wykaz.csv');
  const lines = [...calls]
    .sort((one, other) => one.at - other.at)
    .map(({ at, ...one }) => {
      const start = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
      return `${one.call};${start};${one.extension};${one.seconds}\n`;
    });
  const rules = reconcile.parse({
    callRecords: callRecords.parse({
      ...{ path, delimiter: ';', encoding: 'utf-8', header: false, columnCount: 4 },
      columns: { call: 1, startedAt: 2, extension: 3, seconds: 4 },
      ...{ time: 'yyyy-MM-dd HH:mm:ss', zone: 'UTC', incoming: null, answered: null },
    }),
  });
  const said: string[] = [];
  try {
    await writeFile(path, lines.join(''), { mode: 0o600 });
    const { whole } = await withConnection(databaseConfig(settings, 'ingest'), (client) =>
      reconcileDays({
        ...{ client, rules, signer: readSender(settings), keeper: keeperKeysOf(settings).current },
        // The demo's clock may stand before that of the file.
        ...{ settleMs: -Infinity, now: instantAt(day, clock('12:00')) },
        say: (line) => void said.push(line),
      }),
    );
    if (!whole) throw new Error(`the keeper did not hold the calls against their records: ${said.join(' ')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
