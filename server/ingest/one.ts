import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from 'pg';
import { wrapRecordingKey } from '../../shared/node/release.ts';
import { legalMonth } from '../../shared/warsaw.ts';
import type { MonthKeys } from './month-keys.ts';
import { stageRecording, type SealedFacts } from './one-pass.ts';
import { placeOnShare, takeBack } from './place.ts';
import type { Recording } from './plan.ts';

export type Place = { client: Client; keys: MonthKeys; share: string; onProgress: (bytes: number) => void };

/**
 * Seals one file onto the share and enters it into the catalogue as `pending`; what is known already leaves nothing behind.
 * The order makes a crash harmless: sealed and synced → catalogue row → names → the keeper's entry (asked for by the caller).
 * Returns the recording's id, or null where the catalogue has the same sound already. Throws SourceRefusal.
 */
export async function sealOne(folder: string, plan: Recording, place: Place): Promise<string | null> {
  const recording = randomUUID();
  const month = legalMonth(plan.facts.startedAt);
  const publicKey = await place.keys.of(month);
  const target = placeOnShare(place.share, month, recording);
  const key = randomBytes(32);
  try {
    const staged = await stageRecording({
      source: join(folder, plan.name),
      recording,
      key,
      soundTarget: `${target}.rec`,
      peaksTarget: `${target}.peaks`,
      onProgress: place.onProgress,
    });
    const wrapped = wrapRecordingKey({ recording, wrappingKeyId: month }, publicKey, key);
    const insert = () => insertRow(place.client, recording, plan, staged, month, wrapped);
    if (!(await insert()) && !((await clearUnvouched(place, staged)) && (await insert()))) {
      await staged.discard();
      return null;
    }
    await staged.commit();
    return recording;
  } finally {
    // SECURITY: after this the recording's key exists only wrapped, for the keeper alone.
    key.fill(0);
  }
}

/**
 * A row of the same sound that the keeper would not vouch for does not make it known: its source, which is at hand, may be the
 * only whole copy, or its description may have been put right since. Returns whether there was one; it is gone now.
 */
async function clearUnvouched({ client, share }: Place, { sourceSha256 }: SealedFacts): Promise<boolean> {
  const { rows } = await client.query<{ id: string; wrapping_key: string }>(
    `SELECT id, wrapping_key FROM office.recording WHERE plain_sha256 = $1 AND state = 'pending' AND batch IS NULL`,
    [sourceSha256],
  );
  for (const { id, wrapping_key: month } of rows) await takeBack(client, share, month, id);
  return rows.length > 0;
}

async function insertRow(
  client: Client,
  recording: string,
  plan: Recording,
  facts: SealedFacts,
  month: string,
  wrapped: Buffer,
): Promise<boolean> {
  const { facts: call } = plan;
  // Of what was sealed: between the look at the folder and now the file may have become another.
  const { wav } = facts;
  const channels = call.channels ?? (wav.channels === 1 ? ['mixed'] : ['unknown', 'unknown']);
  const { rowCount } = await client.query(
    `INSERT INTO office.recording (id, started_at, duration_ms, call_group, caller, line, extension, department, answered_by,
       answered_login, announcement, channels, plain_sha256, plain_bytes, cipher_sha256, cipher_bytes, peaks_sha256, peaks_bytes,
       wrapping_key, wrapped)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (plain_sha256) WHERE state <> 'lost' DO NOTHING`,
    [
      recording,
      call.startedAt.toISOString(),
      wav.durationMs,
      call.callGroup,
      call.caller,
      call.line,
      call.extension,
      call.department,
      call.answeredBy,
      call.answeredLogin,
      call.announcement,
      channels,
      facts.sourceSha256,
      facts.sourceLength,
      facts.sealedSha256,
      facts.sealedLength,
      facts.peaksSha256,
      facts.peaksLength,
      month,
      wrapped,
    ],
  );
  return rowCount === 1;
}
