import { statSync } from 'node:fs';
import type { Client } from 'pg';
import { sentenceOf } from '../failed.ts';
import { UsageError, type ServerSettings } from '../settings.ts';
import { verify } from '../verify/run.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';

/** The keeper writes its pulse every five seconds; after thirty without one the programs of the listeners stop. */
const lostSeconds = 30;
/** Further apart than this the keeper releases nothing. */
const apartMs = 5_000;

/** Whether the keeper lives, and whether the newest entries agree with their signatures and the journal. */
export async function checkKeeper(settings: ServerSettings, client: Client): Promise<Finding[]> {
  return [await checkPulse(client), await checkPins(settings, client), await checkHead(settings)];
}

/** Whether the settings know of the last change of the ledger key. */
async function checkPins(
  { keeperPublicKey, formerKeeperKeys = [] }: ServerSettings,
  client: Client,
): Promise<Finding> {
  const { rows } = await client.query<{ seq: string; key: string }>(
    `SELECT seq, 'ed25519:' || (payload::jsonb ->> 'publicKey') AS key FROM office.entry WHERE kind = 'keeper' ORDER BY seq`,
  );
  const changes = rows.map(({ seq }) => Number(seq) - 1);
  const agree =
    changes.join() === formerKeeperKeys.map(({ upTo }) => upTo).join() &&
    (rows.length === 0 || rows.at(-1)?.key === keeperPublicKey);
  if (agree)
    return fine('keeper', `Klucz strażnika zgadza się z księgą; zmieniano go ${changes.length} razy.`);
  return fault(
    'keeper',
    `Ustawienia podają inne zmiany klucza strażnika (formerKeeperKeys) niż księga (wpisy: ${rows.map(({ seq }) => seq).join(', ') || 'żaden'}).`,
    'Jeżeli klucz zmieniono poleceniem change-ledger-key, należy wpisać do ustawień to, co ono podało (wykonane ponownie, poda to jeszcze raz); jeżeli nie, należy zawiadomić Sekretarza i wykonać verify.',
  );
}

async function checkPulse(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ age: number }>(
    'SELECT extract(epoch FROM clock_timestamp() - at)::int AS age FROM office.pulse',
  );
  const [row] = rows;
  const advice = 'Należy sprawdzić usługę strażnika i jej dziennik; kod wyjścia mówi, co zrobić.';
  if (row === undefined) return fault('keeper', 'Strażnik jeszcze nigdy nie działał.', advice);
  if (row.age > lostSeconds)
    return fault('keeper', `Strażnik nie daje znaku życia od ${duration(row.age)}.`, advice);
  return fine('keeper', `Strażnik działa, ostatni znak sprzed ${Math.max(0, row.age)} s.`);
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} godz.`;
}

async function checkHead(settings: ServerSettings): Promise<Finding> {
  if (settings.keeperPublicKey === null)
    return unknown('keeper', 'Księgi nie sprawdzono: brakuje klucza strażnika.', 'Należy wykonać init.');
  const advice = 'Odsłuchiwanie należy wstrzymać (suspend) i zawiadomić Sekretarza; szczegóły poda verify.';
  if (!canRead(settings.journal))
    return unknown(
      'keeper',
      `Księgi nie sprawdzono: dziennika ${settings.journal} nie można odczytać.`,
      'Polecenie doctor należy uruchomić na serwerze strażnika jako administrator (root).',
    );
  try {
    const { faultless, sentence, result } = await verify(settings, { quick: true, exported: null });
    if (!faultless) return fault('keeper', `Księga ${sentence}`, advice);
    return fine(
      'keeper',
      `Księga: ostatnie wpisy zgodne z podpisami i dziennikiem, wpis nr ${result.head?.seq ?? 0}.`,
    );
  } catch (error) {
    if (error instanceof UsageError) return fault('keeper', error.message, advice);
    return unknown('keeper', `Księgi nie sprawdzono: ${sentenceOf(error)}`, 'Należy wykonać verify --head.');
  }
}

/** A journal that is missing is a finding of its own; only what may not be read is nobody's fault. */
function canRead(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

/** Whether people may listen; for a superuser. */
export async function checkSuspension(superuser: Client): Promise<Finding> {
  const { rows } = await superuser.query<{ by: string | null }>(`SELECT api.suspension() ->> 'by' AS by`);
  const by = rows[0]?.by ?? null;
  if (by === null) return fine('keeper', 'Odsłuchiwanie nie jest wstrzymane.');
  const who: Readonly<Record<string, string>> = {
    secretary: 'Sekretarz',
    mayor: 'Burmistrz',
    administrator: 'administrator systemu',
    incident: 'strażnik, bo serwer odtworzono z kopii',
  };
  const what = `Odsłuchiwanie jest wstrzymane; wstrzymał je ${who[by] ?? 'strażnik, bo zmieniono bazę danych'}.`;
  return warning(
    'keeper',
    what,
    'Gdy wyjaśni się przyczyna, wznawia je Sekretarz albo zastępca na stronie „Pulpit”.',
  );
}

/** This host's clock beside the database's: no answer may be further off than its own way took. */
export async function checkClock(client: Client): Promise<Finding> {
  const asked = Date.now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const answered = Date.now();
  const told = rows[0]?.now.getTime() ?? 0;
  const apart = told < asked ? told - asked : Math.max(0, told - answered);
  const seconds = Math.round(Math.abs(apart) / 1000);
  if (Math.abs(apart) <= apartMs)
    return fine('clock', 'Zegar tego serwera zgadza się z zegarem bazy danych.');
  return fault(
    'clock',
    `Zegar tego serwera ${apart < 0 ? 'spieszy się' : 'spóźnia się'} o ${seconds} s względem bazy danych; strażnik nie wydaje kluczy.`,
    'Należy włączyć synchronizację czasu (NTP) na obu serwerach.',
  );
}
