import { registerPaper } from '../../shared/text/pl/register-paper.ts';
import { reviewPaper as words } from '../../shared/text/pl/review-paper.ts';
import { fail } from '../failed.ts';
import { groundsOf } from '../paper/act.ts';
import { beginnings, missingOf } from '../paper/beginnings.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { isMissing, personOf, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { definitionOf, footOf, grey, handLine, pageOf, partOf, tableOf, titleOf } from '../paper/page.ts';
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
  return pageOf({
    ...{ name: fill(words.list.name, { month: facts.from.slice(0, 7) }), title: words.list.title },
    ...{ office, content },
    margins: { side: 42, top: 40, bottom: 40 },
    foot: footOf({ side: 42 }, counted(), await emergencyLine(current)),
  });
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
  const content = [
    { text: office, bold: true },
    titleOf(title, 16),
    { text: period(days), bold: true, alignment: 'center', margin: [0, 2, 0, 6] },
    ...statementPart(statement),
    ...partOf(words.statement.ledger, [
      statement.ledger,
      `${listed} ${missing === null ? registerPaper.gapless : fill(registerPaper.gap, missing)}.`,
    ]),
    ...madeLines(current, head),
  ];
  return pageOf({
    ...{ name: fill(name, days), title: `${title} ${period(days)}`, office, content },
    margins: { side: 52, top: 44, bottom: 40 },
    foot: footOf({ side: 52 }, counted(), await emergencyLine(current)),
  });
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
  const whole = `${number}. ${fill(words.entry, { seq, hash })}, `;
  return definitionOf({
    ...{ title: `${words.title} ${number}`, office },
    margins: { side: 52, top: 44, bottom: 40 },
    foot: footOf({ side: 52 }, counted(whole), emergency),
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
      titleOf(words.title, 16),
      { text: period(facts), bold: true, alignment: 'center', margin: [0, 2, 0, 2] },
      {
        text: fill(words.under, { regulation: citationOf(known, regulation.title) }),
        ...{ color: grey, fontSize: 8.5, alignment: 'center', margin: [0, 0, 0, 6] },
      },
      ...statementPart(report),
      ...partOf(words.parts.scope, report.scope),
      ...partOf(words.parts.outcome, [report.counts]),
      ...(report.outcome.length === 0 ? [] : [table([96, 140, '*'], words.outcomeColumns, report.outcome)]),
      ...partOf(words.parts.conclusions, [report.conclusions]),
      ending(report, facts, concluded),
    ],
  });
}

/** Which of several pages it is, and of what (`whole`). */
function counted(whole = '') {
  return (page: number, pages: number): string[] =>
    pages === 1 ? [] : [`${whole}${fill(words.page, { page, pages })}`];
}

function statementPart({ rows, said: sentences }: Statement): object[] {
  return [
    ...partOf(words.parts.statement, []),
    ...(rows.length === 0 ? [] : [table(['*', 58, 58, 64, 48], words.columns, rows, true)]),
    ...sentences.map(said),
  ];
}

function said(text: string) {
  return { text, margin: [0, 2, 0, 2] };
}

/** `sums`: figures stand at the end of their columns, and the last row is their sum. */
function table(
  widths: readonly (number | string)[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  sums = false,
) {
  const end = (at: number) => (sums && at > 0 ? { alignment: 'right' } : {});
  return tableOf({
    columns: columns.map((text, at) => ({ text, ...end(at) })),
    widths,
    rows: rows.map((row, place) =>
      row.map((text, at) => ({ text, bold: sums && place === rows.length - 1, ...end(at) })),
    ),
    margin: [0, 0, 0, 4],
  });
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
      ...partOf(words.parts.ledger, []),
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
        columns: words.signatures.map((caption) => handLine(caption, 190)),
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
