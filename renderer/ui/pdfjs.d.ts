/** The part of pdf.js 5.3 that is used here; its worker ships no types, and the rest of it is not ours to call. */
declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  type Viewport = { width: number; height: number };
  export type Page = {
    getViewport(how: { scale: number }): Viewport;
    render(into: { canvasContext: CanvasRenderingContext2D; viewport: Viewport }): {
      promise: Promise<void>;
      cancel(): void;
    };
  };
  type Document = { numPages: number; getPage(number: number): Promise<Page> };
  export function getDocument(source: {
    data: Uint8Array;
    isEvalSupported: false;
    stopAtErrors: true;
    useSystemFonts: false;
    useWorkerFetch: false;
    isOffscreenCanvasSupported: false;
  }): { promise: Promise<Document>; destroy(): Promise<void> };
}

declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
