import { createHash, randomUUID } from 'node:crypto';
import { stubListHash } from '../../server/entries/ingest.ts';
import { submit, type Asker } from '../../server/submit.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { randomFrom } from './calls/random.ts';
import { instantAt } from './calls/warsaw.ts';

/** What is left of a destroyed recording (§ 3 ust. 4): no number, no name, no sound. */
type Stub = {
  /** A uuid. */
  readonly id: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly department: string;
  readonly extension: string;
  /** Of a sound that never was: 64 hex digits. */
  readonly plainSha256: string;
  /** The legal day of destruction: the one after the last day of twelve months. */
  readonly destroyedOn: string;
  /** One protocol a night: `PZ/<day of the year>/<year>`. */
  readonly destructionProtocol: string;
};

/** Days that one search may span at most. */
const windowDays = 31;
const opens = (7 * 60 + 30) * 60;
const closes = (17 * 60 + 30) * 60;

/**
 * Calls of a busy month more than a year before `today` (`YYYY-MM-DD`), destroyed since; oldest first. All of them lie
 * within 31 consecutive days, so that one search can list them all. The same arguments give the same rows.
 */
export function destroyedCalls(
  today: string,
  telephones: readonly { readonly extension: string; readonly department: string }[],
  count = 10_000,
): Stub[] {
  const last = addDays(addMonths(today, -12), -5);
  const window = Array.from({ length: windowDays }, (_, place) => addDays(last, place + 1 - windowDays));
  const days = window.filter(isWorkingDay);
  const random = randomFrom(count);
  return Array.from({ length: count }, (_, place): Stub => {
    const day = days[Math.floor((place * days.length) / count)] ?? last;
    const { extension, department } = random.pick(telephones);
    const destroyedOn = addDays(addMonths(day, 12), 1);
    return {
      id: uuidOf(`${today} stub ${String(place)}`),
      startedAt: new Date(instantAt(day, random.whole(opens, closes)) + random.whole(0, 999)).toISOString(),
      // Most calls are short, a few are long: 15 s to 15 min.
      durationMs: Math.round(15_000 + 885_000 * random.next() ** 3),
      department,
      extension,
      plainSha256: sha256(`${today} sound ${String(place)}`).toString('hex'),
      destroyedOn,
      destructionProtocol: `PZ/${String(dayOfYear(destroyedOn))}/${destroyedOn.slice(0, 4)}`,
    };
  }).sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
}

/** Hands a list of destroyed calls to the keeper: one transaction of rows, then ONE entry with their count and hash. */
export async function takeOverDestroyed(asker: Asker, calls: readonly Stub[]): Promise<void> {
  const batch = randomUUID();
  await asker.client.query(
    `INSERT INTO office.recording (id, started_at, duration_ms, call_group, caller, line, extension, department, answered_by,
       announcement, channels, plain_sha256, destroyed_on, destruction_protocol, batch)
     SELECT c.id, c."startedAt", c."durationMs", c.id, NULL, '', c.extension, c.department, '', 'unknown', ARRAY['unknown'],
       decode(c."plainSha256", 'hex'), c."destroyedOn", c."destructionProtocol", $2
       FROM json_to_recordset($1) AS c(id uuid, "startedAt" timestamptz, "durationMs" int, extension text, department text,
         "plainSha256" text, "destroyedOn" date, "destructionProtocol" text)`,
    [JSON.stringify(calls), batch],
  );
  const answer = await submit(asker, 'stubs', { batch, digest: listHash(calls) }, 120_000);
  if (answer.state === 'refused') throw new Error(`the keeper refused the list: ${answer.reason}`);
}

/** As its entry will have it. */
function listHash(calls: readonly Stub[]): string {
  return stubListHash(
    calls.map(({ startedAt, durationMs, plainSha256, destroyedOn, destructionProtocol, ...call }) => ({
      ...{ id: call.id, state: 'pending', started_at: new Date(startedAt), duration_ms: durationMs },
      ...{ plain_sha256: Buffer.from(plainSha256, 'hex'), destroyed_on: destroyedOn },
      ...{ destruction_protocol: destructionProtocol, call_group: call.id },
      ...{ extension: call.extension, department: call.department },
    })),
  );
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A uuid that looks like a random one (RFC 9562, version 4), made from a text. */
function uuidOf(text: string): string {
  const bytes = sha256(text).subarray(0, 16);
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function dayOfYear(day: string): number {
  return (Date.parse(day) - Date.parse(`${day.slice(0, 4)}-01-01`)) / 86_400_000 + 1;
}
