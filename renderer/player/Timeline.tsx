import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Range } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { useWidth } from '../ui/use-width.ts';
import { positionText } from '../../shared/duration.ts';
import { heardTexts, mergeRanges } from '../../shared/heard.ts';
import { ticks } from './time-scale.ts';

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
