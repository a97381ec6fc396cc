import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { firstPreferences, preferences } from '../../shared/preferences.ts';
import { logFault } from '../log.ts';
import { writeWhole } from '../whole-file.ts';

const { language, theme, zoom, letterKeys, scoreKeys } = preferences.shape;
const length = z.int().min(1).max(100_000);
const place = z.int().min(-100_000).max(100_000);

/** Where the window was and how large, in pixels of the screen as the system counts them. */
const windowPlace = z.strictObject({
  x: place,
  y: place,
  width: length,
  height: length,
  maximised: z.boolean(),
});

// What is unknown or unreadable counts as never chosen, each for itself: one slip in the file costs one setting.
const kept = z.object({
  language: language.catch(firstPreferences.language),
  theme: theme.catch(firstPreferences.theme),
  zoom: zoom.catch(firstPreferences.zoom),
  letterKeys: letterKeys.catch(firstPreferences.letterKeys),
  scoreKeys: scoreKeys.catch(firstPreferences.scoreKeys),
  window: windowPlace.nullable().catch(null),
});
type Kept = z.infer<typeof kept>;

let current: Kept | null = null;

const file = (): string => join(app.getPath('userData'), 'preferences.json');

/** What the user of this Windows account chose, and where the window was; read once. */
export function readPreferences(): Kept {
  current ??= stored();
  return current;
}

/** Keeps a choice for the next start. A disk that cannot be written to costs the memory of it, not the choice. */
export function keepPreferences(change: Partial<Kept>): void {
  current = { ...readPreferences(), ...change };
  try {
    writeWhole(file(), JSON.stringify(current));
  } catch (error) {
    logFault('preferences', error);
  }
}

function stored(): Kept {
  try {
    return kept.parse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    // Missing or no JSON: nobody chose anything yet, as on the first day.
    return kept.parse({});
  }
}
