import { registerPaper } from '../../shared/text/pl/register-paper.ts';
import { reviewPaper as words } from '../../shared/text/pl/review-paper.ts';
import { fail } from '../failed.ts';
import { groundsOf } from '../paper/act.ts';
import { beginnings, missingOf } from '../paper/beginnings.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { isMissing, personOf, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { pdfOf, type Printable } from '../paper/pdf.ts';
import { citationOf, regulationOn } from '../paper/rules.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import { printedAt } from '../paper/sheet.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import type { Head } from '../session/witness.ts';
import { settings, type Settings } from '../settings.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { reportOf, statementContent, type Report, type Statement } from './content.ts';
import { statementQuery } from './queries.ts';
import { actsToJudge, readReview, type ReviewFacts } from './review.ts';
import { entriesOf, statementOf, statementParts, type StatementFacts } from './statement.ts';

/** `emergency`: what is said of one that lasts. */
type Office = Pick<Settings, 'office'> & {
  regulation: Pick<Settings['regulation'], 'title' | 'place'>;
  emergency: string | null;
};

const grey = '#555555';
const line = '#999999';

/** D11, and what it says line by line. */
type ReportPaper = Printable & { text: string[] };

/** D11 of a review that was concluded. Fails with 'review-open', and as `readReview` and `standsAt` do. */
export async function reportDocument(current: Session, id: string): Promise<ReportPaper> {
  const facts = await readReview(current, id);
  const { concluded, opened } = facts;
  if (concluded === null) return fail('review-open');
  await standsAt(current, [opened, concluded]);
  const office = { ...settings(), emergency: await emergencyLine(current) };
  // The bundle stands beside its fonts.
  return makeReport(facts, concluded, office, __dirname);
}

/** D11 as a PDF: one page up to some persons and remarks, else numbered pages. */
export async function makeReport(
  facts: ReviewFacts,
  concluded: Entry<'concluded'>,
  office: Office,
  resources: string,
): Promise<ReportPaper> {
  const laidOut = definition(reportOf(facts, concluded), facts, concluded, office);
  const { emergency } = office;
  return {
    name: `${concluded.payload.number.replaceAll(/[^0-9A-Za-z-]+/g, '_')}.pdf`,
    pdf: await pdfOf(laidOut, resources),
    text: [...linesOf(laidOut.content), ...(emergency === null ? [] : [`${emergency}.`])],
  };
}

/** What is to be looked up in the EZD, case by case, with two boxes for a hand. Fails as `readReview` and `standsAt` do. */
export async function listToCheck(current: Session, id: string): Promise<Printable> {
  const facts = await readReview(current, id);
  const head = await standsAt(current, [facts.opened]);
  const { flagged, drawn } = actsToJudge(facts);
  const { office } = settings();
  const rows = [...flagged, ...drawn].map((one) => [
    ...[one.act.number, paperDay(one.act.openedAt)],
    groundsOf(one)?.person.displayName ?? one.first.payload.login,
    ...[one.act.case, one.basis.label, ' ', ' '],
  ]);
  const content = [
    { text: office, bold: true },
    { text: words.list.title, bold: true, fontSize: 12.5, margin: [0, 8, 0, 0] },
    { text: period(facts), margin: [0, 0, 0, 8] },
    table([52, 52, 96, 84, '*', 36, 40], words.list.columns, rows),
    ...madeLines(current, head),
  ];
  const info = { title: words.list.title, author: office, creator: 'Odsłuch' };
  const footer = footerOf(await emergencyLine(current), 42);
  const pdf = await pdfOf({ pageMargins: [42, 40, 42, 40], info, footer, content }, __dirname);
  return { name: fill(words.list.name, { month: facts.from.slice(0, 7) }), pdf };
}

/** Who printed it when, and on which entry it stands. */
function madeLines({ login }: Pick<Session, 'login'>, { seq, hash }: Head): object[] {
  const { made, entry } = words.statement;
  return [
    said(fill(made, { at: printedAt(), login })),
    said(fill(entry, { seq, hash: hash.toString('hex') })),
  ];
}

