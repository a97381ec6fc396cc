import type { ReactNode } from 'react';
import type { ListedAct } from '../../shared/protocol.ts';
import type { Translate } from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import type { Column } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';

/** `small`: a narrow window, or a panel beside the lists; `tight`: both, or a single column. */
export type Room = { small: boolean; tight: boolean };

/**
 * What both lists of one's protocols begin with, on the same tracks: one stands above the other. `caseOf`: how a list shows the case; `sorted`: newest
 * number first, and it says so.
 */
export function actColumns(
  t: Translate,
  { small, tight }: Room,
  caseOf: (act: ListedAct) => ReactNode,
  sorted?: 'descending',
): Column<ListedAct>[] {
  const all: (Column<ListedAct> | false)[] = [
    {
      id: 'case',
      head: t('protocol.columns.case'),
      // „było: WSP.5524.18.2026” stands there whole.
      width: tight ? '136px' : small ? '152px' : '176px',
      cell: caseOf,
    },
    {
      id: 'number',
      head: t('protocol.columns.number'),
      width: tight ? '96px' : '104px',
      sorted,
      cell: (act) => act.number,
    },
    !small && {
      id: 'opened',
      head: t('protocol.columns.opened'),
      width: '136px',
      cell: (act) => momentText(act.openedAt),
    },
    !small && {
      id: 'recordings',
      head: t('protocol.columns.recordings'),
      width: '72px',
      cell: (act) => act.recordings,
    },
    // Without room for a state the list above says it by the term: „słuchać można do …” or „zakończono …”.
    !tight && {
      id: 'state',
      head: t('protocol.columns.state'),
      width: '152px',
      cell: (act) => <ActStateMark state={act.state} />,
    },
  ];
  return all.filter((column) => column !== false);
}
