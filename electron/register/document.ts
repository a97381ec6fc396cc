import { hostname } from 'node:os';
import type { RegisterFilter, RegisterSummary } from '../../shared/register.ts';
import { registerPaper as words } from '../../shared/text/pl/register-paper.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { fill } from '../paper/fill.ts';
import { emergencyLines, grey, handLine, pageOf, tableOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
import { citationOf } from '../paper/rules.ts';
import { paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { registerContent, type RegisterPaper } from './content.ts';
import { readSummary, signedRegister } from './register.ts';

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

/** Points; with the padding of twelve columns they fill an A4 page laid on its side. „Uwagi” takes what is left for a hand. */
const widths = [18, 54, 50, 78, 84, 60, 78, 62, 30, 74, 30, '*'] as const;

/** All that the filter lets through, as D2. */
export async function registerPaper(current: Session, filter: RegisterFilter): Promise<Printable> {
  const { rows, missing, head, ...signed } = await signedRegister(current, filter);
  const summary = await readSummary(current, filter);
  const { office, regulation } = settings();
  const around = {
    office,
    regulation: citationOf(signed.regulation, regulation.title),
    login: current.login,
    host: hostname(),
    now: new Date().toISOString(),
    missing: { protocol: missing, entry: summary.missing.entry },
    head: head === null ? null : { seq: head.seq, hash: head.hash.toString('hex') },
    emergency: await emergencyLine(current),
    from: filter.from,
    to: filter.to,
  };
  return makeRegister(registerContent(filter, rows, summary.people), around);
}

/** D2 as a PDF, laid on its side: the rows in the order of time, what holds of numbers and chain, a line for the Secretary to sign. */
export async function makeRegister(
  paper: RegisterPaper,
  around: Circumstances,
  resources?: string,
): Promise<Printable> {
  const { office, regulation, login, now, emergency } = around;
  const at = `${paperDay(now)} ${paperTime(now)}`;
  const title = `${words.title} ${paper.period}`;
  const foot = (page: number, pages: number) => ({
    ...{ margin: [36, 8, 36, 0], fontSize: 7, color: grey },
    stack: [
      {
        columns: [
          { text: words.shortened },
          { text: fill(words.page, { at, login, page, pages }), alignment: 'right' },
        ],
      },
      ...emergencyLines(emergency),
    ],
  });
  const content = [
    { text: office, bold: true },
    { text: title, bold: true, fontSize: 12.5, margin: [0, 8, 0, 0] },
    { text: fill(words.madeUnder, { regulation }), color: grey, fontSize: 8, margin: [0, 0, 0, 6] },
    ...(paper.conditions === null ? [] : [{ text: paper.conditions, bold: true, margin: [0, 0, 0, 6] }]),
    paper.lines.length === 0 ? { text: words.empty, italics: true } : table(paper),
    ending(paper, around, at),
  ];
  const name = `${fileNameOf(around, now)}.pdf`;
  const margins = { side: 36, top: 36, bottom: 40 };
  return pageOf({ name, title, office, margins, foot, content, landscape: true }, resources);
}

/** What a file of the register is called, without its ending: by its period. */
export function fileNameOf({ from, to }: { from: string | null; to: string | null }, now: string): string {
  const days = [from ?? 'od-poczatku', to ?? paperDay(now).split('.').reverse().join('-')];
  return `rejestr-odsluchan_${days.join('_')}`;
}

function table({ lines }: RegisterPaper) {
  return tableOf({
    columns: Object.values(words.columns),
    widths,
    rows: lines.map(({ cells }, place) => [...[String(place + 1), ...cells.map((stack) => ({ stack }))], '']),
    fontSize: 7,
    padding: { paddingLeft: () => 3, paddingRight: () => 3 },
  });
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
          { width: 180, ...handLine(words.secretary, 180, {}) },
        ],
      },
    ],
  };
}
