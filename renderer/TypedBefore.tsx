import type { UseQueryResult } from '@tanstack/react-query';
import { useText } from './text.ts';
import { FailureNotice } from './ui/Notice.tsx';
import { Loading } from './ui/States.tsx';

/** In place of a form, or of what follows it, until what was typed into it before is here; nothing once it is. */
export function TypedBefore({ typed }: { typed: UseQueryResult<true> }) {
  const t = useText();
  if (typed.isSuccess) return null;
  if (typed.isPending) return <Loading />;
  return (
    <FailureNotice
      title={t('common.typedBefore')}
      failure={typed.error.failure}
      onRetry={() => void typed.refetch()}
    />
  );
}
