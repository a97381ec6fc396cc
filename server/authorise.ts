import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from '../shared/commands.ts';
import type { Ask } from './ask.ts';
import { asPerson } from './person.ts';
import { UsageError, type ServerSettings } from './settings.ts';

export type Authorisation = Omit<Command<'authorise'>, 'scan'> & { scanFile?: string };

/** § 4 ust. 2: registers an authorisation that the Mayor signed on paper. The scan's SHA-256 goes into the entry. */
export async function authorise(
  settings: ServerSettings,
  secretary: string,
  act: Authorisation,
  ask: Ask,
): Promise<string> {
  const { scanFile, ...fields } = act;
  const scan = scanFile === undefined ? null : await fileHash(scanFile);
  let said = '';
  await asPerson(settings, secretary, ask, async ({ submit }) => {
    const answer = await submit('authorise', { ...fields, scan });
    said = `Wpis ${answer.seq ?? '–'}: zarejestrowano upoważnienie ${act.number} dla ${act.login}, ${act.from} – ${act.to}.`;
  });
  return said;
}

/** Ends an authorisation from now on; what is being heard under it stops within seconds. */
export async function revoke(
  settings: ServerSettings,
  secretary: string,
  number: string,
  reason: string,
  ask: Ask,
): Promise<string> {
  let said = '';
  await asPerson(settings, secretary, ask, async ({ submit }) => {
    const answer = await submit('revoke', { number, reason });
    said = `Wpis ${answer.seq ?? '–'}: odwołano upoważnienie ${number}.`;
  });
  return said;
}

async function fileHash(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    throw new UsageError(`Nie można odczytać skanu ${path}.`, { cause: error });
  }
}
