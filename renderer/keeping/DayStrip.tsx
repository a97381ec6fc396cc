import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { type Translate, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { dayText, yearlessDayText } from '../ui/time.ts';
import type { DayOfMonth } from './completeness.ts';

const height = 52;
/** What stays of a neighbour beside a day that was scrolled to. Pixels. */
const edge = 20;

const useStyles = makeStyles({
  strip: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'flex-end',
    gap: '4px',
    padding: '4px 20px',
    overflowX: 'auto',
  },
  day: {
    flexShrink: 0,
    width: '40px',
    padding: '2px 0',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    fontFamily: 'inherit',
    cursor: 'pointer',
    // There a border that is not seen is drawn: around each day, and the chosen one would be as all others.
    '@media (forced-colors: active)': { border: '1px solid Canvas' },
  },
  chosen: {
    border: `1px solid ${tokens.colorBrandStroke1}`,
    '@media (forced-colors: active)': { border: '1px solid Highlight' },
  },
  bars: {
    height: `${height}px`,
    width: '22px',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    forcedColorAdjust: 'none',
  },
  recorded: { backgroundColor: tokens.colorNeutralForeground4 },
  explained: { backgroundColor: tokens.colorNeutralForeground1 },
  waits: { backgroundColor: tokens.colorPaletteDarkOrangeBackground3 },
  // Of today nobody can say yet what is missing.
  soFar: { backgroundColor: tokens.colorNeutralStroke2 },
  still: { cursor: 'default' },
  count: { alignSelf: 'center', forcedColorAdjust: 'auto' },
  legend: { flexShrink: 0, display: 'flex', flexWrap: 'wrap', columnGap: '16px', padding: '0 20px 4px' },
  said: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  mark: { width: '10px', height: '10px', forcedColorAdjust: 'none' },
  unknown: {
    alignSelf: 'center',
    color: tokens.colorPaletteRedForeground1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
  },
});

type Props = {
  days: readonly DayOfMonth[];
  /** What today has so far; null where it is of another month. */
  today: { day: string; count: number } | null;
  chosen: string | null;
  onChoose: (day: string) => void;
};

/**
 * A bar a day, as high as its answered calls; on top of it what is to be explained, and what is. Arrows go from day to day. Today is pale, with its count,
 * which the sentence above says to readers of the screen.
 */
export function DayStrip({ days, today, chosen, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  const strip = useRef<HTMLDivElement>(null);
  const most = Math.max(1, ...days.map(({ reconciled }) => reconciled?.answered ?? 0));
  const at = days.findIndex(({ day }) => day === chosen);
  useEffect(() => {
    const box = strip.current;
    const button = box?.querySelectorAll('button')[at];
    if (!box || !button) return;
    // The strip alone moves, whatever else there is to scroll; also where a panel beside it leaves less of it.
    const show = (): void => {
      const [outer, inner] = [box.getBoundingClientRect(), button.getBoundingClientRect()];
      if (inner.left < outer.left + edge) box.scrollLeft += inner.left - outer.left - edge;
      else if (inner.right > outer.right - edge) box.scrollLeft += inner.right - outer.right + edge;
    };
    show();
    const resized = new ResizeObserver(show);
    resized.observe(box);
    return () => resized.disconnect();
  }, [at, days.length]);
  const choose = (place: number): void => {
    const day = days[place];
    if (day === undefined) return;
    onChoose(day.day);
    strip.current?.querySelectorAll('button')[place]?.focus();
  };
  const capOf = (count: number): string => `${count === 0 ? 0 : Math.max(4, (count / most) * height)}px`;
  return (
    <div
      className={styles.strip}
      ref={strip}
      role="group"
      aria-label={t('completeness.days')}
      data-region="days"
    >
      {days.map(({ day, reconciled }, place) => (
        <button
          key={day}
          type="button"
          className={mergeClasses(styles.day, day === chosen && styles.chosen)}
          aria-pressed={day === chosen}
          tabIndex={day === chosen ? 0 : -1}
          aria-label={textOf(t, { day, reconciled })}
          // What bar, caps and cross mean, for whoever sees them.
          title={textOf(t, { day, reconciled })}
          onClick={() => onChoose(day)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
            if (step === 0) return;
            event.preventDefault();
            choose(place + step);
          }}
        >
          <span className={styles.bars} aria-hidden>
            {reconciled === null ? (
              <span className={styles.unknown}>✕</span>
            ) : (
              <>
                <span className={styles.waits} style={{ height: capOf(reconciled.waiting) }} />
                <span className={styles.explained} style={{ height: capOf(reconciled.explained) }} />
                <span
                  className={styles.recorded}
                  style={{ height: `${(reconciled.recorded / most) * (height - 12)}px` }}
                />
              </>
            )}
          </span>
          <span aria-hidden>{yearlessDayText(day)}</span>
        </button>
      ))}
      {today !== null && (
        <span className={mergeClasses(styles.day, styles.still)} aria-hidden>
          <span className={styles.bars}>
            <span className={styles.count}>{today.count}</span>
            <span
              className={styles.soFar}
              style={{ height: `${Math.min(1, today.count / most) * (height - 16)}px` }}
            />
          </span>
          <span>{yearlessDayText(today.day)}</span>
        </span>
      )}
    </div>
  );
}

/** What the caps mean that are there: by their colours alone nobody knows. */
export function DayLegend({ days }: Pick<Props, 'days'>) {
  const styles = useStyles();
  const t = useText();
  const are = (['waits', 'explained'] as const).filter((cap) =>
    days.some(({ reconciled }) => (reconciled?.[cap === 'waits' ? 'waiting' : cap] ?? 0) > 0),
  );
  if (are.length === 0) return null;
  return (
    // Readers of the screen have it in the name of each day.
    <Muted size={200} className={styles.legend} aria-hidden>
      {(['recorded', ...are] as const).map((cap) => (
        <span key={cap} className={styles.said}>
          <span className={mergeClasses(styles.mark, styles[cap])} />
          {t(`completeness.legend.${cap}`)}
        </span>
      ))}
    </Muted>
  );
}

function textOf(t: Translate, { day, reconciled }: DayOfMonth): string {
  if (reconciled === null) return t('completeness.dayUnknown', { day: dayText(day) });
  return t('completeness.day', {
    ...{ day: dayText(day), answered: String(reconciled.answered) },
    ...{ recorded: String(reconciled.recorded), waiting: String(reconciled.waiting) },
    explained: String(reconciled.explained),
  });
}
