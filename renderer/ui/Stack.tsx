import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { ComponentPropsWithRef, ElementType } from 'react';

const useStyles = makeStyles({
  row: { display: 'flex' },
  column: { display: 'flex', flexDirection: 'column' },
  4: { gap: '4px' },
  6: { gap: '6px' },
  8: { gap: '8px' },
  12: { gap: '12px' },
  16: { gap: '16px' },
  20: { gap: '20px' },
});

type Tag = 'div' | 'form' | 'ol' | 'section';
type StackProps<Of extends Tag> = Omit<ComponentPropsWithRef<Of>, 'className'> & {
  as?: Of;
  /** Pixels. */
  gap: 4 | 6 | 8 | 12 | 16 | 20;
  row?: boolean;
};

/** Things one below the other, or in a row, with the same gap between them. */
export function Stack<Of extends Tag = 'div'>({ as, gap, row = false, ...rest }: StackProps<Of>) {
  const styles = useStyles();
  const Element = (as ?? 'div') as ElementType;
  return <Element {...rest} className={mergeClasses(row ? styles.row : styles.column, styles[gap])} />;
}
