import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  mark: { display: 'inline-flex', alignItems: 'center', gap: '6px', maxWidth: '100%', verticalAlign: 'top' },
  sign: { display: 'inline-flex', flexShrink: 0, color: tokens.colorNeutralForeground2 },
  done: { color: tokens.colorCompoundBrandForeground1 },
  words: { overflow: 'hidden', textOverflow: 'ellipsis' },
  wants: { fontWeight: tokens.fontWeightSemibold },
});

type Props = {
  icon: FluentIcon;
  /** Over, as it was to be. */
  done?: boolean;
  /** It is this person's turn. */
  wants?: boolean;
  children: ReactNode;
};

/** One sign and one word for a state. */
export function Mark({ icon: Icon, done = false, wants = false, children }: Props) {
  const styles = useStyles();
  return (
    <span className={styles.mark}>
      <span className={mergeClasses(styles.sign, done && styles.done)} aria-hidden="true">
        <Icon />
      </span>
      <span
        className={mergeClasses(styles.words, wants && styles.wants)}
        title={typeof children === 'string' ? children : undefined}
      >
        {children}
      </span>
    </span>
  );
}
