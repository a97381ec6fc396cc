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
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Printed } from '../ui/Printed.tsx';
import { usePrintKey } from '../ui/use-print-key.ts';

const useStyles = makeStyles({
  // It stays for readers of the screen, and takes no room before there is something to say.
  said: { width: '100%', ':empty': { position: 'absolute' } },
});

/** „Plan i informacja” to paper or to a file: its menu, and what became of it. Ctrl+P prints. */
export function usePlanPaper(plan: string): { menu: ReactNode; said: ReactNode } {
  const styles = useStyles();
  const t = useText();
  const printing = useMutation({ mutationFn: () => call('quality.printPlan', { plan }) });
  const saving = useMutation({ mutationFn: () => call('quality.savePlan', { plan }) });
  const busy = printing.isPending || saving.isPending;
  const error = printing.error ?? saving.error;
  const print = (): void => {
    saving.reset();
    printing.mutate();
  };
  usePrintKey(busy ? null : print);
  const menu = (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal24Regular />} aria-label={t('quality.menu')} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<Print20Regular />} disabled={busy} onClick={print}>
            {t('quality.print')}
          </MenuItem>
          <MenuItem
            icon={<Save20Regular />}
            disabled={busy}
            onClick={() => {
              printing.reset();
              saving.mutate();
            }}
          >
            {t('quality.save')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
  const said = (
    <>
      {error !== null && (
        <div className={styles.said}>
          <FailureNotice failure={failureOf(error)} />
        </div>
      )}
      <div role="status" className={styles.said}>
        {printing.isSuccess && (
          <Printed done={printing.data.printed}>{t(`review.printed.${printing.data.printed}`)}</Printed>
        )}
        {saving.isSuccess && (
          <Muted size={200}>{t(saving.data.saved ? 'quality.saved' : 'quality.notSaved')}</Muted>
        )}
      </div>
    </>
  );
  return { menu, said };
}
