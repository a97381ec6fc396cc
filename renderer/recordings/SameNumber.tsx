import { Divider, Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Call, countedAtMost } from '../../shared/recordings.ts';
import { call as ask } from '../api.ts';
import { useText } from '../text.ts';
import { noConditions } from './conditions.ts';
import { searchSameNumber, useConditions } from './search.ts';

const useStyles = makeStyles({
  divider: { margin: '16px 0' },
  line: { display: 'block', marginTop: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Milliseconds that a call stays selected before it is asked about: arrows may run through a whole list. */
const resting = 300;

/** The same value, once it has not changed for a while. */
function useResting<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), resting);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** „Inne rozmowy z tego numeru (n)”: the other calls of this caller in one press. Nothing while that is unknown. */
export function SameNumber({ call }: { call: Call }) {
  const styles = useStyles();
  const t = useText();
  const caseNumber = useConditions().case;
  const recording = call.legs[0]?.recording ?? null;
  const rested = useResting(recording);
  const query = useQuery({
    queryKey: ['recordings.counts', 'same number', caseNumber, rested],
    queryFn: () =>
      ask('recordings.counts', { filters: [{ ...noConditions, case: caseNumber, sameNumberAs: rested }] }),
    enabled: rested !== null && rested === recording,
  });
  const count = rested === recording ? query.data?.counts[0] : undefined;
  if (count === undefined) return null;
  return (
    <>
      <Divider className={styles.divider} />
      <Subtitle2 as="h3">{t('recordings.panel.sameNumberTitle')}</Subtitle2>
      {count === 0 ? (
        <Text className={styles.line}>{t('recordings.panel.sameNumberNone')}</Text>
      ) : (
        <span className={styles.line}>
          <Link as="button" onClick={() => searchSameNumber(call)}>
            {count < countedAtMost
              ? t('recordings.panel.sameNumber', { count })
              : t('recordings.panel.sameNumberMany', { count: countedAtMost - 1 })}
          </Link>
        </span>
      )}
    </>
  );
}
