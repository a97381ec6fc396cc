import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import type { Bar } from '../../shared/recordings.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { type Translate, useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { longDayText } from '../ui/time.ts';
import type { Calls } from './calls.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { type Conditions, rangeEnd } from './conditions.ts';
import { backToCall, setConditions, useSearch } from './search.ts';

const useStyles = makeStyles({
  head: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '12px 20px 8px',
    minHeight: '56px',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  end: { marginLeft: 'auto', display: 'flex' },
});

type Props = {
  conditions: Conditions;
  found: Calls;
  /** All calls of the one day that is asked about; null while they are unknown. */
  ofDay: readonly Bar[] | null;
};

/** The day (or what stands in for it), how many calls there are, and the days beside it. */
export function ListHead({ conditions, found, ofDay }: Props) {
  const styles = useStyles();
  const t = useText();
  const isNarrow = useMedia(narrow);
  const back = useSearch((state) => state.before !== null);
  const { day } = conditions;
  const to = rangeEnd(conditions);
  return (
    <div className={styles.head}>
      <Subtitle2 as="h2">{titleOf(t, conditions)}</Subtitle2>
      <Text className={styles.quiet} role="status">
        {countText(t, found, ofDay)}
      </Text>
      <div className={styles.end}>
        {back && (
          <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={backToCall}>
            {t('recordings.list.backToCall')}
          </Button>
        )}
        {!isNarrow && found.rows.length > 0 && <ColumnsMenu />}
        {day !== null && to === null && (
          <>
            <Button
              appearance="subtle"
              icon={<ChevronLeft20Regular />}
              aria-label={t('recordings.list.previousDay')}
              onClick={() => setConditions({ day: addDays(day, -1), dayTo: null })}
            />
            <Button
              appearance="subtle"
              icon={<ChevronRight20Regular />}
              aria-label={t('recordings.list.nextDay')}
              // The press that led to today keeps the focus.
              disabledFocusable={day >= legalDay()}
              onClick={() => setConditions({ day: addDays(day, 1), dayTo: null })}
            />
          </>
        )}
      </div>
    </div>
  );
}

function titleOf(t: Translate, conditions: Conditions): string {
  const { day, digits } = conditions;
  if (day === null)
    return digits === null ? t('recordings.list.sameNumber') : t('recordings.list.anyDay', { digits });
  const to = rangeEnd(conditions);
  return to === null ? capital(longDayText(day)) : `${capital(longDayText(day))} – ${longDayText(to)}`;
}

function countText(t: Translate, { rows, total: counted }: Calls, ofDay: readonly Bar[] | null): string {
  const total = counted ?? (ofDay === null ? null : ofDay.reduce((sum, bar) => sum + bar.matching, 0));
  if (total === null) return rows.length === 0 ? '' : t('recordings.list.loaded', { count: rows.length });
  const all = ofDay?.reduce((sum, bar) => sum + bar.calls, 0) ?? total;
  if (all <= total) return t('recordings.list.count', { count: total });
  // Polish says „ze stu”, and „z” before every other number.
  return all >= 100 && all < 200
    ? t('recordings.list.ofHundred', { found: String(total), count: all })
    : t('recordings.list.ofDay', { found: String(total), count: all });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
