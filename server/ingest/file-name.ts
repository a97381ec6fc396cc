import { parseCaller } from '../../shared/phone.ts';
import { instantsOf } from '../../shared/warsaw.ts';
import type { CallFacts } from './sidecar.ts';

export type NameReading = { ok: true; facts: CallFacts } | { ok: false; reason: NameFault };
export type NameFault = 'name-unknown' | 'not-incoming' | 'direction-unknown' | 'name-time' | 'name-caller';

const pattern =
  /^(?<way>[a-z]+)-(?<line>[\w+*#.]{0,40})-(?<caller>[^-]*)-(?<date>\d{8})-(?<time>\d{6})-(?<id>(?<epoch>\d{9,11})\.\d{1,10})\.wav$/i;

/** The exchange writes the local time of the start; the id's epoch is that of the channel, hence a little earlier. */
const apart = 12 * 3_600_000;

/** What FreePBX calls an incoming call by where its recording began, and whether the number behind that is the line or the queue or group. */
const incoming: Readonly<Record<string, 'line' | 'group'>> = { in: 'line', q: 'group', rg: 'group' };

/**
 * Reads FreePBX names `in-<line>-<caller>-YYYYMMDD-HHMMSS-<epoch.unique>.wav`, local time of Europe/Warsaw. In the doubled hour of
 * October the epoch tells which of the two instants was meant. A call that came
 * into a queue or a ring group has `q` or `rg` and its number in the place of `in` and the line; somebody of the office who calls it has no outside number.
 * `external` is an extension's, to or from outside. Anything else is not an incoming call (§ 1 of the regulation).
 */
export function readFileName(name: string): NameReading {
  const found = pattern.exec(name)?.groups;
  if (!found) return { ok: false, reason: 'name-unknown' };
  const way = found['way']?.toLowerCase() ?? '';
  if (way === 'external') return { ok: false, reason: 'direction-unknown' };
  if (!Object.hasOwn(incoming, way)) return { ok: false, reason: 'not-incoming' };
  const startedAt = readTime(found['date'] ?? '', found['time'] ?? '', Number(found['epoch']) * 1000);
  if (startedAt === null) return { ok: false, reason: 'name-time' };
  const caller = parseCaller(found['caller'] ?? '');
  if (caller.kind === 'not-a-number') return { ok: false, reason: 'name-caller' };
  return {
    ok: true,
    facts: {
      startedAt,
      callGroup: found['id'] ?? name,
      caller: caller.kind === 'number' ? caller.e164 : null,
      line: incoming[way] === 'line' ? (found['line'] ?? '') : '',
      extension: '',
      department: '',
      answeredBy: '',
      answeredLogin: null,
      announcement: 'unknown',
      channels: null,
    },
  };
}

function readTime(date: string, time: string, epochMs: number): Date | null {
  const at = (text: string, from: number, length = 2) => Number(text.slice(from, from + length));
  const candidates = instantsOf({
    year: at(date, 0, 4),
    month: at(date, 4),
    day: at(date, 6),
    hour: at(time, 0),
    minute: at(time, 2),
    second: at(time, 4),
  });
  const distance = (instant: Date) => Math.abs(instant.getTime() - epochMs);
  const nearest = candidates.sort((one, other) => distance(one) - distance(other))[0];
  return nearest === undefined || distance(nearest) > apart ? null : nearest;
}
