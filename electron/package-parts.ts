import { instrumentsOutput, type Standing } from '../shared/authorisation.ts';
import { mattersTold } from '../shared/matter.ts';
import { reviewsOutput } from '../shared/review.ts';
import type { ShownRule } from '../shared/rules.ts';
import { legalDay } from '../shared/warsaw.ts';
import { recordsPaper } from '../shared/text/pl/authorisation-paper.ts';
import { packagePaper as words } from '../shared/text/pl/package-paper.ts';
import { authorisedRows } from './authorisation/lists.ts';
import { readPaper, readScan } from './authorisation/paper.ts';
import { instrumentsQuery } from './authorisation/queries.ts';
import { readRules } from './authorisation/rules.ts';
import { mattersQuery } from './matter/queries.ts';
import { csv } from './paper/csv.ts';
import { nameOf, ofKind } from './paper/entries.ts';
import { fill } from './paper/fill.ts';
import { legalDayText, paperDay } from './paper/show.ts';
import { registerTable } from './register/table.ts';
import { signedRegister } from './register/register.ts';
import { reviewsQuery } from './review/queries.ts';
import { readReview } from './review/review.ts';
import { entriesOf } from './review/statement.ts';
import type { Session } from './session/current.ts';
import { read } from './session/read.ts';

/** A file of a package, and what is in it, made anew each time it is asked for: a large one is never whole in memory. */
export type Part = { name: string; content: () => AsyncIterable<Uint8Array> };
/** Legal days, both within. */
type Period = { from: string; to: string };

export const wholePart = (name: string, content: Uint8Array): Part => ({
  name,
  content: async function* () {
    yield content;
  },
});

/**
 * What of each page goes into a package: tables, and the scans of papers that stood on a day of the period; and how many listenings and refusals
 * there are. Fails as the readers of these pages do.
 * SECURITY: § 5: no caller, no reasons, no findings, no description of a matter: a caller's number may have been typed there.
 */
export async function packageParts(current: Session, days: Period): Promise<{ parts: Part[]; rows: number }> {
  const { files } = words;
  const { rows } = await signedRegister(current, {
    person: null,
    case: null,
    state: null,
    kind: null,
    ...days,
  });
  const rules = (await readRules(current)).rules.filter(
    ({ row, to, state }) => ruleStates.includes(state) && touches(days, row.from, to),
  );
  const table = (name: string, columns: readonly string[], cells: readonly (readonly string[])[]): Part =>
    wholePart(name, Buffer.from(csv([columns, ...cells])));
  return {
    rows: rows.length,
    parts: [
      wholePart(files.acts, Buffer.from(registerTable(rows))),
      table(files.authorisations, recordsPaper.columns, await authorisationCells(current, days)),
      table(files.reviews, words.reviews, await reviewCells(current, days)),
      table(files.matters, words.matters, await matterCells(current, days)),
      table(files.rules, words.rules, rules.map(ruleCells)),
      ...(await scans(current, days, rules)),
    ],
  };
}

function touches({ from, to }: Period, first: string, last: string | null): boolean {
  return first <= to && (last === null || from <= last);
}

async function authorisationCells(current: Session, days: Period): Promise<string[][]> {
  const { rows } = await authorisedRows(current, legalDay());
  return rows.filter(({ from, to }) => touches(days, from, to)).map(({ cells }) => cells);
}

async function reviewCells(current: Session, days: Period): Promise<string[][]> {
  const listed = await read(current.db, reviewsOutput.shape.reviews, reviewsQuery);
  const cells: string[][] = [];
  for (const { review } of listed.filter(({ from, to }) => touches(days, from, to)).reverse()) {
    const { opened, concluded, entries } = await readReview(current, review);
    const { from, to, acts, refusals, unsigned } = opened.payload;
    const counted = [acts, refusals, unsigned].map(String);
    const ended = concluded?.payload;
    cells.push([
      ...[ended?.number ?? '', legalDayText(from), legalDayText(to), ...counted],
      ...(['ok', 'irregular', 'referred', 'unanswered'] as const).map((one) => String(ended?.[one] ?? '')),
      ...(concluded === null ? ['', ''] : [paperDay(concluded.payload.at), nameOf(concluded, entries)]),
      String((concluded ?? opened).seq),
    ]);
  }
  return cells;
}

async function matterCells(current: Session, days: Period): Promise<string[][]> {
  const filter = { show: 'all', own: false, about: null };
  const listed = await read(current.db, mattersTold, mattersQuery, [filter]);
  const told = listed.flatMap(({ events }) => events.map(({ seq }) => seq));
  const all = ofKind(await entriesOf(current, [], told), 'matter');
  return [...new Set(all.map(({ payload }) => payload.matter))].flatMap((id) => {
    const own = all.filter(({ payload }) => payload.matter === id);
    const [first, last] = [own[0]?.payload, own.at(-1)?.payload];
    if (first === undefined || last === undefined) return [];
    const closed = last.event === 'close' ? legalDay(new Date(last.at)) : null;
    if (!touches(days, legalDay(new Date(first.at)), closed)) return [];
    const { number, sort, letter, about, due } = last;
    return [
      [
        ...[number, words.sorts[sort], letter ?? '', about === null ? '' : String(about), paperDay(first.at)],
        ...[due, closed].map((day) => (day === null ? '' : legalDayText(day))),
        own.map(({ seq }) => seq).join(', '),
      ],
    ];
  });
}

const ruleStates: readonly ShownRule['state'][] = ['future', 'valid', 'ended'];

function ruleCells({ row, to, signed, confirmed }: ShownRule): string[] {
  const name =
    row.of === 'basis' ? row.content.basis.label : row.of === 'regulation' ? row.content.title : '';
  return [
    ...[row.number, words.kinds[row.of], name, legalDayText(row.from), to === null ? '' : legalDayText(to)],
    ...(signed === null ? ['', ''] : [signed.paper, legalDayText(signed.signedOn)]),
    confirmed === null ? '' : String(confirmed.seq),
  ];
}

/** What was confirmed, whether it still stands or not. */
const paperStates: readonly Standing[] = ['future', 'valid', 'expired', 'revoked', 'ended'];

/** One a paper, however many rows stand on it. A paper in the EZD has none, and one that was lawfully erased has none any more. */
async function scans(current: Session, days: Period, rules: readonly ShownRule[]): Promise<Part[]> {
  const numbers = rules.map(({ row }) => row.number);
  for (const what of ['authorisation', 'appointment']) {
    const filter = { what, show: 'all', text: null };
    const { rows } = await read(current.db, instrumentsOutput, instrumentsQuery, [filter]);
    const standing = rows.filter(
      ({ state, from, to }) => paperStates.includes(state) && touches(days, from, to),
    );
    numbers.push(...standing.map(({ number }) => number).reverse());
  }
  const seen = new Set<number>();
  const parts: Part[] = [];
  for (const number of numbers) {
    const { stated } = await readPaper(current, number);
    const scan = stated.payload.signed?.scan ?? null;
    if (seen.has(stated.seq) || scan === null) continue;
    seen.add(stated.seq);
    if ((await readScan(current, number)) === null) continue;
    // Numbers that differ in their signs alone become one; the entry tells them apart, and where to look.
    const plain = number.replaceAll(/[^0-9A-Za-z-]+/g, '_');
    parts.push({
      name: fill(words.files.scan, { number: plain, seq: stated.seq, ending: scan.media }),
      content: async function* () {
        const file = await readScan(current, number);
        if (file !== null) yield file;
      },
    });
  }
  return parts;
}
