import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import { type ListedCall, mostListed } from '../../shared/keeping.ts';
import { call, failureOf } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { type AheadRow, nightText } from './nights.ts';

const useStyles = makeStyles({
  table: {
    display: 'flex',
    flexDirection: 'column',
    marginLeft: '-20px',
    height: 'max(240px, calc(100vh - 300px))',
  },
});

/** „Cały wykaz”: every call of a list, and whether it is the one that the entry states. */
export function NightList({ row, onBack }: { row: AheadRow; onBack: () => void }) {
  const styles = useStyles();
  const t = useText();
  const of = row.kind === 'stopped' ? row.seq : null;
  const list = useQuery({
    queryKey: ['keeping.nightList', of],
    queryFn: () => call('keeping.nightList', { of }),
    staleTime: 0,
  });
  const [at, mark] = useState<string | null>(null);
  const { data } = list;
  return (
    <Panel
      title={t('keeping.nights.list.title')}
      subtitle={t('keeping.nights.panel.title', { night: nightText(row.night) })}
      back={{ label: t('common.back'), onClick: onBack }}
    >
      {data === undefined ? (
        list.isError ? (
          <Unloaded boxed failure={failureOf(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <Loading label={t('keeping.nights.list.loading')} />
        )
      ) : (
        <Stack gap={8}>
          {data.calls.length === mostListed ? (
            <Notice intent="warning">{t('keeping.nights.list.more', { n: String(mostListed) })}</Notice>
          ) : data.same === false ? (
            <Notice intent="warning">{t('keeping.nights.list.other', { seq: String(of) })}</Notice>
          ) : (
            data.same === true && <Muted>{t('keeping.nights.list.same', { seq: String(of) })}</Muted>
          )}
          <div className={styles.table}>
            <Table
              label={t('keeping.nights.list.title')}
              columns={columnsOf(t)}
              rows={data.calls}
              rowKey={({ recording }) => recording}
              selected={at}
              onSelect={({ recording }) => mark(recording)}
            />
          </div>
        </Stack>
      )}
    </Panel>
  );
}

function columnsOf(t: Translate): Column<ListedCall>[] {
  return [
    {
      id: 'call',
      head: t('keeping.nights.list.call'),
      width: 'minmax(132px, 3fr)',
      cell: ({ startedAt, recording }) => <TwoLines first={momentText(startedAt)} second={recording} />,
    },
    {
      id: 'length',
      head: t('keeping.nights.list.length'),
      width: '60px',
      end: true,
      cell: ({ durationMs }) => durationText(durationMs),
    },
    {
      id: 'unit',
      head: t('keeping.nights.list.unit'),
      width: 'minmax(0, 2fr)',
      cell: ({ unit, stays }) => (
        <TwoLines first={unit} second={stays === null ? '' : t('keeping.nights.list.stays', { by: stays })} />
      ),
    },
  ];
}
