import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Range } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { useWidth } from '../ui/use-width.ts';
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
  whole: { display: 'block', color: tokens.colorNeutralForeground3, marginTop: '12px' },
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

/** Pixels from one number to the next: a number of two figures, and a gap. */
const apart = 20;

/**
 * Places as near to the wanted ones (pixels, ascending) as they can be without lying on top of each other: what stands too close stands side by
 * side around its middle, within the width.
 */
export function fannedOut(wanted: readonly number[], width: number): number[] {
  type Group = { middle: number; count: number };
  const groups: Group[] = [];
  const within = ({ middle, count }: Group): Group => {
    const half = ((count - 1) / 2) * apart;
    return { middle: Math.max(half, Math.min(width - half, middle)), count };
  };
  for (const place of wanted) {
    let last: Group = { middle: place, count: 1 };
    for (let before = groups.at(-1); before !== undefined; before = groups.at(-1)) {
      const count = before.count + last.count;
      if (last.middle - before.middle >= (apart * count) / 2) break;
      last = within({ middle: (before.middle * before.count + last.middle * last.count) / count, count });
      groups.pop();
    }
    groups.push(last);
  }
  return groups.flatMap(({ middle, count }) =>
    Array.from({ length: count }, (_, n) => middle + (n - (count - 1) / 2) * apart),
  );
}

/** Numbers above the drawing where something is marked. For the eye alone: the list beside it tells the times. */
export function Marks({ marks, view, className }: MarksProps) {
  const styles = useStyles();
  const { box, width } = useWidth<HTMLDivElement>();
  const [begin, end] = view;
  const shown = marks.flatMap((from, index) =>
    from < begin || from > end ? [] : [{ from, number: index + 1 }],
  );
  const places = fannedOut(
    shown.map(({ from }) => ((from - begin) / Math.max(1, end - begin)) * width),
    width,
  );
  return (
    <div ref={box} className={mergeClasses(styles.row, className)} aria-hidden="true">
      {(width > 0 ? shown : []).map(({ from, number }, place) => (
        <span key={from} className={styles.mark} style={{ left: places[place] }}>
          {number}
        </span>
      ))}
    </div>
  );
}

/** The same over the whole of a long recording, where numbers would lie on top of each other. */
export function MarkDots({ marks, view }: MarksProps) {
  const styles = useStyles();
  const t = useText();
  return (
    <>
      <Text size={200} className={styles.whole}>
        {t('playback.map.whole')}
      </Text>
      <div className={styles.dots} aria-hidden="true">
        {marks.map((from) => (
          <span key={from} className={styles.dot} style={{ left: placeIn(view, from) }} />
        ))}
      </div>
    </>
  );
}
