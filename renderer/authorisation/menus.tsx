import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal24Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';

type PaperMenuProps = {
  actions: Record<'again' | 'withdraw' | 'end' | 'prolong', (() => void) | null>;
  isOffice: boolean;
};

/** ⋯: what else can be done with the paper now. */
export function PaperMenu({ actions, isOffice }: PaperMenuProps) {
  const t = useText();
  const { again, withdraw, end, prolong } = actions;
  if (Object.values(actions).every((action) => action === null)) return null;
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal24Regular />} aria-label={t('authorisation.more')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {again !== null && <MenuItem onClick={again}>{t('authorisation.form.correct')}</MenuItem>}
          {prolong !== null && <MenuItem onClick={prolong}>{t('authorisation.prolong.row')}</MenuItem>}
          {withdraw !== null && <MenuItem onClick={withdraw}>{t('authorisation.ending.withdraw')}</MenuItem>}
          {end !== null && (
            <MenuItem onClick={end}>
              {t(isOffice ? 'authorisation.ending.endOffice' : 'authorisation.ending.end')}
            </MenuItem>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

type MenuProps = {
  isDesk: boolean;
  onPermissions: () => void;
  onPeople: () => void;
  onRecords: () => void;
};

/** ⋯ of the page. */
export function PageMenu({ isDesk, onPermissions, onPeople, onRecords }: MenuProps) {
  const t = useText();
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<MoreHorizontal24Regular />}
          aria-label={t('authorisation.menu.more')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={onPermissions}>{t('permissions.title')}</MenuItem>
          {isDesk && <MenuItem onClick={onPeople}>{t('authorisation.menu.people')}</MenuItem>}
          <MenuItem onClick={onRecords}>{t('authorisation.menu.records')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
