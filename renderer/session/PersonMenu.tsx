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
import { ChevronDown16Regular, LockClosed20Regular, SignOut20Regular } from '@fluentui/react-icons';
import type { Me } from '../../shared/session.ts';
import { useText } from '../text.ts';
import { authorisationText } from './authorisation-text.ts';
import { LanguageMenu } from './Language.tsx';
import { LetterKeysMenu, SizeMenu, ThemeMenu } from './Looks.tsx';
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
            <Text className={styles.quiet}>{authorisationText(t, me.authorisation)}</Text>
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
