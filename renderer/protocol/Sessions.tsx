import { makeStyles, Text } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { OwnSession } from '../../shared/session.ts';
import { type Translate, useText } from '../text.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';

const useStyles = makeStyles({ hint: { flexShrink: 0, padding: '4px 20px 8px' } });

function columnsOf(t: Translate): Column<OwnSession>[] {
  return [
    {
      id: 'moment',
      head: t('protocol.columns.moment'),
      width: '136px',
      sorted: 'descending',
      cell: ({ at }) => momentText(at),
    },
    {
      id: 'host',
      head: t('protocol.columns.host'),
      width: 'minmax(124px, 1fr)',
      cell: ({ host }) => host ?? t('common.none'),
    },
    {
      id: 'own',
      head: t('protocol.columns.window'),
      width: 'minmax(0, 1fr)',
      cell: ({ own }) => (own ? t('protocol.mine.thisSession') : t('common.none')),
    },
    { id: 'entry', head: t('protocol.columns.entry'), width: '64px', end: true, cell: ({ seq }) => seq },
  ];
}

/** One's own sign-ins, so that one that was somebody else's is noticed; and what to do then. */
export function Sessions({ sessions }: { sessions: readonly OwnSession[] }) {
  const styles = useStyles();
  const t = useText();
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <>
      <Text as="p" className={styles.hint}>
        {t('protocol.mine.sessionsHint')}
      </Text>
      <Table
        label={t('protocol.mine.sessionsTitle')}
        columns={columns}
        rows={sessions}
        rowKey={({ seq }) => String(seq)}
      />
    </>
  );
}
