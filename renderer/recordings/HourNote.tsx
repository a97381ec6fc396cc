import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useText } from '../text.ts';
import { dayText } from '../ui/time.ts';
import type { Conditions } from './conditions.ts';
import { isSkipped } from './typed-time.ts';

const useStyles = makeStyles({
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  note: { ':empty': { marginTop: '-8px' } },
  text: { color: tokens.colorNeutralForeground3 },
});

/** Below the search bar: the hour that is asked for did not exist, for that night the clocks went forward. */
export function HourNote({ conditions: { day, dayTo, around } }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const skipped = day !== null && dayTo === null && around !== null && isSkipped(day, around);
  return (
    <div role="status" className={styles.note}>
      {skipped && (
        <Text className={styles.text}>
          {t('recordings.search.missingHour', { day: dayText(day), time: around })}
        </Text>
      )}
    </div>
  );
}
