import { agreeWith, HpkeError, type Agreement } from '../../shared/node/hpke.ts';
import { keySha256 } from '../../shared/node/release.ts';
import type { RefusalCode } from '../../shared/failure.ts';
import { legalDay } from '../../shared/warsaw.ts';
import type { Vouched } from './recording.ts';
import type { Desk } from './request.ts';

/**
 * Both ends of a release are tried before the verdict: a spoilt file or a poisoned key becomes a refusal instead of the
 * record of a release that never was. Here the recording's key (32 bytes), or why there is none.
 */
export type Trial = { key: Buffer } | { reason: RefusalCode };

/**
 * Fetches the key of a recording, whatever the verdict will be; `forgetTrial` unless it is released.
 * SECURITY: only what the signed entry says of it: a file that was swapped with another's opens nothing.
 */
export function tryKey({ keys }: Pick<Desk, 'keys'>, manifest: Vouched | null): Trial {
  if (manifest === null) return { reason: 'key-unusable' };
  const { recording, startedAt, keySha256: hash } = manifest;
  const key = keys.recordings.of(recording, legalDay(startedAt));
  if (key !== null && keySha256(recording, key) === hash) return { key };
  key?.fill(0);
  return { reason: 'key-unusable' };
}

/** SECURITY: zeroes what was tried for a request that is not granted, also where the trial has not ended yet. */
export async function forgetTrial(
  trial: Trial | Promise<Trial>,
  requester: ReturnType<typeof tryPublicKey> | null = null,
): Promise<void> {
  if (requester !== null && 'agreement' in requester) requester.agreement.agreed.fill(0);
  try {
    const ended = await trial;
    if ('key' in ended) ended.key.fill(0);
  } catch {
    // A trial that failed left no key.
  }
}

/** What was agreed on with the requester's key, for the one envelope of a release, or why that is none. */
export function tryPublicKey(base64: string): { agreement: Agreement } | { reason: RefusalCode } {
  try {
    return { agreement: agreeWith(Buffer.from(base64, 'base64')) };
  } catch (error) {
    if (error instanceof HpkeError) return { reason: error.code };
    throw error;
  }
}
