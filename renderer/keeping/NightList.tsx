import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { durationText } from '../../shared/duration.ts';
import { type ListedCall, mostListed } from '../../shared/keeping.ts';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText, nightText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { type AheadRow, shortId, useNightList } from './nights.ts';

const useStyles = makeStyles({
  // As high as the panel is; where the panel scrolls as a whole, a list of its own height would be one of 20,000 rows.
  whole: {
    height: '100%',
    minHeight: '280px',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    '@media (max-width: 799px) and (max-height: 479px)': { height: '280px' },
  },
  // Whatever is said above the list is whole; the list gives way.
  said: { flexShrink: 0 },
  table: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', margin: '0 -6px 0 -20px' },
  id: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    '@media (forced-colors: active)': { color: 'inherit' },
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
        <Awaited query={list} boxed label={t('keeping.nights.list.loading')} />
      ) : (
        <div className={styles.whole}>
          {of !== null && data.same !== null && (
            <div className={styles.said}>
              <SameList seq={of} same={data.same} />
            </div>
          )}
          {data.calls.length === mostListed && (
            <Muted>{t('keeping.nights.list.more', { n: String(mostListed) })}</Muted>
          )}
          <div className={styles.table}>
            <Table
              label={t('keeping.nights.list.title')}
              columns={columnsOf(t, styles.id)}
              rowHeight={60}
              rows={data.calls}
              rowKey={({ recording }) => recording}
              selected={at}
              onSelect={({ recording }) => mark(recording)}
            />
          </div>
        </div>
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

/** Both days of a call stand one below the other, whole: by them somebody judges whether it is a year old. */
function columnsOf(t: Translate, small: string): Column<ListedCall>[] {
  return [
    {
      id: 'call',
      head: t('keeping.nights.list.call'),
      width: '124px',
      cell: (one) => (
        <>
          <TwoLines first={momentText(one.startedAt)} second={secondOf(t, one)} />
          <span className={small} title={one.recording}>
            {shortId(one.recording)}
          </span>
        </>
      ),
    },
    {
      id: 'length',
      head: t('keeping.nights.list.length'),
      width: '56px',
      end: true,
      cell: ({ durationMs }) => durationText(durationMs),
    },
    {
      id: 'unit',
      head: t('keeping.nights.list.unit'),
      width: 'minmax(0, 1fr)',
      wrap: true,
      cell: ({ unit }) => unit,
    },
  ];
}
