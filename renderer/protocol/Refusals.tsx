import { useMemo } from 'react';
import type { OwnRefusal } from '../../shared/protocol.ts';
import { presentRefusedText, reasonText, requestText, shortBasis, type Translate, useText } from '../text.ts';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';

function columnsOf(t: Translate, small: boolean, tight: boolean): Column<OwnRefusal>[] {
  const none = t('common.none');
  const all: (Column<OwnRefusal> | false)[] = [
    {
      id: 'moment',
      head: t('protocol.columns.moment'),
      width: '136px',
      sorted: 'descending',
      cell: ({ at }) => momentText(at),
    },
    {
      id: 'case',
      head: t('protocol.columns.case'),
      width: 'minmax(124px, 1fr)',
      // Without room for a column of its own the basis stands below the case.
      cell: (one) => (
        <TwoLines
          first={one.case ?? none}
          second={small && one.basisLabel !== null ? shortBasis(one.basisLabel) : null}
        />
      ),
    },
    !tight && {
      id: 'request',
      head: t('protocol.columns.request'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ request, count }) => `${requestText(t, request)}${count > 1 ? ` × ${count}` : ''}`,
    },
    {
      id: 'reason',
      head: t('protocol.columns.reason'),
      width: 'minmax(0, 2fr)',
      wrap: tight,
      cell: (one) => (
        <TwoLines
          first={presentRefusedText(t, one) ?? reasonText(t, one.reason)}
          second={one.call === null ? null : t('protocol.mine.refusedCall', { moment: momentText(one.call) })}
        />
      ),
    },
    !small && {
      id: 'basis',
      head: t('protocol.columns.basis'),
      width: 'minmax(0, 2fr)',
      cell: ({ basisLabel }) => basisLabel ?? none,
    },
    { id: 'entry', head: t('protocol.columns.entry'), width: '64px', end: true, cell: ({ seq }) => seq },
  ];
  return all.filter((column) => column !== false);
}

type Props = { refusals: readonly OwnRefusal[]; small: boolean; tight: boolean };

/** What one was refused: what was asked for, why not, and the entry that says so. */
export function Refusals({ refusals, small, tight }: Props) {
  const t = useText();
  const columns = useMemo(() => columnsOf(t, small, tight), [t, small, tight]);
  return (
    <Table
      label={t('protocol.mine.refusalsTitle')}
      columns={columns}
      rows={refusals}
      rowKey={({ seq }) => String(seq)}
    />
  );
}
