import { makeStyles, Subtitle1, Text } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { OwnSession } from '../../shared/session.ts';
import { NotMine } from '../NotMine.tsx';
import { type Translate, useText } from '../text.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { useSessions } from './narrowing.ts';

const useStyles = makeStyles({
  hint: { flexShrink: 0, padding: '4px 20px 8px' },
  section: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: '200px' },
  heading: { padding: '16px 20px 4px' },
});

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
      width: 'minmax(152px, 1fr)',
      cell: ({ seq, at, own }) =>
        own ? t('protocol.mine.thisSession') : <NotMine about={seq} what={momentText(at)} />,
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

/** The same for somebody who has no protocols. */
export function OwnSessions() {
  const styles = useStyles();
  const t = useText();
  const sessions = useSessions();
  return (
    <section className={styles.section} aria-label={t('protocol.mine.sessionsTitle')}>
      <Subtitle1 as="h2" className={styles.heading}>
        {t('protocol.mine.sessionsTitle')}
      </Subtitle1>
      <Awaited query={sessions} />
      {sessions.data !== undefined && <Sessions sessions={sessions.data.sessions} />}
    </section>
  );
}
