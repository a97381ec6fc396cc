import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import type { PaperDone } from '../../shared/papers.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { call, failureOf, queryClient } from '../api.ts';
import { useKeeperAway } from '../connection.ts';
import { useDoneText } from '../paper.tsx';
import { useText } from '../text.ts';
import { TextField } from '../ui/Field.tsx';
import { Hint } from '../ui/Hint.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { Printed } from '../ui/Printed.tsx';
import type { ActRow } from './ClosePanel.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const longest = 130;
type Target = 'printer' | 'file';

/** „Odpis do akt…”: a copy of the protocol, and which file it goes to; that it was taken stays in the ledger. `atOnce`: it is printed unasked. */
export function Copying({ act, atOnce }: { act: ActRow; atOnce: boolean }) {
  const styles = useStyles();
  const t = useText();
  const said = useDoneText();
  const away = useKeeperAway();
  const [open, setOpen] = useState(false);
  const [occasion, setOccasion] = useState(act.case);
  const missing = visibleLength(occasion) === 0;
  const copying = useMutation({
    mutationFn: async (to: Target): Promise<PaperDone> => {
      const { done } = await call('protocol.copy', { act: act.act, occasion: tidy(occasion).trim(), to });
      await queryClient.invalidateQueries({ queryKey: ['register.story'] });
      return done;
    },
  });
  const { mutate } = copying;
  useEffect(() => {
    if (atOnce) mutate('printer');
  }, [atOnce, mutate]);
  // Whether it is to be printed may be known only once the list says that the protocol is closed.
  if (!open && !atOnce) return <Button onClick={() => setOpen(true)}>{t('register.copy.open')}</Button>;
  const busy = copying.isPending;
  const send = (to: Target) => () => {
    if (!busy && away === null && !missing) mutate(to);
  };
  const icon = (to: Target, otherwise: ReactElement): ReactElement =>
    busy && copying.variables === to ? <Spinner size="tiny" /> : otherwise;
  return (
    <div className={styles.form}>
      {copying.isError && <FailureNotice failure={failureOf(copying.error)} />}
      <TextField
        label={t('register.copy.ground')}
        hint={t('register.copy.hint')}
        required
        maxLength={longest}
        readOnly={busy}
        value={occasion}
        error={missing ? t('register.copy.groundMissing') : undefined}
        onChange={(_, { value }) => setOccasion(value)}
      />
      <div className={styles.buttons}>
        <Hint text={away}>
          <Button
            appearance="primary"
            icon={icon('printer', <Print20Regular />)}
            disabledFocusable={busy || away !== null}
            onClick={send('printer')}
          >
            {t('register.copy.print')}
          </Button>
        </Hint>
        <Button
          icon={icon('file', <Save20Regular />)}
          disabledFocusable={busy || away !== null}
          onClick={send('file')}
        >
          {t('register.print.save')}
        </Button>
      </div>
      <span role="status">
        {copying.isSuccess && <Printed done={copying.data}>{said('copy', copying.data)}</Printed>}
      </span>
    </div>
  );
}
