import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  step: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '12px',
    '@media (max-width: 1099px)': { columnGap: '8px' },
  },
  mark: {
    color: tokens.colorCompoundBrandForeground1,
    display: 'flex',
    height: '22px',
    alignItems: 'center',
  },
  number: {
    width: '20px',
    height: '20px',
    marginTop: '1px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    display: 'grid',
    placeItems: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: 1,
  },
  body: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0 },
});

type StepItemProps = { number: number; done: boolean; title: string; children: ReactNode };

/** One of the numbered steps of a procedure; a done one has a tick in place of its number. */
export function StepItem({ number, done, title, children }: StepItemProps) {
  const styles = useStyles();
  return (
    <li className={styles.step}>
      {done ? (
        <span className={styles.mark} aria-hidden="true">
          <CheckmarkCircle20Filled />
        </span>
      ) : (
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
      )}
      <div className={styles.body}>
        <Subtitle2 as="h3">{title}</Subtitle2>
        {children}
      </div>
    </li>
  );
}
