import { makeStyles, mergeClasses, ToggleButton, tokens, Tooltip } from '@fluentui/react-components';
import { TextDescription20Regular } from '@fluentui/react-icons';
import { type ReactNode, useCallback, useState } from 'react';
import { useText } from '../text.ts';
import { Muted } from './Muted.tsx';
import type { Pages } from './pdf-pages.ts';
import { a4, Sheet } from './Sheet.tsx';
import { deskStyle, fitting, sheetsStyle, usePages } from './sheets.ts';
import { Empty, Loading } from './States.tsx';
import { useScrollStop } from './use-scroll-stop.ts';
import { useWidth } from './use-width.ts';
import { UnseenBlock } from './Unseen.tsx';
import { Zoom } from './Zoom.tsx';

const useStyles = makeStyles({
  desk: deskStyle,
  sheets: sheetsStyle,
  plain: { backgroundColor: tokens.colorNeutralBackground1 },
  text: { maxWidth: '760px', userSelect: 'text', overflowWrap: 'anywhere' },
  line: { margin: '0 0 8px' },
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
  /** What the sheets say, line by line: read out, and shown in their place to who wants it larger. */
  words?: readonly string[] | undefined;
  /** The bar above them, with how many there are and how large. */
  bar: (tools: ReactNode) => ReactNode;
};

/** Exactly the bytes of a PDF, or of a picture that was made one, as sheets. */
export function PdfView({ file, unreadable, instead = null, ...shown }: Props) {
  const pages = usePages(file);
  const [broken, setBroken] = useState<Pages | null>(null);
  const onFailed = useCallback(() => setBroken(pages === 'failed' ? null : pages), [pages]);
  if (instead !== null || pages === 'failed' || (pages !== null && pages === broken))
    return (
      <>
        {shown.bar(null)}
        {instead ?? <Empty title={shown.title}>{unreadable}</Empty>}
      </>
    );
  return <Desk {...shown} pages={pages} onFailed={onFailed} />;
}

type DeskProps = Pick<Props, 'title' | 'counted' | 'words' | 'bar'> & {
  pages: Pages | null;
  onFailed: () => void;
};

/** The sheets on their desk: measured from when they are there, also after a failure. */
function Desk({ pages, onFailed, title, counted, words, bar }: DeskProps) {
  const styles = useStyles();
  const t = useText();
  const { box, width } = useWidth<HTMLElement>();
  const stop = useScrollStop(box);
  const [chosen, choose] = useState<number | 'fit'>('fit');
  const [asText, show] = useState(false);
  const zoom = chosen === 'fit' ? fitting(width, pages?.sizes[0]?.width ?? a4.width) : chosen;
  const said =
    words === undefined ? null : (
      // Papers are Polish in whatever language the program is.
      <div className={styles.text} lang="pl">
        {words.map((line, place) => (
          <p key={place} className={styles.line}>
            {line}
          </p>
        ))}
      </div>
    );
  return (
    <>
      {bar(
        <>
          {pages !== null && <Muted className={styles.count}>{counted(pages.sizes.length)}</Muted>}
          <span className={styles.tools}>
            <Zoom zoom={zoom} still={pages === null || asText} onZoom={choose} />
            {words !== undefined && (
              <Tooltip content={t('protocol.finish.asText')} relationship="label">
                <ToggleButton
                  appearance="subtle"
                  icon={<TextDescription20Regular />}
                  checked={asText}
                  onClick={() => show(!asText)}
                />
              </Tooltip>
            )}
          </span>
        </>,
      )}
      <section
        ref={box}
        className={mergeClasses(styles.desk, asText && styles.plain)}
        aria-label={title}
        tabIndex={stop ?? -1}
        data-region="list"
      >
        {pages === null ? (
          <Loading />
        ) : asText ? (
          said
        ) : (
          <div className={styles.sheets}>
            {pages.sizes.map((_, index) => (
              <Sheet key={index} pages={pages} index={index} zoom={zoom} onFailed={onFailed} />
            ))}
          </div>
        )}
        {pages !== null && !asText && said !== null && <UnseenBlock>{said}</UnseenBlock>}
      </section>
    </>
  );
}
