import {
  Avatar,
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import {
  ChevronDown16Regular,
  DarkTheme20Regular,
  Keyboard20Regular,
  LockClosed20Regular,
  SignOut20Regular,
  ZoomIn20Regular,
} from '@fluentui/react-icons';
import { letterKeys, themes, zooms } from '../../shared/preferences.ts';
import type { Authorisation, Me } from '../../shared/session.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { type Translate, useText } from '../text.ts';
import { dayText } from '../ui/time.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { LanguageMenu } from './Language.tsx';
import { lock, refreshMe, signOut } from './session.ts';

const useStyles = makeStyles({
  trigger: { fontWeight: tokens.fontWeightRegular, height: '32px', gap: '8px', padding: '0 8px' },
  popover: { minWidth: '304px', maxWidth: '380px' },
  head: { display: 'flex', gap: '12px', alignItems: 'center', padding: '8px 8px 12px' },
  lines: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** The person in the title bar: post, authorisation and its end, looks and language, lock, sign out. */
export function PersonMenu({ me }: { me: Me }) {
  const styles = useStyles();
  const t = useText();
  const post = [me.post, me.unit].filter((part) => part !== '').join(', ');
  return (
    <Menu positioning="below-end" onOpenChange={(_, { open }) => void (open && refreshMe())}>
      <MenuTrigger disableButtonEnhancement>
        <Button className={styles.trigger} appearance="subtle" size="small">
          <Avatar aria-hidden size={24} name={me.displayName} />
          {me.displayName}
          <ChevronDown16Regular />
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <div className={styles.head}>
          <Avatar aria-hidden size={40} name={me.displayName} />
          <div className={styles.lines}>
            <Text weight="semibold">{me.displayName}</Text>
            <Text className={styles.quiet}>{post}</Text>
            <Text className={styles.quiet}>{me.login}</Text>
            <Text className={styles.quiet}>{authorisationLine(t, me.authorisation)}</Text>
          </div>
        </div>
        <MenuDivider />
        <MenuList>
          <ThemeMenu />
          <SizeMenu />
          <LanguageMenu />
          <LetterKeysMenu />
          <MenuDivider />
          <MenuItem
            icon={<LockClosed20Regular />}
            secondaryContent={t('session.person.lockEffect')}
            onClick={() => void lock()}
          >
            {t('session.person.lock')}
          </MenuItem>
          <MenuItem icon={<SignOut20Regular />} onClick={() => void signOut()}>
            {t('session.person.signOut')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** A person's right to listen in one line: „upoważnienie UO/7/2026 do 31.12.2026”. */
function authorisationLine(t: Translate, { state, number, from, to }: Authorisation): string {
  return t(`session.authorisation.${state}`, {
    number: number ?? '',
    from: from === null ? '' : dayText(from),
    to: to === null ? '' : dayText(to),
  });
}

/** „Motyw” in the person's menu. */
function ThemeMenu() {
  const t = useText();
  const theme = usePreferences((state) => state.theme);
  return (
    <ChoiceMenu
      label={t('session.person.theme')}
      icon={<DarkTheme20Regular />}
      value={theme}
      options={themes.map((value) => ({ value, text: t(`session.person.themes.${value}`) }))}
      onChoose={(chosen) => prefer({ theme: chosen })}
    />
  );
}

/** „Powiększenie” in the person's menu: the same as Ctrl with plus, minus and 0. */
function SizeMenu() {
  const t = useText();
  const zoom = usePreferences((state) => state.zoom);
  return (
    <ChoiceMenu
      label={t('session.person.size')}
      icon={<ZoomIn20Regular />}
      value={String(zoom)}
      options={zooms.map((value) => ({
        value: String(value),
        text: t('session.person.percent', { percent: String(value) }),
      }))}
      onChoose={(chosen) => {
        const zoomed = zooms.find((value) => String(value) === chosen);
        if (zoomed !== undefined) prefer({ zoom: zoomed });
      }}
    />
  );
}

/** „Klawisze literowe” in the person's menu: whether the player takes single letters, signs and Space. */
function LetterKeysMenu() {
  const t = useText();
  const chosen = usePreferences((state) => state.letterKeys);
  return (
    <ChoiceMenu
      label={t('session.person.letterKeys')}
      icon={<Keyboard20Regular />}
      value={chosen}
      options={letterKeys.map((value) => ({ value, text: t(`session.person.switched.${value}`) }))}
      onChoose={(value) => prefer({ letterKeys: value })}
    />
  );
}
