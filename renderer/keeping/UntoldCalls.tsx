import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { wholeHeight } from '../ui/table-styles.ts';
import { Table } from '../ui/Table.tsx';
import type { UndecidedCall } from './announcement.ts';
import { untoldColumns } from './call-columns.tsx';

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
          columns={untoldColumns(t, close)}
          rows={calls}
          whole={calls.length <= mostWhole}
          rowKey={({ recording }) => recording}
          selected={selected}
          onSelect={({ recording }) => onSelect(recording)}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}
