import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useMedia, veryNarrow } from './media.ts';
import type { Column } from './Table.tsx';

const useStyles = makeStyles({
  table: { padding: '0 12px' },
  row: {
    display: 'grid',
    columnGap: '12px',
    alignItems: 'center',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    fontVariantNumeric: 'tabular-nums',
  },
  flush: { padding: 0 },
  head: {
    minHeight: '32px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: 0,
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  pressable: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  current: {
    backgroundColor: tokens.colorBrandBackground2,
    // Below the head, which stays.
    scrollMarginTop: '32px',
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      '& *': { color: 'HighlightText !important' },
      forcedColorAdjust: 'none',
    },
  },
  dimmed: { color: tokens.colorNeutralForeground3 },
  cell: {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // The line around a focused button would be cut off.
    ':focus-within': { overflow: 'visible' },
  },
  // Clear of the words that begin the next column.
  end: { textAlign: 'right', paddingRight: '8px', ':last-child': { paddingRight: 0 } },
  wrap: {
    padding: '6px 0',
    whiteSpace: 'normal',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

type ShortTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Its edges are those of what it stands in. */
  flush?: boolean;
  /** The least; a row is as high as its cells. */
  rowHeight?: 44 | 36;
  /** Marked as the one that is shown. */
  current?: string | null;
  dimmed?: (row: Row) => boolean;
  /**
   * A press anywhere on the row. A convenience for the mouse: the same must stand in one cell as a button or a link,
   * which is what the keyboard and a screen reader use.
   */
  onPress?: (row: Row) => void;
  pressable?: (row: Row) => boolean;
};

/** A table of a few rows, all of them in the document, with the head that stays in view. */
export function ShortTable<Row>(props: ShortTableProps<Row>) {
  const { label, columns, rows, rowKey, rowHeight = 44, current = null, onPress, flush = false } = props;
  const styles = useStyles();
  const table = useRef<HTMLDivElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  const tight = useMedia(veryNarrow);
  // In a single column the page scrolls, and the row would take what it is about out of view.
  const isListed = rows.some((row) => rowKey(row) === current);
  useEffect(() => {
    const box = table.current?.parentElement;
    if (tight || !isListed || !box) return undefined;
    // At once, and whenever what stands above the table leaves it another height.
    const observer = new ResizeObserver(() => shown.current?.scrollIntoView({ block: 'nearest' }));
    observer.observe(box);
    return () => observer.disconnect();
  }, [current, isListed, tight]);
  const gridTemplateColumns = columns.map((column) => column.width).join(' ');
  return (
    <div
      ref={table}
      className={mergeClasses(styles.table, flush && styles.flush)}
      role="table"
      aria-label={label}
    >
      <div role="rowgroup">
        <div
          role="row"
          className={mergeClasses(styles.row, styles.head, flush && styles.flush)}
          style={{ gridTemplateColumns }}
        >
          {columns.map((column) => (
            <div
              key={column.id}
              role="columnheader"
              className={mergeClasses(styles.cell, column.end && styles.end)}
            >
              {column.head}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {rows.map((row) => {
          const key = rowKey(row);
          const pressable = onPress !== undefined && props.pressable?.(row) !== false;
          return (
            <div
              key={key}
              {...(key === current ? { ref: shown } : {})}
              role="row"
              className={mergeClasses(
                styles.row,
                flush && styles.flush,
                pressable && styles.pressable,
                props.dimmed?.(row) && styles.dimmed,
                key === current && styles.current,
              )}
              style={{ gridTemplateColumns, minHeight: rowHeight }}
              {...(key === current ? { 'aria-current': 'true' as const } : {})}
              {...(pressable ? { onClick: () => onPress(row) } : {})}
            >
              {columns.map((column) => (
                <div
                  key={column.id}
                  role="cell"
                  className={mergeClasses(styles.cell, column.end && styles.end, column.wrap && styles.wrap)}
                >
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const useTextButton = makeStyles({
  button: {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '@media (forced-colors: active)': { ':focus-visible': { outlineColor: 'currentcolor' } },
  },
});

/** The button of a row that looks like its text: what a press on the row does, for keyboard and screen reader. */
export function RowButton(props: { name: string; text: string; onClick: () => void }) {
  const styles = useTextButton();
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={props.name}
      onClick={(event) => {
        event.stopPropagation();
        props.onClick();
      }}
    >
      {props.text}
    </button>
  );
}
