import { z } from 'zod';
import { day, hex32, instant, uuid } from '../values.ts';
import { head } from './head.ts';
import type { Family } from './kind.ts';

/** What of a backup its entry states. */
const made = {
  /** When the first of it was read: whatever was entered before then is in it. */
  startedAt: instant,
  /** The day of the oldest snapshot that is kept: what was gone from database and keystore before then is in none. */
  oldestOn: day,
  /** How many keys of recordings the newest one has. */
  keys: z.int().min(0),
};

/** What of the files of destroyed recordings its entry states. */
const gone = {
  /** The `destroyed` entry that names them. */
  of: z.int().min(1),
  /** How many files went in the run that enters it, of share and sources. */
  files: z.int().min(0),
  /** Whether it was said before that they went: something had come back, or an original could not be deleted then. */
  again: z.boolean(),
};

/** Every recording that a `destroyed` entry names. */
export function namedBy({
  term,
  ended,
  erasure,
}: Readonly<Record<'term' | 'ended' | 'erasure', readonly string[]>>): string[] {
  return [...term, ...ended, ...erasure];
}

/** Recordings that one `destroyed` entry names, at most. */
export const mostAtOnce = 500;
/** Days of calls that one night destroys without asking anybody, of what was held once and of what was not. */
export const mostDays = 4;
/** Days after it was taken in within which no recording goes unasked: an exchange with a wrong clock stamps its calls with any year. */
export const freshDays = 31;

/** §3.4: that recordings are kept, for how long, that they are destroyed then, and for how long what is left of them elsewhere is. */
export const keeping = {
  backup: {
    command: 'backup',
    /** Asked for by our own backup alone, once it has tried what it made. */
    asks: z.strictObject(made),
    may: {},
    entry: z.strictObject({ ...head('backup'), ...made }),
  },
  stopped: {
    /** More is due than a night destroys unasked, or what was taken in but lately: nothing of it goes until somebody has confirmed the list. */
    entry: z.strictObject({
      ...head('stopped'),
      /** On which the calls began, ascending. */
      days: z.array(day).min(1),
      count: z.int().min(1),
      /** Over the sorted lines, of each recording its id and a line feed. */
      listSha256: hex32,
    }),
  },
  destroyed: {
    /** From here on the keys of these recordings are not to be had, and nothing is left of them but what says that they were. */
    entry: z.strictObject({
      ...head('destroyed'),
      /** Number of the month's protocol (D7). */
      protocol: z.string(),
      /** Number of the order (a version of `destruction`) by which it was done. */
      order: z.string(),
      /** Their twelve months were over, and nothing was ever held. */
      term: z.array(uuid),
      /** They were held once, and are no more. */
      ended: z.array(uuid),
      /** Somebody whom they concern asked for it. */
      erasure: z.array(uuid),
      /** Of all of them together. */
      durationMs: z.int().min(0),
    }),
  },
  removed: {
    command: 'removed',
    /** Asked for by ingest alone, which deletes what it put on the share. */
    asks: z.strictObject(gone),
    may: {},
    entry: z.strictObject({ ...head('removed'), ...gone }),
  },
} as const satisfies Family;
