/** A row of a table as text, with the number of the line on which it begins. */
export type CsvRow = { line: number; cells: string[] };

/** A quotation mark that stands where none may, or one that is not closed; `line`: where its row begins. */
export class CsvFault extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line}`);
    this.line = line;
  }
}

/** The rows of a CSV text (RFC 4180, with any delimiter and line end); lines without anything are left out. Throws CsvFault. */
export function* csvRows(text: string, delimiter: string): Generator<CsvRow> {
  let [line, at] = [1, 0];
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    for (let more = true; more;) {
      const cell = text[at] === '"' ? quotedFrom(text, at, row.line) : plainFrom(text, at, delimiter);
      row.cells.push(cell.value);
      for (const sign of text.slice(at, cell.end)) if (sign === '\n') line += 1;
      at = cell.end;
      more = text[at] === delimiter;
      if (more) at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    else if (at < text.length && text[at - 1] !== '\r') throw new CsvFault(row.line);
    line += 1;
    if (row.cells.length > 1 || row.cells[0] !== '') yield row;
  }
}

type Cell = { value: string; end: number };

function plainFrom(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

function quotedFrom(text: string, from: number, line: number): Cell {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at += 1;
    else return { value: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
  throw new CsvFault(line);
}
