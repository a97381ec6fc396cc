import { makeStyles, tokens } from '@fluentui/react-components';

/** Pixels: the drawing is as high as the design's, and a bar wide enough to be seen. */
export const drawing = { height: 40, bar: 2, chosen: 4 };

/** The look of the day's timeline; under forced colours it is redrawn in the system's. */
export const useTimelineStyles = makeStyles({
  timeline: { flexShrink: 0, padding: '0 20px 4px' },
  box: {
    position: 'relative',
    height: `${drawing.height}px`,
    // Half of the first and of the last hour hangs over the axis: with them it is as wide as the list below.
    margin: '0 16px',
    touchAction: 'none',
    '::after': {
      content: '""',
      position: 'absolute',
      left: '-16px',
      right: '-16px',
      bottom: 0,
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  svg: { display: 'block', width: '100%', height: '100%', overflow: 'visible' },
  window: {
    fill: tokens.colorBrandBackground2,
    '@media (forced-colors: active)': { fill: 'none', stroke: 'Highlight' },
  },
  bar: {
    fill: tokens.colorNeutralForeground4,
    opacity: 0.8,
    '@media (forced-colors: active)': { fill: 'CanvasText', opacity: 1 },
  },
  matching: {
    fill: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  handle: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: '24px',
    marginLeft: '-12px',
    cursor: 'ew-resize',
    touchAction: 'none',
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: 'none',
    '::before': {
      content: '""',
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: '11px',
      borderLeft: `2px solid ${tokens.colorNeutralStrokeAccessible}`,
      '@media (forced-colors: active)': { borderLeftColor: 'CanvasText' },
    },
    '::after': {
      content: '""',
      position: 'absolute',
      top: '12px',
      left: '9px',
      width: '6px',
      height: '14px',
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralBackground1,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  set: {
    '::before': { borderLeftColor: tokens.colorCompoundBrandStroke },
    '::after': {
      borderTopColor: tokens.colorCompoundBrandStroke,
      borderRightColor: tokens.colorCompoundBrandStroke,
      borderBottomColor: tokens.colorCompoundBrandStroke,
      borderLeftColor: tokens.colorCompoundBrandStroke,
    },
  },
  scale: {
    position: 'relative',
    height: '20px',
    margin: '2px 16px 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  tick: { position: 'absolute', top: 0, transform: 'translateX(-50%)' },
  failed: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
