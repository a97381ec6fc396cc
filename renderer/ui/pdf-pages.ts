import type { Page } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { mediaOf } from '../../shared/scan.ts';

/** Chromium draws 96 CSS pixels where PDF counts 72 points: a sheet at 100 % is as wide as one in another program. */
const pixelsPerPoint = 96 / 72;

/** The pages of a file, ready to be drawn. */
export type Pages = {
  /** Width and height of each at 100 %, in CSS pixels. */
  sizes: readonly { width: number; height: number }[];
  /** Draws a page; `scale` = pixels of the screen for one CSS pixel at 100 %. Resolves with null once it was cancelled. */
  draw(index: number, scale: number): { drawn: Promise<HTMLCanvasElement | null>; cancel(): void };
  close(): void;
};

/** Reads the very bytes that are printed and saved, or those of a scan. Rejects where they are no whole PDF, and no picture. */
export function openPages(file: Uint8Array): Promise<Pages> {
  const media = mediaOf(file);
  return media === 'jpeg' || media === 'png' ? openPicture(file, media) : openPdf(file);
}

/** A picture of a paper, as wide as a sheet of A4. */
async function openPicture(file: Uint8Array, media: 'jpeg' | 'png'): Promise<Pages> {
  const picture = await createImageBitmap(new Blob([file.slice()], { type: `image/${media}` }));
  const width = 210 * (96 / 25.4);
  const size = { width, height: (width * picture.height) / picture.width };
  return {
    sizes: [size],
    draw: (_index, scale) => {
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(size.width * scale);
      canvas.height = Math.floor(size.height * scale);
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return { drawn: Promise.resolve(canvas), cancel: () => undefined };
    },
    close: () => picture.close(),
  };
}

/**
 * SECURITY: pdf.js runs in the page itself and not as a worker, so the page's policy stays as it is (`worker-src 'none'`, no `eval`,
 * no address that it could ask). A file is our own, made in the main process, or a scan that a colleague handed in: nothing in it may run,
 * no scripts, no forms, no links are looked at, and what it embeds besides its own font is not fetched.
 */
async function openPdf(pdf: Uint8Array): Promise<Pages> {
  // Loaded when the first protocol is shown: they are large, and the window must not wait for them. The worker's file announces
  // itself, and is then called without one.
  const [{ getDocument }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  ]);
  const loading = getDocument({
    // It takes the bytes for itself; the ones that were given are still to be shown again.
    data: pdf.slice(),
    isEvalSupported: false,
    // Half a page must not pass for what is printed.
    stopAtErrors: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
  });
  const pages = await loading.promise
    .then((file) => Promise.all(Array.from({ length: file.numPages }, (_, index) => file.getPage(index + 1))))
    .catch(async (error: unknown) => {
      await loading.destroy();
      throw error;
    });
  return {
    sizes: pages.map((page) => {
      const { width, height } = page.getViewport({ scale: pixelsPerPoint });
      return { width, height };
    }),
    draw: (index, scale) => drawPage(pages[index], scale * pixelsPerPoint),
    close: () => void loading.destroy(),
  };
}

function drawPage(page: Page | undefined, scale: number): ReturnType<Pages['draw']> {
  const canvas = document.createElement('canvas');
  const canvasContext = canvas.getContext('2d');
  if (page === undefined || canvasContext === null)
    return { drawn: Promise.reject(new Error('nothing to draw on')), cancel: () => undefined };
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvasContext, viewport });
  let cancelled = false;
  return {
    drawn: task.promise.then(
      () => canvas,
      (error: unknown) => {
        if (cancelled) return null;
        throw error;
      },
    ),
    cancel: () => {
      cancelled = true;
      task.cancel();
    },
  };
}
