import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Command } from '../shared/commands.ts';
import type { Ask } from './ask.ts';
import { asPerson, checkRequest, readLogin } from './person.ts';
import { UsageError, type ServerSettings } from './settings.ts';

export type Authorisation = Omit<Command<'authorise'>, 'scan'> & { scanFile?: string };

const options = {
  number: 'Numer upoważnienia',
  act: 'Numer pisma (--act)',
  signedOn: 'Dzień podpisania (--signed)',
  signatory: 'Podpisujący (--signatory)',
  scope: 'Zakres (--scope)',
  from: 'Początek (--from)',
  to: 'Koniec (--to)',
  reason: 'Przyczyna (--reason)',
};

/** § 4 ust. 2: registers an authorisation that the Mayor signed on paper. The scan's SHA-256 goes into the entry. */
export async function authorise(
  settings: ServerSettings,
  secretary: string,
  act: Authorisation,
  ask: Ask,
): Promise<string> {
  const { scanFile, ...fields } = act;
  const scan = scanFile === undefined ? null : await fileHash(scanFile);
  const request = checkRequest('authorise', { ...fields, login: readLogin(fields.login), scan }, options);
  if (request.from > request.to)
    throw new UsageError('Koniec upoważnienia (--to) jest wcześniejszy niż początek (--from).');
  let said = '';
  await asPerson(settings, secretary, ask, async ({ submit }) => {
    const answer = await submit('authorise', request);
    said = `Wpis ${answer.seq ?? '–'}: zarejestrowano upoważnienie ${request.number} dla ${request.login}, ${request.from} – ${request.to}.`;
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
  const request = checkRequest('revoke', { number, reason }, options);
  let said = '';
  await asPerson(settings, secretary, ask, async ({ submit }) => {
    const answer = await submit('revoke', request);
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
