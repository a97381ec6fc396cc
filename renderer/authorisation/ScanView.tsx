import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import type { Pages } from '../ui/pdf-pages.ts';
import { Muted } from '../ui/Muted.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { deskStyle, fitting, sheetsStyle, usePages } from '../ui/sheets.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { useWidth } from '../ui/use-width.ts';
import { Zoom } from '../ui/Zoom.tsx';

const useStyles = makeStyles({
  desk: deskStyle,
  sheets: sheetsStyle,
  count: { whiteSpace: 'nowrap' },
  tools: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '2px' },
});

type Props = {
  number: string;
  /** The bar above it, with what it says of the scan, and how large that is. */
  bar: (tools: ReactNode) => ReactNode;
};

/** Exactly the scan: the bytes of which the entry has the hash. */
export function ScanView({ number, bar }: Props) {
  const styles = useStyles();
  const t = useText();
  const scan = useQuery({
    queryKey: ['authorisation.scan', number],
    queryFn: () => call('authorisation.scan', { number }),
    staleTime: 0,
  });
  const file = scan.data?.file ?? undefined;
  const pages = usePages(file);
  const [broken, setBroken] = useState<Pages | null>(null);
  const onFailed = useCallback(() => setBroken(pages === 'failed' ? null : pages), [pages]);
  const { box, width } = useWidth<HTMLElement>();
  const stop = useScrollStop(box);
  const [chosen, choose] = useState<number | 'fit'>('fit');
  const title = t('authorisation.confirming.document');
  const instead = scan.isError ? (
    <Unloaded failure={failureOf(scan.error)} onRetry={() => void scan.refetch()} />
  ) : scan.data?.file === null ? (
    <Empty title={title}>{t('authorisation.confirming.scanGone')}</Empty>
  ) : pages === 'failed' || (pages !== null && pages === broken) ? (
    <Empty title={title}>{t('authorisation.confirming.scanUnreadable')}</Empty>
  ) : null;
  if (instead !== null || pages === 'failed')
    return (
      <>
        {bar(null)}
        {instead}
      </>
    );
  const zoom = chosen === 'fit' ? fitting(width, pages?.sizes[0]?.width ?? 794) : chosen;
  return (
    <>
      {bar(
        <>
          {pages !== null && (
            <Muted className={styles.count}>
              {t('authorisation.confirming.scanned', { count: pages.sizes.length })}
            </Muted>
          )}
          <span className={styles.tools}>
            <Zoom zoom={zoom} still={pages === null} onZoom={choose} />
          </span>
        </>,
      )}
      <section ref={box} className={styles.desk} aria-label={title} tabIndex={stop ?? -1} data-region="list">
        {pages === null ? (
          <Loading />
        ) : (
          <div className={styles.sheets}>
            {pages.sizes.map((_, index) => (
              <Sheet key={index} pages={pages} index={index} zoom={zoom} onFailed={onFailed} />
            ))}
          </div>
        )}
      </section>
    </>
  );
}
