import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { MoreHorizontal24Regular, Print20Regular, Save20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { PaperSaid, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { usePrintKey } from '../ui/use-print-key.ts';

const useStyles = makeStyles({ said: { width: '100%' } });

/** „Plan i informacja” to paper or to a file: its menu, and what became of it. Ctrl+P prints. */
export function usePlanPaper(plan: string): { menu: ReactNode; said: ReactNode } {
  const styles = useStyles();
  const t = useText();
  const work = usePaper();
  const send = (way: 'print' | 'save') => () => work.send(way, { paper: 'plan', of: { plan } });
  usePrintKey(work.busy !== null ? null : send('print'));
  const menu = (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal24Regular />} aria-label={t('quality.menu')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<Print20Regular />} disabled={work.busy !== null} onClick={send('print')}>
            {t('quality.print')}
          </MenuItem>
          <MenuItem icon={<Save20Regular />} disabled={work.busy !== null} onClick={send('save')}>
            {t('quality.save')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
  return { menu, said: <PaperSaid work={work} className={styles.said} /> };
}
