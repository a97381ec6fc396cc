import { agreeWith, HpkeError, type Agreement } from '../../shared/node/hpke.ts';
import { unwrapRecordingKey } from '../../shared/node/release.ts';
import type { RefusalCode } from '../../shared/failure.ts';
import type { RecordingRow } from './recording.ts';
import type { Desk } from './request.ts';

/**
 * Both ends of a release are tried before the verdict: a damaged wrap or a poisoned key becomes a refusal instead of the
 * record of a release that never was. Here the recording's key (32 bytes), or why there is none.
 */
export type Trial = { key: Buffer } | { reason: RefusalCode };

/** Opens the wrapped key of a row, whatever the verdict will be; `forgetTrial` unless it is released. */
export function tryUnwrap({ keys, state }: Pick<Desk, 'keys' | 'state'>, row: RecordingRow | null): Trial {
  const month = row?.wrapping_key ?? null;
  const recipient = month === null ? null : keys.recipient(month);
  if (!row?.wrapped || month === null || recipient === null || !state.keys.has(month)) {
    return { reason: 'key-unusable' };
  }
  try {
    const binding = { recording: row.id, wrappingKeyId: month };
    return { key: unwrapRecordingKey(binding, recipient, row.wrapped) };
  } catch (error) {
    if (error instanceof HpkeError) return { reason: error.code };
    throw error;
  }
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
