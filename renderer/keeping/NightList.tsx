import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import { type ListedCall, mostListed } from '../../shared/keeping.ts';
import { failureOf } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Loading } from '../ui/States.tsx';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText, nightText } from '../ui/time.ts';
import { Unloaded } from '../ui/Unloaded.tsx';
import { type AheadRow, useNightList } from './nights.ts';

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
  const list = useNightList(of);
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
          {of !== null && data.same !== null && <SameList seq={of} same={data.same} />}
          {data.calls.length === mostListed && (
            <Muted>{t('keeping.nights.list.more', { n: String(mostListed) })}</Muted>
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

/** SECURITY: whoever confirms a list by its entry hears whether what is shown are the recordings of that entry. */
export function SameList({ seq, same }: { seq: number; same: boolean }) {
  const t = useText();
  return same ? (
    <Muted>{t('keeping.nights.list.same', { seq: String(seq) })}</Muted>
  ) : (
    <Notice intent="error">{t('keeping.nights.list.other', { seq: String(seq) })}</Notice>
  );
}

/** Of a call of a list what becomes of it; where it goes, when it was taken in: one of yesterday is not a year old. */
export function secondOf(t: Translate, { gone, stays, takenIn }: ListedCall): string {
  if (gone) return t('keeping.nights.list.gone');
  if (stays !== null) return t('keeping.nights.list.stays', { by: stays });
  return t('keeping.nights.list.takenIn', { day: dayText(takenIn) });
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
      cell: (one) => <TwoLines first={one.unit} second={secondOf(t, one)} />,
    },
  ];
}
