import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { emergencyLine } from './emergency.ts';
import { pdfOf, type Printable } from './pdf.ts';
import { paperDay, paperTime } from './show.ts';

/** A page laid on its side: a table, and above it what it is. A row of one cell heads a part. */
type Sheet = {
  name: string;
  title: string;
  note: string;
  widths: readonly (number | '*')[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  foot: (page: number, pages: number) => string;
};

const grey = '#555555';
const line = '#999999';

/** The sheet as a PDF. */
export async function sheetOf(
  current: Pick<Session, 'db'>,
  { name, title, note, widths, columns, rows, foot }: Sheet,
): Promise<Printable> {
  const emergency = await emergencyLine(current);
  const head = columns.map((text) => ({ text, bold: true }));
  const body = rows.map((cells) =>
    cells.length === 1
      ? [{ text: cells[0], bold: true, colSpan: columns.length }, ...columns.slice(1).map(() => ({}))]
      : cells.map((text) => ({ text })),
  );
  const { office } = settings();
  const definition = {
    pageOrientation: 'landscape',
    pageMargins: [36, 36, 36, 40],
    info: { title, author: office, creator: 'Odsłuch' },
    footer: (page: number, pages: number) => ({
      ...{ margin: [36, 8, 36, 0], fontSize: 7, color: grey, alignment: 'right' },
      stack: [foot(page, pages), ...(emergency === null ? [] : [`${emergency}.`])],
    }),
    content: [
      { text: office, bold: true },
      { text: title, bold: true, fontSize: 12.5, margin: [0, 8, 0, 0] },
      { text: note, color: grey, fontSize: 8, margin: [0, 0, 0, 6] },
      {
        fontSize: 8,
        // The heads stand again on every page, and no row is torn in two.
        table: { headerRows: 1, dontBreakRows: true, widths: [...widths], body: [head, ...body] },
        layout: {
          hLineWidth: () => 0.5,
          vLineWidth: () => 0.5,
          hLineColor: () => line,
          vLineColor: () => line,
        },
      },
    ],
  };
  // The bundle stands beside its fonts.
  return { name, pdf: await pdfOf(definition, __dirname) };
}

/** When it is printed, as its foot says it. */
export function printedAt(): string {
  const now = new Date().toISOString();
  return `${paperDay(now)} ${paperTime(now)}`;
}
