import { readFileSync } from 'node:fs';
import { legalDay } from '../../shared/warsaw.ts';
import type { ServerSettings } from '../settings.ts';
import { fault, fine, unknown, warning, type Finding } from './finding.ts';
import { endOf, shakeHands, type Server } from './handshake.ts';

const dayMs = 86_400_000;
const untrusted: Readonly<Record<string, string>> = {
  // Not its own time, which is looked at first.
  CERT_HAS_EXPIRED: 'jest poświadczony certyfikatem, który wygasł',
  CERT_NOT_YET_VALID: 'jeszcze nie obowiązuje',
  ERR_TLS_CERT_ALTNAME_INVALID: 'jest wystawiony na inną nazwę',
};

/** How long the certificates of both servers and of the authorities that vouch for them still last, and whether they are believed. */
export async function checkCertificates(settings: ServerSettings): Promise<Finding[]> {
  const { database, directory, warnings } = settings;
  const { hostname, port } = new URL(directory.url);
  const least = warnings.certificateDays;
  const servers: [string, Omit<Server, 'ca'>, string][] = [
    ['bazy danych', { host: database.host, port: database.port, speaks: 'postgres' }, database.ca],
    ['katalogu', { host: hostname, port: Number(port || 636), speaks: 'tls' }, directory.ca],
  ];
  const shown = servers.map(([whose, server, ca]) => checkServer(whose, server, ca, least));
  const authorities = new Set([database.ca, directory.ca]);
  return [...(await Promise.all(shown)), ...[...authorities].map((path) => checkAuthority(path, least))];
}

async function checkServer(
  whose: string,
  server: Omit<Server, 'ca'>,
  caFile: string,
  least: number,
): Promise<Finding> {
  const what = `Certyfikat ${whose}`;
  try {
    const { protocol, until, disbelief } = await shakeHands({ ...server, ca: readFileSync(caFile, 'utf8') });
    if (disbelief === null || until.getTime() <= Date.now())
      return lasting(`${what} (${protocol})`, until, least);
    const why = untrusted[disbelief] ?? 'nie pochodzi od urzędu certyfikacji z ustawień';
    return fault(
      'certificates',
      `${what} ${why} (${disbelief}).`,
      'Należy wystawić serwerowi certyfikat urzędu, ważny i na nazwę podaną w ustawieniach.',
    );
  } catch {
    // Why it does not answer is said where the server itself is looked at.
    return unknown(
      'certificates',
      `${what}: nie sprawdzono, serwer nie odpowiada przez TLS.`,
      'Należy sprawdzić serwer.',
    );
  }
}

function checkAuthority(path: string, least: number): Finding {
  const what = `Certyfikat urzędu certyfikacji (${path})`;
  try {
    return lasting(what, endOf(readFileSync(path, 'utf8')), least);
  } catch {
    return unknown('certificates', `${what}: nie można go odczytać.`, 'Należy sprawdzić plik PEM.');
  }
}

function lasting(what: string, until: Date, least: number): Finding {
  const days = Math.floor((until.getTime() - Date.now()) / dayMs);
  const day = legalDay(until).split('-').reverse().join('.');
  const advice = 'Należy wystawić nowy i zainstalować go, zanim ten wygaśnie.';
  if (until.getTime() <= Date.now())
    return fault('certificates', `${what} wygasł ${day}.`, 'Należy wystawić i zainstalować nowy.');
  const sentence = `${what} jest ważny do ${day}, dni: ${days}.`;
  return days < least ? warning('certificates', sentence, advice) : fine('certificates', sentence);
}
