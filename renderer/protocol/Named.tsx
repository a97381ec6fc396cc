import { makeStyles, Text } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { NamedIn } from '../../shared/protocol.ts';
import { NotMine } from '../NotMine.tsx';
import { type Translate, useText } from '../text.ts';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';
import { Unseen } from '../ui/Unseen.tsx';
import type { Room } from './act-columns.tsx';

const useStyles = makeStyles({ hint: { flexShrink: 0, padding: '4px 20px 8px' } });

function columnsOf(t: Translate, { small, tight }: Room): Column<NamedIn>[] {
  const none = t('common.none');
  const all: (Column<NamedIn> | false)[] = [
    // Where there is little room the number stands over its moment.
    {
      id: 'moment',
      head: t(`protocol.columns.${small ? 'number' : 'moment'}`),
      width: small ? '116px' : '136px',
      sorted: 'descending',
      cell: ({ at, number }) =>
        small ? <TwoLines first={number} second={momentText(at)} /> : momentText(at),
    },
    !small && {
      id: 'number',
      head: t('protocol.columns.number'),
      width: '104px',
      cell: ({ number }) => number,
    },
    {
      id: 'listener',
      head: t('protocol.columns.listener'),
      width: 'minmax(124px, 1fr)',
      cell: ({ listener }) => listener,
    },
    !tight && {
      id: 'capacity',
      head: t('protocol.columns.capacity'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ authorisation }) => (
        <TwoLines
          first={t('protocol.mine.present')}
          second={t('protocol.mine.presentBy', { number: authorisation ?? none })}
        />
      ),
    },
    {
      id: 'remark',
      head: t('protocol.columns.remark'),
      width: 'minmax(0, 1.6fr)',
      wrap: true,
      cell: ({ remark }) => remark ?? none,
    },
    !tight && {
      id: 'entry',
      head: t('protocol.columns.entry'),
      width: small ? '48px' : '64px',
      end: true,
      cell: ({ seq }) => seq,
    },
    {
      id: 'report',
      head: <Unseen>{t('matter.notMine.title')}</Unseen>,
      width: small ? '120px' : '152px',
      cell: ({ begun, number }) => <NotMine about={begun} what={number} />,
    },
  ];
  return all.filter((column) => column !== false);
}

type Props = { named: readonly NamedIn[]; room: Room };

/** Where somebody else's protocol names the person, so that nobody is named without knowing it; the protocol itself is not theirs to open. */
export function Named({ named, room: { small, tight } }: Props) {
  const styles = useStyles();
  const t = useText();
  const columns = useMemo(() => columnsOf(t, { small, tight }), [t, small, tight]);
  return (
    <>
      <Text as="p" className={styles.hint}>
        {t('protocol.mine.namedHint')}
      </Text>
      <Table
        label={t('protocol.mine.namedTitle')}
        columns={columns}
        rows={named}
        rowKey={({ seq }) => String(seq)}
      />
    </>
  );
}
