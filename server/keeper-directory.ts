import { readFileSync } from 'node:fs';
import { readSecret } from './database.ts';
import { openDirectory, type Directory, type DirectoryOptions, type LookUp } from './keeper/directory.ts';
import type { ServerSettings } from './settings.ts';

/** Where and as whom the keeper asks the office directory. */
export function keeperDirectoryOptions({ directory }: ServerSettings): DirectoryOptions {
  return {
    url: directory.url,
    ca: readFileSync(directory.ca, 'utf8'),
    baseDn: directory.baseDn,
    serviceAccount: { bindName: directory.bindName, password: readSecret(directory.passwordFile) },
  };
}

/** The office directory as the keeper sees it: with its own account, which may search and nothing else. */
export function openKeeperDirectory(settings: ServerSettings): Directory {
  return openDirectory(keeperDirectoryOptions(settings));
}

/** What is wrong with a directory that is away, and what to do. */
export const away: Readonly<Record<Extract<LookUp, { state: 'away' }>['reason'], readonly [string, string]>> =
  {
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

const standing = { absent: 'nie ma go', disabled: 'jest wyłączone', expired: 'straciło ważność' } as const;

/** Why an account of the directory is nobody's who could be registered. */
export function whyNobody(login: string, found: LookUp): string {
  if (found.state === 'away') return away[found.reason].join(' ');
  const why = found.state === 'ok' ? '' : `: ${standing[found.state]}`;
  return `Katalog urzędu nie zna czynnego konta ${login}${why}.`;
}
