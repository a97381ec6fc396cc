import type { Client } from 'pg';
import { sentenceOf } from '../failed.ts';
import type { ServerSettings } from '../settings.ts';
import { checkBackup } from './backup.ts';
import { checkCalls } from './calls.ts';
import { checkCertificates } from './certificates.ts';
import { checkInside, checkServer, notInside, reach } from './database.ts';
import { checkDirectory } from './directory.ts';
import { checkFiles } from './files.ts';
import { fault, parts, unknown, type Finding, type Part } from './finding.ts';
import { checkClock, checkKeeper, checkSuspension } from './keeper.ts';
import { checkKeystore, checkKeystoreDisk } from './keystore.ts';
import { checkNights } from './nights.ts';
import { checkJournal, checkShare } from './places.ts';
import { checkRules } from './rules.ts';

type Work = () => Promise<Finding[] | Finding> | Finding[];

/**
 * Looks at everything that an office needs to listen, and changes nothing but one file that it writes to the share and takes away.
 * `schemaFolder`: the schema that this program brings. Never throws for what is wrong with an office.
 */
export async function examine(settings: ServerSettings, schemaFolder: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const look = async (part: Part, work: Work): Promise<void> => {
    try {
      findings.push(...[await work()].flat());
    } catch (error) {
      findings.push(broken(part, error));
    }
  };
  await look('settings', () => checkFiles(settings));
  const keeper = await reach(settings, 'keeper');
  const superuser = await reach(settings, 'superuser');
  try {
    if (typeof keeper === 'string') findings.push(...withoutDatabase(keeper));
    else await throughKeeper(settings, keeper, look);
    await look('database', () => checkIngest(settings));
    if (typeof superuser === 'string') findings.push(notInside(superuser));
    else {
      await look('database', () => checkInside(superuser, schemaFolder));
      await look('keeper', () => checkSuspension(superuser));
    }
    await look('keystore', () =>
      checkKeystoreDisk(settings, typeof superuser === 'string' ? null : superuser),
    );
    await look('share', () => checkShare(settings, typeof keeper === 'string' ? null : keeper));
    await look('directory', () => checkDirectory(settings, typeof keeper === 'string' ? null : keeper));
  } finally {
    for (const client of [keeper, superuser]) if (typeof client !== 'string') await client.end();
  }
  await look('certificates', () => checkCertificates(settings));
  await look('journal', () => checkJournal(settings));
  return findings.sort((one, other) => parts.indexOf(one.part) - parts.indexOf(other.part));
}

async function throughKeeper(
  settings: ServerSettings,
  keeper: Client,
  look: (part: Part, work: Work) => Promise<void>,
): Promise<void> {
  await look('database', () => checkServer(keeper));
  await look('keeper', () => checkKeeper(settings, keeper));
  await look('keeper', () => checkNights(keeper));
  await look('keeper', () => checkRules(keeper));
  await look('keystore', () => checkKeystore(settings, keeper));
  await look('backup', () => checkBackup(settings, keeper));
  await look('calls', () => checkCalls(settings, keeper));
  await look('clock', () => checkClock(keeper));
}

/** What cannot be looked at through a database that is away is not said to be in order. */
function withoutDatabase(why: string): Finding[] {
  const advice = 'Należy najpierw przywrócić połączenie z bazą danych.';
  return [
    fault('database', why, 'Należy sprawdzić usługę PostgreSQL, jej certyfikat i plik hasła strażnika.'),
    unknown('keeper', 'Strażnika nie sprawdzono, bo nie ma połączenia z bazą danych.', advice),
    unknown('backup', 'Kopii nie sprawdzono, bo nie ma połączenia z bazą danych.', advice),
    unknown('keystore', 'Kluczy nagrań nie sprawdzono, bo nie ma połączenia z bazą danych.', advice),
    unknown('share', 'Znaku zasobu nagrań nie sprawdzono, bo nie ma połączenia z bazą danych.', advice),
    unknown('clock', 'Zegara nie sprawdzono, bo nie ma połączenia z bazą danych.', advice),
  ];
}

async function checkIngest(settings: ServerSettings): Promise<Finding[]> {
  const ingest = await reach(settings, 'ingest');
  if (typeof ingest === 'string')
    return [
      fault(
        'database',
        `Polecenie ingest: ${ingest}`,
        'Należy sprawdzić rolę odsluch_ingest i jej plik hasła.',
      ),
    ];
  await ingest.end();
  return [];
}

function broken(part: Part, error: unknown): Finding {
  return unknown(part, `Nie sprawdzono: ${sentenceOf(error)}`, 'Należy usunąć przyczynę i powtórzyć.');
}
