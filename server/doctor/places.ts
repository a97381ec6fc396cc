import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { keeperKeysOf, type ServerSettings } from '../settings.ts';
import { enteredMark, shareFault } from '../share-mark.ts';
import { fault, fine, warning, type Finding, type Part } from './finding.ts';

const run = promisify(execFile);
const gigabyte = 1_000_000_000;

/** Whether the share is the office's and can be read, ingest can write there, and there is room. */
export async function checkShare(settings: ServerSettings, keeper: Client | null): Promise<Finding[]> {
  const { share, warnings } = settings;
  try {
    await readdir(share);
  } catch (error) {
    const sentence = `Zasobu nagrań ${share} nie można odczytać (${codeOf(error)}).`;
    return [fault('share', sentence, 'Należy sprawdzić, czy jest podłączony, i prawa tego konta.')];
  }
  if (keeper !== null && settings.keeperPublicKey !== null) {
    const wrong = await shareFault(share, await enteredMark(keeper, keeperKeysOf(settings)));
    if (wrong !== null) return [fault('share', wrong.sentence, wrong.advice)];
  }
  return [
    fine('share', `Zasób nagrań ${share} można odczytać.`),
    await checkWriting(settings),
    await checkRoom('share', 'na zasobie nagrań', share, warnings.shareGigabytes),
  ];
}

/** Room for the keeper's journal: on a full disk it enters nothing, hence releases nothing. */
export function checkJournal({ journal, warnings }: ServerSettings): Promise<Finding> {
  return checkRoom('journal', 'na dysku dziennika strażnika', dirname(journal), warnings.journalGigabytes);
}

/**
 * Writes a file and takes it away again, as the account that ingest works under: the owner of its password file. Only the
 * administrator can become another account; anybody else tries as himself.
 */
async function checkWriting({ share, database }: ServerSettings): Promise<Finding> {
  const probe = join(share, `.odsluch-doctor-${randomUUID()}`);
  try {
    const [program, ...args] = [...asAccount(database.ingest.passwordFile), process.execPath];
    await run(program, [...args, '-e', writeAndRemove, probe]);
    return fine('share', 'Na zasobie nagrań można zapisywać.');
  } catch {
    return fault(
      'share',
      'Konto polecenia ingest nie może zapisywać na zasobie nagrań.',
      'Należy nadać mu prawo zapisu i tworzenia folderów; inne konta serwera mają tylko czytać.',
    );
  }
}

const writeAndRemove = `
  const { unlinkSync, writeFileSync } = require('node:fs');
  writeFileSync(process.argv[1], '', { flag: 'wx' });
  unlinkSync(process.argv[1]);`;

/**
 * How a program is run as whom the writing is tried as, with all its groups; empty for oneself. By setpriv: Node.js becomes nobody else where
 * io_uring may be on, as in Debian's.
 */
function asAccount(passwordFile: string | null): readonly string[] {
  if (process.getuid?.() !== 0 || passwordFile === null) return [];
  const { uid, gid } = statSync(passwordFile);
  return uid === 0 ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--init-groups', '--'];
}

async function checkRoom(part: Part, where: string, folder: string, least: number): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = (bavail * bsize) / gigabyte;
    const sentence = `Wolne miejsce ${where}: ${free.toFixed(1).replace('.', ',')} GB.`;
    const advice = 'Należy zwolnić miejsce albo powiększyć dysk; gdy go zabraknie, praca stanie.';
    if (free >= least) return fine(part, sentence);
    return free < least / 10 ? fault(part, sentence, advice) : warning(part, sentence, advice);
  } catch (error) {
    const sentence = `Folderu ${folder} nie można sprawdzić (${codeOf(error)}).`;
    return fault(part, sentence, 'Należy sprawdzić ścieżkę w ustawieniach i dysk.');
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'błąd';
}
