import { spokenDuration } from '../../shared/duration.ts';
import type { Act, ListedAct } from '../../shared/protocol.ts';
import { isOver } from '../open-act.ts';
import type { Translate } from '../text.ts';
import { dayText, momentText } from '../ui/time.ts';

/** `5 min 48 s`, or a dash where nothing was heard. */
export function heardText(t: Translate, { heardMs }: ListedAct): string {
  return heardMs === 0 ? t('common.none') : spokenDuration(heardMs);
}

/** `13.11.2026, EZD`, or a dash. */
export function filedText(t: Translate, { filedOn, way }: Pick<Act, 'filedOn' | 'way'>): string {
  if (filedOn === null || way === null) return t('common.none');
  return t('protocol.filedOn', { day: dayText(filedOn), way: t(`protocol.ways.${way}`) });
}

/** What an unfinished act waits for; its seven days end at a minute. */
export function unfinishedText(t: Translate, act: ListedAct, now: Date = new Date()): string {
  if (act.corrections > 0) return t('protocol.unfinished.corrected');
  // The hour stays on the line of its day.
  const moment = momentText(act.completedAt ?? act.until).replace(', ', ',\u00a0');
  if (act.completedAt !== null) return t('protocol.unfinished.completed', { moment });
  return t(isOver(act, now) ? 'protocol.unfinished.over' : 'protocol.unfinished.until', { moment });
}
