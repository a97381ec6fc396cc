import { Button, makeStyles, mergeClasses, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, Dismiss24Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../text.ts';
import { useScrollStop } from './use-scroll-stop.ts';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    minHeight: 0,
    // Where it took the focus itself: a line for whoever came by the keyboard.
    outlineStyle: 'none',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 799px)': { borderLeft: 'none' },
  },
  // The call of the find page; notes of the player; the same below 1100 px.
  wide: {
    width: '432px',
    '@media (min-width: 800px) and (max-width: 1099px)': { width: '344px' },
    '@media (max-width: 799px)': { position: 'absolute', inset: 0, width: '100%', zIndex: 2 },
    // Too low for a body that scrolls between title and footer: the panel scrolls as a whole.
    '@media (max-width: 799px) and (max-height: 479px)': { overflowY: 'auto' },
  },
  // What is told of a row: the list beside it keeps its columns.
  entry: { '@media (min-width: 1100px)': { width: '392px' } },
  // In a single column the notes follow what they belong to, and the page scrolls.
  notes: {
    width: '392px',
    '@media (min-width: 800px) and (max-width: 1099px)': { width: '320px' },
    '@media (max-width: 799px)': { width: 'auto' },
  },
  // Of a call that is scored: a name and its levels in one line.
  card: { '@media (min-width: 1100px)': { width: '412px' } },
  header: {
    display: 'flex',
    gap: '12px',
    padding: '16px 20px 8px',
    alignItems: 'flex-start',
    '@media (max-width: 1099px)': { gap: '8px' },
  },
  // What is scrolled away below it ends at a line.
  above: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, paddingBottom: '7px' },
  back: { marginLeft: '-6px', marginTop: '-2px' },
  titles: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  // The small state at the end of its line gives way first.
  beside: { flexShrink: 0, maxWidth: '100%' },
  subtitle: { color: tokens.colorNeutralForeground3 },
  aside: { display: 'flex', flexShrink: 0 },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    // With the room that is kept for the scroll bar it is the gutter of 20: nothing is wrapped anew when the bar comes.
    scrollbarGutter: 'stable',
    padding: '8px 6px 20px 20px',
    scrollPaddingBlock: '8px',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  wideBody: {
    '@media (max-width: 799px) and (max-height: 479px)': {
      flexShrink: 0,
      overflowY: 'visible',
      paddingRight: '20px',
    },
  },
  notesBody: { '@media (max-width: 799px)': { overflowY: 'visible', paddingRight: '20px' } },
  footer: {
    flexShrink: 0,
    padding: '12px 20px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    backgroundColor: tokens.colorNeutralBackground1,
    // What will be said there takes no room before it is.
    '& > [role="status"]:empty': { position: 'absolute' },
  },
  notesFooter: { '@media (max-width: 799px)': { position: 'sticky', bottom: 0, zIndex: 1 } },
});

type PanelProps = {
  title: string;
  subtitle?: ReactNode;
  size?: 'wide' | 'entry' | 'notes' | 'card';
  /** Shows the arrow before the title; the name says where it leads. */
  back?: { label: string; onClick: () => void };
  /** At the end of the title's line: a small state or a button. */
  aside?: ReactNode;
  /** Shows the button that closes it, after whatever stands there. */
  onClose?: (() => void) | undefined;
  /** Never scrolls away: the main button of the panel. */
  footer?: ReactNode;
  children: ReactNode;
};

/** The region at the right: whatever concerns the selected item. Title and footer stay, the body scrolls. */
export function Panel(props: PanelProps) {
  const { title, subtitle, size = 'wide', back, aside, onClose, footer, children } = props;
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const stop = useScrollStop(body);
  const [scrolled, setScrolled] = useState(false);
  const isBeside = size === 'notes' || size === 'card';
  // Where this panel took the place of what had the focus, it takes the focus too: keys go on working here.
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, []);
  return (
    <section
      ref={panel}
      className={mergeClasses(
        styles.panel,
        isBeside ? styles.notes : styles.wide,
        size === 'entry' && styles.entry,
        size === 'card' && styles.card,
      )}
      aria-labelledby={id}
      data-region="panel"
      tabIndex={-1}
    >
      <header className={mergeClasses(styles.header, scrolled && styles.above)}>
        {back && (
          <Button
            className={styles.back}
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={back.label === '' ? t('common.back') : back.label}
            onClick={back.onClick}
          />
        )}
        <div className={mergeClasses(styles.titles, isBeside && styles.beside)}>
          <Subtitle1 as="h2" id={id}>
            {title}
          </Subtitle1>
          {subtitle !== undefined && <Text className={styles.subtitle}>{subtitle}</Text>}
        </div>
        {onClose === undefined ? (
          aside
        ) : (
          <div className={styles.aside}>
            {aside}
            <Button
              appearance="subtle"
              icon={<Dismiss24Regular />}
              aria-label={t('common.close')}
              onClick={onClose}
            />
          </div>
        )}
      </header>
      <div
        ref={body}
        className={mergeClasses(styles.body, isBeside ? styles.notesBody : styles.wideBody)}
        onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop > 0)}
        {...(stop === undefined ? {} : { tabIndex: stop, role: 'group', 'aria-labelledby': id })}
      >
        {children}
      </div>
      {footer !== undefined && footer !== false && (
        <footer className={mergeClasses(styles.footer, isBeside && styles.notesFooter)}>{footer}</footer>
      )}
    </section>
  );
}
