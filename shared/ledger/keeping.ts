import { z } from 'zod';
import { day, instant } from '../values.ts';
import { head } from './head.ts';

/** What of a backup its entry states. */
const made = {
  /** When the first of it was read: whatever was entered before then is in it. */
  startedAt: instant,
  /** The day of the oldest snapshot that is kept: what was gone from database and keystore before then is in none. */
  oldestOn: day,
  /** How many keys of recordings the newest one has. */
  keys: z.int().min(0),
};

/** §3.4: that recordings are kept, and for how long what is left of them elsewhere. */
export const keeping = {
  commands: {
    /** Asked for by our own backup alone, once it has tried what it made. */
    backup: z.strictObject(made),
  },
  answers: { backup: 'backup' },
  entries: {
    backup: z.strictObject({ ...head('backup'), ...made }),
  },
  texts: {},
} as const;
