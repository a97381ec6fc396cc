import { Divider, Link, makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { Call } from '../../shared/recordings.ts';
import { call as ask } from '../api.ts';
import { useText } from '../text.ts';
import { latestTexts } from './call-text.ts';
import { noConditions } from './conditions.ts';
import { useResting } from './resting.ts';
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
  unknown: { color: tokens.colorNeutralForeground3 },
});

/** „Inne rozmowy z tego numeru (n)”, with their last days and hours: in one press all of them. */
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
  const { data, isError } = query;
  const known = rested === recording ? data : undefined;
  const unknown = rested === recording && isError ? 'sameNumberFailed' : 'sameNumberCounting';
  return (
    <>
      <Divider className={styles.divider} />
      <Subtitle2 as="h3">{t('recordings.panel.sameNumberTitle')}</Subtitle2>
      {known === undefined ? (
        <Text className={mergeClasses(styles.line, styles.unknown)}>{t(`recordings.panel.${unknown}`)}</Text>
      ) : known.calls.length === 0 ? (
        <Text className={styles.line}>{t('recordings.panel.sameNumberNone')}</Text>
      ) : (
        <span className={styles.line}>
          <Link as="button" onClick={() => searchSameNumber(call)}>
            {known.next === null
              ? t('recordings.panel.sameNumber', { count: known.calls.length })
              : // A full page may be all there is.
                t('recordings.panel.sameNumberMany', { count: known.calls.length - 1 })}
          </Link>
          <Text className={styles.quiet}>{latestTexts(t, known.calls)}</Text>
        </span>
      )}
    </>
  );
}
