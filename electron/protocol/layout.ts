import type { Output } from '../../shared/contract.ts';
import type { Annex, DrawnRow, Paper, RecordingBlock } from '../../shared/paper.ts';
import { document as words } from '../../shared/text/pl/document.ts';
import { fill } from '../paper/fill.ts';
import { grey, handLine, tableOf, titleOf } from '../paper/page.ts';
import { pdfOf } from '../paper/pdf.ts';
import { protocolPaper, type Circumstances } from './content.ts';
import { documentName, type Protocol } from './protocol.ts';

/** The bytes that are shown, printed and saved, and the same words as text. */
export type ProtocolDocument = Output<'protocol.document'>;

/** D1 as a PDF: one page while the texts are short, else numbered pages. */
export async function makeDocument(
  protocol: Protocol,
  around: Circumstances,
  resources: string,
): Promise<ProtocolDocument> {
  const paper = protocolPaper(protocol, around);
  // A copy: pdfmake writes positions into what it is given, and the words are still to be read.
  const pdf = new Uint8Array(await pdfOf(definition(structuredClone(paper), protocol), resources));
  return { name: documentName(protocol), pdf, paper };
}

function definition(paper: Paper, protocol: Protocol) {
  const { act, entries } = protocol;
  const own = protocol.seal ?? entries.at(-1);
  return {
    pageMargins: [52, 30, 52, 62],
    info: {
      title: `${words.title} ${act.number}`,
      author: paper.office,
      subject: act.case,
      creator: 'Odsłuch',
    },
    footer: (page: number, pages: number) =>
      footer(paper, {
        page,
        pages,
        seq: own?.seq ?? 0,
        hash: own?.hash ?? '',
        number: act.number,
      }),
    content: [
      {
        columns: [
          { text: paper.office, bold: true },
          { text: paper.place, alignment: 'right' },
        ],
      },
      {
        columns: [{ text: paper.case }, { text: paper.number, alignment: 'right' }],
        margin: [0, 4, 0, 0],
      },
      titleOf(words.title, 8, 2),
      {
        text: paper.under,
        color: grey,
        fontSize: 8.5,
        alignment: 'center',
        margin: [0, 0, 0, paper.draft === null ? 8 : 4],
      },
      ...(paper.draft === null
        ? []
        : [{ text: paper.draft, bold: true, alignment: 'center', margin: [0, 0, 0, 12] }]),
      ...paper.corrections.flatMap(({ title, rows }) => [section(title), rowsTable(rows)]),
      ...(paper.corrections.length === 0 ? [] : [section(words.corrected)]),
      rowsTable(paper.rows),
      section(words.parts.recordings),
      ...paper.recordings.map(recordingBlock),
      ...(paper.drawn === null ? [] : [drawnTable(paper.drawn)]),
      ...(paper.heard.length === 0
        ? []
        : [section(words.parts.heard), ...paper.heard.map((text) => ({ text }))]),
      section(words.parts[paper.drawn === null ? 'findings' : 'conclusions']),
      { text: paper.findings },
      ...(paper.quotations.length === 0 ? [] : [section(words.quotations), ...paper.quotations.map(listed)]),
      ...(paper.ownRemarks.length === 0 ? [] : [section(words.ownRemarks), ...paper.ownRemarks.map(listed)]),
      ...remarks(paper.remarks),
      // One line: most protocols have neither.
      {
        text: `${words.parts.evidence}: ${paper.evidence.join('; ')} · ${words.parts.attachments}: ${paper.attachments.join('; ')}`,
      },
      ...signatures(paper.signatures),
      ...paper.unsigned.map((text) => ({ text, margin: [0, 8, 0, 0] })),
      ...(paper.annex === null ? [] : annexPage(paper.annex)),
    ],
  };
}

/** One line where it is nobody's: most protocols have no remark. */
function remarks(lines: readonly string[]) {
  if (lines.length === 1) return [{ text: `${words.parts.remarks}: ${lines.join()}`, margin: [0, 6, 0, 0] }];
  return [section(words.parts.remarks), ...lines.map(listed)];
}

function listed(text: string) {
  return { text, margin: [0, 0, 0, 2] };
}

function rowsTable(rows: Paper['rows']) {
  return {
    layout: 'noBorders',
    table: {
      widths: [112, '*'],
      body: rows.map(({ heading, lines }) => [{ text: heading, bold: true }, { stack: lines }]),
    },
  };
}

function section(title: string) {
  return { text: title, bold: true, fontSize: 10.5, margin: [0, 5, 0, 1], headlineLevel: 1 };
}

function recordingBlock({ title, lines, small }: RecordingBlock) {
  return {
    unbreakable: true,
    margin: [0, 0, 0, 4],
    stack: [
      { text: title, bold: true },
      ...lines.map((text) => ({ text })),
      ...small.map((text) => ({ text, fontSize: 6.8, color: grey })),
    ],
  };
}

/** Every call of a review of quality, one a row. */
function drawnTable(rows: readonly DrawnRow[]) {
  return tableOf({
    columns: Object.values(words.drawn),
    widths: [24, 58, 36, 48, '*'],
    rows: rows.map(({ nr, day, time, duration, id }) => [nr, day, time, duration, id]),
    margin: [0, 2, 0, 4],
  });
}

/** „Załącznik 1”, on a page of its own: it is read by others than the protocol. */
function annexPage({ title, rows, table, notes }: Annex) {
  const widths = table.head.map((_, at) => (at === 0 ? '*' : 'auto'));
  return [
    { ...titleOf(title, 0, 8), pageBreak: 'before' },
    rowsTable(rows),
    tableOf({ columns: table.head, widths, rows: table.rows, margin: [0, 2, 0, 4] }),
    ...notes.map(listed),
  ];
}

/** Three lines to sign in a row, as many rows as it takes. */
function signatures(captions: readonly string[]) {
  const place = (caption: string) => ({ width: 148, ...handLine(caption, 148) });
  const rows = Array.from({ length: Math.ceil(captions.length / 3) }, (_, row) =>
    captions.slice(row * 3, row * 3 + 3),
  );
  return rows.map((row) => ({
    unbreakable: true,
    margin: [0, 30, 0, 0],
    columnGap: 16,
    columns: row.map(place),
  }));
}

type Foot = { page: number; pages: number; seq: number; hash: string; number: string };

/** QR `odsluch:1:SEQ:HASH:PO`: a paper head of the ledger, so that every case file is a witness. */
function footer(paper: Paper, foot: Foot) {
  return {
    margin: [52, 6, 52, 0],
    columns: [
      { width: 56, qr: `odsluch:1:${foot.seq}:${foot.hash}:${foot.number}`, fit: 52, eccLevel: 'M' },
      {
        width: '*',
        fontSize: 6.5,
        color: grey,
        stack: [
          ...paper.entry.map((text) => ({ text })),
          {
            text: fill(words.page, { print: paper.print, page: foot.page, pages: foot.pages }),
            margin: [0, 2, 0, 0],
          },
        ],
      },
    ],
  };
}
