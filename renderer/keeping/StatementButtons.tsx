import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
});

/** The statement of a month: to paper, or to a file for the EZD. */
export function StatementButtons({ month }: { month: string }) {
  const styles = useStyles();
  const t = useText();
  const printing = useMutation({ mutationFn: () => call('keeping.printStatement', { month }) });
  const saving = useMutation({ mutationFn: () => call('keeping.saveStatement', { month }) });
  const busy = printing.isPending || saving.isPending;
  const error = printing.error ?? saving.error;
  return (
    <>
      <div className={styles.row}>
        <Button
          appearance="subtle"
          icon={printing.isPending ? <Spinner size="tiny" /> : <Print20Regular />}
          disabledFocusable={busy}
          onClick={() => printing.mutate()}
        >
          {t('completeness.print')}
        </Button>
        <Button
          appearance="subtle"
          icon={saving.isPending ? <Spinner size="tiny" /> : <Save20Regular />}
          disabledFocusable={busy}
          onClick={() => saving.mutate()}
        >
          {t('completeness.save')}
        </Button>
      </div>
      {error !== null && <FailureNotice failure={failureOf(error)} />}
      <div role="status">
        {printing.isSuccess && (
          <Muted size={200}>{t(`keeping.panel.printed.${printing.data.printed}`)}</Muted>
        )}
        {saving.isSuccess && (
          <Muted size={200}>{t(saving.data.saved ? 'completeness.saved' : 'keeping.panel.notSaved')}</Muted>
        )}
      </div>
    </>
  );
}
