import { hpkeOpen, hpkeSeal, type Agreement, type Recipient } from './hpke.ts';
import { contentKeyLength } from './seal.ts';
import { uuidBytes } from './uuid.ts';

/**
 * The two envelopes of a recording's content key. At rest it is *wrapped* to the month's wrapping key, which only
 * the keeper can open; for one playback it is *released*, sealed to the app's ephemeral key. The `info` of each
 * binds the envelope to its one purpose: moved to another recording, request or entry it does not open.
 */

const releaseLabel = Buffer.from('odsluch-release-v1\0', 'ascii');
const wrapLabel = Buffer.from('odsluch-wrap-v1\0', 'ascii');
/** Bytes of an entry's SHA-256. */
const entryHashLength = 32;

/** Which request and which ledger entry a release belongs to. */
export interface ReleaseBinding {
  /** uuid of the `listen` command. */
  readonly command: string;
  /** Hash of the `release` entry, 32 bytes. */
  readonly entryHash: Buffer;
}

/** Which recording and which wrapping key (its id, `yyyy-mm`) a wrapped key belongs to. */
export interface WrapBinding {
  readonly recording: string;
  readonly wrappingKeyId: string;
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

/** Wraps a recording's key to the public half of a month's wrapping key: 80 bytes. Errors as {@link sealRelease}. */
export function wrapRecordingKey(binding: WrapBinding, publicKey: Buffer, recordingKey: Buffer): Buffer {
  checkKeyLength(recordingKey);
  return hpkeSeal({ publicKey, info: wrapInfo(binding) }, recordingKey);
}

/** Unwraps a recording's key; the caller zeroes the 32 bytes it gets. Throws HpkeError `key-unusable`. */
export function unwrapRecordingKey(
  binding: WrapBinding,
  privateKey: Buffer | Recipient,
  wrapped: Buffer,
): Buffer {
  return hpkeOpen({ privateKey, info: wrapInfo(binding) }, wrapped);
}

function releaseInfo({ command, entryHash }: ReleaseBinding): Buffer {
  if (entryHash.length !== entryHashLength) throw new RangeError('an entry hash has 32 bytes');
  return Buffer.concat([releaseLabel, uuidBytes(command), entryHash]);
}

function wrapInfo({ recording, wrappingKeyId }: WrapBinding): Buffer {
  return Buffer.concat([wrapLabel, uuidBytes(recording), Buffer.from(wrappingKeyId, 'utf8')]);
}

function checkKeyLength(recordingKey: Buffer): void {
  if (recordingKey.length !== contentKeyLength) throw new RangeError('a content key has 32 bytes');
}
