import type { StoryOf, Told } from '../../shared/register.ts';
import { durationText } from '../../shared/duration.ts';
import { totalMs } from '../../shared/heard.ts';
import { pl } from '../../shared/text/pl.ts';
import { authorText, reasonText, refusalText, type Translate } from '../text.ts';
import { dayText } from '../ui/time.ts';

const plain = [
  ...(['ingest', 'stubs', 'release', 'undelivered', 'closed', 'hold'] as const),
  ...(['completed', 'corrected', 'reopened', 'filed'] as const),
] as const;

/** What an entry says happened; of a kind that a later server has and this program does not know, only that there is one. */
export function titleOf(t: Translate, { kind, facts }: Told): string {
  if (kind === 'refusal') {
    const refusal = refusalText(t, facts.request ?? '');
    return `${refusal.charAt(0).toUpperCase()}${refusal.slice(1)} – ${reasonText(t, facts.reason ?? '')}`;
  }
  if (kind === 'closed' && facts.wrongCall === true) return t('register.story.wrongCall');
  if (kind === 'joined' || kind === 'left')
    return t(`register.story.${kind}`, { person: facts.present ?? t('common.none') });
  const known = plain.find((one) => one === kind);
  return known === undefined ? t('register.story.other') : t(`register.story.${known}`);
}

const endings = Object.keys(pl.register.story.ended) as (keyof typeof pl.register.story.ended)[];

/** Why an opening ended, where it was not by the listener's own hand. */
function endingOf(t: Translate, how: string | undefined): string[] {
  const known = endings.find((one) => one === how);
  return known === undefined ? [] : [t(`register.story.ended.${known}`)];
}

function caseOf(t: Translate, { case: now, caseBefore: before }: Told['facts']): string[] {
  if (before === undefined || now === undefined || before === now) return [];
  return [t('register.story.caseChanged', { before, now })];
}

/** The facts of an entry in one line: of a recording's story also whose act it was. */
export function detailsOf(t: Translate, of: StoryOf['of'], entry: Told): string {
  const { kind, seq, facts } = entry;
  const takenIn = kind === 'ingest' || kind === 'stubs';
  const details = [
    ...(of === 'recording' && !takenIn ? [authorText(t, entry)] : []),
    ...(of === 'recording' && facts.protocol !== undefined ? [facts.protocol] : []),
    ...caseOf(t, facts),
    ...(facts.ranges === undefined
      ? []
      : [t('register.story.heard', { length: durationText(totalMs(facts.ranges)) })]),
    ...endingOf(t, facts.how),
    ...(facts.day === undefined || facts.way === undefined
      ? []
      : [t('protocol.filedOn', { day: dayText(facts.day), way: t(`protocol.ways.${facts.way}`) })]),
    ...(kind === 'reopened' ? [t('register.story.voided')] : []),
    ...(facts.host === undefined ? [] : [t('register.story.host', { host: facts.host })]),
    t('register.story.entry', { seq: String(seq) }),
  ];
  return details.join(', ');
}
