import { makeStyles, tokens } from '@fluentui/react-components';
import type { ComponentProps, ReactNode } from 'react';
import { ListDetail } from '../ui/ListDetail.tsx';
import { narrow, useMedia } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';

const useStyles = makeStyles({
  foot: {
    flexShrink: 0,
    minHeight: '44px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '32px',
    '@media (max-width: 1099px)': { columnGap: '16px' },
    // Clear of the edges also where its sums take several lines.
    padding: '8px 20px',
    // At the bottom also where there is no list above it.
    marginTop: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

type Props = ComponentProps<typeof ListDetail> & {
  head: ReactNode;
  /** What is said below the list; null while nothing is known. */
  foot: readonly string[] | null;
};

/** What the tabs of „Nagrania” share: the head of the page above a list, its sums below, and a panel beside both. */
export function TabFrame({ head, foot, children, ...rest }: Props) {
  const styles = useStyles();
  const isNarrow = useMedia(narrow);
  return (
    <ListDetail {...rest}>
      {head}
      {children}
      {foot !== null && (
        <footer className={styles.foot} data-region="foot">
          {foot.map((said) => (
            <Muted key={said} size={isNarrow ? 200 : 300}>
              {said}
            </Muted>
          ))}
        </footer>
      )}
    </ListDetail>
  );
}
