import type { Client } from 'pg';
import { away, openKeeperDirectory } from '../keeper-directory.ts';
import { clockTolerance } from '../keeper/clock.ts';
import type { Directory, Tries } from '../keeper/directory.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';

/** So many people are looked for before it is said that the directory knows none of them. */
const tries = 5;
/** An objectGUID that no account has. */
const nobody = '00000000-0000-4000-8000-000000000000';
/**
 * Binds as the keeper's read-only account and looks for people of the ledger; without a database, for the account itself.
 * SECURITY: one bind, whatever comes of it: a wrong password is not tried twice. Nobody's name is said.
 */
export async function checkDirectory(settings: ServerSettings, keeper: Client | null): Promise<Finding> {
  let directory: Directory;
  try {
    directory = openKeeperDirectory(settings);
  } catch {
    // Neither CA nor password file: said where the files are looked at.
    return unknown('directory', 'Katalogu nie sprawdzono: brakuje plików.', 'Należy poprawić ustawienia.');
  }
  try {
    // SECURITY: whatever the account's name looks like, a search was made over its own bind before anything is called in order.
    const bound = await directory.lookUpAll([nobody]);
    if (bound.state === 'away') return fault('directory', ...away[bound.reason]);
    const clock = await checkTime(directory);
    if (clock !== null) return clock;
    for (const login of await loginsToLookFor(keeper)) {
      const found = await directory.lookUp(login);
      if (found.state === 'away') return fault('directory', ...away[found.reason]);
      if (found.state !== 'absent')
        return (
          lockout(await directory.tries(found.guid)) ??
          fine('directory', 'Katalog urzędu odpowiada: konto strażnika zalogowano, osobę znaleziono.')
        );
    }
    if (keeper === null) return fine('directory', 'Katalog urzędu odpowiada: konto strażnika zalogowano.');
    return fault(
      'directory',
      'Katalog urzędu odpowiada, ale nie zna osób z księgi.',
      'Należy sprawdzić directory.baseDn i prawo odczytu konta strażnika.',
    );
  } finally {
    await directory.dispose();
  }
}

/** Null where its clock is right. Without it the keeper destroys and reviews nothing. */
async function checkTime(directory: Directory): Promise<Finding | null> {
  const before = Date.now();
  const told = await directory.currentTime();
  if (told !== null && told > before - 1_000 - clockTolerance && told < Date.now() + clockTolerance)
    return null;
  return fault(
    'directory',
    told === null
      ? 'Katalog urzędu nie podaje czasu (currentTime).'
      : 'Zegary katalogu urzędu i tego serwera różnią się o więcej niż 5 sekund.',
    'Należy ustawić zegary (NTP); bez tego nic nie jest niszczone ani otwierane do przeglądu (docs/operations.md, „Clocks that jumped”).',
  );
}

/** Null where one wrong password leaves another try. */
export function lockout(tries: Tries): Finding | null {
  if (tries.state === 'away') return null; // Said by the look-up.
  const { threshold } = tries;
  if (threshold === 0 || (threshold !== null && threshold > 3)) return null;
  return warning(
    'directory',
    threshold === null
      ? 'Konto strażnika nie może odczytać progu blokady kont albo liczby błędnych haseł: po jednym błędnym haśle osoba czeka.'
      : 'Próg blokady kont jest niższy niż 4: po jednym błędnym haśle osoba czeka.',
    'Należy dać kontu prawo odczytu albo podnieść próg do co najmniej 5 (docs/operations.md, „lockout threshold”).',
  );
}

async function loginsToLookFor(keeper: Client | null): Promise<readonly string[]> {
  if (keeper === null) return [];
  const { rows } = await keeper.query<{ login: string }>(
    'SELECT login FROM office.person WHERE employee ORDER BY seq DESC LIMIT $1',
    [tries],
  );
  return rows.map(({ login }) => login);
}
