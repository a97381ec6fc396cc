import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';

/** What the desk reports here of its own accord. */
export function ReportMenu({ onReport }: { onReport: () => void }) {
  const t = useText();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          icon={<MoreHorizontal20Regular />}
          menuIcon={null}
          aria-label={t('announcement.more')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={onReport}>{t('announcement.open')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
