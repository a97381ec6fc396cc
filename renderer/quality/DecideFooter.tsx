import { Button, makeStyles } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownPlan } from '../../shared/quality.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { unsentAt } from '../unsent.ts';
import { useWords } from '../Words.tsx';
import { refreshPlans } from './plans.ts';

const useStyles = makeStyles({ whole: { gridColumn: '1 / -1', marginTop: '12px' } });

/** The desk's word on a plan of somebody else: what will be entered, and the password; or „Zwróć…”, with a reason. */
export function DecideFooter({ plan }: { plan: ShownPlan }) {
  const styles = useStyles();
  const t = useText();
  const place = `return ${plan.plan}`;
  const { form, said, field, ready, clear } = useWords(
    { place, of: t('quality.decide.draft', { case: plan.case }), begin: { plan: plan.plan } },
    t('quality.decide.reasonMissing'),
    500,
  );
  const [returns, giveBack] = useState(() => unsentAt(place));
  const deciding = useMutation({
    mutationFn: (password: string) =>
      call('quality.decide', {
        ...{ plan: plan.plan, approved: !returns, password },
        reason: returns ? said : null,
      }),
    onSuccess: async () => {
      clear();
      await refreshPlans();
    },
    // What was decided meanwhile is shown.
    onError: refreshPlans,
  });
  const failure = deciding.isError ? failureOf(deciding.error) : null;
  const busy = deciding.isPending;
  return (
    <Stack gap={12} ref={form}>
      {returns &&
        field({
          label: t('quality.decide.reason'),
          hint: t('quality.decide.reasonHint'),
          ...{ autoFocus: true, readOnly: busy },
        })}
      <Muted size={200}>{t(returns ? 'quality.decide.returnKept' : 'quality.decide.kept')}</Muted>
      <PasswordSend
        label={t(returns ? 'quality.decide.return' : 'quality.decide.approve')}
        busyLabel={t(returns ? 'quality.decide.returning' : 'quality.decide.approving')}
        {...{ busy, failure }}
        ready={() => !returns || ready()}
        onSend={deciding.mutate}
      >
        {/* One button: the focus stays on it when it takes back what it did. */}
        <Button
          className={styles.whole}
          disabledFocusable={busy}
          onClick={() => {
            deciding.reset();
            giveBack(!returns);
            if (returns) clear();
          }}
        >
          {t(returns ? 'quality.decide.cancel' : 'quality.decide.giveBack')}
        </Button>
      </PasswordSend>
    </Stack>
  );
}
