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
import type { Output } from '../../shared/contract.ts';
import type { Position } from '../../shared/ledger/quality.ts';
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

type Paper = {
  print: () => Promise<Output<'quality.printCard'>>;
  save: () => Promise<Output<'quality.saveCard'>>;
  /** Whether Ctrl+P prints it. */
  byKey: boolean;
};

/** A document of a review: what brings it to paper or to a file, whether that goes on, and what became of it. */
function usePaper({ print, save, byKey }: Paper) {
  const styles = useStyles();
  const t = useText();
  const printing = useMutation({ mutationFn: print });
  const saving = useMutation({ mutationFn: save });
  const busy = printing.isPending || saving.isPending;
  const error = printing.error ?? saving.error;
  const toPaper = (): void => {
    saving.reset();
    printing.mutate();
  };
  const toFile = (): void => {
    printing.reset();
    saving.mutate();
  };
  usePrintKey(busy || !byKey ? null : toPaper);
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
  return { print: toPaper, save: toFile, busy, said };
}

/** „Plan i informacja” to paper or to a file: its menu, and what became of it. Ctrl+P prints. */
export function usePlanPaper(plan: string): { menu: ReactNode; said: ReactNode } {
  const t = useText();
  const { print, save, busy, said } = usePaper({
    print: () => call('quality.printPlan', { plan }),
    save: () => call('quality.savePlan', { plan }),
    byKey: true,
  });
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
          <MenuItem icon={<Save20Regular />} disabled={busy} onClick={save}>
            {t('quality.save')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
  return { menu, said };
}

/** D10, the card of a call, to paper or to a file; `byKey`: whether Ctrl+P prints it, and not what stands beside it. */
export function useCardPaper(position: Position, byKey: boolean): ReturnType<typeof usePaper> {
  return usePaper({
    print: () => call('quality.printCard', position),
    save: () => call('quality.saveCard', position),
    byKey,
  });
}
