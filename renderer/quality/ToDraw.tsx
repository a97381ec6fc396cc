import { makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import { spokenDuration } from '../../shared/duration.ts';
import type { Preview, Terms } from '../../shared/quality.ts';
import { failureOf } from '../api.ts';
import { useFailureText, useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { countText } from '../ui/number.ts';
import { Stack } from '../ui/Stack.tsx';
import { useAfter } from '../ui/States.tsx';
import { Wrong } from '../ui/Wrong.tsx';
import { noticeableMs } from '../ui/noticeable.ts';

const useStyles = makeStyles({
  counts: { margin: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: '0 12px' },
  name: { color: tokens.colorNeutralForeground3 },
  count: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  sum: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '6px' },
});

type Props = {
  terms: Pick<Terms, 'size' | 'shortestS' | 'longestMin'>;
  preview: UseQueryResult<Preview>;
};

/** „Do losowania”: what falls out of the calls of a period, and whether enough can be drawn. Never what remains. */
export function ToDraw({ terms, preview }: Props) {
  const styles = useStyles();
  const t = useText();
  const word = useFailureText();
  const { data } = preview;
  const few = (count: number | null): string => (count === null ? t('quality.draw.few') : countText(count));
  const lengths = {
    shortest: spokenDuration(terms.shortestS * 1000),
    longest: spokenDuration(terms.longestMin * 60_000),
  };
  return (
    <Stack as="section" gap={4} aria-label={t('quality.draw.title')} aria-busy={preview.isFetching}>
      <Subtitle2 as="h3">{t('quality.draw.title')}</Subtitle2>
      {preview.isError && (
        <FailureNotice failure={failureOf(preview.error)} onRetry={() => void preview.refetch()} />
      )}
      {preview.isPending && <Counting />}
      {data !== undefined && !preview.isError && (
        <>
          {/* First: below the counts a footer may lie over it. */}
          {!data.enough && <Wrong>{word({ code: 'plan-too-narrow' })}</Wrong>}
          <dl className={styles.counts}>
            <dt>{t('quality.draw.calls')}</dt>
            <dd className={styles.count}>{few(data.calls)}</dd>
            {(['length', 'unregistered', 'drawn', 'unavailable'] as const).map((why) => [
              <dt key={why} className={styles.name}>
                {why === 'length' ? t('quality.draw.length', lengths) : t(`quality.draw.${why}`)}
              </dt>,
              <dd key={`${why} count`} className={styles.count}>
                {few(data.excluded[why])}
              </dd>,
            ])}
          </dl>
          <Muted size={200}>{t('quality.draw.rounded')}</Muted>
          <Text weight="semibold" className={styles.sum} role="status">
            {t(
              data.possible === null || data.possible === terms.size
                ? 'quality.draw.possible'
                : 'quality.draw.possibleLeast',
              {
                ...{ n: few(data.possible), of: String(terms.size) },
                cells: t(`quality.draw.cells.${data.cells ? 'apart' : 'together'}`),
              },
            )}
          </Text>
        </>
      )}
    </Stack>
  );
}

function Counting() {
  const t = useText();
  return useAfter(noticeableMs) && <Spinner size="tiny" label={t('quality.draw.counting')} />;
}
