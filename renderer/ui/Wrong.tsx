import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { DiamondDismiss12Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  wrong: { color: tokens.colorPaletteRedForeground1 },
  sign: { marginRight: '4px', verticalAlign: '-1px' },
});

/** A small line that says what went wrong or is wrong, as a field says it below itself. */
export function Wrong({ className, children }: { className?: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <Text size={200} className={mergeClasses(styles.wrong, className)}>
      <DiamondDismiss12Filled className={styles.sign} />
      {children}
    </Text>
  );
}
