import type { Duties } from '../../shared/duties.ts';
import { addDays } from '../../shared/warsaw.ts';
import type { Translate } from '../text.ts';
import { dayText, daysBetween, monthText } from '../ui/time.ts';
import { type Dated, type DutyReview, sinceText, urgentAfter } from './row.ts';

/** Reviews that are open: the desk's; whoever else reads it has those in which something is theirs to judge, and the Mayor those long over. */
export function reviewRows(
  t: Translate,
  reviews: readonly DutyReview[],
  today: string,
  { desk, mayor }: { desk: boolean; mayor: boolean },
): Dated[] {
  return reviews.flatMap(({ review, number, from, due, judged, items, flagged, waits }): Dated[] => {
    const isUrgent = addDays(due, urgentAfter) < today;
    if (number !== null || !(desk || waits || (mayor && isUrgent))) return [];
    const isLate = due < today;
    const step = desk ? (judged === 0 ? 'begin' : 'open') : waits ? 'judge' : 'open';
    return [
      {
        key: `review ${review}`,
        kind: 'review',
        sign: isUrgent ? 'red' : isLate ? 'orange' : null,
        day: due,
        title: t('duties.rows.review', { month: monthText(from) }),
        second:
          judged > 0
            ? t('duties.rows.reviewText', { judged: String(judged), items: String(items) })
            : [
                t('duties.rows.reviewItems', { count: items }),
                ...(flagged === 0 ? [] : [t('duties.rows.reviewFlagged', { count: flagged })]),
              ].join(', '),
        term: isLate
          ? t('duties.terms.over', { count: daysBetween(due, today) })
          : t('duties.terms.until', { day: dayText(due) }),
        step: { label: t(`duties.steps.${step}`), go: { to: 'review', about: null }, why: null },
      },
    ];
  });
}

/** Plans of reviews of quality that the desk approves or returns (§ 2). */
export function planRows(t: Translate, { plans, today }: Pick<Duties, 'plans' | 'today'>): Dated[] {
  const { count, since, case: first } = plans;
  if (since === null || first === null) return [];
  const which = count === 1 ? 'plan' : 'plans';
  return [
    {
      ...{ key: 'plans', kind: null, sign: null, day: since },
      title: t(`duties.rows.${which}`, { case: first, count }),
      second: t(`duties.rows.${which}Text`, { day: dayText(since), case: first }),
      term: sinceText(t, since, today),
      step: { label: t('duties.steps.show'), go: { to: 'plans' }, why: null },
    },
  ];
}