/**
 * „Zestawienie”: parts I and V of any days, at most a year of them, as the ledger knows them now. Fails with 'invalid-input' for other days, and as
 * `statementOf` and `standsAt` do.
 * SECURITY: which acts there are tell the numbers of their protocols, of the whole register. Of refusals nothing counts: they are the database's word,
 * and the paper says so.
 */
export async function statementPaper(
  current: Session,
  days: { from: string; to: string },
): Promise<Printable> {
  const told = await read(current.db, statementParts, statementQuery, [days.from, days.to, null]);
  const entries = await entriesOf(current, told.acts, told.entries);
  const facts = statementOf(days, entries, told.end);
  const begun = await beginnings(current);
  checkBegun(begun, facts);
  const head = await standsAt(current, [...facts.acts.map(({ first }) => first), ...facts.refusals]);
  const statement = statementContent(facts, head.seq + 1);
  const missing = missingOf(begun);
  const { office } = settings();
  const { title, name, listed } = words.statement;
  const side = 52;
  const content = [
    { text: office, bold: true },
    { text: title, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, 16, 0, 0] },
    { text: period(days), bold: true, alignment: 'center', margin: [0, 2, 0, 6] },
    ...statementPart(statement),
    section(words.statement.ledger),
    said(statement.ledger),
    said(`${listed} ${missing === null ? registerPaper.gapless : fill(registerPaper.gap, missing)}.`),
    ...madeLines(current, head),
  ];
  const info = { title: `${title} ${period(days)}`, author: office, creator: 'Odsłuch' };
  const footer = footerOf(await emergencyLine(current), side);
  const pdf = await pdfOf({ pageMargins: [side, 44, side, 40], info, footer, content }, __dirname);
  return { name: fill(name, days), pdf };
}

/** Whether every act that began in the days is among those that the database named for them. Fails with 'document-entry-missing'. */
function checkBegun(begun: readonly Entry[], { from, to, acts }: StatementFacts): void {
  const named = new Set(acts.map(({ first }) => first.seq));
  for (const { seq, payload } of begun) {
    const day = legalDay(new Date(payload.at));
    if (from <= day && day <= to && !named.has(seq)) isMissing(seq);
  }
}

function period({ from, to }: Pick<ReviewFacts, 'from' | 'to'>): string {
  return fill(words.period, { from: legalDayText(from), to: legalDayText(to) });
}

function definition(
  report: Report,
  facts: ReviewFacts,
  concluded: Entry<'concluded'>,
  { office, regulation, emergency }: Office,
) {
  const { seq, hash } = concluded;
  const { number, at } = concluded.payload;
  const known = regulationOn(facts.entries, legalDay(new Date(at)), seq);
  return {
    pageMargins: [52, 44, 52, 40],
    info: { title: `${words.title} ${number}`, author: office, creator: 'Odsłuch' },
    footer: footerOf(emergency, 52, `${number}. ${fill(words.entry, { seq, hash })}, `),
    content: [
      {
        columns: [
          { text: office, bold: true },
          {
            alignment: 'right',
            stack: [
              { text: fill(words.place, { place: regulation.place, day: paperDay(at) }) },
              { text: fill(words.number, { number }), margin: [0, 3, 0, 0] },
            ],
          },
        ],
      },
      { text: words.title, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, 16, 0, 0] },
      { text: period(facts), bold: true, alignment: 'center', margin: [0, 2, 0, 2] },
      {
        text: fill(words.under, { regulation: citationOf(known, regulation.title) }),
        ...{ color: grey, fontSize: 8.5, alignment: 'center', margin: [0, 0, 0, 6] },
      },
      ...statementPart(report),
      section(words.parts.scope),
      ...report.scope.map(said),
      section(words.parts.outcome),
      said(report.counts),
      ...(report.outcome.length === 0 ? [] : [table([96, 140, '*'], words.outcomeColumns, report.outcome)]),
      section(words.parts.conclusions),
      said(report.conclusions),
      ending(report, facts, concluded),
    ],
  };
}

