import type { RegisterSummary } from '../../shared/register.ts';
import { registerPaper as words } from '../../shared/text/pl/register-paper.ts';
import { fill } from '../paper/fill.ts';
import { pdfOf, type Printable } from '../paper/pdf.ts';
import { paperDay, paperTime } from '../paper/show.ts';
import type { RegisterPaper } from './content.ts';

/** What the print says beside the rows: who made it, when and where, and what was found of the ledger. */
export type Circumstances = {
  office: string;
  regulation: string;
  login: string;
  host: string;
  /** An instant. */
  now: string;
  /** Out of signed entries the first number of a protocol that is missing; by the database the first entry. */
  missing: RegisterSummary['missing'];
  /** The newest entry where the ledger goes on from what this workstation saw; null where it does not. */
  head: { seq: number; hash: string } | null;
  /** What is said of an emergency that lasts. */
  emergency: string | null;
  /** The period, for the file's name. */
  from: string | null;
  to: string | null;
};

const grey = '#555555';
const line = '#999999';
/** Points; with the padding of twelve columns they fill an A4 page laid on its side. „Uwagi” takes what is left for a hand. */
const widths = [18, 54, 50, 78, 84, 60, 78, 62, 30, 74, 30, '*'] as const;

/** D2 as a PDF, laid on its side: the rows in the order of time, what holds of numbers and chain, a line for the Secretary to sign. */
export async function makeRegister(
  paper: RegisterPaper,
  around: Circumstances,
  resources: string,
): Promise<Printable> {
  const pdf = await pdfOf(definition(paper, around), resources);
  return { name: `${fileNameOf(around, around.now)}.pdf`, pdf };
}

/** What a file of the register is called, without its ending: by its period. */
export function fileNameOf({ from, to }: { from: string | null; to: string | null }, now: string): string {
  const days = [from ?? 'od-poczatku', to ?? paperDay(now).split('.').reverse().join('-')];
  return `rejestr-odsluchan_${days.join('_')}`;
}

function definition(paper: RegisterPaper, around: Circumstances) {
  const { office, regulation, login, now, emergency } = around;
  const at = `${paperDay(now)} ${paperTime(now)}`;
  return {
    pageOrientation: 'landscape',
    pageMargins: [36, 36, 36, 40],
    info: { title: `${words.title} ${paper.period}`, author: office, creator: 'Odsłuch' },
    footer: (page: number, pages: number) => ({
      margin: [36, 8, 36, 0],
      fontSize: 7,
      color: grey,
      stack: [
        {
          columns: [
            { text: words.shortened },
            { text: fill(words.page, { at, login, page, pages }), alignment: 'right' },
          ],
        },
        ...(emergency === null ? [] : [{ text: `${emergency}.` }]),
      ],
    }),
    content: [
      { text: office, bold: true },
      { text: `${words.title} ${paper.period}`, bold: true, fontSize: 12.5, margin: [0, 8, 0, 0] },
      { text: fill(words.madeUnder, { regulation }), color: grey, fontSize: 8, margin: [0, 0, 0, 6] },
      ...(paper.conditions === null ? [] : [{ text: paper.conditions, bold: true, margin: [0, 0, 0, 6] }]),
      paper.lines.length === 0 ? { text: words.empty, italics: true } : table(paper),
      ending(paper, around, at),
    ],
  };
}

function table({ lines }: RegisterPaper) {
  const head = Object.values(words.columns).map((text) => ({ text, bold: true, fontSize: 7 }));
  const body = lines.map(({ cells }, place) => [
    { text: String(place + 1) },
    ...cells.map((stack) => ({ stack })),
    { text: '' },
  ]);
  return {
    fontSize: 7,
    // The heads stand again on every page, and no row is torn in two.
    table: { headerRows: 1, dontBreakRows: true, widths: [...widths], body: [head, ...body] },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => line,
      vLineColor: () => line,
      paddingLeft: () => 3,
      paddingRight: () => 3,
    },
  };
}

function ending({ counts, unsigned }: RegisterPaper, { missing, head, host }: Circumstances, at: string) {
  const chain =
    head === null ? fill(words.broken, { at, host }) : fill(words.continued, { at, host, ...head });
  const numbers = missing.protocol === null ? words.gapless : fill(words.gap, missing.protocol);
  const entry = missing.entry === null ? [] : [fill(words.entryMissing, { seq: missing.entry })];
  return {
    unbreakable: true,
    fontSize: 8,
    margin: [0, 10, 0, 0],
    stack: [
      ...(unsigned ? [{ text: words.unsignedNote }] : []),
      { text: words.checked },
      { text: `${[...counts, numbers, ...entry].join('. ')}.` },
      { text: `${chain}.` },
      {
        margin: [0, 34, 0, 0],
        columns: [
          { width: '*', text: '' },
          {
            width: 180,
            stack: [
              { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 180, y2: 0, lineWidth: 0.5, lineColor: grey }] },
              { text: words.secretary, color: grey, margin: [0, 2, 0, 0] },
            ],
          },
        ],
      },
    ],
  };
}
