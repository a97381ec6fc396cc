import { Divider, Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Call } from '../../shared/recordings.ts';
import { call as ask } from '../api.ts';
import { useText } from '../text.ts';
import { latestTexts } from './call-text.ts';
import { noConditions } from './conditions.ts';
import { searchSameNumber, useConditions } from './search.ts';

const useStyles = makeStyles({
  divider: { margin: '16px 0' },
  line: { display: 'block', marginTop: '8px' },
  quiet: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  failed: { display: 'block', marginTop: '16px', color: tokens.colorNeutralForeground3 },
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

/** „Inne rozmowy z tego numeru (n)”, with their last days and hours: in one press all of them. Nothing while that is unknown. */
export function SameNumber({ call }: { call: Call }) {
  const styles = useStyles();
  const t = useText();
  const caseNumber = useConditions().case;
  const recording = call.legs[0]?.recording ?? null;
  const rested = useResting(recording);
  const query = useQuery({
    queryKey: ['recordings.search', 'same number', caseNumber, rested],
    queryFn: () =>
      ask('recordings.search', {
        filter: { ...noConditions, case: caseNumber, sameNumberAs: rested },
        sort: 'newest',
        after: null,
      }),
    enabled: rested !== null && rested === recording,
  });
  if (rested !== recording) return null;
  if (query.data === undefined)
    return query.isError && <Text className={styles.failed}>{t('recordings.panel.sameNumberFailed')}</Text>;
  const { calls, next } = query.data;
  return (
    <>
      <Divider className={styles.divider} />
      <Subtitle2 as="h3">{t('recordings.panel.sameNumberTitle')}</Subtitle2>
      {calls.length === 0 ? (
        <Text className={styles.line}>{t('recordings.panel.sameNumberNone')}</Text>
      ) : (
        <span className={styles.line}>
          <Link as="button" onClick={() => searchSameNumber(call)}>
            {next === null
              ? t('recordings.panel.sameNumber', { count: calls.length })
              : // A full page may be all there is.
                t('recordings.panel.sameNumberMany', { count: calls.length - 1 })}
          </Link>
          <Text className={styles.quiet}>{latestTexts(t, calls)}</Text>
        </span>
      )}
    </>
  );
}
