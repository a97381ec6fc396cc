import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { Client } from 'pg';
import { databaseConfig, withConnection } from '../database.ts';
import type { Report } from '../keeper/options.ts';
import { keeperKeyOf, UsageError, type ServerSettings } from '../settings.ts';
import { exportLedger } from './export.ts';
import { reportOn } from './faults.ts';
import { verifyLedger } from './ledger.ts';
import type { Known, VerifyOptions, VerifyResult } from './result.ts';
import { faultWords, whyWords } from './words.ts';

export type Verdict = { faultless: boolean; sentence: string; result: VerifyResult };

export type VerifyQuestion = {
  quick: boolean;
  /** Every signature, also of what the journal repeats. */
  signatures?: boolean;
  /** Path of an export, instead of the database. */
  exported: string | null;
  /** As typed from a print, or read from its QR code. */
  known?: readonly string[];
};

/**
 * Checks the ledger of the database, or an exported one, against the pinned key, the prints, and the journal where it is at
 * hand. `sentence` is for the terminal. Throws UsageError without a pinned key, for a file that is not there, and for a
 * print that was mistyped.
 */
export async function verify(settings: ServerSettings, question: VerifyQuestion): Promise<Verdict> {
  const { journal } = settings;
  const keeperKey = keeperKeyOf(settings);
  const { quick, signatures = false, exported, known: typed = [] } = question;
  const known = typed.map(knownOf);
  const beside = existsSync(journal) ? journal : null;
  const check = async (source: VerifyOptions['source']) => {
    const formerKeys = settings.formerKeeperKeys;
    const asked = { source, journal: beside, keeperKey, formerKeys, known, quick, signatures };
    return told(await verifyLedger(asked), beside !== null, known);
  };
  if (exported !== null) {
    if (!existsSync(exported)) throw new UsageError(`Nie ma pliku ${exported}.`);
    return check({ file: exported });
  }
  // SECURITY: whoever cuts the end of the ledger off may take the journal away as well; that must not read as agreement.
  if (beside === null && known.length === 0) {
    throw new UsageError(
      `Nie ma dziennika strażnika ${journal}, a bez niego nie widać uciętego końca księgi. Należy sprawdzić, co się z nim stało, albo podać numer i skrót z wydruku (--known).`,
    );
  }
  return withKeeperRole(settings, check);
}

/**
 * Everything that is wrong with database and journal, as the keeper enters it each night; the process yields to all others. Throws
 * UsageError without a pinned key.
 */
export function report(settings: ServerSettings): Promise<Report> {
  setPriority(constants.priority.PRIORITY_LOW);
  const { journal, formerKeeperKeys: formerKeys } = settings;
  const keeperKey = keeperKeyOf(settings);
  return withKeeperRole(settings, (client) => reportOn({ client, journal, keeperKey, formerKeys }));
}

/** Number and hash of an entry as the foot of a protocol has them, or the whole text of its QR code. Throws UsageError. */
export function knownOf(typed: string): Known {
  const [, seq, hash] =
    /^(?:odsluch:1:)?([1-9]\d{0,14})[\s:]+([0-9a-f\s]+)(?::.*)?$/iu.exec(typed.trim()) ?? [];
  const digits = hash?.replace(/\s/gu, '').toLowerCase() ?? '';
  if (seq === undefined || digits.length !== 64) {
    throw new UsageError(
      'Należy podać numer wpisu i jego skrót (64 znaki 0–9 i a–f) ze stopki protokołu, np. "14 3f0a…", albo całą treść kodu QR.',
    );
  }
  return { seq: Number(seq), hash: digits };
}

/** Writes the ledger to a file; returns how many entries it has. */
export function exportTo(settings: ServerSettings, file: string): Promise<number> {
  return withKeeperRole(settings, (client) => exportLedger(client, file));
}

function told(result: VerifyResult, withJournal: boolean, known: readonly Known[]): Verdict {
  const { fault, head, entries, withoutWords, unjournalled, goesOnTo } = result;
  if (fault !== null) {
    const table = fault.table === undefined ? '' : ` (${fault.table})`;
    const why = fault.why === undefined ? '' : `: ${whyWords[fault.why]}`;
    const sentence = `NIEZGODNA. Wpis nr ${fault.seq}: ${faultWords[fault.what]}${table}${why}.`;
    return { faultless: false, result, sentence };
  }
  const last = head?.seq ?? 0;
  const papers = known.map(({ seq }) => seq);
  const notes = [
    `ZGODNA. Wpisów: ${entries}; ostatni nr ${last}, skrót ${head?.hash ?? '–'}.`,
    ...(withoutWords.length > 0
      ? [`Bez tekstu, utraconego przy odtworzeniu bazy: wpisów ${withoutWords.length}.`]
      : []),
    ...(papers.length > 0 ? [`Zgodna z wydrukiem wpisu nr ${papers.join(', ')}.`] : []),
    ...(goesOnTo === null
      ? []
      : [`Eksport sięga wpisu nr ${last}, a dziennik strażnika idzie dalej, do nr ${goesOnTo}.`]),
    ...(withJournal ? [] : [`Dziennika strażnika tu nie ma: ${unseen(Math.max(0, ...papers))}.`]),
    ...(unjournalled > 0 ? [`Jeszcze nie w dzienniku: ${unjournalled}.`] : []),
  ];
  return { faultless: true, result, sentence: notes.join(' ') };
}

function unseen(paper: number): string {
  return paper === 0
    ? 'uciętego końca księgi nie widać'
    : `końca księgi uciętego po wpisie nr ${paper} nie widać`;
}

/** The keeper's role reads everything; the command runs on the keeper's host, beside the journal. */
const withKeeperRole = <Value>(
  settings: ServerSettings,
  work: (client: Client) => Promise<Value>,
): Promise<Value> => withConnection(databaseConfig(settings, 'keeper'), work);
