import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { legalDay } from '../../shared/warsaw.ts';
import { daysOf, RecordingKeys } from '../keeper/recording-keys.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';

const putBack =
  'Brakujące i zepsute klucze należy przywrócić z kopii (docs/operations.md, „A key that is missing”), zanim strażnik zacznie pracę od nowa.';

/**
 * Whether the keystore has the key of each recording, for the keeper's account alone, on a disk of its own. Each key is held against the hash in
 * its entry; nothing is touched.
 */
export async function checkKeystore({ keystore }: ServerSettings, keeper: Client): Promise<Finding[]> {
  let files: Map<string, string>;
  const open: string[] = [];
  try {
    files = filesOf(keystore, open);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'błąd';
    return [
      unknown(
        'keystore',
        `Magazynu kluczy ${keystore} nie można odczytać (${code}).`,
        'Polecenie doctor należy uruchomić na serwerze strażnika jako administrator (root).',
      ),
    ];
  }
  return [...openFinding(open), ...(await againstLedger(keystore, files, open, keeper))];
}

/** Where each key lies, by `<day>/<recording>`; what others can reach, or another account has put there, into `open`. */
function filesOf(keystore: string, open: string[]): Map<string, string> {
  const { uid } = statSync(keystore);
  const files = new Map<string, string>();
  const look = (path: string): void => {
    const found = lstatSync(path);
    if (found.uid !== uid || (found.mode & 0o077) !== 0 || found.isSymbolicLink()) open.push(path);
  };
  for (const day of daysOf(keystore)) {
    look(join(keystore, day));
    for (const name of readdirSync(join(keystore, day))) {
      look(join(keystore, day, name));
      files.set(`${day}/${name}`, name);
    }
  }
  return files;
}

function openFinding([first, ...others]: readonly string[]): Finding[] {
  if (first === undefined) return [fine('keystore', 'Klucze nagrań są dostępne tylko dla konta strażnika.')];
  return [
    fault(
      'keystore',
      `W magazynie kluczy ${first} należy do innego konta, jest dowiązaniem albo mogą go czytać inni (razem ${others.length + 1}).`,
      'Należy ustalić, kto to zmienił, i przywrócić konto strażnika oraz prawa 0600 (foldery 0700).',
    ),
  ];
}

async function againstLedger(
  keystore: string,
  files: ReadonlyMap<string, string>,
  open: readonly string[],
  keeper: Client,
): Promise<Finding[]> {
  const { rows } = await keeper.query<{ id: string; at: Date; sha256: string; state: string | null }>(
    `SELECT e.payload::jsonb ->> 'recording' AS id, (e.payload::jsonb ->> 'startedAt')::timestamptz AS at,
            e.payload::jsonb ->> 'keySha256' AS sha256, r.state
       FROM office.entry e LEFT JOIN office.recording r ON r.id = (e.payload::jsonb ->> 'recording')::uuid
      WHERE e.kind = 'ingest'`,
  );
  const places = rows.map(({ id, at, state }) => ({ place: `${legalDay(at)}/${id}`, state }));
  const keys = new RecordingKeys(keystore, true);
  const spoilt = rows.flatMap(({ id, at, sha256, state }) => {
    const day = legalDay(at);
    const place = `${day}/${id}`;
    // Of one that is open to others, or a link, it is said already that it is not in order.
    const isToSee = state === 'available' && files.has(place) && !open.includes(join(keystore, place));
    const isSpoilt = isToSee && !keys.isOwn({ recording: id, day }, sha256);
    return isSpoilt ? [id] : [];
  });
  const named = new Set(places.map(({ place }) => place));
  const destroyed = new Set(rows.filter(({ state }) => state === 'destroyed').map(({ id }) => id));
  const missing = places.filter(({ place, state }) => state === 'available' && !files.has(place)).length;
  // On whatever day.
  const kept = [...files.values()].filter((name) => destroyed.has(name)).length;
  const unnamed = [...files].filter(([place, name]) => !named.has(place) && !destroyed.has(name)).length;
  return [
    missing === 0
      ? fine('keystore', `W magazynie kluczy są klucze wszystkich nagrań, plików ${files.size}.`)
      : fault('keystore', `W magazynie kluczy brakuje kluczy nagrań: ${missing}.`, putBack),
    ...(spoilt.length === 0
      ? []
      : [
          fault(
            'keystore',
            `W magazynie kluczy są zepsute klucze, inne niż we wpisach nagrań: ${spoilt.length}, pierwszy z nich nagrania ${spoilt[0]}. Kopia nie usuwa do tego czasu starszych kopii.`,
            putBack,
          ),
        ]),
    ...(kept === 0
      ? []
      : [
          fault(
            'keystore',
            `W magazynie kluczy są klucze zniszczonych nagrań: ${kept}.`,
            'Należy uruchomić strażnika od nowa; zniszczy je i zapisze, że powróciły. Trzeba ustalić, kto przywrócił kopię magazynu.',
          ),
        ]),
    ...(unnamed === 0
      ? []
      : [
          warning(
            'keystore',
            `W magazynie kluczy są klucze, których nie wymienia żaden wpis: ${unnamed}.`,
            'Strażnik usunie je sam po backup.keepDays dniach, przy pierwszym uruchomieniu po tym czasie.',
          ),
        ]),
  ];
}

/**
 * Whether the keystore lies on a disk of its own.
 * SECURITY: a copy of the whole machine, or of the database's disk, would have the keys, and keep them after they were destroyed.
 */
export async function checkKeystoreDisk(
  { keystore }: ServerSettings,
  superuser: Client | null,
): Promise<Finding> {
  const own = deviceOf(keystore);
  const others = [deviceOf('/'), superuser === null ? null : deviceOf(await dataFolder(superuser))];
  if (own !== null && !others.includes(own)) return fine('keystore', 'Magazyn kluczy leży na osobnym dysku.');
  if (own === null)
    return unknown(
      'keystore',
      'Dysku magazynu kluczy nie sprawdzono.',
      'Należy sprawdzić ścieżkę w ustawieniach.',
    );
  return fault(
    'keystore',
    'Magazyn kluczy leży na dysku systemu albo bazy danych: kopie tego dysku mają klucze także po zniszczeniu nagrań.',
    'Należy przenieść go na osobny dysk, który nie wchodzi do kopii maszyn (docs/operations.md).',
  );
}

async function dataFolder(superuser: Client): Promise<string> {
  const { rows } = await superuser.query<{ folder: string }>(
    `SELECT current_setting('data_directory') AS folder`,
  );
  return rows[0]?.folder ?? '';
}

/** Null where there is no such place on this host: the database may be on another. */
function deviceOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.dev ?? null;
}
