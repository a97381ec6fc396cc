import type { Output } from '../../shared/contract.ts';
import { durationText } from '../../shared/duration.ts';
import type { Call } from '../../shared/recordings.ts';
import { type Listed, partsOf } from '../player/stage.ts';
import type { Translate } from '../text.ts';
import { momentText } from '../ui/time.ts';

type Shown = NonNullable<Output<'playback.prepare'>['shown']>;

/** Which call it is, with all parts that one approval opens; `shown`: what is known of `leg`, with which it begins. What is of the others says the list. */
export function subtitleOf(t: Translate, call: Call, leg: Listed, shown: Shown | Listed = leg): string {
  const { startedAt, callerTail, department, extension } = shown;
  // SECURITY: INV-57. Of a part that was put through the list does not say it, and its entry does: whoever moves it into another call names nobody else by that.
  const tail = callerTail === undefined ? call.callerTail : callerTail;
  const caller = tail === null ? t('playback.withheld') : t('playback.masked', { tail });
  const parts = partsOf(call).map((part) => (part.recording === leg.recording ? shown : part));
  const { length: count } = parts;
  const isPart = call.legs.length > 1;
  const length = durationText(parts.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const names = parts.map(({ answeredBy }) => answeredBy ?? '').filter((name) => name !== '');
  const who = isPart
    ? names.join(' → ')
    : [...names, department, t('playback.extension', { extension: extension ?? '' })]
        .filter((one) => one !== '')
        .join(', ');
  const long = isPart ? t('playback.parts', { count, length }) : length;
  return [momentText(startedAt), caller, long, who].filter((one) => one !== '').join(' · ');
}
