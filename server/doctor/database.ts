import { Client } from 'pg';
import { databaseConfig } from '../database.ts';
import { sentenceOf } from '../failed.ts';
import { knownSteps, MigrationRefused, pendingSteps, readSteps } from '../migrate.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';
import { checkHba } from './hba.ts';
import { wantedOfServer, type Wanted } from './wanted.ts';

const programs = ['odsluch_keeper', 'odsluch_ingest', 'odsluch_door'];
const groups = [
  ...['odsluch_owner', 'odsluch_definer', 'odsluch_people_manager', 'odsluch_people', 'odsluch_listener'],
  ...['odsluch_secretary', 'odsluch_quality', 'odsluch_mayor', 'odsluch_administrator', 'odsluch_backup'],
  'odsluch_protection_officer',
];

/** Opens a connection as one of the programs, or says why not. */
export async function reach(
  settings: ServerSettings,
  role: 'superuser' | 'keeper' | 'ingest',
): Promise<Client | string> {
  try {
    const client = new Client({ connectionTimeoutMillis: 5_000, ...databaseConfig(settings, role) });
    client.on('error', () => undefined); // The next question tells.
    await client.connect();
    return client;
  } catch (error) {
    return sentenceOf(error);
  }
}

/** The server as the keeper sees it: its version and its roles. */
export async function checkServer(keeper: Client): Promise<Finding[]> {
  const { rows } = await keeper.query<{ version: string; number: number }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number`,
  );
  const [{ version, number } = { version: '?', number: 0 }] = rows;
  const found =
    number < 170_000
      ? fault('database', `PostgreSQL ${version} jest za stary.`, 'Wymagany jest PostgreSQL 17 lub 18.')
      : fine('database', `Baza danych odpowiada: PostgreSQL ${version}, połączenie TLS.`);
  return [found, ...(await checkRoles(keeper))];
}

async function checkServerSettings(client: Client): Promise<Finding[]> {
  // As they hold for a new session: what SHOW says of the keepalives is what the system made of them.
  const { rows } = await client.query<{ name: string; value: string; unit: string | null }>(
    'SELECT name, reset_val AS value, unit FROM pg_settings WHERE name = ANY ($1)',
    [wantedOfServer.map(({ name }) => name)],
  );
  const set = new Map(rows.map((row) => [row.name, row]));
  const wrong = wantedOfServer.filter((wanted) => {
    const { value, unit } = set.get(wanted.name) ?? { value: '', unit: null };
    return ![wanted.value, ...(wanted.orElse ?? [])].some((one) => stored(one, unit) === value);
  });
  if (wrong.length === 0) return [fine('database', 'Ustawienia serwera (postgresql.conf) są w porządku.')];
  return wrong.map((wanted) => settingFinding(wanted, set.get(wanted.name)?.value ?? 'brak'));
}

function settingFinding({ name, value, breaks, grave }: Wanted, found: string): Finding {
  const sentence = `Ustawienie ${name} ma wartość ${found}: ${breaks}.`;
  const advice = `W postgresql.conf należy wpisać ${name} = '${value}', potem przeładować albo uruchomić serwer ponownie.`;
  return (grave ? fault : warning)('database', sentence, advice);
}

/** `20s` as a setting that is kept in seconds or milliseconds has it. */
function stored(value: string, unit: string | null): string {
  if (!/^\d+s$/.test(value)) return value;
  return String(Number.parseInt(value, 10) * (unit === 'ms' ? 1000 : 1));
}

/** As the system limits a session of the server; null where that is no Linux. */
async function checkMemory(superuser: Client): Promise<Finding | null> {
  const { rows } = await superuser.query<{ limits: string | null }>(
    `SELECT pg_read_file('/proc/self/limits', true) AS limits`,
  );
  const most = /^Max address space +(\w+)/m.exec(rows[0]?.limits ?? '')?.[1];
  if (most === undefined) return null;
  if (most !== 'unlimited')
    return fine('database', `Pamięć jednej sesji jest ograniczona do ${(Number(most) / 1e9).toFixed(1)} GB.`);
  return warning(
    'database',
    'Jedna sesja może zająć całą pamięć serwera: zapytanie osoby, która ma psql, zatrzyma bazę danych.',
    'W usłudze PostgreSQL należy ustawić LimitAS (docs/operations.md) i uruchomić serwer ponownie.',
  );
}

async function checkRoles(client: Client): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; login: boolean; mighty: boolean }>(
    `SELECT rolname AS name, rolcanlogin AS login,
            rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls OR rolcreaterole AND rolname <> 'odsluch_people_manager' AS mighty
       FROM pg_roles WHERE rolname = ANY ($1)`,
    [[...programs, ...groups]],
  );
  const found = new Map(rows.map((row) => [row.name, row]));
  const missing = [...programs, ...groups].filter((name) => !found.has(name));
  const mighty = rows.filter((row) => row.mighty).map(({ name }) => name);
  const loggingIn = rows.filter(({ name, login }) => login !== programs.includes(name));
  const wrong = [
    ...missing.map((name) => `Brakuje roli ${name}`),
    ...mighty.map((name) => `Rola ${name} może więcej, niż wolno`),
    ...loggingIn.map(({ name, login }) =>
      login ? `Rola ${name} może się logować` : `Rola ${name} nie może się logować`,
    ),
  ];
  if (wrong.length === 0) return [fine('database', 'Role bazy danych są takie, jak mają być.')];
  const advice = 'Należy cofnąć tę zmianę, a potem wykonać migrate.';
  return wrong.map((sentence) => fault('database', `${sentence}.`, advice));
}

/** What only a superuser may look at: all settings of the server, the steps of the schema, the ways in. */
export async function checkInside(superuser: Client, schemaFolder: string): Promise<Finding[]> {
  const memory = await checkMemory(superuser);
  return [
    await checkSchema(superuser, schemaFolder),
    ...(await checkServerSettings(superuser)),
    ...(memory === null ? [] : [memory]),
    ...(await checkHba(superuser)),
  ];
}

async function checkSchema(superuser: Client, schemaFolder: string): Promise<Finding> {
  const advice = 'Należy wykonać migrate; kolejność: baza danych, strażnik, program.';
  try {
    const steps = readSteps(schemaFolder);
    const applied = await knownSteps(superuser);
    const [pending] = pendingSteps(steps, applied);
    if (pending === undefined)
      return fine('database', `Schemat bazy danych jest aktualny (${steps.at(-1)?.name ?? '–'}).`);
    return fault(
      'database',
      `Schemat bazy danych jest starszy niż program: brakuje ${pending.name}.`,
      advice,
    );
  } catch (error) {
    if (error instanceof MigrationRefused) return fault('database', error.message, advice);
    throw error;
  }
}

/** One who may not look there at all is no fault of the office: it is said, and the rest goes on. */
export function notInside(why: string): Finding {
  return unknown(
    'database',
    `Ustawień serwera, schematu, pg_hba.conf i wstrzymania odsłuchiwania nie sprawdzono: ${why}`,
    'Polecenie doctor należy uruchomić na serwerze bazy danych jako konto, które ma jej gniazdo lokalne.',
  );
}
