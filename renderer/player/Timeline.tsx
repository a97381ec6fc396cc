import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Range } from '../../shared/values.ts';
import { positionText } from '../../shared/duration.ts';
import { heardTexts, mergeRanges } from '../../shared/heard.ts';
import { useText } from '../text.ts';
import { useWidth } from '../ui/use-width.ts';

const useStyles = makeStyles({
  strip: {
    position: 'relative',
    height: '4px',
    margin: '10px 0',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground5,
    overflow: 'hidden',
    '@media (forced-colors: active)': { outline: '1px solid CanvasText' },
  },
  heard: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    minWidth: '2px',
    backgroundColor: tokens.colorNeutralForeground2,
    '@media (forced-colors: active)': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
  },
  scale: {
    position: 'relative',
    height: '24px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  tick: {
    position: 'absolute',
    top: 0,
    paddingTop: '6px',
    transform: 'translateX(-50%)',
    '::before': {
      content: '""',
      position: 'absolute',
      top: 0,
      left: '50%',
      height: '5px',
      borderLeft: `1px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  edge: { transform: 'none', '::before': { left: 0 } },
});

/** Where a place stands in a drawing of `view`, as a CSS length; outside of it beyond its edges. */
export function placeIn([from, to]: Range, ms: number): string {
  return `${((ms - from) / Math.max(1, to - from)) * 100}%`;
}

/** How wide a stretch is in a drawing of `view`. */
export function widthIn([from, to]: Range, ms: number): string {
  return `${(ms / Math.max(1, to - from)) * 100}%`;
}

/** The stretches that were played, as far as the drawing shows them: what the protocol will state. All are told in words. */
export function HeardStrip({ ranges, view }: { ranges: readonly Range[]; view: Range }) {
  const styles = useStyles();
  const t = useText();
  const merged = mergeRanges(ranges);
  const spoken = heardTexts(ranges).join(', ');
  return (
    <div
      className={styles.strip}
      role="img"
      aria-label={`${t('playback.wave.heard')}: ${spoken === '' ? t('playback.wave.nothingHeard') : spoken}`}
    >
      {merged.map(([from, to]) => (
        <div
          key={from}
          className={styles.heard}
          style={{ left: placeIn(view, from), width: widthIn(view, to - from) }}
        />
      ))}
    </div>
  );
}

/** Times under the drawing, as many as its width has room for. */
export function Timeline({ view, long }: { view: Range; long: boolean }) {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={box} className={styles.scale} aria-hidden="true">
      {width > 0 &&
        ticks(view, width, long ? 84 : 72).map((at) => (
          <span
            key={at}
            className={mergeClasses(styles.tick, at === view[0] && styles.edge)}
            style={{ left: placeIn(view, at) }}
          >
            {positionText(at, long)}
          </span>
        ))}
    </div>
  );
}

/** Seconds that may lie between two labels of a timeline: round for a person who reads a clock. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/**
 * Where labels stand, in milliseconds, for a stretch of a recording drawn `width` pixels wide, so that labels `labelWidth`
 * pixels apart never touch. All are round times; one that would not fit before the end is left out.
 */
export function ticks([from, to]: Range, width: number, labelWidth: number): number[] {
  if (to <= from || width <= 0) return [from];
  const least = ((labelWidth / width) * (to - from)) / 1000;
  const step = (steps.find((candidate) => candidate >= least) ?? Math.ceil(least / 3600) * 3600) * 1000;
  const marks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  const lastFits = ((to - (marks.at(-1) ?? from)) / (to - from)) * width >= labelWidth / 3;
  return lastFits || marks.length === 1 ? marks : marks.slice(0, -1);
}
