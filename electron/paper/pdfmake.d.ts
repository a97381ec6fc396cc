/** The part of pdfmake 0.3 that is used here; it ships no types. */
declare module 'pdfmake' {
  type Definition = { content: readonly object[]; [key: string]: unknown };
  const pdfmake: {
    setFonts(
      fonts: Record<string, { normal: string; bold: string; italics: string; bolditalics: string }>,
    ): void;
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (path: string) => boolean): void;
    createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
