import { makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../text.ts';
import { noticeableMs } from './noticeable.ts';

const useStyles = makeStyles({
  middle: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '4px',
    padding: '20px',
    textAlign: 'center',
    // No word stands alone on a last line.
    textWrap: 'balance',
  },
  action: { marginTop: '12px' },
  text: { maxWidth: '420px', textAlign: 'center', color: tokens.colorNeutralForeground3 },
});

type EmptyProps = {
  title: string;
  children?: ReactNode;
  /** The way on, where it is a button. */
  action?: ReactNode;
};

/** The middle of an empty region: a title, what to do, perhaps a button that does it. */
export function Empty({ title, children, action }: EmptyProps) {
  const styles = useStyles();
  return (
    <div className={styles.middle}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <Text as="p" className={styles.text}>
        {children}
      </Text>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Longer than this nobody waits without wondering. */
const slowMs = 5_000;

/** A region whose content is on its way; where that takes long, it says so. */
export function Loading({ label }: { label?: string }) {
  const styles = useStyles();
  const t = useText();
  const noticed = useAfter(noticeableMs);
  return (
    <div className={styles.middle}>
      {/* Its own delay would leave it without a name for that long. */}
      {noticed && <Spinner size="small" label={label ?? t('common.loading')} />}
      <Patience />
    </div>
  );
}

/** Whether so many milliseconds have passed here. */
export function useAfter(ms: number): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return after;
}

/** Stands beside whatever is awaited; once nobody would wait without wondering, it says so. */
export function Patience() {
  const styles = useStyles();
  const t = useText();
  const slow = useAfter(slowMs);
  return (
    <Text as="p" className={styles.text} role="status">
      {slow && t('common.slow')}
    </Text>
  );
}
