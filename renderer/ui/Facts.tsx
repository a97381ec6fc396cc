import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { HelpMark, type HelpTopic } from './Help.tsx';

const useStyles = makeStyles({
  facts: { display: 'grid', gridTemplateColumns: '116px minmax(0, 1fr)', columnGap: '12px', rowGap: '8px' },
  label: { color: tokens.colorNeutralForeground3 },
  value: { overflowWrap: 'anywhere' },
  // No higher than the line that it stands in, and never on one of its own: the gap beside the name has room for it.
  helped: { whiteSpace: 'nowrap' },
  help: { verticalAlign: 'top', margin: '-2px -12px -2px 0' },
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

type FactProps = {
  label: string;
  /** What the mark beside the name explains. */
  help?: HelpTopic;
  second?: string;
  children: ReactNode;
};

export function Fact({ label, help, second, children }: FactProps) {
  const styles = useStyles();
  return (
    <>
      <dt className={mergeClasses(styles.label, help !== undefined && styles.helped)}>
        {label}
        {help !== undefined && <HelpMark topic={help} className={styles.help} />}
      </dt>
      <dd className={styles.value}>
        {children}
        {second !== undefined && <Second>{second}</Second>}
      </dd>
    </>
  );
}

/** A quieter line below a value. */
export function Second({ children }: { children: ReactNode }) {
  return <span className={useStyles().second}>{children}</span>;
}
