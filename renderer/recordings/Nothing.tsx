import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { aroundMinutes, type Counted, countedAtMost } from '../../shared/recordings.ts';
import { spokenDuration } from '../../shared/duration.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { call } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { Loading } from '../ui/States.tsx';
import { chipText } from './call-text.ts';
import { conditionNames, type Conditions, filterOf, isSet, longestRange, rangeEnd } from './conditions.ts';
import { daysText, fewDaysText } from './days-text.ts';
import { type Loosening, loosenings } from './loosening.ts';
import { setConditions, takesFocus, wantDay, wantList } from './search.ts';
import { dayText } from '../ui/time.ts';

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

type Way = Loosening & { found: Counted | null };

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
  return possible.map((way, at) => ({ ...way, found: query.data?.counts[at] ?? null }));
}

/** Page 02c: nothing was found; each line loosens one condition and says what that gives. */
export function Nothing({ conditions }: { conditions: Conditions }) {
  const styles = useStyles();
  const t = useText();
  const ways = useWays(conditions);
  const useful = ways?.filter((way) => way.found?.count !== 0 && !isRepeated(way, ways)) ?? [];
  const onlyDay = conditionNames.every((name) => name === 'day' || !isSet(conditions, name));
  const single = onlyDay && rangeEnd(conditions) === null;
  const title = single ? 'titleDay' : onlyDay ? 'titleDays' : 'title';
  const none = onlyDay ? 'noneDay' : 'none';
  const text = ways !== null && useful.length === 0 ? none : single ? 'single' : 'text';
  const section = useRef<HTMLElement>(null);
  const counted = ways !== null;
  // Whoever comes by Enter goes on from the first way.
  useEffect(() => {
    if (counted && takesFocus()) section.current?.querySelector('button')?.focus();
  }, [counted]);
  return (
    <section className={styles.nothing} ref={section}>
      <Subtitle2 as="h3">{t(`recordings.nothing.${title}`)}</Subtitle2>
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
            <Link
              as="button"
              onClick={() => {
                setConditions(way.conditions);
                wantList();
              }}
            >
              {wayText(t, way, conditions)}
            </Link>
            {way.found !== null && <span className={styles.count}>{foundText(t, way.found)}</span>}
          </li>
        ))}
        {conditions.day !== null && (
          <li className={styles.line}>
            <Link as="button" aria-haspopup="dialog" onClick={({ currentTarget }) => wantDay(currentTarget)}>
              {t('recordings.nothing.otherDay')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

/** Whether a way that asks for less finds just the calls of another. */
function isRepeated({ which, found }: Way, ways: readonly Way[]): boolean {
  if (found === null || found.count === countedAtMost || which === 'allDays') return false;
  const narrower = ways.find((way) => way.which === 'allDays');
  return /^(?:only\.|anyDay)/.test(which) && found.count === narrower?.found?.count;
}

/** „2 rozmowy (18 i 20.11)”. */
function foundText(t: Translate, { count, days }: Counted): string {
  if (count >= countedAtMost) return t('recordings.nothing.many', { count: countedAtMost - 1 });
  const calls = t('recordings.list.count', { count });
  return days.length === 0 ? calls : `${calls} (${fewDaysText(days, legalDay())})`;
}

/** „bez dni 08.11.2026 – 10.11.2026”. */
function withoutDays(t: Translate, conditions: Conditions): string {
  const day = conditions.day ?? '';
  const dayTo = rangeEnd(conditions);
  return dayTo === null
    ? t('recordings.nothing.withoutDay', { day: dayText(day) })
    : t('recordings.nothing.withoutDays', { days: daysText({ day, dayTo }) });
}

/** A way in words: „bez podanej godziny”, „od 30 s zamiast od 1 min”. */
function wayText(t: Translate, { which, conditions, kept }: Loosening, before: Conditions): string {
  const most = String(longestRange);
  const condition = (kept && chipText(t, conditions, kept)) ?? '';
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
    case 'allDays':
      return t('recordings.nothing.allDays', { without: withoutDays(t, before), most });
    case 'anyDay':
      return t('recordings.nothing.anyDay', { without: withoutDays(t, before) });
    case 'only.allDays':
      return t('recordings.nothing.only.allDays', { condition, most });
    case 'only.anyDay':
      return t('recordings.nothing.only.anyDay', { condition });
    default:
      return t(`recordings.nothing.${which}`);
  }
}
