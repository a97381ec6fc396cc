import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Range } from '../../shared/values.ts';
import { placeIn } from './Timeline.tsx';

const useStyles = makeStyles({
  row: { position: 'relative', height: '24px' },
  mark: {
    position: 'absolute',
    top: '2px',
    transform: 'translateX(-50%)',
    boxSizing: 'border-box',
    minWidth: '16px',
    height: '16px',
    padding: '0 3px',
    borderRadius: tokens.borderRadiusCircular,
    textAlign: 'center',
    fontSize: tokens.fontSizeBase100,
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    backgroundColor: tokens.colorNeutralForeground2,
    color: tokens.colorNeutralBackground1,
    '@media (forced-colors: active)': { outline: '1px solid CanvasText' },
  },
  dots: { position: 'relative', height: '8px' },
  dot: {
    position: 'absolute',
    top: '1px',
    width: '6px',
    height: '6px',
    marginLeft: '-3px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralForeground2,
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
});

type MarksProps = {
  /** Marked places in the order of the sound, in milliseconds: their numbers are those of the list beside. */
  marks: readonly number[];
  view: Range;
  className?: string;
};

/** Numbers above the drawing where something is marked. For the eye alone: the list beside it tells the times. */
export function Marks({ marks, view, className }: MarksProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.row, className)} aria-hidden="true">
      {marks.map((from, index) =>
        from < view[0] || from > view[1] ? null : (
          <span key={from} className={styles.mark} style={{ left: placeIn(view, from) }}>
            {index + 1}
          </span>
        ),
      )}
    </div>
  );
}

/** The same over the whole of a long recording, where numbers would lie on top of each other. */
export function MarkDots({ marks, view }: MarksProps) {
  const styles = useStyles();
  return (
    <div className={styles.dots} aria-hidden="true">
      {marks.map((from) => (
        <span key={from} className={styles.dot} style={{ left: placeIn(view, from) }} />
      ))}
    </div>
  );
}
