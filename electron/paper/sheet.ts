import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { emergencyLine } from './emergency.ts';
import { footOf, grey, pageOf, tableOf } from './page.ts';
import type { Printable } from './pdf.ts';
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

/** The sheet as a PDF. */
export async function sheetOf(
  current: Pick<Session, 'db'>,
  { name, title, note, widths, columns, rows, foot }: Sheet,
): Promise<Printable> {
  const emergency = await emergencyLine(current);
  const { office } = settings();
  const head = (text: string) => [{ text, bold: true, colSpan: columns.length }];
  return pageOf({
    ...{ name, title, office },
    landscape: true,
    margins: { side: 36, top: 36, bottom: 40 },
    foot: footOf({ side: 36 }, (page, pages) => [foot(page, pages)], emergency),
    content: [
      { text: office, bold: true },
      { text: title, bold: true, fontSize: 12.5, margin: [0, 8, 0, 0] },
      { text: note, color: grey, fontSize: 8, margin: [0, 0, 0, 6] },
      tableOf({
        widths,
        columns,
        rows: rows.map((cells) =>
          cells.length === 1 ? [...head(cells.join()), ...columns.slice(1).map(() => ({}))] : cells,
        ),
      }),
    ],
  });
}

/** When it is printed, as its foot says it. */
export function printedAt(): string {
  const now = new Date().toISOString();
  return `${paperDay(now)} ${paperTime(now)}`;
}
