import { useMutation } from '@tanstack/react-query';
import type { Step } from '../../shared/authorisation.ts';
import { call, failureOf } from '../api.ts';
import { PasswordSend } from '../PasswordSend.tsx';
import { useText } from '../text.ts';
import { refreshPapers } from './papers.ts';

/** Once a year the desk says of an office or a rule that it goes on: without a second person, for it gives nobody anything. */
export function StillHolds({ entry, label }: { entry: Step | null; label: string }) {
  const t = useText();
  const holding = useMutation({
    mutationFn: async (password: string) => {
      if (entry === null) return;
      const { seq, hash } = entry;
      await call('authorisation.confirm', { shown: [{ seq, hash }], password });
      await refreshPapers();
    },
  });
  return (
    <PasswordSend
      label={label}
      busyLabel={t('authorisation.steps.registering')}
      busy={holding.isPending}
      failure={holding.isError ? failureOf(holding.error) : null}
      ready={() => entry !== null}
      onSend={holding.mutate}
    />
  );
}
