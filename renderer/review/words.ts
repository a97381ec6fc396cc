import type { ReviewDetail, ReviewItem, ShownFlag } from '../../shared/review.ts';
import type { Matter } from '../../shared/matter.ts';
import type { Translate } from '../text.ts';
import { inMonthText, momentText, timeText, yearlessDayText } from '../ui/time.ts';
import { legalDay } from '../../shared/warsaw.ts';

/** What an item is called. */
export function itemText(t: Translate, item: ReviewItem): string {
  if (item.what === 'act') return item.number;
  return item.what === 'unsigned' ? t('review.unsigned') : t('review.refusals', { count: item.count });
}

type Rules = Pick<ReviewDetail, 'rules' | 'from'>;

/** What draws attention, as a row says it. */
export function flagText(t: Translate, { flag, at }: ShownFlag, { rules }: Rules): string {
  if (flag === 'hours')
    return t('review.flags.hours', {
      at: at === null ? '' : `${yearlessDayText(legalDay(at))}, ${timeText(at)}`,
    });
  return flag === 'many' ? t('review.flags.many', { count: rules.monthlyActs }) : t(`review.flags.${flag}`);
}

/** The same in a sentence. */
export function flagSentence(
  t: Translate,
  { flag, at }: ShownFlag & { flag: Exclude<ShownFlag['flag'], 'number'> },
  { rules, from }: Rules,
): string {
  if (flag === 'many')
    return t('review.sentences.many', { count: rules.monthlyActs, month: inMonthText(from) });
  if (flag === 'hours') return t('review.sentences.hours', { at: at === null ? '' : momentText(at) });
  return t(`review.sentences.${flag}`);
}

/** What was made of an item: of refusals that they were explained. */
export function verdictText(t: Translate, item: ReviewItem): string {
  if (item.judged === null) return t(item.ofDesk ? 'review.verdicts.above' : 'review.verdicts.open');
  const { verdict } = item.judged;
  return t(`review.verdicts.${verdict === 'ok' && item.what !== 'act' ? 'explained' : verdict}`);
}

/** How it stands with what was asked about an item and no verdict has heeded; null where nothing was. */
export function askedState(
  { judged }: Pick<ReviewItem, 'judged'>,
  questions: readonly Matter[],
): { state: 'answered' | 'unanswered' } | { state: 'waits'; due: string } | null {
  const due = questions.flatMap((one) => (isWaiting(one) ? (one.due ?? []) : [])).sort()[0];
  if (due !== undefined) return { state: 'waits', due };
  if (questions.some(({ unread }) => unread)) return { state: 'answered' };
  return judged === null && questions.length > 0 ? { state: 'unanswered' } : null;
}

/** Whether a question may still be answered: the end of the review waits for it. */
export function isWaiting({ answered, closed, due }: Matter): boolean {
  return !answered && !closed && due !== null && due >= legalDay();
}
