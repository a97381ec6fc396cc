import { spokenDuration } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import type { Act } from '../../shared/protocol.ts';
import type { Translate } from '../text.ts';
import { dateText, dayText, momentText } from '../ui/time.ts';

/** `5 min 48 s`, or a dash where nothing was heard. */
export function heardText(t: Translate, act: Act): string {
  const ms = act.recordings.reduce((sum, { heard }) => sum + totalMs(heard), 0);
  return ms === 0 ? t('common.none') : spokenDuration(ms);
}

/** `13.11.2026, EZD`, or a dash. */
export function filedText(t: Translate, { filedOn, way }: Act): string {
  if (filedOn === null || way === null) return t('common.none');
  return t('protocol.filedOn', { day: dayText(filedOn), way: t(`protocol.ways.${way}`) });
}

/** Whether the seven days of an act have passed. */
export function isOver({ until }: Act, now: Date = new Date()): boolean {
  return Date.parse(until) <= now.getTime();
}

/** What an unfinished act waits for, with its day. */
export function termText(t: Translate, act: Act, now: Date = new Date()): string {
  if (act.completedAt !== null)
    return t('protocol.unfinished.completed', { moment: momentText(act.completedAt) });
  const day = dateText(act.until);
  return t(isOver(act, now) ? 'protocol.unfinished.over' : 'protocol.unfinished.until', { day });
}
