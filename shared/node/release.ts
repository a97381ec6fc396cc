import { createHash } from 'node:crypto';
import { hpkeOpen, hpkeSeal, HpkeError, type Agreement, type Recipient } from './hpke.ts';
import { contentKeyLength } from './seal.ts';
import { uuidBytes } from './uuid.ts';

/**
 * The two envelopes of a recording's content key. On its way *in* it is sealed to the keeper's door key, which lives for an hour;
 * for one playback it is *released*, sealed to the app's ephemeral key. The `info` of each binds the envelope to its one purpose:
 * moved to another recording, request or entry it does not open. At rest the key is in no envelope: it lies in the keystore alone.
 */

const releaseLabel = Buffer.from('odsluch-release-v1\0', 'ascii');
const ingestLabel = Buffer.from('odsluch-ingest-v1\0', 'ascii');
const keyLabel = Buffer.from('odsluch-key-v1\0', 'ascii');
/** Bytes of an entry's SHA-256. */
const entryHashLength = 32;

/** Which request and which ledger entry a release belongs to. */
interface ReleaseBinding {
  /** uuid of the `listen` command. */
  readonly command: string;
  /** Hash of the `release` entry, 32 bytes. */
  readonly entryHash: Buffer;
}

/**
 * Seals a recording's key to the app's ephemeral public key, or under what was agreed on with it: 80 bytes.
 * Throws HpkeError `bad-public-key`; TypeError or RangeError for a malformed binding or key.
 */
export function sealRelease(
  binding: ReleaseBinding,
  publicKey: Buffer | Agreement,
  recordingKey: Buffer,
): Buffer {
  checkKeyLength(recordingKey);
  return hpkeSeal({ publicKey, info: releaseInfo(binding) }, recordingKey);
}

/** Opens a release; the caller zeroes the 32 bytes it gets. Throws HpkeError `key-unusable`. */
export function openRelease(binding: ReleaseBinding, privateKey: Buffer | Recipient, sealed: Buffer): Buffer {
  return hpkeOpen({ privateKey, info: releaseInfo(binding) }, sealed);
}

/** Seals a recording's key to the keeper's door key: 80 bytes. Errors as {@link sealRelease}. */
export function sealForKeeper(recording: string, doorKey: Buffer, recordingKey: Buffer): Buffer {
  checkKeyLength(recordingKey);
  return hpkeSeal({ publicKey: doorKey, info: ingestInfo(recording) }, recordingKey);
}

/** Opens what {@link sealForKeeper} made; the caller zeroes the 32 bytes it gets. Null where it does not open, or holds no such key. */
export function openForKeeper(recording: string, door: Recipient, sealed: Buffer): Buffer | null {
  try {
    const key = hpkeOpen({ privateKey: door, info: ingestInfo(recording) }, sealed);
    if (key.length === contentKeyLength) return key;
    key.fill(0);
    return null;
  } catch (error) {
    if (error instanceof HpkeError) return null;
    throw error;
  }
}

/** What an `ingest` entry says of a recording's key: SHA-256 in hex over "odsluch-key-v1\0" ‖ raw uuid ‖ key. */
export function keySha256(recording: string, recordingKey: Buffer): string {
  return createHash('sha256')
    .update(keyLabel)
    .update(uuidBytes(recording))
    .update(recordingKey)
    .digest('hex');
}

function releaseInfo({ command, entryHash }: ReleaseBinding): Buffer {
  if (entryHash.length !== entryHashLength) throw new RangeError('an entry hash has 32 bytes');
  return Buffer.concat([releaseLabel, uuidBytes(command), entryHash]);
}

function ingestInfo(recording: string): Buffer {
  return Buffer.concat([ingestLabel, uuidBytes(recording)]);
}

function checkKeyLength(recordingKey: Buffer): void {
  if (recordingKey.length !== contentKeyLength) throw new RangeError('a content key has 32 bytes');
}
