import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowForward16Regular,
  CheckmarkCircle16Filled,
  Circle16Regular,
  CommentCheckmark16Regular,
  Comment16Regular,
  ErrorCircle16Filled,
  Flag16Regular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Matter } from '../../shared/matter.ts';
import type { ReviewDetail, ReviewItem } from '../../shared/review.ts';
import { presentRefusedText, reasonText, useText } from '../text.ts';
import { TwoLines } from '../ui/Table.tsx';
import { dayText } from '../ui/time.ts';
import { askedState, flagText, verdictText } from './words.ts';

const inherited = { '@media (forced-colors: active)': { color: 'inherit' } } as const;
const useStyles = makeStyles({
  mark: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: '6px',
    alignItems: 'start',
  },
  icon: { display: 'inline-flex', marginTop: '2px', color: tokens.colorNeutralForeground2, ...inherited },
  brand: { color: tokens.colorCompoundBrandForeground1 },
  red: { color: tokens.colorPaletteRedForeground1 },
  orange: { color: tokens.colorPaletteDarkOrangeForeground1 },
  text: {
    minWidth: 0,
    // Its first line on that of the sign.
    marginTop: '2px',
    whiteSpace: 'normal',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  verdict: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  changed: { fontWeight: tokens.fontWeightSemibold },
});

type MarkProps = { icon: ReactNode; colour?: 'brand' | 'red' | 'orange' | undefined; children: ReactNode };

function Mark({ icon, colour, children }: MarkProps) {
  const styles = useStyles();
  return (
    <span className={styles.mark}>
      <span className={mergeClasses(styles.icon, colour && styles[colour])} aria-hidden="true">
        {icon}
      </span>
      {children}
    </span>
  );
}

const signs = {
  open: { icon: <Circle16Regular /> },
  ok: { icon: <CheckmarkCircle16Filled />, colour: 'brand' },
  irregular: { icon: <ErrorCircle16Filled />, colour: 'red' },
  referred: { icon: <ArrowForward16Regular /> },
  waits: { icon: <Comment16Regular /> },
  answered: { icon: <CommentCheckmark16Regular /> },
  unanswered: { icon: <Circle16Regular /> },
} as const;

type VerdictProps = {
  item: ReviewItem;
  changed: boolean;
  /** About it. */
  questions: readonly Matter[];
};

/** What was made of an item or asked about it, in the same words and signs everywhere; `changed` = by somebody else, meanwhile. */
export function VerdictMark({ item, changed, questions }: VerdictProps) {
  const styles = useStyles();
  const t = useText();
  const asked = changed ? null : askedState(item, questions);
  if (asked !== null) {
    const text = t(`review.asked.${asked.state}`);
    return (
      <Mark {...signs[asked.state]}>
        <span className={styles.verdict}>
          {asked.state === 'waits' ? (
            <TwoLines first={text} second={t('review.asked.until', { day: dayText(asked.due) })} />
          ) : (
            text
          )}
        </span>
      </Mark>
    );
  }
  const said = verdictText(t, item);
  // Two small lines for the words that are longer than the column.
  const isLong = item.judged === null ? item.ofDesk : item.judged.verdict === 'referred';
  return (
    <Mark {...signs[item.judged?.verdict ?? 'open']}>
      <span
        className={mergeClasses(isLong && !changed ? styles.text : styles.verdict, changed && styles.changed)}
        title={said}
      >
        {changed ? <TwoLines first={said} second={t('review.changed')} /> : said}
      </span>
    </Mark>
  );
}

/** What draws attention to an item; of what was refused, why. */
export function AttentionMark({ item, detail }: { item: ReviewItem; detail: ReviewDetail }) {
  const styles = useStyles();
  const t = useText();
  const said =
    item.what === 'act'
      ? item.flags.map((one) => flagText(t, one, detail))
      : item.what === 'refusals'
        ? item.refusals.map((one) => presentRefusedText(t, one) ?? reasonText(t, one.reason))
        : [t('review.times', { count: item.count })];
  if (said.length === 0) return null;
  const sign =
    item.what === 'act'
      ? { icon: <Flag16Regular />, colour: 'orange' as const }
      : { icon: <ErrorCircle16Filled />, colour: 'red' as const };
  const text = [...new Set(said)].join(', ');
  return (
    <Mark {...sign}>
      <span className={styles.text} title={text}>
        {text}
      </span>
    </Mark>
  );
}
