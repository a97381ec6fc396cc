import { Button } from '@fluentui/react-components';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Failure } from '../../shared/failure.ts';
import { failureOf } from '../api.ts';
import { useSaidAbove } from '../connection.ts';
import { useText } from '../text.ts';
import { FailureNotice } from './Notice.tsx';
import { Empty, Loading } from './States.tsx';

type UnloadedProps = {
  failure: Failure;
  onRetry: () => void;
  /** A part of it is there and stays on the page. */
  partly?: boolean;
  /** Stands among other things of a panel, and not below a bar of the frame. */
  boxed?: boolean;
};

/** In place of what could not be loaded. Where the frame says already that the database is away, only what becomes of this page. */
export function Unloaded({ failure, onRetry, partly = false, boxed = false }: UnloadedProps) {
  const t = useText();
  if (!useSaidAbove(failure)) return <FailureNotice flush={!boxed} failure={failure} onRetry={onRetry} />;
  if (partly) return null;
  return (
    <Empty title={t('common.waiting')} action={<Button onClick={onRetry}>{t('common.retry')}</Button>}>
      {t('common.waitingText')}
    </Empty>
  );
}

type AwaitedProps = {
  query: Pick<UseQueryResult, 'data' | 'error' | 'isPending' | 'refetch'>;
  /** Label of the spinner. */
  label?: string;
  boxed?: boolean;
};

/** In place of an answer that is on its way or failed; above what is still there of the one before. */
export function Awaited({ query, label, boxed = false }: AwaitedProps) {
  const { data, error, isPending, refetch } = query;
  if (error !== null)
    return (
      <Unloaded
        boxed={boxed}
        failure={failureOf(error)}
        onRetry={() => void refetch()}
        partly={data !== undefined}
      />
    );
  return isPending && <Loading {...(label === undefined ? {} : { label })} />;
}
