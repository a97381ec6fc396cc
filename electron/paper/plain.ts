/**
 * What a document of pdfmake says, line by line in its order; the cells of a table's row stand on one line. For readers of the screen, and for who
 * wants the text larger than a sheet.
 */
export function linesOf(part: unknown): string[] {
  if (typeof part === 'string') return part.trim() === '' ? [] : [part];
  if (Array.isArray(part)) return part.flatMap(linesOf);
  if (part === null || typeof part !== 'object') return [];
  const { text, stack, columns, table } = part as Record<string, unknown>;
  const rows = (table as { body: unknown[][] } | undefined)?.body ?? [];
  const cells = rows.map((row) => row.map((cell) => linesOf(cell).join(' ')).join('; '));
  return [text, stack, columns, cells].flatMap(linesOf);
}
