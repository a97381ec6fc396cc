import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../text.ts';
import { focusFirst, focusRow, regions } from '../ui/focus.ts';

// In the document the page comes first, then the rail, then the title bar: that is the order of the Tab key.
const useStyles = makeStyles({
  window: {
    height: '100%',
    display: 'grid',
    gridTemplateAreas: '"title title" "rail content"',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    backgroundColor: tokens.colorNeutralBackground4,
  },
  title: { gridArea: 'title' },
  rail: { gridArea: 'rail', display: 'flex' },
  content: {
    gridArea: 'content',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTopLeftRadius: '8px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', position: 'relative' },
});

type Props = {
  titleBar: ReactNode;
  rail: ReactNode;
  /** Act bar and message bars, flush above the page. */ bars: ReactNode;
  children: ReactNode;
};

/** The window: title bar, rail, bars and the page, in this order from the top left. F6 jumps between the regions. */
export function Frame({ titleBar, rail, bars, children }: Props) {
  const styles = useStyles();
  const t = useText();
  useRegionKeys();
  return (
    <div className={styles.window}>
      <div className={styles.content}>
        {bars}
        <main className={styles.page} aria-label={t('common.regions.content')}>
          {children}
        </main>
      </div>
      <div className={styles.rail}>{rail}</div>
      <div className={styles.title}>{titleBar}</div>
    </div>
  );
}

/** F6 goes to the next region of the window, Shift+F6 to the one before; a list takes the focus at its selected row. */
function useRegionKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const all = regions();
      const at = all.findIndex((region) => region.contains(document.activeElement));
      const next = all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length];
      if (next !== undefined && !focusRow(next)) focusFirst(next);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
