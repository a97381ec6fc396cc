import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import type { Output } from '../../shared/contract.ts';
import { failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Printed } from '../ui/Printed.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  // It stays for readers of the screen, and takes no room before there is something to say.
  said: { ':empty': { position: 'absolute' } },
});

type PaperButtonsProps = {
  /** The words of both buttons, and what is said once a file was saved. */
  text: { print: string; save: string; saved: string };
  /** Within a panel; beside fields they are as high as these. */
  small?: boolean;
  print: () => Promise<Output<'keeping.printCard'>>;
  save: () => Promise<Output<'keeping.saveCard'>>;
};

/** A document of this page: to paper, or to a file for the EZD; and what became of it. */
export function PaperButtons({ text, small = false, print, save }: PaperButtonsProps) {
  const styles = useStyles();
  const t = useText();
  const printing = useMutation({ mutationFn: print });
  const saving = useMutation({ mutationFn: save });
  const busy = printing.isPending || saving.isPending;
  const error = printing.error ?? saving.error;
  const size = small ? 'small' : 'medium';
  const spinner = <Spinner size={small ? 'extra-tiny' : 'tiny'} />;
  return (
    <>
      <div className={styles.row}>
        <Button
          size={size}
          icon={printing.isPending ? spinner : <Print20Regular />}
          disabledFocusable={busy}
          onClick={() => {
            saving.reset();
            printing.mutate();
          }}
        >
          {text.print}
        </Button>
        <Button
          size={size}
          icon={saving.isPending ? spinner : <Save20Regular />}
          disabledFocusable={busy}
          onClick={() => {
            printing.reset();
            saving.mutate();
          }}
        >
          {text.save}
        </Button>
      </div>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <div role="status" className={styles.said}>
        {printing.isSuccess && (
          <Printed done={printing.data.printed}>
            {t(`authorisation.steps.printed.${printing.data.printed}`)}
          </Printed>
        )}
        {saving.isSuccess && (
          <Muted size={200}>{saving.data.saved ? text.saved : t('keeping.panel.notSaved')}</Muted>
        )}
      </div>
    </>
  );
}
