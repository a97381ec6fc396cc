import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, importRecipient, type Recipient } from '../../shared/node/hpke.ts';
import { exitCodes, KeeperEnd } from './options.ts';

const ledgerFile = 'ledger.pem';
/** The key that is to replace it, until its entry stands. */
const nextFile = 'ledger.next.pem';
const monthFile = /^wrapping-(\d{4}-(?:0[1-9]|1[0-2]))\.key$/;

/** The keeper's private keys, in memory while it runs. */
export type Keystore = {
  /** Ed25519, signs entries. */
  readonly signingKey: KeyObject;
  /** The 32 raw bytes of the public half in base64, as the genesis entry has them. */
  readonly publicKey: string;
  /** The pair that opens what was wrapped for a month; null where there is none. */
  recipient(month: string): Recipient | null;
  /** Public half (32 bytes) of the month's pair, which is made and synced to the disk where it is missing. */
  ensureMonthKey(month: string): Buffer;
  /** Forgets the wrapping keys. */
  dispose(): void;
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

/** Reads all keys; `next`: with the ledger key that is to replace the present one. Throws KeeperEnd (`keystore`) where something is missing, malformed, or open to other accounts. */
export function openKeystore(folder: string, next = false): Keystore {
  checkPrivate(folder, 'directory');
  const signingKey = readSigningKey(folder, next ? nextFile : ledgerFile);
  const months = new Map<string, Recipient>();
  for (const name of readdirSync(folder)) {
    const month = monthFile.exec(name)?.[1];
    if (month !== undefined) months.set(month, importMonthKey(readMonthKey(folder, name)));
  }
  return {
    signingKey,
    publicKey: rawPublicKey(createPublicKey(signingKey)),
    recipient: (month) => months.get(month) ?? null,
    ensureMonthKey: (month) => {
      const known = months.get(month);
      if (known) return known.publicKey;
      const { privateKey } = generateKeyPair();
      writeSecret(folder, `wrapping-${month}.key`, privateKey);
      const made = importMonthKey(privateKey);
      months.set(month, made);
      return made.publicKey;
    },
    dispose: () => months.clear(),
  };
}

/** SECURITY: the raw bytes are zeroed here; from now on the key is a handle that nothing here exports. */
function importMonthKey(raw: Buffer): Recipient {
  try {
    return importRecipient(raw);
  } finally {
    raw.fill(0);
  }
}

function readSigningKey(folder: string, name: string): KeyObject {
  const pem = readSecret(folder, name);
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

function readMonthKey(folder: string, name: string): Buffer {
  const key = readSecret(folder, name);
  if (key.length !== 32) throw unusable(`${name} does not have 32 bytes`);
  return key;
}

function readSecret(folder: string, name: string): Buffer {
  const path = join(folder, name);
  checkPrivate(path, 'file');
  return readFileSync(path);
}

/** SECURITY: a key that another account could read, or has put there, is not taken into use: the keeper does not start. */
function checkPrivate(path: string, kind: 'file' | 'directory'): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) throw unusable(`${path} is missing`);
  if (kind === 'file' ? !found.isFile() : !found.isDirectory()) throw unusable(`${path} is not a ${kind}`);
  // Windows has no such bits; there the keeper does not run in production.
  if (process.getuid === undefined) return;
  if (found.uid !== process.getuid()) throw unusable(`${path} belongs to another account`);
  if ((found.mode & 0o077) !== 0) throw unusable(`${path} is open to other accounts`);
}

/** Under its name only once it lies on the disk whole: a crash leaves either no key or a good one. */
export function writeSecret(folder: string, name: string, content: Buffer): void {
  // What a crash left of an earlier one: nothing reads it.
  for (const left of readdirSync(folder).filter((one) => one.startsWith(`${name}.`) && one.endsWith('.new')))
    rmSync(join(folder, left));
  const passing = join(folder, `${name}.${randomBytes(6).toString('hex')}.new`);
  const file = openSync(passing, 'wx', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(passing, join(folder, name));
  syncFolder(folder);
}

/** Makes the names in a folder durable. Windows cannot, and need not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function rawPublicKey(key: KeyObject): string {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
}

function unusable(message: string): KeeperEnd {
  return new KeeperEnd(exitCodes.keystore, `keystore: ${message}`);
}
