import { createHash } from 'node:crypto';
import { randomFrom } from './calls/random.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { instantAt, isWorkingDay } from './calls/warsaw.ts';

/** What is left of a destroyed recording (§ 3 ust. 4): no number, no name, no sound. */
export type Stub = {
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
