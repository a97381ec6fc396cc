import { makeStyles, tokens } from '@fluentui/react-components';

/** Pixels. */
export const headHeight = 32;

/** Of a table that shows all of its rows (of two lines) and scrolls with what stands around it. */
export function wholeHeight(rows: number): number {
  return headHeight + 1 + 44 * rows;
}

/** The look of `Table`: order by one line and aligned tracks, no boxes. One region scrolls, its head stays. */
export const useTableStyles = makeStyles({
  table: {
    flexGrow: 1,
    minHeight: 0,
    // The room that is kept for the scroll bar is the gutter at the right.
    padding: '0 0 0 12px',
    overflowX: 'hidden',
    overflowY: 'auto',
    scrollbarGutter: 'stable',
  },
  // Its head stays at the top of what scrolls around it.
  whole: { overflowX: 'visible', overflowY: 'visible', scrollbarGutter: 'auto', paddingRight: '12px' },
  head: { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  headRow: {
    display: 'grid',
    columnGap: '12px',
    height: `${headHeight}px`,
    alignItems: 'center',
    padding: '0 8px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  rows: { position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    display: 'grid',
    columnGap: '12px',
    alignItems: 'center',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    fontVariantNumeric: 'tabular-nums',
    cursor: 'default',
    // None is scrolled to behind the head.
    scrollMarginTop: `${headHeight}px`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      // Whatever a word or sign is coloured by itself: a link, a state, a refusal.
      '& *': { color: 'HighlightText !important' },
      forcedColorAdjust: 'none',
      boxShadow: 'none',
      ':hover': { backgroundColor: 'Highlight' },
      ':focus-visible': { outlineColor: 'HighlightText', outlineOffset: '-5px' },
    },
  },
  dimmed: { color: tokens.colorNeutralForeground3 },
  cell: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  headCell: { position: 'relative' },
  // Text that can be pressed: 24 px high (WCAG 2.5.8), its words in line with the cells below.
  sort: {
    minHeight: '24px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  // Clear of the words that begin the next column.
  end: { textAlign: 'right', paddingRight: '8px', ':last-child': { paddingRight: 0 } },
  /** Two small lines instead of one that is cut off; never a third, which would lie on the next row. */
  wrap: {
    display: '-webkit-box',
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else ends a second line in „…” yet
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    whiteSpace: 'normal',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** A cell of two lines: what counts above, its place below. */
export const useTwoLines = makeStyles({
  first: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' },
  second: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
});
