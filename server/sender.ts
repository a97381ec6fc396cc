import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { Signer } from '../shared/node/request.ts';
import { pinnedKeeperKey, rawPublicKey } from '../shared/node/signing-key.ts';
import { uuid } from '../shared/values.ts';
import { backupLogin, ingestLogin, ownHead, type Content } from './entries/request.ts';
import { atRest, enterAtRest } from './keeper/at-rest.ts';
import { writeSecret } from './keeper/secret-file.ts';
import { keeperKeyOf, UsageError, type ServerSettings } from './settings.ts';

/** What a program of the server room asks with: the id of its `sender` entry's command, and the private half (PKCS #8, base64). */
const keyFile = z.strictObject({ sender: uuid, privateKey: z.base64() });

/** The programs of the server room that ask: as whom, and by which key. */
const senders = {
  ingest: { login: ingestLogin, renew: 'renew-ingest-key', named: 'wczytywania' },
  backup: { login: backupLogin, renew: 'renew-backup-key', named: 'kopii' },
} as const;
type SenderName = keyof typeof senders;

/**
 * A new key for `ingest`, or for `backup`: writes it to `file` (0600), and gives the entry from which on it counts and every former one does not.
 * The file comes first: a crash in between leaves a key that the ledger does not know, and this is done once more.
 * SECURITY: the private half is in that file alone. It lies outside the keystore, whose folder is the keeper's alone: ingest must not
 * come near the keys that open recordings.
 */
export function renewSender(file: string, now: number, of: SenderName = 'ingest'): Content {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const sender = randomUUID();
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const content = Buffer.from(JSON.stringify({ sender, privateKey: der.toString('base64') }));
  writeSecret(dirname(file), basename(file), content);
  for (const secret of [der, content]) secret.fill(0);
  const raw = rawPublicKey(publicKey).toString('base64');
  return {
    words: null,
    payload: () => ({
      ...{ ...ownHead('sender', now), command: sender },
      ...{ program: senders[of].login, publicKey: raw },
    }),
  };
}

/** What `ingest`, or `backup`, signs with. Throws UsageError that says what to do where there is no key, or others can read it. */
export function readSender(
  settings: Pick<ServerSettings, 'ingestKey' | 'keeperPublicKey'> & Partial<Pick<ServerSettings, 'backup'>>,
  of: SenderName = 'ingest',
): Signer {
  const { keeperPublicKey, ingestKey, backup } = settings;
  const file = of === 'ingest' ? ingestKey : (backup?.key ?? '');
  const { named } = senders[of];
  const renewed = renewalOf(of);
  const ledgerKey = rawPublicKey(pinnedKeeperKey(keeperKeyOf({ keeperPublicKey })));
  try {
    // SECURITY: whoever else could read it could hand in recordings. Windows has no such bits; there no office takes recordings in.
    if (process.getuid !== undefined && (statSync(file).mode & 0o077) !== 0)
      throw new UsageError(`Klucz ${named} ${file} mogą czytać także inne konta. ${renewed}`);
    const { sender, privateKey } = keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const der = Buffer.from(privateKey, 'base64');
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    der.fill(0);
    return { session: sender, privateKey: key, ledgerKey };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EACCES')
      throw new UsageError(
        `Klucza ${named} ${file} nie może czytać to konto. Plik należy oddać kontu, na którym działa ingest (chown).`,
        { cause: error },
      );
    const what = code === 'ENOENT' ? `Nie ma klucza ${named}` : `Nie można użyć klucza ${named}`;
    throw new UsageError(`${what} ${file}. ${renewed}`, { cause: error });
  }
}

/** What to do where the key is lost, was seen by others, or is none of this ledger's any more. */
export function renewalOf(of: SenderName): string {
  return `Należy zatrzymać strażnika, na jego koncie wykonać ${senders[of].renew}, ${of === 'ingest' ? 'oddać plik kontu, na którym działa ingest, ' : ''}i uruchomić strażnika.`;
}

/** Gives `ingest` a new key while no keeper runs; returns the sentence for the terminal. Throws UsageError, or KeeperEnd where the ledger is not whole. */
export function renewIngestKey(settings: ServerSettings): Promise<string> {
  return atRest(settings, async (place) => {
    const seq = await enterAtRest(settings, place, (now) => renewSender(settings.ingestKey, now));
    return `Zapisano wpis nr ${seq}: nowy klucz wczytywania jest w pliku ${settings.ingestKey}, a poprzedni już nie działa. Plik należy oddać kontu, na którym działa ingest (chown), i uruchomić strażnika.`;
  });
}

/** The same for `backup`, which root runs: the file stays the keeper's. */
export function renewBackupKey(settings: ServerSettings): Promise<string> {
  const { key } = settings.backup;
  if (key === null) throw new UsageError('W ustawieniach brakuje backup.key.');
  return atRest(settings, async (place) => {
    const seq = await enterAtRest(settings, place, (now) => renewSender(key, now, 'backup'));
    return `Zapisano wpis nr ${seq}: nowy klucz kopii jest w pliku ${key}, a poprzedni już nie działa.`;
  });
}
