import {
  CounterBadge,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import {
  BookOpen20Regular,
  DocumentArrowDown20Regular,
  type FluentIcon,
  Keyboard20Regular,
  QuestionCircle24Regular,
} from '@fluentui/react-icons';
import { type ComponentProps, useId, useRef } from 'react';
import { useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { Unseen } from '../ui/Unseen.tsx';

const useStyles = makeStyles({
  rail: {
    flexShrink: 0,
    width: '92px',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '4px',
    backgroundColor: tokens.colorNeutralBackground4,
    '@media (max-width: 1099px)': { width: '48px', padding: '4px 2px' },
  },
  item: {
    position: 'relative',
    height: '56px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '2px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    ':hover': { backgroundColor: tokens.colorNeutralBackground4Hover },
    ':active': { backgroundColor: tokens.colorNeutralBackground4Pressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '@media (max-width: 1099px)': { height: '44px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorCompoundBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    // The longest name beside its mark, and not on it.
    letterSpacing: '-0.2px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '-2px',
      top: '16px',
      bottom: '16px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
    '@media (forced-colors: active)': {
      outline: '2px solid Highlight',
      outlineOffset: '-2px',
      // Inside the line that marks the page, or neither would tell the other.
      ':focus-visible': { outline: '3px solid CanvasText', outlineOffset: '-7px' },
      '::before': { display: 'none' },
    },
  },
  foot: { marginTop: 'auto' },
  icon: { position: 'relative', display: 'grid' },
  badge: { position: 'absolute', top: '-6px', left: '14px' },
});

/** What „Pomoc” opens. */
type Help = { guide: () => void; keys: () => void; support: () => void };

/** How a mark looks, and how while its page is shown. */
export type MarkIcon = readonly [rest: FluentIcon, current: FluentIcon];

/** A page's mark. */
export type Mark = {
  name: string;
  label: string;
  icon: MarkIcon;
  current: boolean;
  /** What waits on it, as a badge, and in words. */
  count: number;
  counted: string;
  onShow: () => void;
};

/** The pages of the program at the left edge; below 1100 px as icons with their names as tooltips. */
export function Rail({ marks, help }: { marks: readonly Mark[]; help: Help }) {
  const styles = useStyles();
  const t = useText();
  return (
    <nav className={styles.rail} aria-label={t('common.regions.rail')} data-region="rail">
      {marks.map(({ name, icon: [rest, current], onShow, ...mark }) => (
        <Item key={name} {...mark} icon={mark.current ? current : rest} onClick={onShow} />
      ))}
      <HelpMenu help={help} />
    </nav>
  );
}

/** „Pomoc” at the foot: the guide, the list of keys, and the data for whoever looks after the program. */
function HelpMenu({ help }: { help: Help }) {
  const styles = useStyles();
  const t = useText();
  const trigger = useRef<HTMLButtonElement>(null);
  // What opens takes the focus, and gives it back to whatever had it: the item is gone by then.
  const from = (show: () => void) => (): void => {
    trigger.current?.focus();
    show();
  };
  return (
    <Menu positioning="after-bottom">
      <MenuTrigger disableButtonEnhancement>
        <Item
          ref={trigger}
          className={styles.foot}
          label={t('common.rail.help')}
          icon={QuestionCircle24Regular}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<BookOpen20Regular />} onClick={from(help.guide)}>
            {t('support.guide')}
          </MenuItem>
          <MenuItem icon={<Keyboard20Regular />} secondaryContent="F1" onClick={from(help.keys)}>
            {t('support.keys')}
          </MenuItem>
          <MenuItem icon={<DocumentArrowDown20Regular />} onClick={from(help.support)}>
            {t('support.collect')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Whatever else a button may have comes from a menu that it opens. */
type ItemProps = ComponentProps<'button'> & {
  label: string;
  icon: FluentIcon;
  current?: boolean;
  count?: number;
  counted?: string;
};

function Item({ label, icon: Icon, current = false, count = 0, counted, className, ...button }: ItemProps) {
  const styles = useStyles();
  const isNarrow = useMedia(narrow);
  const countId = useId();
  const shown = (
    <button
      {...button}
      type="button"
      className={mergeClasses(styles.item, current && styles.current, className)}
      aria-current={current ? 'page' : undefined}
      aria-describedby={count > 0 ? countId : undefined}
    >
      <span className={styles.icon} aria-hidden="true">
        <Icon />
        {count > 0 && <CounterBadge className={styles.badge} size="small" color="brand" count={count} />}
      </span>
      {/* Below 1100 px the name is there for readers of the screen, and as a tooltip. */}
      {isNarrow ? <Unseen>{label}</Unseen> : label}
      {count > 0 && (
        <span id={countId} hidden>
          {counted}
        </span>
      )}
    </button>
  );
  return isNarrow ? (
    <Tooltip content={label} relationship="inaccessible" positioning="after">
      {shown}
    </Tooltip>
  ) : (
    shown
  );
}
