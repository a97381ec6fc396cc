import { join } from 'node:path';
import { drawnBy, legible } from './drawable.ts';

/** A document with the name under which it is saved. */
export type Printable = {
  name: string;
  pdf: Uint8Array;
  /** A file that lies beside it where it is saved, under the name by which the document knows it. */
  beside?: { name: string; content: Uint8Array };
};

/** What pdfmake lays out. */
export type Definition = { content: readonly object[]; info: object; [key: string]: unknown };

const font = 'OpenSans';

/**
 * Lays a document out as A4, in Polish, with the font embedded that lies in the folder `resources`.
 * The definition's own properties win.
 */
export async function pdfOf(definition: Definition, resources: string): Promise<Buffer> {
  // Loaded when first needed: it is large, and the window must not wait for it.
  const { default: pdfmake } = await import('pdfmake');
  const face = (name: string) => join(resources, 'fonts', `OpenSans_${name}.ttf`);
  pdfmake.setFonts({
    [font]: {
      normal: face('400Regular'),
      bold: face('600SemiBold'),
      italics: face('400Regular_Italic'),
      bolditalics: face('700Bold'),
    },
  });
  // SECURITY: text of a call's metadata is in the document; nothing in it may make the printer fetch an address or read a file.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(join(resources, 'fonts')));
  const common = {
    pageSize: 'A4',
    version: '1.7',
    tagged: false,
    displayTitle: true,
    language: 'pl-PL',
    defaultStyle: { font, fontSize: 9, lineHeight: 1.1 },
  };
  const drawn = await drawnBy(face('400Regular'));
  return pdfmake.createPdf({ ...common, ...legible(definition, drawn) }).getBuffer();
}
