import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  facts: { display: 'grid', gridTemplateColumns: '116px minmax(0, 1fr)', columnGap: '12px', rowGap: '8px' },
  label: { color: tokens.colorNeutralForeground3 },
  value: { overflowWrap: 'anywhere' },
  second: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** Pairs of a name and a value, aligned in two columns. Takes `Fact` only. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  const styles = useStyles();
  return <dl className={mergeClasses(styles.facts, className)}>{children}</dl>;
}

export function Fact({ label, second, children }: { label: string; second?: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>
        {children}
        {second !== undefined && <span className={styles.second}>{second}</span>}
      </dd>
    </>
  );
}
