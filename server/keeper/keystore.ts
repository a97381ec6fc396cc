import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { rawPublicKey } from '../../shared/node/signing-key.ts';
import { RecordingKeys } from './recording-keys.ts';
import { checkPrivate, readSecret, syncFolder, unusable, writeSecret } from './secret-file.ts';

const ledgerFile = 'ledger.pem';
/** The key that is to replace it, until its entry stands. */
const nextFile = 'ledger.next.pem';

/** The keeper's private keys. */
export type Keystore = {
  /** Ed25519, signs entries; in memory while the keeper runs. */
  readonly signingKey: KeyObject;
  /** The 32 raw bytes of the public half in base64, as the genesis entry has them. */
  readonly publicKey: string;
  readonly recordings: RecordingKeys;
};

/** Makes the folder (0700) and the ledger key where they are missing; what is there stays. */
export function createKeystore(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkPrivate(folder, 'directory');
  if (!existsSync(join(folder, ledgerFile))) makeLedgerKey(folder, ledgerFile);
}

/** Makes the ledger key that is to replace the present one, in the place of one that was made before and not taken. */
export function makeNextLedgerKey(folder: string): void {
  checkPrivate(folder, 'directory');
  makeLedgerKey(folder, nextFile);
}

/** Whether a ledger key lies there that was made to replace the present one, and not taken. */
export function hasNextLedgerKey(folder: string): boolean {
  return existsSync(join(folder, nextFile));
}

/** Puts the next ledger key in the place of the present one, which is gone with it. */
export function takeNextLedgerKey(folder: string): void {
  renameSync(join(folder, nextFile), join(folder, ledgerFile));
  syncFolder(folder);
}

function makeLedgerKey(folder: string, name: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = Buffer.from(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  writeSecret(folder, name, pem);
  pem.fill(0);
}

/** Reads the ledger key; `next`: the one that is to replace the present one. Throws KeeperEnd (`keystore`) where it is missing, malformed, or open to other accounts. */
export function openKeystore(folder: string, next = false): Keystore {
  checkPrivate(folder, 'directory');
  const signingKey = readSigningKey(folder, next ? nextFile : ledgerFile);
  return {
    signingKey,
    publicKey: rawPublicKey(createPublicKey(signingKey)).toString('base64'),
    recordings: new RecordingKeys(folder),
  };
}

function readSigningKey(folder: string, name: string): KeyObject {
  const pem = readSecret(join(folder, name));
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without what the file contains.
  } finally {
    pem.fill(0);
  }
  throw unusable(`${name} is not an Ed25519 private key`);
}