/** What stands at the foot of each page: an emergency, and of several pages which one it is, and of what (`whole`). */
function footerOf(emergency: string | null, side: number, whole = '') {
  return (page: number, pages: number) => ({
    ...{ margin: [side, 8, side, 0], fontSize: 7, color: grey, alignment: 'right' },
    stack: [
      ...(pages === 1 ? [] : [`${whole}${fill(words.page, { page, pages })}`]),
      ...(emergency === null ? [] : [`${emergency}.`]),
    ],
  });
}

function statementPart({ rows, said: sentences }: Statement): object[] {
  return [
    section(words.parts.statement),
    ...(rows.length === 0 ? [] : [table(['*', 58, 58, 64, 48], words.columns, rows, true)]),
    ...sentences.map(said),
  ];
}

function said(text: string) {
  return { text, margin: [0, 2, 0, 2] };
}

function section(title: string) {
  return { text: title, bold: true, fontSize: 10.5, margin: [0, 8, 0, 3], headlineLevel: 1 };
}

/** `sums`: figures stand at the end of their columns, and the last row is their sum. */
function table(
  widths: readonly (number | string)[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  sums = false,
) {
  const end = (at: number) => (sums && at > 0 ? { alignment: 'right' } : {});
  return {
    fontSize: 8,
    margin: [0, 0, 0, 4],
    // The heads stand again on every page, and no row is torn in two.
    table: {
      ...{ headerRows: 1, dontBreakRows: true, widths: [...widths] },
      body: [
        columns.map((text, at) => ({ text, bold: true, ...end(at) })),
        ...rows.map((row, place) =>
          row.map((text, at) => ({ text, bold: sums && place === rows.length - 1, ...end(at) })),
        ),
      ],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => line,
      vLineColor: () => line,
    },
  };
}

/** What of the ledger it stands on, with a QR that makes the sheet a witness, and the lines for two hands. */
function ending({ referred, ledger }: Report, { entries }: ReviewFacts, concluded: Entry<'concluded'>) {
  const { seq, hash, payload } = concluded;
  const { displayName = payload.login, post = '' } = personOf(concluded, entries) ?? {};
  const person = [displayName, post].filter((part) => part !== '').join(', ');
  const at = { day: paperDay(payload.at), time: paperTime(payload.at), person };
  return {
    unbreakable: true,
    stack: [
      section(words.parts.ledger),
      {
        columns: [
          { width: 64, qr: `odsluch:1:${seq}:${hash}:${payload.number}`, fit: 60, eccLevel: 'M' },
          {
            width: '*',
            stack: [
              { text: ledger },
              { text: fill(words.concluded, at) },
              { text: fill(words.entry, { seq, hash }), fontSize: 7, color: grey, margin: [0, 2, 0, 0] },
            ],
          },
        ],
      },
      ...(referred ? [{ text: words.mayorSays, margin: [0, 12, 0, 0] }] : []),
      {
        margin: [0, 40, 0, 0],
        columns: words.signatures.map((caption) => ({
          stack: [
            { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 190, y2: 0, lineWidth: 0.5, lineColor: grey }] },
            { text: caption, color: grey, fontSize: 8, margin: [0, 2, 0, 0] },
          ],
        })),
      },
    ],
  };
}

/**
 * What a document of pdfmake says, line by line in its order; the cells of a table's row stand on one line. For readers of the screen, and for who
 * wants the text larger than a sheet.
 */
function linesOf(part: unknown): string[] {
  if (typeof part === 'string') return part.trim() === '' ? [] : [part];
  if (Array.isArray(part)) return part.flatMap(linesOf);
  if (part === null || typeof part !== 'object') return [];
  const { text, stack, columns, table } = part as Record<string, unknown>;
  const rows = (table as { body: unknown[][] } | undefined)?.body ?? [];
  const cells = rows.map((row) => row.map((cell) => linesOf(cell).join(' ')).join('; '));
  return [text, stack, columns, cells].flatMap(linesOf);
}
