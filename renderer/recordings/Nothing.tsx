import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { aroundMinutes, countedAtMost } from '../../shared/recordings.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { Loading } from '../ui/States.tsx';
import { conditionNames, type Conditions, filterOf, isSet, rangeEnd } from './conditions.ts';
import { daysText } from './days-text.ts';
import { type Loosening, loosenings } from './loosening.ts';
import { setConditions } from './search.ts';

const useStyles = makeStyles({
  nothing: {
    width: '480px',
    maxWidth: '100%',
    margin: '60px auto',
    padding: '0 20px',
    '@media (max-height: 479px)': { margin: '12px auto' },
  },
  text: { display: 'block', color: tokens.colorNeutralForeground3, marginTop: '4px', marginBottom: '12px' },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '8px 0',
  },
  count: { flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
});

type Way = Loosening & { count: number | null };

/** What each loosening would give; null while that is being counted. Where counting failed, the ways stand without a count. */
function useWays(conditions: Conditions): Way[] | null {
  const possible = loosenings(conditions, legalDay());
  const filters = possible.flatMap(({ conditions: loosened }) => filterOf(loosened) ?? []);
  const query = useQuery({
    queryKey: ['recordings.counts', filters],
    queryFn: () => call('recordings.counts', { filters }),
    enabled: filters.length > 0,
  });
  if (query.isPending && filters.length > 0) return null;
  return possible.map((way, at) => ({ ...way, count: query.data?.counts[at] ?? null }));
}

/** Page 02c: nothing was found; each line loosens one condition and says what that gives. */
export function Nothing({ conditions }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const ways = useWays(conditions);
  const useful = ways?.filter(({ count }) => count !== 0) ?? [];
  const onlyDay = conditionNames.every((name) => name === 'day' || !isSet(conditions, name));
  const single = onlyDay && rangeEnd(conditions) === null;
  const none = onlyDay ? 'noneDay' : 'none';
  const text = ways !== null && useful.length === 0 ? none : single ? 'single' : 'text';
  return (
    <section className={styles.nothing}>
      <Subtitle2 as="h3">{t('recordings.nothing.title')}</Subtitle2>
      {ways === null ? (
        <Loading label={t('recordings.nothing.counting')} />
      ) : (
        <Text as="p" className={styles.text} role="status">
          {t(`recordings.nothing.${text}`)}
        </Text>
      )}
      <ul>
        {useful.map((way) => (
          <li key={way.which} className={styles.line}>
            <Link as="button" onClick={() => setConditions(way.conditions)}>
              {wayText(t, way, conditions)}
            </Link>
            {way.count !== null && <span className={styles.count}>{countText(t, way.count)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function countText(t: Translate, count: number): string {
  return count < countedAtMost
    ? t('recordings.list.count', { count })
    : t('recordings.nothing.many', { count: countedAtMost - 1 });
}

/** A way in words: „bez podanej godziny”, „od 30 s zamiast od 1 min”. */
function wayText(t: Translate, { which, conditions }: Loosening, before: Conditions): string {
  const inWords = (seconds: number | null): string => spokenDuration((seconds ?? 0) * 1000);
  switch (which) {
    case 'wider': {
      const margin = inWords((conditions.aroundMinutes ?? aroundMinutes) * 60);
      return t('recordings.chips.around', { time: conditions.around ?? '', margin });
    }
    case 'shorter':
      return t('recordings.nothing.shorter', {
        least: inWords(conditions.minSeconds),
        before: inWords(before.minSeconds),
      });
    case 'lastDigits':
      return t('recordings.nothing.lastDigits', { digits: conditions.digits ?? '' });
    case 'moreDays':
      return daysText({ day: conditions.day ?? '', dayTo: conditions.dayTo });
    default:
      return t(`recordings.nothing.${which}`);
  }
}
