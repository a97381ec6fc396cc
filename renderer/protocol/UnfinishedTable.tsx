import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Warning16Regular } from '@fluentui/react-icons';
import type { ListedAct } from '../../shared/protocol.ts';
import { type Translate, useText } from '../text.ts';
import { narrow, useMedia, veryNarrow } from '../ui/media.ts';
import { ShortTable } from '../ui/ShortTable.tsx';
import type { Column } from '../ui/Table.tsx';
import { Unseen } from '../ui/Unseen.tsx';
import { isOver } from '../open-act.ts';
import { useFirstWaiting } from '../first-waiting.ts';
import { actColumns, type Room } from './act-columns.tsx';
import { unfinishedText } from './act-text.ts';

const useStyles = makeStyles({
  button: { width: '100%', minWidth: 0 },
  // A second line begins below the first one, not below the sign.
  late: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: '6px' },
  // As high as a line of the words beside it: an icon's own line has no height.
  sign: { lineHeight: 'inherit', height: '1lh', color: tokens.colorPaletteDarkOrangeForeground1 },
  words: { overflow: 'hidden', textOverflow: 'ellipsis' },
});

type Open = (act: ListedAct) => void;

/** The step that an act waits for. One whose seven days are over is written to its end, and not heard any more. */
function wayOf(act: ListedAct): 'listening' | 'writing' | 'file' {
  if (act.state !== 'started') return 'file';
  return isOver(act) ? 'writing' : 'listening';
}

function columnsOf(
  t: Translate,
  first: string | undefined,
  styles: Record<'button' | 'late' | 'sign' | 'words', string>,
  onOpen: Open,
  room: Room,
): Column<ListedAct>[] {
  return [
    ...actColumns(t, room, (act) => <Text weight="semibold">{act.case}</Text>),
    {
      id: 'term',
      head: t('protocol.columns.term'),
      width: 'minmax(88px, 1fr)',
      wrap: room.small,
      cell: (act) => (
        <>
          {act.state === 'started' && isOver(act) ? (
            <span className={styles.late}>
              <Warning16Regular className={styles.sign} />
              <span className={styles.words}>{unfinishedText(t, act)}</span>
            </span>
          ) : (
            unfinishedText(t, act)
          )}
        </>
      ),
    },
    {
      id: 'open',
      head: <Unseen>{t('protocol.columns.next')}</Unseen>,
      width: room.tight ? '144px' : '176px',
      cell: (act) => {
        const way = wayOf(act);
        return (
          <Button
            className={styles.button}
            // Without room for two lines of the term beside it, its words are small.
            size={room.tight ? 'small' : 'medium'}
            // One filled button a page: the newest unfinished act, where nothing above it waits.
            appearance={act.act === first ? 'primary' : 'outline'}
            aria-label={t(`protocol.unfinished.name.${way}`, { number: act.number, case: act.case })}
            onClick={() => onOpen(act)}
          >
            {t(`protocol.unfinished.to.${way}`)}
          </Button>
        );
      },
    },
  ];
}

type Props = {
  acts: readonly ListedAct[];
  /** Whether a panel takes room beside it. */
  paneled: boolean;
  onOpen: Open;
};

/** „Niezakończone odsłuchania”: each with the one step that it waits for. */
export function UnfinishedTable({ acts, paneled, onOpen }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const isTight = useMedia(veryNarrow);
  const first = useFirstWaiting() === 'act' ? acts[0]?.act : undefined;
  const room = { small: isNarrow || paneled, tight: isTight || (isNarrow && paneled) };
  return (
    <ShortTable
      label={t('protocol.unfinished.title')}
      columns={columnsOf(t, first, styles, onOpen, room)}
      rows={acts}
      rowKey={({ act }) => act}
    />
  );
}
