import type { Draft } from './drafts.ts';
import type { Translate } from './text.ts';
import { secondsText } from './ui/time.ts';

export type Keeping = Pick<Draft, 'state' | 'savedAt'>;

/** Where the text is: on the server since when, on its way, or only in this window. */
export function savedText(t: Translate, { state, savedAt }: Keeping): string {
  if (state === 'typed' || state === 'saving') return t('playback.notes.saving');
  if (savedAt === null) return state === 'kept' ? t('playback.notes.notSaved') : '';
  const key = state === 'kept' ? 'playback.notes.savedOnServer' : 'playback.notes.saved';
  return t(key, { time: secondsText(savedAt) });
}
