import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseConfig } from '../../server/database.ts';
import { importDirectory, sourceOfFile } from '../../server/directory/import.ts';
import { ingest, type IngestOptions } from '../../server/ingest/run.ts';
import { readSender } from '../../server/sender.ts';
import { keeperKeysOf, type ServerSettings } from '../../server/settings.ts';
import { composeCalls, dayOfCalls, loadVoices, renderCall, type CallPlan, type Voices } from './calls.ts';
import { addDays } from '../../shared/warsaw.ts';
import { instantAt, localIso } from './calls/warsaw.ts';
import { agingDay } from './quarter.ts';
import { destroyedCalls, takeOverDestroyed } from './stubs.ts';

export type CallsSeed = {
  /** Which of the demo's recordings to make; default all. */
  choose?: (plans: CallPlan[]) => CallPlan[];
  /** Stubs of destroyed calls; default 10,000. */
  destroyed?: number;
};

/** The demo's voices, and the clerks with the extensions of their calls, as an administrator would import them. */
export async function seedClerks(root: string, settings: ServerSettings): Promise<Voices> {
  const voices = loadVoices(join(root, 'build/office/voices'));
  await withExchange(settings, ({ client, folder }) => seedDirectory(client, folder, voices));
  return voices;
}

/** Speaks the demo's calls, lets the real ingest seal them and takes the destroyed ones over. Returns what was spoken. */
export async function seedCalls(
  voices: Voices,
  settings: ServerSettings,
  today: string,
  seed: CallsSeed,
): Promise<CallPlan[]> {
  const all = composeCalls({ voices, today: dayOfCalls() });
  const plans = seed.choose?.(all) ?? all;
  await withExchange(settings, async (exchange) => {
    await takeIn(exchange, plans, voices);
    const { destroyed = 10_000 } = seed;
    if (destroyed > 0)
      await takeOverDestroyed(
        { ...exchange, keeper: exchange.keys.current },
        destroyedCalls(today, telephones(all), destroyed),
      );
  });
  return plans;
}

/**
 * Short calls of the weeks before a day: as many by callers of whom each calls once and that the office's front desk did not answer, the first of them
 * of a year before, so that its twelve months are over some weeks after that day; then two that it did, the second one by a colleague.
 */
export function callsBefore(voices: Voices, day: string, count: number): CallPlan[] {
  const all = composeCalls({ voices, today: day, count: 40, seed: 63 });
  const short = [...all].sort((one, other) => one.durationMs - other.durationMs);
  const isAtFrontDesk = ({ sidecar }: CallPlan): boolean => sidecar.extension === frontDesk;
  // Those of an October night may be of the year before, and over when they are to be heard.
  const weeksBefore = addDays(day, -60);
  const once = short.filter(
    ({ sidecar: { caller, announcement, startedAt } }) =>
      caller !== null &&
      announcement === 'yes' &&
      startedAt.slice(0, 10) > weeksBefore &&
      all.filter(({ sidecar }) => sidecar.caller === caller).length === 1,
  );
  const atDesk = short.filter((plan) => isAtFrontDesk(plan) && plan.sidecar.announcement === 'yes');
  return [
    ...once
      .filter((plan) => !isAtFrontDesk(plan))
      .slice(0, count)
      .map((plan, place) => (place === 0 ? onDay(plan, agingDay(day)) : plan)),
    ...atDesk.slice(0, 1),
    ...atDesk.slice(1, 2).map((plan) => ({ ...plan, sidecar: { ...plan.sidecar, ...colleague } })),
  ];
}

/**
 * Calls of certain days, one each, none of them of `callsBefore`: `silent` those that nobody told that they are recorded. `from`: so many were taken before.
 */
export function callsOn(voices: Voices, days: readonly string[], from: number, silent = false): CallPlan[] {
  const [first] = days;
  if (first === undefined) return [];
  const all = composeCalls({ voices, today: first, count: 40, seed: 64 });
  const wanted = all
    .filter(({ sidecar: { announcement, callGroup } }) => {
      const isWhole = all.filter(({ sidecar }) => sidecar.callGroup === callGroup).length === 1;
      return isWhole && announcement === (silent ? 'no' : 'yes');
    })
    .sort((one, other) => one.durationMs - other.durationMs)
    .slice(from, from + days.length);
  if (wanted.length < days.length) throw new Error('so many short calls there are not');
  return wanted.map((plan, place) => onDay(plan, days[place] ?? ''));
}

