import type { StoryOf, Told } from '../../shared/access.ts';
import { durationText } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import { reasonText, type Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';

const plain = [
  ...(['ingest', 'release', 'undelivered', 'closed', 'hold'] as const),
  ...(['completed', 'corrected', 'reopened', 'filed'] as const),
] as const;

/** What an entry says happened; of a kind that a later server has and this program does not know, only that there is one. */
export function titleOf(t: Translate, { kind, facts }: Told): string {
  if (kind === 'refusal') return t('access.story.refusal', { reason: reasonText(t, facts.reason ?? '') });
  if (kind === 'closed' && facts.wrongCall === true) return t('access.story.wrongCall');
  if (kind === 'joined' || kind === 'left')
    return t(`access.story.${kind}`, { person: facts.present ?? t('common.none') });
  const known = plain.find((one) => one === kind);
  return known === undefined ? t('access.story.other') : t(`access.story.${known}`);
}

/** The facts of an entry in one line: of a recording's story also whose act it was. */
export function detailsOf(t: Translate, of: StoryOf['of'], { kind, seq, person, facts }: Told): string {
  const details = [
    ...(of === 'recording' && kind !== 'ingest' ? [person] : []),
    ...(of === 'recording' && facts.protocol !== undefined ? [facts.protocol] : []),
    ...(kind === 'corrected' && facts.case !== undefined
      ? [t('access.story.case', { case: facts.case })]
      : []),
    ...(facts.ranges === undefined
      ? []
      : [t('access.story.heard', { length: durationText(totalMs(facts.ranges)) })]),
    ...(facts.day === undefined || facts.way === undefined
      ? []
      : [t('protocol.filedOn', { day: dayText(facts.day), way: t(`protocol.ways.${facts.way}`) })]),
    ...(kind === 'reopened' ? [t('access.story.voided')] : []),
    ...(facts.host === undefined ? [] : [t('access.story.host', { host: facts.host })]),
    t('access.story.entry', { seq: String(seq) }),
  ];
  return details.join(', ');
}
