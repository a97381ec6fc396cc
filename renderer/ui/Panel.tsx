import { Button, makeStyles, mergeClasses, Subtitle1, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    minHeight: 0,
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 799px)': {
      position: 'absolute',
      inset: 0,
      width: '100%',
      zIndex: 2,
      borderLeft: 'none',
    },
  },
  // The call of the find page; notes of the player; the same below 1100 px.
  wide: { width: '432px', '@media (min-width: 800px) and (max-width: 1099px)': { width: '344px' } },
  notes: { width: '392px', '@media (min-width: 800px) and (max-width: 1099px)': { width: '320px' } },
  header: { display: 'flex', gap: '12px', padding: '16px 20px 8px', alignItems: 'flex-start' },
  back: { marginLeft: '-6px', marginTop: '-2px' },
  titles: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  subtitle: { color: tokens.colorNeutralForeground3 },
  body: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '8px 20px 20px' },
  footer: {
    flexShrink: 0,
    padding: '12px 20px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
});

type PanelProps = {
  title: string;
  subtitle?: ReactNode;
  size?: 'wide' | 'notes';
  /** Shows the arrow before the title; the name says where it leads. */
  back?: { label: string; onClick: () => void };
  /** At the end of the title's line: a small state or a button. */
  aside?: ReactNode;
  /** Never scrolls away: the main button of the panel. */
  footer?: ReactNode;
  children: ReactNode;
};

/** The region at the right: whatever concerns the selected item. Title and footer stay, the body scrolls. */
export function Panel({ title, subtitle, size = 'wide', back, aside, footer, children }: PanelProps) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  // Where this panel took the place of what had the focus, it takes the focus too: keys go on working here.
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, []);
  return (
    <section
      ref={panel}
      className={mergeClasses(styles.panel, size === 'wide' ? styles.wide : styles.notes)}
      aria-labelledby={id}
      data-region="panel"
      tabIndex={-1}
    >
      <header className={styles.header}>
        {back && (
          <Button
            className={styles.back}
            appearance="subtle"
            icon={<ArrowLeft20Regular />}
            aria-label={back.label === '' ? t('common.back') : back.label}
            onClick={back.onClick}
          />
        )}
        <div className={styles.titles}>
          <Subtitle1 as="h2" id={id}>
            {title}
          </Subtitle1>
          {subtitle !== undefined && <Text className={styles.subtitle}>{subtitle}</Text>}
        </div>
        {aside}
      </header>
      <div className={styles.body}>{children}</div>
      {footer !== undefined && footer !== false && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
}
