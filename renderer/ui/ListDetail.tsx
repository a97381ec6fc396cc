import { makeStyles, mergeClasses, Subtitle1 } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useMedia, veryNarrow } from './media.ts';

const useStyles = makeStyles({
  whole: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  page: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  list: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  covered: { visibility: 'hidden' },
  panel: { display: 'flex' },
  head: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 12px',
    // The titles of all pages stand on one line, whatever stands beside them.
    minHeight: '56px',
    padding: '16px 20px 8px',
  },
  actions: { marginLeft: 'auto', display: 'flex', flexWrap: 'wrap', gap: '4px' },
});

type ListDetailProps = {
  /** Holds the list, and what stands above it. */
  list: RefObject<HTMLDivElement | null>;
  panel: RefObject<HTMLDivElement | null>;
  /** What stands at the right of the list; on a screen too narrow for both it covers the list. `null` when nothing is open. */
  beside: ReactNode;
  onRefresh: () => void;
  /** Escape, where a form stands beside the list: the list's own way back knows of rows alone. */
  onLeave?: (() => void) | undefined;
  /** The list's own keys. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** Stand above and below both list and panel. */
  above?: ReactNode;
  below?: ReactNode;
  children: ReactNode;
};

/** A page of a list and of what is open beside it: F5 asks anew, Escape is one step back (`useListDetail`). */
export function ListDetail(props: ListDetailProps) {
  const { list, panel, beside, onRefresh, onLeave, onKeyDown, above, below, children } = props;
  const styles = useStyles();
  const covered = useMedia(veryNarrow) && beside !== null;
  return (
    <div
      className={styles.whole}
      ref={list}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'F5') {
          event.preventDefault();
          onRefresh();
        } else if (event.key === 'Escape' && !event.defaultPrevented && onLeave !== undefined) {
          event.preventDefault();
          onLeave();
        } else onKeyDown(event);
      }}
    >
      {above}
      <div className={styles.page}>
        {/* What the panel covers takes no focus (WCAG 2.4.11) and is not read. */}
        <div className={mergeClasses(styles.list, covered && styles.covered)}>{children}</div>
        <div className={styles.panel} ref={panel}>
          {beside}
        </div>
      </div>
      {below}
    </div>
  );
}

/** The title of a page with what is said beside it, and its actions at the other end of the line. */
export function PageHead({
  title,
  note,
  actions,
  children,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.head}>
      <Subtitle1 as="h1">{title}</Subtitle1>
      {note}
      <div className={styles.actions}>{actions}</div>
      {children}
    </div>
  );
}
