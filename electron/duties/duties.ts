import type { z } from 'zod';
import { dutiesTold, type Duties, type Emergency } from '../../shared/duties.ts';
import { backupOf, isAging, waitsOf } from '../../shared/nights.ts';
import { addDays } from '../../shared/warsaw.ts';
import { isWorkingDay } from '../../shared/working-days.ts';
import { checkedEntries, nameOf, ofKind, toldEntry } from '../paper/entries.ts';
import type { Session } from '../session/current.ts';
import { read, readRows } from '../session/read.ts';
import { settings } from '../settings.ts';
import { dutiesQuery, emergencyEntriesQuery } from './queries.ts';

/** What waits, by the settings of the office. */
export async function readDuties({ db, guid: own }: Pick<Session, 'db' | 'guid'>): Promise<Duties> {
  const told = await read(db, dutiesTold, dutiesQuery);
  const { findingsDays, accountGoneDays, endingDays, insteadDays } = settings().authority;
  const { today } = told;
  return {
    ...told,
    ...{ own, endingDays },
    acts: told.acts.flatMap((act) => {
      const late = workingDaysSince(act.since, today) - findingsDays;
      const isOver = addDays(act.over, insteadDays) < today;
      return late > 0 ? [{ ...act, late, abandoned: act.account !== 'ok' || isOver }] : [];
    }),
    destruction: destructionOf(told),
    gone: told.gone.map((one) => ({
      ...one,
      late: one.since !== null && addDays(one.since, accountGoneDays) <= today,
    })),
  };
}

/** What stands in the way of the nights, and of the end of copies; nothing where there is no order. */
function destructionOf({ destruction, today }: z.infer<typeof dutiesTold>): Duties['destruction'] {
  if (destruction === null) return { waits: null, copies: null };
  const { from, since, backup, ...night } = destruction;
  const waits = waitsOf({ today, ...night }, from);
  const newest = backup === null ? null : backupOf(backup);
  return {
    waits:
      waits === null
        ? null
        : { why: waits.why, since: waits.why === 'missed' ? waits.night : (since ?? waits.night) },
    // An order is confirmed by a backup alone.
    copies:
      newest === null || isAging(newest, today) ? null : { newest: newest.madeOn, oldest: newest.oldestOn },
  };
}

/** How many working days there were after a day, up to another one. */
function workingDaysSince(day: string, today: string): number {
  let count = 0;
  for (let at = addDays(day, 1); at <= today; at = addDays(at, 1)) if (isWorkingDay(at)) count += 1;
  return count;
}

/**
 * What is resumed, and in an emergency confirmed before.
 * SECURITY: out of entries that were checked: whoever owns the tables shows nobody another stop or other people than will be resumed or confirmed.
 */
export async function readEmergency({ db }: Pick<Session, 'db'>): Promise<Emergency> {
  const entries = await checkedEntries(db, await readRows(db, toldEntry, emergencyEntriesQuery));
  const stop = entries
    .filter(
      (one) =>
        one.kind === 'suspended' ||
        one.kind === 'schema' ||
        one.kind === 'checked' ||
        one.kind === 'incident',
    )
    .at(-1);
  return {
    stop:
      stop === undefined
        ? null
        : {
            ...{ seq: stop.seq, hash: stop.hash, at: stop.payload.at },
            ...{ login: stop.payload.login, person: nameOf(stop, entries) },
            by: stop.kind === 'suspended' ? stop.payload.by : stop.kind,
            reason: stop.kind === 'suspended' ? (stop.words?.reason ?? null) : null,
            restored: ofKind(entries, 'incident').length > 0,
          },
    appointments: ofKind(entries, 'instrument').flatMap(({ seq, hash, payload, words }) =>
      payload.rows.flatMap((row, place) =>
        'office' in row
          ? [
              {
                ...{ seq, hash, number: row.number, deputy: row.deputy, from: row.from },
                person: words?.names[place]?.displayName ?? row.subject ?? '',
                paper: payload.signed?.paper ?? '',
              },
            ]
          : [],
      ),
    ),
  };
}
