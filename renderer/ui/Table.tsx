import { mergeClasses } from '@fluentui/react-components';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { headHeight, useTableStyles, useTwoLines } from './table-styles.ts';

/** A column: its head, the width of its track („76px”, „minmax(0, 2fr)”), and what a row shows in it. */
export type Column<Row> = {
  id: string;
  head: ReactNode;
  width: string;
  end?: boolean;
  sorted?: 'ascending' | 'descending' | undefined;
  /** Pressing the head puts the rows into its order. */
  onSort?: () => void;
  /** A long text takes two small lines. */
  wrap?: boolean;
  cell: (row: Row) => ReactNode;
};

type TableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** 44 for two lines, 36 for one, 32 for one in a list that is short of room, 60 for three. */
  rowHeight?: 60 | 44 | 36 | 32;
  /** What is read out of a row, where its cells do not say it by themselves. */
  rowLabel?: (row: Row) => string;
  /** It is as high as its rows, and scrolls with what stands around it. */
  whole?: boolean;
  selected?: string | null;
  /** What is selected elsewhere is scrolled to. */
  follows?: boolean;
  /** The selection follows the arrows and the mouse. */
  onSelect?: (row: Row) => void;
  /** Enter on a row. */
  onOpen?: (row: Row) => void;
  /** Greyed: a row that cannot be used. */
  dimmed?: (row: Row) => boolean;
  /** How many rows there are in all; null while that is unknown. */
  total?: number | null;
  /** The end of the loaded rows comes into view. */
  onEnd?: () => void;
  /** How far it was scrolled when it was last on the page, in pixels; told when it leaves. */
  scrolled?: number;
  onScrolled?: (top: number) => void;
};

const aheadOfEnd = 30;

/**
 * A list of any length in rows of one height: only what is in view is in the document. One row takes the focus;
 * arrows, Page, Home and End move it. The columns are tracks of a grid, the same for head and rows.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, rowHeight = 44, selected = null, total = rows.length, onEnd } = props;
  const styles = useTableStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  // The row that was selected last keeps the focus when its panel is closed.
  const [kept, keep] = useState(selected);
  if (selected !== null && selected !== kept) keep(selected);
  const found = kept === null ? -1 : rows.findIndex((row) => rowKey(row) === kept);
  const active = Math.max(0, found);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: props.scrolled ?? 0,
    // The head stays at the top of what scrolls: rows begin below it, and none is scrolled to behind it.
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The row that holds the focus stays in the document, or scrolling away would lose the focus.
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([active, ...defaultRangeExtractor(range)])]
          .filter((i) => i < range.count)
          .sort((a, b) => a - b),
      [active],
    ),
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - aheadOfEnd) onEnd?.();
  }, [last, rows.length, onEnd]);

  const { onScrolled } = props;
  // Before it leaves the document: after that nothing is scrolled.
  useLayoutEffect(() => {
    const table = scroller.current;
    return () => onScrolled?.(table?.scrollTop ?? 0);
  }, [onScrolled]);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    // Ctrl+Enter is the page's, which submits what is filled in beside the table.
    if (event.key === 'Enter' && !event.ctrlKey && row !== undefined) {
      event.preventDefault();
      props.onSelect?.(row);
      props.onOpen?.(row);
      return;
    }
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1,
    );
    const next = target(event.key, found < 0 ? -1 : active, rows.length, page);
    const there = next === null ? undefined : rows[next];
    if (next === null || there === undefined) return;
    event.preventDefault();
    wantsFocus.current = true;
    props.onSelect?.(there);
    virtualizer.scrollToIndex(next);
  };

  useEffect(() => {
    if (props.follows === true && selected !== null && found >= 0) virtualizer.scrollToIndex(found);
  }, [props.follows, selected, found, virtualizer]);

  const order = columns.map(({ id, sorted = '' }) => id + sorted).join();
  const ordered = useRef(order);
  useEffect(() => {
    // Another order begins at its top; the one that the table comes with is where it was.
    if (ordered.current !== order && scroller.current !== null) scroller.current.scrollTop = 0;
    ordered.current = order;
  }, [order]);

  const tracks = columns.map(({ width }) => width).join(' ');
  return (
    <div
      className={mergeClasses(styles.table, props.whole === true && styles.whole)}
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      data-region="list"
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.headRow} style={{ gridTemplateColumns: tracks }}>
          {columns.map((column) => (
            <div
              key={column.id}
              role="columnheader"
              className={mergeClasses(styles.cell, styles.headCell, column.end === true && styles.end)}
              aria-sort={column.sorted}
            >
              <Head column={column} />
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: rows.length * rowHeight }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const chosen = rowKey(row) === selected;
          return (
            <div
              key={rowKey(row)}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={chosen}
              aria-label={props.rowLabel?.(row)}
              tabIndex={item.index === active ? 0 : -1}
              className={mergeClasses(
                styles.row,
                chosen && styles.chosen,
                props.dimmed?.(row) === true && styles.dimmed,
              )}
              style={{
                gridTemplateColumns: tracks,
                height: rowHeight,
                transform: `translateY(${item.index * rowHeight}px)`,
              }}
              onClick={() => props.onSelect?.(row)}
              onKeyDown={onKeyDown}
            >
              {columns.map((column) => {
                const content = column.cell(row);
                return (
                  <div
                    key={column.id}
                    role="gridcell"
                    className={mergeClasses(
                      styles.cell,
                      column.end === true && styles.end,
                      column.wrap === true && styles.wrap,
                    )}
                    title={column.wrap === true ? whole(content) : undefined}
                  >
                    {content}
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const arrows = { ascending: ' ↑', descending: ' ↓' } as const;

/** What the head of a column says: its name, and which way its order goes. */
function Head<Row>({ column: { head, sorted, onSort } }: { column: Column<Row> }) {
  const styles = useTableStyles();
  const arrow = sorted !== undefined && <span aria-hidden="true">{arrows[sorted]}</span>;
  if (onSort === undefined)
    return (
      <>
        {head}
        {arrow}
      </>
    );
  return (
    <button type="button" className={styles.sort} onClick={onSort}>
      {head}
      {arrow}
    </button>
  );
}

/** A cell of two lines: what counts above, its place below. */
export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
  const styles = useTwoLines();
  return (
    <>
      <span className={styles.first} title={whole(first)}>
        {first}
      </span>
      <span className={styles.second} title={whole(second)}>
        {second}
      </span>
    </>
  );
}

/** What a cut-off text says in full when the mouse rests on it. */
function whole(text: ReactNode): string | undefined {
  return typeof text === 'string' ? text : undefined;
}

/** How far a key moves the selection; null for other keys. */
function target(key: string, at: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = steps[key];
  return wanted === undefined ? null : Math.min(count - 1, Math.max(0, wanted));
}
