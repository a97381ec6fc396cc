import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OfficeSettingsFile } from '../../shared/settings.ts';
import { serverSettings, type ServerSettings } from '../../server/settings.ts';
import { databaseName } from './postgres-conf.ts';
import type { RunningDatabase } from './database.ts';
import type { RunningDirectory } from './people-types.ts';
import type { OfficePerson } from './people.ts';

export const officeName = 'Urząd Miasta i Gminy Piaseczno';
export const regulation = {
  title:
    'Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr ADK.0050.62.2019 z dnia 10.10.2019 r.)',
  place: 'Piaseczno',
};

/** Folders and files of one office. `private` is for the server room alone, everything else a workstation may read. */
export type OfficeFolders = {
  folder: string;
  share: string;
  secrets: string;
  ca: string;
  app: string;
  server: string;
};

export async function makeFolders(folder: string): Promise<OfficeFolders> {
  const secrets = join(folder, 'private');
  const share = join(folder, 'share');
  await mkdir(secrets, { mode: 0o700 });
  await mkdir(share, { mode: 0o755 });
  return {
    folder,
    share,
    secrets,
    ca: join(folder, 'office-ca.pem'),
    app: join(folder, 'app.json'),
    server: join(secrets, 'server.json'),
  };
}

export type Passwords = { superuser: string; keeper: string; ingest: string; directory: string };

/** Random passwords of the server room's programs, each in a file that only our account can read. */
export async function writePasswords(
  folders: OfficeFolders,
  superuser: string,
  directory: string,
): Promise<Passwords> {
  const random = () => randomBytes(24).toString('base64url');
  const passwords: Passwords = { superuser, keeper: random(), ingest: random(), directory };
  for (const [name, password] of Object.entries(passwords)) {
    await writeFile(join(folders.secrets, `${name}.password`), password, { mode: 0o600 });
  }
  return passwords;
}

export function serverSettingsOf(
  folders: OfficeFolders,
  database: RunningDatabase,
  directory: RunningDirectory,
  keeperPublicKey: string | null,
  rules: object = {},
): ServerSettings {
  const password = (name: keyof Passwords) => join(folders.secrets, `${name}.password`);
  return serverSettings.parse({
    office: officeName,
    database: {
      host: database.host,
      port: database.port,
      name: databaseName,
      ca: folders.ca,
      socket: database.socketFolder,
      superuser: { user: database.superuser.user, passwordFile: password('superuser') },
      keeper: { user: 'odsluch_keeper', passwordFile: password('keeper') },
      ingest: { user: 'odsluch_ingest', passwordFile: password('ingest') },
    },
    directory: {
      url: directory.url,
      ca: folders.ca,
      baseDn: directory.baseDn,
      bindName: directory.serviceAccount.bindName,
      passwordFile: password('directory'),
    },
    share: folders.share,
    keystore: join(folders.secrets, 'keystore'),
    ingestKey: join(folders.secrets, 'ingest.key'),
    journal: join(folders.secrets, 'journal.jsonl'),
    keeperPublicKey,
    // Walks, pictures and endure sign the same people in again and again.
    signInsAnHour: 10_000,
    ...rules,
  });
}

/** What the app on a workstation reads; `people` = whom the sign-in page of TRYB DEMONSTRACYJNY lists. */
export function appSettingsOf(
  folders: OfficeFolders,
  database: RunningDatabase,
  directory: RunningDirectory,
  keeperPublicKey: string,
  people: readonly OfficePerson[],
): OfficeSettingsFile {
  return {
    office: officeName,
    regulation,
    directory: { url: directory.url, upnSuffix: directory.upnSuffix, ca: folders.ca },
    database: { host: database.host, port: database.port, name: databaseName, ca: folders.ca },
    share: folders.share,
    keeperPublicKey,
    quality: { announcementSeconds: 21 },
    demo: {
      people: people
        .filter(({ note }) => note !== '')
        .map(({ login, password, displayName, title, note }) => ({
          ...{ login, password, displayName, post: title, note },
        })),
    },
  };
}
