import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { dayText } from '../ui/time.ts';
import type { Conditions } from './conditions.ts';
import { skippedHour } from './skipped-hour.ts';

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
