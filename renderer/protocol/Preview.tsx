import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Paper } from '../../shared/paper.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { call, failureOf } from '../api.ts';
import { refreshAct } from '../open-act.ts';
import { useText } from '../text.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { Loading } from '../ui/States.tsx';
import { UnseenBlock } from '../ui/Unseen.tsx';
import { useScrollStop } from '../ui/use-scroll-stop.ts';
import { useWidth } from '../ui/use-width.ts';
import type { Pages } from '../ui/pdf-pages.ts';
import { PaperText } from './PaperText.tsx';
import { deskMargin, deskStyle, fitting, sheetsStyle, usePages } from '../ui/sheets.ts';
import { useLook } from './preview.ts';
import { PreviewBar } from './PreviewBar.tsx';
import { a4, Sheet, SheetToBe } from '../ui/Sheet.tsx';
import { sealedOf } from './steps.ts';

const useStyles = makeStyles({
  preview: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  desk: { ...deskStyle, position: 'relative', gap: `${deskMargin}px` },
  sheets: sheetsStyle,
  // Over the sheet that is to be.
  awaited: {
    position: 'absolute',
    top: '25%',
    left: '50%',
    transform: 'translateX(-50%)',
    display: 'flex',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  plain: { backgroundColor: tokens.colorNeutralBackground1 },
});

/** The sealed protocol as it is printed and saved: the same bytes. Page 06, left. */
export function Preview({ detail }: { detail: ActDetail }) {
  const styles = useStyles();
  const t = useText();
  const { act } = detail.act;
  const sealed = sealedOf(detail)?.seq ?? null;
  const made = useQuery({
    queryKey: ['protocol.document', act, sealed],
    queryFn: () => call('protocol.document', { act, sealed: sealed ?? 0 }),
    enabled: sealed !== null,
    // A sealed text stays as it is, and so do the bytes that were made of it.
    staleTime: Infinity,
  });
  const again = (): void => void refreshAct(act).then(() => made.refetch());
  const pages = usePages(made.data?.pdf);
  const [broken, setBroken] = useState<Pages | null>(null);
  const onFailed = useCallback(() => setBroken(pages === 'failed' ? null : pages), [pages]);
  const drawable = pages === null || pages === 'failed' || pages === broken ? null : pages;
  const failed = pages === 'failed' || (pages !== null && pages === broken);
  const { text, zoom: chosen } = useLook();
  const { box, width } = useWidth<HTMLElement>();
  const stop = useScrollStop(box);
  const zoom = chosen === 'fit' ? fitting(width, drawable?.sizes[0]?.width ?? a4.width) : chosen;
  const asText = text || failed;
  return (
    <div className={styles.preview}>
      <PreviewBar name={detail.documentName} pages={drawable} zoom={zoom} />
      {made.isError && <FailureNotice failure={failureOf(made.error)} onRetry={again} flush />}
      {failed && (
        <Notice intent="warning" flush>
          {t('protocol.finish.previewFailed')}
        </Notice>
      )}
      <section
        ref={box}
        className={mergeClasses(styles.desk, asText && styles.plain)}
        aria-label={t('protocol.finish.document')}
        tabIndex={stop ?? -1}
        data-region="list"
      >
        {made.isPending || (made.isSuccess && pages === null) ? (
          <div className={styles.sheets}>
            {width > 0 && <SheetToBe zoom={zoom} />}
            <div className={styles.awaited}>
              <Loading label={t('protocol.finish.previewMaking')} />
            </div>
          </div>
        ) : (
          drawable !== null &&
          !asText && (
            <div className={styles.sheets}>
              {drawable.sizes.map((_, index) => (
                <Sheet key={index} pages={drawable} index={index} zoom={zoom} onFailed={onFailed} />
              ))}
            </div>
          )
        )}
        {made.isSuccess && pages !== null && <Words paper={made.data.paper} seen={asText} />}
      </section>
    </div>
  );
}

function Words({ paper, seen }: { paper: Paper; seen: boolean }) {
  const text = <PaperText paper={paper} />;
  return seen ? text : <UnseenBlock>{text}</UnseenBlock>;
}
