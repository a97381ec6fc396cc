import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal24Regular } from '@fluentui/react-icons';
import { useText } from '../text.ts';

type Props = {
  actions: Record<'again' | 'withdraw' | 'end', (() => void) | null>;
  isOffice: boolean;
};

/** ⋯: what else can be done with the paper now. */
export function PaperMenu({ actions: { again, withdraw, end }, isOffice }: Props) {
  const t = useText();
  if (again === null && withdraw === null && end === null) return null;
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal24Regular />} aria-label={t('authorisation.more')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {again !== null && <MenuItem onClick={again}>{t('authorisation.form.correct')}</MenuItem>}
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
