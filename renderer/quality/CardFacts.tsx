import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { durationText } from '../../shared/duration.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { useText } from '../text.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { dayText } from '../ui/time.ts';

const useStyles = makeStyles({
  levels: { margin: 0, display: 'flex', flexDirection: 'column', gap: '6px' },
  row: { display: 'flex', alignItems: 'center', gap: '12px' },
  name: { flexGrow: 1, minWidth: 0 },
  value: { display: 'flex', alignItems: 'center', gap: '4px', flexShrink: 0, margin: 0 },
  bar: { width: '14px', height: '5px', borderRadius: '2px', backgroundColor: tokens.colorNeutralStroke2 },
  full: {
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
  },
  digit: { minWidth: '24px', textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  quote: {
    margin: 0,
    paddingLeft: '12px',
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** What is said of a card in words: whose it is, when and by which entry, of how much of the call, and its levels. */
export function CardFacts({ card }: { card: ShownCard }) {
  const styles = useStyles();
  const t = useText();
  const { person, versions, durationMs, remark, omission } = card;
  const criteria = card.criteria ?? [];
  const last = versions.at(-1);
  const levels = last?.words?.levels;
  const reply = last?.words?.reply ?? null;
  const reached = criteria.reduce((sum, { weight }, at) => sum + weight * (levels?.[at] ?? 0), 0);
  const full = criteria.reduce(
    (sum, { weight }, at) => sum + ((levels?.[at] ?? null) === null ? 0 : weight * 3),
    0,
  );
  return (
    <Stack gap={16}>
      <Facts>
        <Fact label={t('quality.queue.panel.person')} second={person.unit}>
          {person.displayName === '' ? t('quality.queue.panel.personUnknown') : person.displayName}
        </Fact>
        {last !== undefined && (
          <>
            <Fact label={t('quality.card.submitted')}>
              {t('quality.card.entry', { day: dayText(legalDay(new Date(last.at))), seq: String(last.seq) })}
            </Fact>
            <Fact label={t('quality.card.heard')}>
              {t('quality.card.heardOf', { n: durationText(last.heardMs), of: durationText(durationMs) })}
            </Fact>
            <Fact label={t('quality.card.result')}>
              {last.result === null
                ? '–'
                : t('quality.card.points', {
                    ...{ n: String(reached), of: String(full), percent: String(last.result) },
                  })}
            </Fact>
          </>
        )}
        {omission !== null && (
          <Fact label={t('quality.omit.omitted')}>
            {t('quality.card.entry', {
              ...{ day: dayText(legalDay(new Date(omission.at))), seq: String(omission.seq) },
            })}
          </Fact>
        )}
      </Facts>
      {omission !== null && omission.words !== null && (
        <blockquote className={styles.quote}>{omission.words}</blockquote>
      )}
      {levels !== undefined && (
        <Stack gap={8} as="section">
          <Text as="h3" weight="semibold">
            {t('quality.card.levels')}
          </Text>
          <dl className={styles.levels}>
            {criteria.map(({ code, name }, at) => (
              <div key={code} className={styles.row}>
                <dt className={styles.name}>{name}</dt>
                <dd className={styles.value}>
                  <Bars level={levels[at] ?? null} />
                </dd>
              </div>
            ))}
          </dl>
        </Stack>
      )}
      {remark !== null && <Quoted remark={remark} />}
      {reply !== null && (
        <Stack gap={8} as="section">
          <Text as="h3" weight="semibold">
            {t('quality.card.reply')}
          </Text>
          <blockquote className={styles.quote}>{reply}</blockquote>
        </Stack>
      )}
    </Stack>
  );
}

/** Three small bars, and the digit that they mean. */
function Bars({ level }: { level: number | null }) {
  const styles = useStyles();
  const t = useText();
  return (
    <>
      {level !== null &&
        [1, 2, 3].map((one) => (
          <span
            key={one}
            className={mergeClasses(styles.bar, one <= level && styles.full)}
            aria-hidden="true"
          />
        ))}
      <span className={styles.digit}>{level ?? t('quality.card.nd')}</span>
    </>
  );
}

/** What whoever is evaluated said of the card, as a quotation. */
export function Quoted({ remark: { at, words } }: { remark: NonNullable<ShownCard['remark']> }) {
  const styles = useStyles();
  const t = useText();
  return (
    <Stack gap={8} as="section">
      <Text as="h3" weight="semibold">
        {t('quality.card.remarks', { day: dayText(legalDay(new Date(at))) })}
      </Text>
      {words === null ? (
        <Muted>{t('quality.card.noRemarks')}</Muted>
      ) : (
        <blockquote className={styles.quote}>{words}</blockquote>
      )}
    </Stack>
  );
}
