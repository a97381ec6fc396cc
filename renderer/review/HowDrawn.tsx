import {
  Link,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReviewDetail } from '../../shared/review.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';

const useStyles = makeStyles({
  open: { whiteSpace: 'nowrap' },
  surface: { width: '520px', maxWidth: 'calc(100vw - 32px)' },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
});

/** „Jak dobrano pozycje”: rule and seed, and three lines by which anybody draws again. */
export function HowDrawn({ detail }: { detail: ReviewDetail }) {
  const styles = useStyles();
  const t = useText();
  const { rules, hash, seq, items } = detail;
  const drawn = items.flatMap((item) =>
    item.what === 'act' && item.flags.length === 0 ? [item.number] : [],
  );
  return (
    <Popover trapFocus withArrow>
      <PopoverTrigger disableButtonEnhancement>
        <Link as="button" className={styles.open}>
          {t('review.sample.open')}
        </Link>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('review.sample.open')}>
        <Stack gap={12}>
          <Text>
            {t('review.sample.rule', {
              allBelow: String(rules.allBelow),
              percent: String(rules.samplePercent),
              least: String(rules.sampleLeast),
            })}
          </Text>
          <Muted>{t('review.sample.seed', { seq: String(seq) })}</Muted>
          <code className={styles.code}>{hash}</code>
          <Muted>{t('review.sample.check')}</Muted>
          {drawn.slice(0, 3).map((number) => (
            <code key={number} className={styles.code}>{`printf %s '${hash}:${number}' | sha256sum`}</code>
          ))}
        </Stack>
      </PopoverSurface>
    </Popover>
  );
}
