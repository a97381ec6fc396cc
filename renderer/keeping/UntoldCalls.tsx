import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import { durationText } from '../../shared/duration.ts';
import { type Translate, useText } from '../text.ts';
import { wholeHeight } from '../ui/table-styles.ts';
import { type Column, Table, TwoLines } from '../ui/Table.tsx';
import { dayText, momentText } from '../ui/time.ts';
import type { UndecidedCall } from './announcement.ts';
import { extensionText } from './completeness.ts';

const useStyles = makeStyles({
  head: { flexShrink: 0, padding: '12px 20px 4px' },
  list: { flexShrink: 0, display: 'flex', flexDirection: 'column' },
});

/** More scroll by themselves. */
const mostWhole = 4;

type Props = {
  calls: readonly UndecidedCall[];
  selected: string | null;
  /** Leaves out what the panel beside them says anyway. */
  close: boolean;
  onSelect: (recording: string) => void;
  onOpen: () => void;
};

/** „Rozmowy bez komunikatu”: which nobody may hear until the desk has decided (§ 3 ust. 2). */
export function UntoldCalls({ calls, selected, close, onSelect, onOpen }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <>
      <Subtitle2 as="h2" className={styles.head}>
        {t('announcement.title')}
      </Subtitle2>
      <div className={styles.list} style={{ height: wholeHeight(Math.min(calls.length, mostWhole)) }}>
        <Table
          label={t('announcement.title')}
          columns={columnsOf(t, close)}
          rows={calls}
          rowKey={({ recording }) => recording}
          selected={selected}
          onSelect={({ recording }) => onSelect(recording)}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}

function columnsOf(t: Translate, close: boolean): Column<UndecidedCall>[] {
  const columns: (Column<UndecidedCall> & { drop?: boolean })[] = [
    {
      id: 'call',
      head: t('completeness.columns.call'),
      width: '156px',
      cell: ({ startedAt }) => momentText(startedAt),
    },
    {
      id: 'answered',
      head: t('completeness.columns.answered'),
      width: 'minmax(0, 2fr)',
      cell: (one) => <TwoLines first={extensionText(t, one)} second={one.unit} />,
    },
    {
      id: 'length',
      head: t('completeness.columns.length'),
      width: '76px',
      end: true,
      drop: close,
      cell: ({ durationMs }) => durationText(durationMs),
    },
    {
      id: 'refused',
      head: t('completeness.columns.state'),
      width: 'minmax(132px, 2fr)',
      cell: (one) => refusedText(t, one),
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

export function refusedText(t: Translate, { refused, denied }: UndecidedCall): string {
  if (denied !== null) return t('announcement.denied', { day: dayText(denied.on) });
  return refused === null ? t('announcement.notAsked') : t('announcement.refused', { day: dayText(refused) });
}
