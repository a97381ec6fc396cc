import { makeStyles, tokens } from '@fluentui/react-components';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useText } from '../text.ts';
import type { Pages } from './pdf-pages.ts';
import { usePixelRatio } from './sheets.ts';

const useStyles = makeStyles({
  sheet: {
    flexShrink: 0,
    // Paper is white in every theme: what is seen is what comes out of the printer.
    backgroundColor: '#ffffff',
    // Until it is drawn: lines of a text to come. What is drawn covers them.
    backgroundImage: 'repeating-linear-gradient(#ececec 0 9px, transparent 9px 27px)',
    backgroundSize: '82% 84%',
    backgroundPosition: 'center',
    backgroundRepeat: 'no-repeat',
    forcedColorAdjust: 'none',
    outline: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (forced-colors: active)': { outline: '1px solid CanvasText' },
  },
  canvas: { display: 'block', width: '100%', height: '100%' },
});

/** A sheet of A4 at 100 %, in CSS pixels. */
export const a4 = { width: 794, height: 1123 };

/** Where the first page will be, before anything is known of it. */
export function SheetToBe({ zoom }: { zoom: number }) {
  const styles = useStyles();
  const size = { width: `${a4.width * zoom}px`, height: `${a4.height * zoom}px` };
  return <div className={styles.sheet} style={size} aria-hidden="true" />;
}

type SheetProps = {
  pages: Pages;
  index: number;
  /** 1 = as large as paper. */
  zoom: number;
  onFailed: () => void;
};

/** One page as it is printed. Drawn while it is in sight or about to be; an image to those who do not see, the text follows below. */
export function Sheet({ pages, index, zoom, onFailed }: SheetProps) {
  const styles = useStyles();
  const t = useText();
  const frame = useRef<HTMLDivElement>(null);
  const near = useNear(frame);
  const { canvas, drawn } = useDrawing({ pages, index, zoom, onFailed }, near);
  const { width = 0, height = 0 } = pages.sizes[index] ?? {};
  return (
    <div
      ref={frame}
      className={styles.sheet}
      style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }}
      role="img"
      aria-label={t('protocol.finish.page', { n: String(index + 1), count: pages.sizes.length })}
      aria-busy={!drawn}
    >
      {near && <canvas ref={canvas} className={styles.canvas} />}
    </div>
  );
}

function useDrawing({ pages, index, zoom, onFailed }: SheetProps, near: boolean) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    if (!near) return undefined;
    const drawing = pages.draw(index, zoom * ratio);
    drawing.drawn.then(
      (page) => {
        const shown = canvas.current;
        if (page === null || shown === null) return;
        // Until now the last picture was stretched: nothing flashes while one zooms.
        shown.width = page.width;
        shown.height = page.height;
        shown.getContext('2d')?.drawImage(page, 0, 0);
        setDrawn(true);
      },
      (error: unknown) => {
        reportError(error);
        onFailed();
      },
    );
    return () => {
      drawing.cancel();
      setDrawn(false);
    };
  }, [pages, index, zoom, ratio, near, onFailed]);
  return { canvas, drawn };
}

/** Whether an element is at most one screen away: many pages at 200 % would take a gigabyte. */
function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: watched.closest('section'),
      rootMargin: '100% 0px',
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return near;
}
