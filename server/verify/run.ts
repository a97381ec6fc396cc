import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { databaseConfig } from '../database.ts';
import { UsageError, type ServerSettings } from '../settings.ts';
import { exportLedger } from './export.ts';
import { verifyLedger, type Fault, type VerifyOptions, type VerifyResult } from './ledger.ts';

/** What was found wrong, as the Secretary and the administrator read it. */
const faultWords: Readonly<Record<Fault, string>> = {
  missing: 'brakuje wpisu: usunięto go albo ucięto koniec księgi',
  chain: 'wpis nie łączy się z poprzednim',
  hash: 'treść wpisu nie zgadza się z jego skrótem',
  signature: 'wpisu nie podpisał strażnik tego urzędu',
  payload: 'treść wpisu ma niedozwoloną postać',
  impossible: 'wpis stwierdza coś, co nie mogło się zdarzyć',
  keeper: 'księgę założył inny strażnik',
  words: 'tekst wpisu zmieniono',
  journal: 'baza danych i dziennik strażnika różnią się',
  table: 'tabela podaje co innego niż księga',
  unreadable: 'wpisu nie można odczytać',
};

export type Verdict = { faultless: boolean; sentence: string; result: VerifyResult };

/**
 * Checks the ledger of the database, or an exported one, against the pinned key and the journal where it is at hand.
 * `sentence` is for the terminal. Throws UsageError without a pinned key or for a file that is not there.
 */
export async function verify(
  settings: ServerSettings,
  { quick, exported }: { quick: boolean; exported: string | null },
): Promise<Verdict> {
  const { keeperPublicKey, journal } = settings;
  if (keeperPublicKey === null) {
    throw new UsageError('W ustawieniach brakuje keeperPublicKey. Należy najpierw wykonać init.');
  }
  const common = { keeperKey: keeperPublicKey, journal: existsSync(journal) ? journal : null, quick };
  const check = async (source: VerifyOptions['source']) =>
    told(await verifyLedger({ ...common, source }), common.journal !== null);
  if (exported !== null) {
    if (!existsSync(exported)) throw new UsageError(`Nie ma pliku ${exported}.`);
    return check({ file: exported });
  }
  // SECURITY: whoever cuts the end of the ledger off may take the journal away as well; that must not read as agreement.
  if (common.journal === null) {
    throw new UsageError(
      `Nie ma dziennika strażnika ${journal}, a bez niego nie widać uciętego końca księgi. Należy sprawdzić, co się z nim stało.`,
    );
  }
  return withKeeperRole(settings, check);
}

/** Writes the ledger to a file; returns how many entries it has. */
export function exportTo(settings: ServerSettings, file: string): Promise<number> {
  return withKeeperRole(settings, (client) => exportLedger(client, file));
}

function told(result: VerifyResult, withJournal: boolean): Verdict {
  const { fault, head, entries, withoutWords, unjournalled } = result;
  if (fault !== null) {
    const table = fault.table === undefined ? '' : ` (${fault.table})`;
    return {
      faultless: false,
      result,
      sentence: `NIEZGODNA. Wpis nr ${fault.seq}: ${faultWords[fault.what]}${table}.`,
    };
  }
  const notes = [
    `ZGODNA. Wpisów: ${entries}; ostatni nr ${head?.seq ?? 0}, skrót ${head?.hash ?? '–'}.`,
    ...(withoutWords.length > 0 ? [`Bez tekstu (usuniętego): ${withoutWords.join(', ')}.`] : []),
    ...(withJournal ? [] : ['Dziennika strażnika tu nie ma: uciętego końca księgi nie widać.']),
    ...(unjournalled > 0 ? [`Jeszcze nie w dzienniku: ${unjournalled}.`] : []),
  ];
  return { faultless: true, result, sentence: notes.join(' ') };
}

/** The keeper's role reads everything; the command runs on the keeper's host, beside the journal. */
async function withKeeperRole<Value>(
  settings: ServerSettings,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client(databaseConfig(settings, 'keeper'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
