import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import { PdfView } from '../ui/PdfView.tsx';
import { Empty } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';

type Props = {
  number: string;
  /** The bar above it, with what it says of the scan, and how large that is. */
  bar: (tools: ReactNode) => ReactNode;
};

/** Exactly the scan: the bytes of which the entry has the hash. */
export function ScanView({ number, bar }: Props) {
  const t = useText();
  const scan = useQuery({
    queryKey: ['authorisation.scan', number],
    queryFn: () => call('authorisation.scan', { number }),
    staleTime: 0,
  });
  const title = t('authorisation.confirming.document');
  return (
    <PdfView
      file={scan.data?.file ?? undefined}
      title={title}
      counted={(count) => t('authorisation.confirming.scanned', { count })}
      unreadable={t('authorisation.confirming.scanUnreadable')}
      instead={
        scan.isError ? (
          <Unloaded failure={failureOf(scan.error)} onRetry={() => void scan.refetch()} />
        ) : scan.data?.file === null ? (
          <Empty title={title}>{t('authorisation.confirming.scanGone')}</Empty>
        ) : null
      }
      bar={bar}
    />
  );
}
