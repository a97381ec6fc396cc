import {
  ArrowForward16Regular,
  CheckmarkCircle16Filled,
  CheckmarkCircle16Regular,
  Circle16Regular,
  CircleHalfFill16Filled,
  Comment16Filled,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import { durationText } from '../../shared/duration.ts';
import type { Queued, Standing } from '../../shared/quality.ts';
import { isRefusalCode } from '../../shared/text/pl/failures.ts';
import { reasonText, type Translate } from '../text.ts';
import type { Column } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';
import type { NotOpened } from './hearing.ts';
import { Mark } from './Mark.tsx';

/** What was drawn, a call a row. SECURITY: no name, opened or not: the list shows nobody how others do. `close`: beside a panel that says the length. */
export function queueColumns(t: Translate, refused: NotOpened | null, close: boolean): Column<Queued>[] {
  const columns: (Column<Queued> & { drop?: boolean })[] = [
    { id: 'nr', head: t('quality.queue.columns.nr'), width: '32px', end: true, cell: ({ nr }) => String(nr) },
    {
      id: 'call',
      head: t('quality.queue.columns.call'),
      width: '136px',
      cell: ({ startedAt }) => momentText(startedAt),
    },
    {
      id: 'department',
      head: t('quality.queue.columns.department'),
      width: close ? 'minmax(0, 0.8fr)' : 'minmax(0, 1.3fr)',
      wrap: close,
      cell: (one) => departmentText(t, one),
    },
    {
      id: 'length',
      head: t('quality.queue.columns.length'),
      width: '64px',
      end: true,
      drop: close,
      cell: ({ durationMs }) => durationText(durationMs),
    },
    {
      id: 'state',
      head: t('quality.queue.columns.state'),
      // Where there is little room, it is read before the department.
      width: close ? 'minmax(188px, 1fr)' : 'minmax(0, 1fr)',
      cell: (one) => <State one={one} refused={refused?.nr === one.nr ? refused : null} t={t} />,
    },
    {
      id: 'remarks',
      head: t('quality.queue.columns.remarks'),
      width: '94px',
      drop: close,
      cell: ({ standing }) => remarksText(t, standing),
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** When something was said of a card, or until when it may be. */
function remarksText(t: Translate, { state, remarkedOn, remarked, until }: Standing): string {
  if (remarkedOn !== null) return remarked ? dayText(remarkedOn) : t('quality.queue.noRemarks');
  if (until === null) return '';
  return state === 'closed'
    ? t('quality.queue.noRemarks')
    : t('quality.queue.remarksUntil', { day: dayText(until) });
}

/** Which of several parts of a call it is stands beside its department. */
function departmentText(t: Translate, { department, part, parts }: Queued): string {
  if (parts === 1) return department;
  return t('quality.queue.part', { department, n: String(part), of: String(parts) });
}

/** The signs of cards. */
const said = {
  submitted: { icon: CheckmarkCircle16Regular },
  remarked: { icon: Comment16Filled, done: true, wants: true },
  closed: { icon: CheckmarkCircle16Filled, done: true },
};

/** Why it was not opened stands in its row until it is. */
function State({ one, refused, t }: { one: Queued; refused: NotOpened | null; t: Translate }) {
  const { state, omitted } = one.standing;
  // What was left out for it says so.
  if (refused !== null && state !== 'omitted') {
    const { code } = refused.failure;
    const why = isRefusalCode(code) ? reasonText(t, code) : t('quality.queue.states.failed');
    return <Mark icon={Prohibited16Regular}>{why}</Mark>;
  }
  if (state === 'omitted')
    return (
      <Mark icon={ArrowForward16Regular}>
        {t('quality.queue.omittedAs', { why: t(`quality.queue.omitted.${omitted ?? 'unavailable'}`) })}
      </Mark>
    );
  if (state !== 'drawn' && state !== 'opened') {
    const { icon, ...mark } = said[state];
    return (
      <Mark icon={icon} {...mark}>
        {t(`quality.queue.states.${state}`)}
      </Mark>
    );
  }
  if (one.opened) return <Mark icon={CircleHalfFill16Filled}>{t('quality.queue.states.opened')}</Mark>;
  if (!one.there) return <Mark icon={Prohibited16Regular}>{t('quality.queue.states.gone')}</Mark>;
  return <Mark icon={Circle16Regular}>{t('quality.queue.states.drawn')}</Mark>;
}
