import type { Duties } from '../../shared/duties.ts';
import { addDays } from '../../shared/warsaw.ts';
import type { Translate } from '../text.ts';
import { dayText, daysBetween, nightText } from '../ui/time.ts';
import { type Dated, type Row, sinceText } from './row.ts';

type Keeping = Pick<Duties, 'stopped' | 'destruction' | 'holds' | 'restrictions' | 'today'>;

/** § 3 ust. 4: lists that a night stopped at, of which nothing goes before somebody has looked; nights that do not destroy, and copies that do not go. */
export function nightRows(t: Translate, { stopped, destruction, today }: Keeping): Dated[] {
  const step: Row['step'] = { label: t('duties.steps.show'), go: { to: 'nights' }, why: null };
  const { waits, copies } = destruction;
  return [
    ...stopped.map(({ seq, since, count, days }): Dated => ({
      ...{ key: `stopped ${seq}`, kind: 'stopped', sign: 'red', day: since, step },
      title: t('duties.rows.stopped'),
      second: t('duties.rows.stoppedText', { count, days: String(days) }),
      term: sinceText(t, since, today),
    })),
    // That listening is suspended has a row of its own; without an order nothing is to go.
    ...(waits === null || waits.why === 'suspended' || waits.why === 'order'
      ? []
      : [
          {
            ...{ key: 'nights', kind: null, day: waits.since, step },
            // One night may be missed: what is over goes the day after.
            sign: waits.since < addDays(today, -1) ? ('red' as const) : ('orange' as const),
            title: t('duties.rows.nights'),
            second: t(`duties.rows.nightsText.${waits.why}`, { night: nightText(waits.since) }),
            term: sinceText(t, waits.since, today),
          },
        ]),
    ...(copies === null
      ? []
      : [
          {
            ...{ key: 'copies', kind: null, sign: 'red' as const, day: copies.newest, term: '', step },
            title: t('duties.rows.copies'),
            second: t('duties.rows.copiesText', {
              newest: dayText(copies.newest),
              oldest: dayText(copies.oldest),
            }),
          },
        ]),
  ];
}

/** Holds and restrictions of which nobody has asked in time whether they last: the desk's. */
export function holdRows(t: Translate, duties: Keeping): Dated[] {
  const list = { holds: 'review', restrictions: 'restrictions' } as const;
  return (['holds', 'restrictions'] as const).flatMap((key): Dated[] => {
    const waiting = duties[key];
    if (waiting === null) return [];
    return [
      {
        ...{ key, kind: null, sign: 'orange', day: waiting.due },
        title: t(`duties.rows.${key}`, { count: waiting.count }),
        second: t('duties.rows.reviewDue', { day: dayText(waiting.due) }),
        term: t('duties.terms.over', { count: daysBetween(waiting.due, duties.today) }),
        step: { label: t('duties.steps.show'), go: { to: 'holds', list: list[key] }, why: null },
      },
    ];
  });
}

/** Erasures that wait for a second person. */
export function erasureRows(t: Translate, { erasures, today }: Pick<Duties, 'erasures' | 'today'>): Dated[] {
  if (erasures === null) return [];
  const { count, since } = erasures;
  return [
    {
      ...{ key: 'erasures', kind: null, sign: 'orange', day: since },
      title: t('duties.rows.erasures', { count }),
      second: t('duties.rows.erasuresText'),
      term: sinceText(t, since, today),
      step: { label: t('duties.steps.show'), go: { to: 'holds', list: 'restrictions' }, why: null },
    },
  ];
}

/** Calls that were not wholly recorded and recordings without a call, until somebody says why (§ 3 ust. 1). */
export function gapRows(t: Translate, { gaps, today }: Pick<Duties, 'gaps' | 'today'>): Dated[] {
  if (gaps === null) return [];
  const { count, late, first } = gaps;
  return [
    {
      key: 'gaps',
      kind: null,
      sign: late > 0 ? 'orange' : null,
      day: first,
      title: t('duties.rows.gaps', { n: String(count) }),
      second: t('duties.rows.gapsText', { day: dayText(first) }),
      term: sinceText(t, first, today),
      step: { label: t('duties.steps.show'), go: { to: 'gaps' }, why: null },
    },
  ];
}

/** Calls without the announcement, which nobody hears until the desk has decided (§ 3 ust. 2). */
export function undecidedRows(
  t: Translate,
  { undecided, today }: Pick<Duties, 'undecided' | 'today'>,
): Dated[] {
  if (undecided === null) return [];
  const { count, first } = undecided;
  return [
    {
      ...{ key: 'undecided', kind: null, sign: null, day: first },
      title: t('duties.rows.undecided', { n: String(count) }),
      second: t('duties.rows.undecidedText', { day: dayText(first) }),
      term: sinceText(t, first, today),
      step: { label: t('duties.steps.show'), go: { to: 'gaps' }, why: null },
    },
  ];
}