/**
 * The shortest calls that each of some clerks answered alone, `each` of them, on these days in turn; first those with a channel for each side, which a
 * page can tell apart. `place`: another one has other calls.
 */
export function callsOf(
  voices: Voices,
  logins: readonly string[],
  days: readonly string[],
  each: number,
  place: number,
): CallPlan[] {
  const all = composeCalls({ voices, today: days[0] ?? '', count: 120, seed: 65 + place });
  const alone = all
    .filter(({ sidecar: { announcement, callGroup } }) => {
      const isWhole = all.filter(({ sidecar }) => sidecar.callGroup === callGroup).length === 1;
      return isWhole && announcement === 'yes';
    })
    .sort(
      (one, other) =>
        other.sidecar.channels.length - one.sidecar.channels.length || one.durationMs - other.durationMs,
    );
  const wanted = logins.flatMap((login) => {
    const own = alone.filter(({ sidecar }) => sidecar.answeredLogin === login).slice(0, each);
    if (own.length < each) throw new Error(`so many calls ${login} does not have`);
    return own;
  });
  return wanted.map((plan, nth) => onDay(plan, days[nth % days.length] ?? ''));
}

/** Speaks calls and has them taken in. */
export async function seedThese(
  voices: Voices,
  settings: ServerSettings,
  plans: readonly CallPlan[],
): Promise<void> {
  await withExchange(settings, (exchange) => takeIn(exchange, plans, voices));
}

const frontDesk = '214';

/** A call at the same time of another day. */
function onDay(plan: CallPlan, day: string): CallPlan {
  const [hours = 0, minutes = 0, seconds = 0] = plan.sidecar.startedAt.slice(11, 19).split(':').map(Number);
  const at = instantAt(day, (hours * 60 + minutes) * 60 + seconds);
  return { ...plan, sidecar: { ...plan.sidecar, startedAt: localIso(at) } };
}

const colleague = { answeredBy: 'Natalia Wróbel', answeredLogin: 'natalia.wrobel' };

type Exchange = Pick<IngestOptions, 'client' | 'folder' | 'share' | 'keys' | 'signer'>;

/** What ingest works with, and a folder of an exchange that is gone afterwards. */
async function withExchange<T>(
  settings: ServerSettings,
  work: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const client = new Client(databaseConfig(settings, 'ingest'));
  await client.connect();
  const keys = keeperKeysOf(settings);
  const folder = await mkdtemp(join(settings.share, '..', 'exchange-'));
  try {
    return await work({ client, folder, share: settings.share, keys, signer: readSender(settings) });
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeIn(exchange: Exchange, plans: readonly CallPlan[], voices: Voices): Promise<void> {
  for (const plan of plans) await speak(exchange.folder, plan, voices);
  await ingestAll(exchange, plans.length);
}

/** One WAV file with its description, as an exchange leaves them in its folder. */
export async function speak(folder: string, plan: CallPlan, voices: Voices): Promise<void> {
  const file = createWriteStream(join(folder, `${plan.stem}.wav`), { mode: 0o600 });
  for (const piece of renderCall(plan, voices)) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  await writeFile(join(folder, `${plan.stem}.json`), JSON.stringify(plan.sidecar), { mode: 0o600 });
}

async function seedDirectory(client: Client, folder: string, { dialogues }: Voices): Promise<void> {
  const rows = dialogues.clerks.map(
    ({ extension, name, department, login }) => `${extension};${name};${department};${login};2024-01-01;`,
  );
  const file = join(folder, 'directory.csv');
  await writeFile(file, ['wewnętrzny;osoba;komórka;konto;od;do', ...rows, ''].join('\r\n'), { mode: 0o600 });
  const source = await sourceOfFile(file, true);
  await importDirectory({ client, source, apply: true, say: () => undefined });
}

async function ingestAll(place: Exchange, wanted: number): Promise<void> {
  const complaints: string[] = [];
  const say = (line: string) => complaints.push(line);
  const { added } = await ingest({ ...place, settleMs: 0, remove: true, say });
  if (added !== wanted)
    throw new Error(`only ${added} of ${wanted} recordings were taken in: ${complaints.join(' ')}`);
}

function telephones(plans: readonly CallPlan[]) {
  const seen = new Map(plans.map(({ sidecar }) => [sidecar.extension, sidecar.department]));
  return [...seen].map(([extension, department]) => ({ extension, department }));
}
