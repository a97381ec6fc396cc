import { makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, ErrorCircle16Filled } from '@fluentui/react-icons';
import type { RegisterSummary } from '../../shared/register.ts';
import { useText } from '../text.ts';
import { timeText } from '../ui/time.ts';

const useStyles = makeStyles({
  foot: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '24px',
    rowGap: '4px',
    padding: '12px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  chain: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '6px' },
  good: { color: tokens.colorCompoundBrandForeground1, display: 'inline-flex' },
  bad: { color: tokens.colorPaletteRedForeground1, display: 'inline-flex' },
});

/** Counts under the filter, and what holds of the whole register: numbers without a gap, a chain without a break. */
export function Foot({ summary, at }: { summary: RegisterSummary; at: number }) {
  const styles = useStyles();
  const t = useText();
  const { acts, refusals, first, last, gapless, continued } = summary;
  return (
    <section className={styles.foot} aria-label={t('register.foot.label')}>
      <span>
        {first === null || last === null || first === last
          ? t('register.foot.acts', { count: acts })
          : t('register.foot.actsFrom', { count: acts, first, last })}
      </span>
      <span>{t('register.foot.refusals', { count: refusals })}</span>
      <span>{t(gapless ? 'register.foot.gapless' : 'register.foot.gap')}</span>
      <span className={styles.chain}>
        <span className={continued ? styles.good : styles.bad} aria-hidden="true">
          {continued ? <CheckmarkCircle16Filled /> : <ErrorCircle16Filled />}
        </span>
        {continued
          ? t('register.foot.continued', { time: timeText(new Date(at).toISOString()) })
          : t('register.foot.broken')}
      </span>
    </section>
  );
}
