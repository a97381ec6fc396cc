import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Headphones16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useText } from '../text.ts';

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    height: '40px',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    paddingLeft: 'calc(env(titlebar-area-x, 0px) + 16px)',
    // Windows lays its three buttons over the end of the bar; where it does not, nothing is left free.
    paddingRight: 'calc(100vw - env(titlebar-area-x, 0px) - env(titlebar-area-width, 100vw) + 8px)',
    backgroundColor: tokens.colorNeutralBackground4,
    color: tokens.colorNeutralForeground1,
  },
  mark: {
    width: '20px',
    height: '20px',
    borderRadius: '4px',
    display: 'grid',
    placeItems: 'center',
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  line: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  demo: {
    padding: '0 6px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '18px',
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  end: { marginLeft: 'auto' },
});

type Props = {
  demo: boolean;
  /** On a page without rail a line closes the bar. */ line?: boolean;
  children?: ReactNode;
};

/** The window's own title bar: the program, the mark of the demo, the person at its end. */
export function TitleBar({ demo, line = false, children }: Props) {
  const styles = useStyles();
  const t = useText();
  return (
    <header className={mergeClasses('title-bar', styles.bar, line && styles.line)} data-region="person">
      <span className={styles.mark} aria-hidden="true">
        <Headphones16Filled />
      </span>
      <Text weight="semibold" size={200}>
        {t('common.program')}
      </Text>
      {demo && <Text className={styles.demo}>{t('common.demo')}</Text>}
      <div className={styles.end}>{children}</div>
    </header>
  );
}
