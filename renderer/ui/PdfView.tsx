import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, useCallback, useState } from 'react';
import { Muted } from './Muted.tsx';
import type { Pages } from './pdf-pages.ts';
import { a4, Sheet } from './Sheet.tsx';
import { deskStyle, fitting, sheetsStyle, usePages } from './sheets.ts';
import { Empty, Loading } from './States.tsx';
import { useScrollStop } from './use-scroll-stop.ts';
import { useWidth } from './use-width.ts';
import { Zoom } from './Zoom.tsx';

const useStyles = makeStyles({
  desk: deskStyle,
  sheets: sheetsStyle,
  count: { whiteSpace: 'nowrap' },
  tools: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '2px' },
});

type Props = {
  file: Uint8Array | undefined;
  title: string;
  /** How many pages there are, in words. */
  counted: (count: number) => string;
  /** Said in place of sheets that cannot be drawn. */
  unreadable: string;
  /** What stands in the place of the sheets where there are none to come. */
  instead?: ReactNode;
  /** The bar above them, with how many there are and how large. */
  bar: (tools: ReactNode) => ReactNode;
};

/** Exactly the bytes of a PDF, or of a picture that was made one, as sheets. */
export function PdfView({ file, title, counted, unreadable, instead = null, bar }: Props) {
  const styles = useStyles();
  const pages = usePages(file);
  const [broken, setBroken] = useState<Pages | null>(null);
  const onFailed = useCallback(() => setBroken(pages === 'failed' ? null : pages), [pages]);
  const { box, width } = useWidth<HTMLElement>();
  const stop = useScrollStop(box);
  const [chosen, choose] = useState<number | 'fit'>('fit');
  if (instead !== null || pages === 'failed' || (pages !== null && pages === broken))
    return (
      <>
        {bar(null)}
        {instead ?? <Empty title={title}>{unreadable}</Empty>}
      </>
    );
  const zoom = chosen === 'fit' ? fitting(width, pages?.sizes[0]?.width ?? a4.width) : chosen;
  return (
    <>
      {bar(
        <>
          {pages !== null && <Muted className={styles.count}>{counted(pages.sizes.length)}</Muted>}
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
