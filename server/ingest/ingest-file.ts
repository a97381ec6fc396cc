import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Command } from '../../shared/ledger/kinds.ts';
import { saltLength } from '../../shared/node/ledger.ts';
import { sealForKeeper } from '../../shared/node/release.ts';
import type { AnsweredFrom } from '../../shared/ledger/ingest.ts';
import { legalDay, legalMonth } from '../../shared/warsaw.ts';
import { rowDigest, type CatalogueRow } from '../entries/recording.ts';
import { trustedPulse, type Asker } from '../submit.ts';
import { stageRecording, type SealedFacts } from './one-pass.ts';
import type { Gone } from './gone.ts';
import { placeOnShare, takeBack } from './place.ts';
import type { Recording } from './plan.ts';
import { pledge } from './pledge.ts';
import { SourceRefusal } from './refusal.ts';
import type { CallFacts } from './sidecar.ts';

export type Place = Asker & { share: string; gone: Gone; onProgress: (bytes: number) => void };

/**
 * `taken`: what the keeper is to be asked for, null where the catalogue has the same sound of the same call already; `gone`: the entry by which
 * that was destroyed; `mark` and `sound` (SHA-256): of the file that was read.
 */
export type Sealed = { taken: Command<'ingest'> | null; gone: number | null; mark: string; sound: Buffer };

/**
 * Seals one file onto the share and enters it into the catalogue as `pending`; what is known already leaves nothing behind.
 * The order makes a crash harmless: sealed and synced → catalogue row → names → the keeper's entry (asked for by the caller).
 * Throws SourceRefusal.
 */
export async function sealOne(folder: string, plan: Recording, place: Place): Promise<Sealed> {
  const recording = randomUUID();
  const month = legalMonth(plan.facts.startedAt);
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
    const read = { mark: staged.sourceMark, sound: staged.sourceSha256 };
    // After the file, which may have taken its time: the door key lives for an hour.
    const { doorKey } = await trustedPulse(place);
    const sealed = sealForKeeper(recording, doorKey, key);
    const described = describedBy(plan.facts, staged.wav);
    const answered = await whoAnswered(place.client, plan.facts);
    const row = rowOf(recording, described, answered, staged, sealed);
    const digest = rowDigest(row) ?? '';
    const insert = () => insertRow(place.client, { ...row, pledge: pledge(place.signer, digest) });
    if (!(await insert()) && !((await clearUnvouched(place, staged)) && (await insert()))) {
      await staged.discard();
      // SECURITY: silence of one length is the same sound in two calls: only a source that is described alike goes with what was destroyed.
      await sameDescription(place.client, described, staged);
      const gone = await place.gone.ofSound(staged.sourceSha256, plan.facts.startedAt);
      return { taken: null, gone, ...read };
    }
    await staged.commit();
    return { taken: { recording, digest }, gone: null, ...read };
  } finally {
    // SECURITY: after this the recording's key is in the keeper's hands alone.
    key.fill(0);
  }
}

/**
 * A row of the same sound that the keeper would not vouch for does not make it known: its source, which is at hand, may be the
 * only whole copy, or its description may have been put right since. Returns whether there was one; it is gone now.
 */
async function clearUnvouched({ client, share }: Place, { sourceSha256 }: SealedFacts): Promise<boolean> {
  const { rows } = await client.query<{ id: string; month: string }>(
    'SELECT id, month FROM api.unfinished($1)',
    [sourceSha256],
  );
  for (const { id, month } of rows) await takeBack(client, share, month, id);
  return rows.length > 0;
}

/** A description as the catalogue holds it; names as in a sidecar. */
type Described = Omit<CallFacts, 'startedAt' | 'channels'> & { startedAt: string; channels: string[] };
type Answered = Pick<CallFacts, 'answeredBy' | 'answeredLogin'> & { answeredFrom: AnsweredFrom | null };
/** Channels of what was sealed: between the look at the folder and now the file may have become another. */
function describedBy(call: CallFacts, wav: SealedFacts['wav']): Described {
  const channels = call.channels ?? (wav.channels === 1 ? ['mixed'] : ['unknown', 'unknown']);
  return { ...call, startedAt: call.startedAt.toISOString(), channels };
}

/** Who answered: on the word of the description alone, where it names anybody; else of the extension directory of that legal day. */
async function whoAnswered(
  client: Client,
  { answeredBy, answeredLogin, extension, startedAt }: CallFacts,
): Promise<Answered> {
  if (answeredBy !== '' || answeredLogin !== null)
    return { answeredBy, answeredLogin, answeredFrom: 'sidecar' };
  const { rows } = await client.query<{ person: string; login: string | null }>(
    `SELECT person, login FROM office.extension_holder
      WHERE extension = $1 AND $2::date BETWEEN from_day AND coalesce(to_day, 'infinity')`,
    [extension, legalDay(startedAt)],
  );
  const [holder] = rows;
  if (holder === undefined) return { answeredBy, answeredLogin, answeredFrom: null };
  return { answeredBy: holder.person, answeredLogin: holder.login, answeredFrom: 'directory' };
}

/**
 * Throws SourceRefusal `other-description` unless the known sound came with this very description.
 * SECURITY: two calls may sound alike, of silence say, and a description may be put right: what differs is evidence of its own, and
 * neither passes for known nor is removed.
 */
async function sameDescription(client: Client, described: Described, facts: SealedFacts): Promise<void> {
  const { rows } = await client.query<{ same: boolean }>('SELECT api.is_described($1, $2) AS same', [
    facts.sourceSha256,
    JSON.stringify(described),
  ]);
  if (rows[0]?.same !== true) throw new SourceRefusal('other-description');
}

/** What the catalogue says of a recording. */
function rowOf(
  recording: string,
  call: Described,
  answered: Answered,
  facts: SealedFacts,
  sealed: Buffer,
): CatalogueRow {
  return {
    id: recording,
    started_at: new Date(call.startedAt),
    duration_ms: facts.wav.durationMs,
    call_group: call.callGroup,
    caller: call.caller,
    caller_salt: randomBytes(saltLength),
    line: call.line,
    extension: call.extension,
    department: call.department,
    answered_by: answered.answeredBy,
    answered_login: answered.answeredLogin,
    answered_from: answered.answeredFrom,
    announcement: call.announcement,
    channels: call.channels,
    plain_sha256: facts.sourceSha256,
    plain_bytes: String(facts.sourceLength),
    cipher_sha256: facts.sealedSha256,
    cipher_bytes: String(facts.sealedLength),
    peaks_sha256: facts.peaksSha256,
    peaks_bytes: String(facts.peaksLength),
    sealed,
  };
}

/** Whether it went in: not where the same sound is there, or was and is destroyed; but where one that is kept was lost. */
async function insertRow(client: Client, row: CatalogueRow & { pledge: Buffer }): Promise<boolean> {
  const columns = Object.keys(row);
  const sound = `$${columns.indexOf('plain_sha256') + 1}`;
  const { rowCount } = await client.query(
    `INSERT INTO office.recording (${columns.join(', ')}) SELECT ${columns.map((_, at) => `$${at + 1}`).join(', ')}
      WHERE NOT EXISTS (SELECT FROM office.recording r WHERE r.plain_sha256 = ${sound} AND r.state = 'destroyed')
         OR EXISTS (SELECT FROM office.recording r WHERE r.plain_sha256 = ${sound} AND r.state = 'lost')
     ON CONFLICT (plain_sha256) WHERE state IN ('pending', 'available') DO NOTHING`,
    Object.values(row),
  );
  return rowCount === 1;
}
