import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { call, failureOf } from '../api.ts';
import { useText } from '../text.ts';
import type { Pages } from '../ui/pdf-pages.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { deskStyle, fitting, sheetsStyle, usePages } from '../ui/sheets.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { useWidth } from '../ui/use-width.ts';

const useStyles = makeStyles({ desk: deskStyle, sheets: sheetsStyle });

/** Exactly the scan: the bytes of which the entry has the hash. */
export function ScanView({ number }: { number: string }) {
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
  if (scan.isError) return <Unloaded failure={failureOf(scan.error)} onRetry={() => void scan.refetch()} />;
  const title = t('authorisation.confirming.document');
  if (scan.data?.file === null) return <Empty title={title}>{t('authorisation.confirming.scanGone')}</Empty>;
  if (pages === 'failed' || (pages !== null && pages === broken))
    return <Empty title={title}>{t('authorisation.confirming.scanUnreadable')}</Empty>;
  const zoom = fitting(width, pages?.sizes[0]?.width ?? 794);
  return (
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
  );
}
