import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PaperDetail } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Printed } from '../ui/Printed.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { enteredText } from './words.ts';

const useStyles = makeStyles({ buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' } });

type Props = {
  paper: PaperDetail;
  number: string;
  /** It is printed by itself, once: told when that begins. */
  fresh: boolean;
  onPrinting: () => void;
};

/** The first step: its document is printed, or saved under the name that the EZD expects. */
export function PreparedStep({ paper, number, fresh, onPrinting }: Props) {
  const styles = useStyles();
  const t = useText();
  const { prepared } = paper;
  const [first] = paper.rows;
  // Offices but deputies' have papers of their own.
  const isPaper = prepared !== null && (first?.what === 'authorisation' || first?.deputy === true);
  const work = useMutation({
    mutationFn: async (way: 'print' | 'save') => {
      if (way === 'print') return (await call('authorisation.print', { number })).printed;
      return (await call('authorisation.savePdf', { number })).saved
        ? ('saved' as const)
        : ('cancelled' as const);
    },
  });
  const { mutate } = work;
  useEffect(() => {
    if (!fresh) return;
    onPrinting();
    mutate('print');
  }, [fresh, onPrinting, mutate]);
  const busy = work.isPending;
  return (
    <StepItem
      number={1}
      done
      title={t(prepared === null ? 'authorisation.steps.already' : 'authorisation.steps.prepared')}
    >
      {prepared !== null && <Muted>{enteredText(t, prepared)}</Muted>}
      {isPaper && (
        <div className={styles.buttons}>
          <Button
            size="small"
            icon={busy && work.variables === 'print' ? <Spinner size="extra-tiny" /> : <Print20Regular />}
            disabledFocusable={busy}
            onClick={() => mutate('print')}
          >
            {t('authorisation.steps.print')}
          </Button>
          <Button
            size="small"
            icon={busy && work.variables === 'save' ? <Spinner size="extra-tiny" /> : <Save20Regular />}
            disabledFocusable={busy}
            onClick={() => mutate('save')}
          >
            {t('authorisation.steps.save')}
          </Button>
        </div>
      )}
      <div role="status">
        {work.isSuccess && (
          <Printed done={work.data}>
            {[
              t(`authorisation.steps.printed.${work.data}`),
              ...(work.data === 'no-printer' ? [t('authorisation.steps.saveInstead')] : []),
            ].join(' ')}
          </Printed>
        )}
      </div>
      {work.isError && <FailureNotice failure={failureOf(work.error)} />}
    </StepItem>
  );
}
