import { Button, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import type { RefObject } from 'react';
import { may } from '../../shared/permissions.ts';
import type { ReviewItem } from '../../shared/review.ts';
import type { Role } from '../../shared/values.ts';
import { useText } from '../text.ts';
import { Hint } from '../ui/Hint.tsx';

const useStyles = makeStyles({
  foot: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '16px',
    rowGap: '8px',
    minHeight: '48px',
    padding: '8px 20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  progress: { width: '160px', '@media (max-width: 1099px)': { width: '72px' } },
  conclude: { marginLeft: 'auto' },
});

type FootProps = {
  items: readonly ReviewItem[];
  /** Questions that may still be answered. */
  waiting: number;
  roles: readonly Role[];
  /** The filled button is the one of the end. */
  isEnding: boolean;
  button: RefObject<HTMLSpanElement | null>;
  onConclude: () => void;
};

/** How far it is, and its end, which says what is missing. */
export function Foot({ items, waiting, roles, isEnding, button, onConclude }: FootProps) {
  const styles = useStyles();
  const t = useText();
  const judged = items.filter((one) => one.judged !== null).length;
  const irregular = items.filter((one) => one.judged?.verdict === 'irregular').length;
  const missing = [
    ...(judged < items.length ? [t('review.foot.missing', { count: items.length - judged })] : []),
    ...(waiting > 0 ? [t('review.foot.unanswered', { count: waiting })] : []),
  ];
  return (
    <section className={styles.foot} aria-label={t('review.foot.label')} data-region="foot">
      <Text>{t('review.foot.done', { judged: String(judged), items: String(items.length) })}</Text>
      <ProgressBar
        className={styles.progress}
        aria-label={t('review.foot.label')}
        thickness="large"
        value={judged}
        max={items.length}
      />
      <Text>{t('review.foot.irregular', { count: irregular })}</Text>
      {may('conclude', roles) && (
        <span className={styles.conclude} ref={button}>
          <Hint text={missing.length === 0 ? null : missing.join('. ')}>
            <Button
              appearance={missing.length === 0 && !isEnding ? 'primary' : 'secondary'}
              disabledFocusable={missing.length > 0}
              onClick={onConclude}
            >
              {t('review.foot.conclude')}
            </Button>
          </Hint>
        </span>
      )}
    </section>
  );
}
