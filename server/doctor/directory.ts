import type { Client } from 'pg';
import { openKeeperDirectory } from '../keeper-directory.ts';
import type { Directory, LookUp } from '../keeper/directory.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, type Finding } from './finding.ts';

/** So many people are looked for before it is said that the directory knows none of them. */
const tries = 5;
const away: Readonly<Record<Extract<LookUp, { state: 'away' }>['reason'], readonly [string, string]>> = {
  unreachable: [
    'Katalog urzędu (Active Directory) nie odpowiada; strażnik odmawia odsłuchania.',
    'Należy sprawdzić serwer katalogu, sieć oraz directory.url i directory.baseDn.',
  ],
  untrusted: [
    'Katalog urzędu nie przedstawił certyfikatu urzędu; hasła nie wysłano.',
    'Należy sprawdzić certyfikat katalogu i plik directory.ca.',
  ],
  'service-account': [
    'Katalog urzędu nie przyjął konta strażnika (bindName albo hasło).',
    'Należy sprawdzić konto i plik hasła, potem uruchomić strażnika ponownie.',
  ],
};

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
    for (const login of await loginsToLookFor(settings, keeper)) {
      const found = await directory.lookUp(login);
      if (found.state === 'away') return fault('directory', ...away[found.reason]);
      if (found.state !== 'absent')
        return fine('directory', 'Katalog urzędu odpowiada: konto strażnika zalogowano, osobę znaleziono.');
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

async function loginsToLookFor(
  { directory }: ServerSettings,
  keeper: Client | null,
): Promise<readonly string[]> {
  const own = /^[^@=\\]+/.exec(directory.bindName.toLowerCase())?.[0] ?? '';
  if (keeper === null) return [own];
  const { rows } = await keeper.query<{ login: string }>(
    'SELECT login FROM office.person WHERE employee ORDER BY seq DESC LIMIT $1',
    [tries],
  );
  return rows.length === 0 ? [own] : rows.map(({ login }) => login);
}
