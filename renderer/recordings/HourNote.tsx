import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { instantsOf } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { dayText } from '../ui/time.ts';
import { type Conditions, rangeEnd } from './conditions.ts';

const useStyles = makeStyles({
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  note: { ':empty': { marginTop: '-8px' } },
  text: { color: tokens.colorNeutralForeground3 },
});

/** Below the search bar: what is asked for did not exist, for that night the clocks went forward. */
export function HourNote({ conditions }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const { day, around } = conditions;
  const time = skippedHour(conditions);
  return (
    <div role="status" className={styles.note}>
      {day !== null && time !== null && (
        <Text className={styles.text}>
          {t(around === null ? 'recordings.search.missingHours' : 'recordings.search.missingHour', {
            day: dayText(day),
            time,
          })}
        </Text>
      )}
    </div>
  );
}

/**
 * The time or window of hours that is asked for, where the clocks of Warsaw skipped all of it on the one day that is asked for: the hour
 * that does not exist on a night of March. Else null.
 */
export function skippedHour(conditions: Conditions): string | null {
  const { day, around, hourFrom, hourTo } = conditions;
  if (day === null || rangeEnd(conditions) !== null) return null;
  if (around !== null) return isSkipped(day, around) ? around : null;
  if (hourFrom === null || hourTo === null || hourTo === '24:00') return null;
  return isSkipped(day, hourFrom) && isSkipped(day, hourTo) ? `${hourFrom}–${hourTo}` : null;
}

function isSkipped(day: string, time: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return instantsOf({ year, month, day: date, hour, minute, second: 0 }).length === 0;
}
