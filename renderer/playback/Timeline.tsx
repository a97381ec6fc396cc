import { makeStyles, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Range } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { positionText } from '../../shared/duration.ts';
import { mergeRanges } from '../../shared/heard.ts';
import { isLong, ticks } from './time-scale.ts';

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
    ':first-child': { transform: 'none' },
    ':first-child::before': { left: 0 },
  },
});

const percent = (part: number, whole: number): string =>
  `${Math.min(100, (part / Math.max(1, whole)) * 100)}%`;

/** The stretches that were played: what the protocol will state. */
export function HeardStrip({ ranges, durationMs }: { ranges: readonly Range[]; durationMs: number }) {
  const styles = useStyles();
  const t = useText();
  const merged = mergeRanges(ranges);
  const spoken = merged.map(([from, to]) => `${positionText(from)}–${positionText(to)}`).join(', ');
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
          style={{ left: percent(from, durationMs), width: percent(to - from, durationMs) }}
        />
      ))}
    </div>
  );
}

/** Times under the drawing, as many as its width has room for. */
export function Timeline({ durationMs }: { durationMs: number }) {
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const long = isLong(durationMs);
  return (
    <div ref={box} className={styles.scale} aria-hidden="true">
      {width > 0 &&
        ticks(durationMs, width, long ? 84 : 72).map((at) => (
          <span key={at} className={styles.tick} style={{ left: percent(at, durationMs) }}>
            {positionText(at, long)}
          </span>
        ))}
    </div>
  );
}
