import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { addDays } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { monthText, spokenDay, weekdayText } from './time.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', marginBottom: '4px' },
  title: { flexGrow: 1 },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(7, 32px)' },
  line: { display: 'contents' },
  weekday: {
    height: '24px',
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
  day: {
    width: '32px',
    height: '32px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontVariantNumeric: 'tabular-nums',
    ':hover:enabled': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':disabled': { color: tokens.colorNeutralForegroundDisabled },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  outside: { color: tokens.colorNeutralForeground3 },
  today: { fontWeight: tokens.fontWeightBold, color: tokens.colorBrandForeground1 },
  chosen: {
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover:enabled': { backgroundColor: tokens.colorBrandBackgroundHover },
    '@media (forced-colors: active)': {
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      forcedColorAdjust: 'none',
    },
  },
});

const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** Six weeks from the Monday on or before the first of the month of `day`. */
function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const start = addDays(first, -((noon(first).getUTCDay() + 6) % 7));
  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((at) => addDays(start, week * 7 + at)));
}

/** The same date of another month, or that month's last day. */
function monthsAway(day: string, count: number): string {
  const first = new Date(`${day.slice(0, 7)}-01T12:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  const month = first.toISOString().slice(0, 7);
  const wanted = `${month}-${day.slice(8)}`;
  first.setUTCMonth(first.getUTCMonth() + 1, 0);
  const last = first.toISOString().slice(0, 10);
  return wanted > last ? last : wanted;
}

const steps: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => monthsAway(day, -1),
  PageDown: (day) => monthsAway(day, 1),
};

type Props = {
  value: string | null;
  /** The last of several days; without it one day is chosen. */
  to?: string | null;
  today: string;
  onChoose: (day: string) => void;
};

/** A month of days to choose from, none after today. Arrows move by days and weeks, Page keys by months. */
export function Calendar({ value, to = null, today, onChoose }: Props) {
  const styles = useStyles();
  const t = useText();
  const [shown, show] = useState(value ?? today);
  const grid = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const at = shown > today ? today : shown;

  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    moved.current = false;
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    moved.current = true;
    const next = step(at);
    show(next > today ? today : next);
  };

  const isChosen = (day: string): boolean =>
    day === value || (value !== null && to !== null && day > value && day <= to);
  const weeks = weeksOf(at);
  const weekdays = t('common.calendar.weekdays').split(' ');
  const month = at.slice(0, 7);
  return (
    <div>
      <div className={styles.head}>
        <Text weight="semibold" className={styles.title} aria-live="polite">
          {monthText(at)}
        </Text>
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          aria-label={t('common.calendar.previous')}
          onClick={() => show(monthsAway(at, -1))}
        />
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          aria-label={t('common.calendar.next')}
          disabled={month >= today.slice(0, 7)}
          onClick={() => show(monthsAway(at, 1))}
        />
      </div>
      <div ref={grid} role="grid" aria-label={monthText(at)} className={styles.grid}>
        <div role="row" className={styles.line}>
          {weeks[0]?.map((day, at) => (
            <span key={day} role="columnheader" aria-label={weekdayText(day)} className={styles.weekday}>
              {weekdays[at]}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row" className={styles.line}>
            {week.map((day) => (
              <span key={day} role="gridcell" aria-selected={isChosen(day)}>
                <button
                  type="button"
                  disabled={day > today}
                  tabIndex={day === at ? 0 : -1}
                  aria-label={spokenDay(day)}
                  aria-current={day === today ? 'date' : undefined}
                  className={mergeClasses(
                    styles.day,
                    !day.startsWith(month) && styles.outside,
                    day === today && styles.today,
                    isChosen(day) && styles.chosen,
                  )}
                  onClick={() => onChoose(day)}
                  onKeyDown={onKeyDown}
                >
                  {Number(day.slice(8))}
                </button>
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
