import { type Definition, pdfOf, type Printable } from './pdf.ts';

export const grey = '#555555';

type Page = {
  /** Suggested file name. */
  name: string;
  title: string;
  office: string;
  /** Points at the left and the right, at the top, and at the bottom, where the foot stands. */
  margins: { side: number; top: number; bottom: number };
  foot: (page: number, pages: number) => object;
  content: object[];
  landscape?: boolean;
};

/** A paper as a PDF. `resources`: where the fonts lie; the bundle stands beside them. */
export async function pageOf(page: Page, resources: string = __dirname): Promise<Printable> {
  return { name: page.name, pdf: await pdfOf(definitionOf(page), resources) };
}

/** What pdfmake lays out. */
export function definitionOf({ title, office, margins, foot, content, landscape }: Omit<Page, 'name'>) {
  const { side, top, bottom } = margins;
  return {
    ...(landscape === true ? { pageOrientation: 'landscape' } : {}),
    pageMargins: [side, top, side, bottom],
    info: { title, author: office, creator: 'Odsłuch' },
    footer: foot,
    content,
  } satisfies Definition;
}

/** The right column of every page's footer; its last line says when an emergency is in force. */
export function footOf(
  { side, above = 8 }: { side: number; above?: number },
  lines: (page: number, pages: number) => readonly string[],
  emergency: string | null,
) {
  return (page: number, pages: number) => ({
    ...{ margin: [side, above, side, 0], fontSize: 7, color: grey, alignment: 'right' },
    stack: [...lines(page, pages), ...emergencyLines(emergency)],
  });
}

/** § 6 ust. 3: the footer line while an emergency is in force. */
export function emergencyLines(emergency: string | null): string[] {
  return emergency === null ? [] : [`${emergency}.`];
}

/** The title, centred. */
export function titleOf(text: string, above: number, below = 0) {
  return { text, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, above, 0, below] };
}

/** A heading and its lines; `dense` on a paper that has to fit on one sheet. */
export function partOf(title: string, lines: readonly string[], dense = false): object[] {
  const [fontSize, above, below, between] = dense ? [9.5, 6, 1, 1] : [10.5, 8, 3, 2];
  return [
    { text: title, bold: true, fontSize, margin: [0, above, 0, below] },
    ...lines.map((text) => ({ text, margin: [0, between, 0, between] })),
  ];
}

type Table = {
  widths: readonly (number | string)[];
  /** Here and in the rows: a text, or what pdfmake takes for a cell. */
  columns: readonly (string | object)[];
  rows: readonly (readonly (string | object)[])[];
  fontSize?: number;
  margin?: readonly number[];
  /** In place of thin lines around each cell. */
  layout?: string | object;
  /** Points between text and lines, where they are not pdfmake's own. */
  padding?: Partial<Record<'paddingLeft' | 'paddingRight' | 'paddingTop' | 'paddingBottom', () => number>>;
};

/** A table whose heads stand again on every page, and of which no row is torn in two. */
export function tableOf({ widths, columns, rows, fontSize = 8, margin, layout, padding }: Table) {
  const cellOf = (cell: string | object): object => (typeof cell === 'string' ? { text: cell } : cell);
  const headOf = (head: string | object): object => ({ ...cellOf(head), bold: true });
  const thin = () => 0.5;
  const line = () => '#999999';
  return {
    fontSize,
    ...(margin === undefined ? {} : { margin }),
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [...widths],
      body: [columns.map(headOf), ...rows.map((cells) => cells.map(cellOf))],
    },
    layout: layout ?? {
      hLineWidth: thin,
      vLineWidth: thin,
      hLineColor: line,
      vLineColor: line,
      ...padding,
    },
  };
}

/** A signature line, `width` points long, with the signatory below. A new object each time: pdfmake writes positions into what it is given. */
export function handLine(caption: string, width: number, look: object = { fontSize: 8 }) {
  return {
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: grey }] },
      { text: caption, color: grey, ...look, margin: [0, 2, 0, 0] },
    ],
  };
}
