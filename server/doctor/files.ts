import { readFileSync, statSync } from 'node:fs';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';

/** Whether the files that the settings name are there, readable and closed to others. The settings themselves were read before. */
export function checkFiles(settings: ServerSettings): Finding[] {
  const { database, directory, keystore, ingestKey, keeperPublicKey } = settings;
  const secrets = [
    ['database.superuser.passwordFile', database.superuser.passwordFile],
    ['database.keeper.passwordFile', database.keeper.passwordFile],
    ['database.ingest.passwordFile', database.ingest.passwordFile],
    ['directory.passwordFile', directory.passwordFile],
    ['keystore', keystore],
    ['ingestKey', ingestKey],
  ] as const;
  const wrong = [
    ...secrets.flatMap(([field, path]) => (path === null ? [] : secretFault(field, path))),
    ...certificateFault('database.ca', database.ca),
    ...certificateFault('directory.ca', directory.ca),
    ...(keeperPublicKey === null ? [notBegun] : []),
  ];
  return wrong.length > 0
    ? wrong
    : [fine('settings', 'Ustawienia i pliki, które wymieniają, są w porządku.')];
}

const notBegun = fault(
  'settings',
  'W ustawieniach brakuje keeperPublicKey.',
  'Należy wykonać init i wpisać wypisany klucz.',
);

/** SECURITY: who can read a password file is that program; who can read the keystore opens every recording. */
function secretFault(field: string, path: string): Finding[] {
  try {
    const found = statSync(path);
    if ((found.mode & 0o077) !== 0) {
      const sentence = `Plik „${field}” (${path}) mogą czytać także inne konta.`;
      return [fault('settings', sentence, `Należy odebrać im prawa: chmod go= ${path}.`)];
    }
    if (found.isFile()) readFileSync(path);
    return [];
  } catch (error) {
    return [unread(field, path, error)];
  }
}

function certificateFault(field: string, path: string): Finding[] {
  try {
    if (readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----')) return [];
    const sentence = `W pliku „${field}” (${path}) nie ma certyfikatu w postaci PEM.`;
    return [fault('settings', sentence, 'Należy zapisać tam certyfikat urzędu certyfikacji.')];
  } catch (error) {
    return [unread(field, path, error)];
  }
}

function unread(field: string, path: string, error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'błąd';
  const sentence = `Nie można odczytać „${field}” (${path}, ${code}).`;
  if (code === 'EACCES' || code === 'EPERM')
    return unknown('settings', sentence, 'Polecenie doctor należy uruchomić jako administrator (root).');
  if (code === 'ENOENT')
    return fault('settings', sentence, 'Należy utworzyć ten plik albo poprawić ścieżkę w ustawieniach.');
  return warning('settings', sentence, 'Należy sprawdzić plik i prawa do niego.');
}
