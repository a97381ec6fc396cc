import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle16Filled } from '@fluentui/react-icons';
import type { RegisterRow } from '../../shared/register.ts';
import { durationText } from '../../shared/duration.ts';
import {
  authorText,
  presentRefusedText,
  reasonText,
  refusalText,
  shortBasis,
  type Translate,
  useText,
} from '../text.ts';
import { ActStateMark } from '../ui/ActStateMark.tsx';
import { type Column, TwoLines } from '../ui/Table.tsx';
import { momentText } from '../ui/time.ts';

const useStyles = makeStyles({
  refusal: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: '6px',
    alignItems: 'start',
  },
  icon: {
    color: tokens.colorPaletteRedForeground1,
    display: 'inline-flex',
    marginTop: '2px',
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  red: {
    color: tokens.colorPaletteRedForeground1,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  lines: { minWidth: 0 },
  // Below the words of the state, clear of its sign.
  act: { '& > :last-child': { paddingLeft: '22px' } },
  whole: { whiteSpace: 'normal' },
});

/** The columns of the register; `compact` leaves out what the panel of a row says anyway. */
export function columnsOf(t: Translate, compact: boolean, paneled: boolean): Column<RegisterRow>[] {
  const none = t('common.none');
  const close = compact || paneled;
  const columns: (Column<RegisterRow> & { drop?: boolean })[] = [
    {
      id: 'number',
      head: t('register.number'),
      width: close ? '88px' : '104px',
      cell: (row) => (row.kind === 'act' ? row.number : none),
    },
    {
      id: 'moment',
      head: t('register.moment'),
      width: close ? '120px' : '136px',
      sorted: 'descending',
      cell: (row) => momentText(row.at),
    },
    {
      id: 'person',
      head: t(close ? 'register.personShort' : 'register.person'),
      width: 'minmax(0, 3fr)',
      cell: (row) => (
        <TwoLines
          first={authorText(t, row)}
          second={row.kind === 'act' ? row.authorisation : authorText(t, row) === row.person && row.login}
        />
      ),
    },
    {
      id: 'case',
      head: t('register.case'),
      // The former number, too, stands there whole.
      width: 'minmax(140px, 3fr)',
      cell: (row) => {
        const now = ('case' in row ? row.case : null) ?? none;
        if (row.kind !== 'act' || row.formerCases.length === 0) return now;
        return (
          <TwoLines first={now} second={t('register.formerCase', { case: row.formerCases.join(', ') })} />
        );
      },
    },
    {
      id: 'basis',
      head: t('register.basis'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => {
        const label = 'basisLabel' in row ? row.basisLabel : null;
        return label === null ? none : <span title={label}>{shortBasis(label)}</span>;
      },
    },
    {
      id: 'recordings',
      head: t('register.recordings'),
      width: '72px',
      end: true,
      drop: close,
      cell: (row) => (row.kind === 'act' ? row.recordings : none),
    },
    {
      id: 'heard',
      head: t('register.heard'),
      width: close ? '52px' : '64px',
      end: true,
      cell: (row) => (row.kind === 'act' ? durationText(row.heardMs) : none),
    },
    {
      id: 'state',
      head: t('register.state'),
      width: paneled ? 'minmax(152px, 3fr)' : 'minmax(172px, 4fr)',
      cell: (row) => <State row={row} close={close} paneled={paneled} />,
    },
  ];
  return columns.filter(({ drop }) => drop !== true);
}

/** A single column of the window has room for four: the number stands over its moment. */
export function tightColumns(t: Translate): Column<RegisterRow>[] {
  const columns = new Map(columnsOf(t, true, true).map((column) => [column.id, column]));
  const moment: Column<RegisterRow> = {
    id: 'moment',
    head: t('register.number'),
    width: '108px',
    sorted: 'descending',
    cell: (row) => (
      <TwoLines first={row.kind === 'act' ? row.number : t('common.none')} second={momentText(row.at)} />
    ),
  };
  const widths = { person: 'minmax(0, 1fr)', case: '140px', state: '152px' };
  const others = Object.entries(widths).flatMap(([id, width]) => {
    const column = columns.get(id);
    return column === undefined ? [] : [{ ...column, width }];
  });
  return [moment, ...others];
}

/** `close`: there is little room; `paneled`: the panel has the whole. */
function State({ row, close, paneled }: { row: RegisterRow; close: boolean; paneled: boolean }) {
  const styles = useStyles();
  const t = useText();
  if (row.kind === 'act') {
    const count = row.calls.filter(({ wrongCall }) => wrongCall).length;
    const state = <ActStateMark state={row.state} />;
    if (count === 0) return state;
    return (
      <span className={styles.act}>
        <TwoLines first={state} second={t('register.wrongCalls', { count })} />
      </span>
    );
  }
  if (row.kind === 'refusal') {
    const reason = reasonText(t, row.because ?? row.reason);
    const first = row.count > 1 ? t('register.refusals', { count: row.count }) : refusalText(t, row.request);
    // Where there is little room, the panel says why.
    if (close && row.because !== null)
      return <Exception first={first} second={row.subject ?? t('common.otherPerson')} />;
    // Beside the panel, which has the whole, what was refused takes both lines.
    const brief = paneled && row.count === 1 && row.request !== 'listen';
    return <Exception first={first} second={brief ? null : (presentRefusedText(t, row) ?? reason)} />;
  }
  if (row.kind === 'unsigned-request')
    return (
      <Exception
        first={`${t('register.unsigned-request')} × ${row.count}`}
        second={t('register.alarm.rowClaimed', { claimed: row.claimed.join(', ') || t('common.none') })}
      />
    );
  const parts = row.changed.map((part) => t(`register.parts.${part}`)).join(', ');
  const second =
    row.kind === 'schema'
      ? t('register.changed', { parts })
      : row.kind === 'checked'
        ? t('register.notAgreeing')
        : (row.reason ?? t('common.none'));
  return <TwoLines first={t(`register.${row.kind}`)} second={second} />;
}

type ExceptionProps = {
  first: string;
  second: string | null;
};

/** What was refused or turned away, and the reason below, or else what was refused as a whole; it took no number. */
function Exception({ first, second }: ExceptionProps) {
  const styles = useStyles();
  return (
    <span className={styles.refusal}>
      <span className={styles.icon}>
        <ErrorCircle16Filled aria-hidden="true" />
      </span>
      <span className={styles.lines}>
        {second === null ? (
          <span className={mergeClasses(styles.red, styles.whole)}>{first}</span>
        ) : (
          <TwoLines first={<span className={styles.red}>{first}</span>} second={second} />
        )}
      </span>
    </span>
  );
}
