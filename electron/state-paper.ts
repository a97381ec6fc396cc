import { mattersTold } from '../shared/matter.ts';
import { reviewsOutput } from '../shared/review.ts';
import { packagePaper } from '../shared/text/pl/package-paper.ts';
import { authorisation } from '../shared/text/pl/authorisation.ts';
import { registerPaper } from '../shared/text/pl/register-paper.ts';
import { rules as ruleWords } from '../shared/text/pl/rules.ts';
import { statePaper as words } from '../shared/text/pl/state-paper.ts';
import type { PaperRow } from '../shared/authorisation.ts';
import { legalDay } from '../shared/warsaw.ts';
import { readDetail } from './authorisation/paper.ts';
import { readRules } from './authorisation/rules.ts';
import { mattersQuery } from './matter/queries.ts';
import { actOf, groundsOf } from './paper/act.ts';
import { type Entry, isMissing, nameOf, ofKind, standsAt } from './paper/entries.ts';
import { fill } from './paper/fill.ts';
import type { Printable } from './paper/pdf.ts';
import { printedAt, sheetOf } from './paper/sheet.ts';
import { legalDayText, paperDay, paperTime } from './paper/show.ts';
import { reviewsQuery } from './review/queries.ts';
import { readReview } from './review/review.ts';
import { entriesOf } from './review/statement.ts';
import type { Session } from './session/current.ts';
import { read } from './session/read.ts';
import { readDuties } from './duties/duties.ts';

type Duties = Awaited<ReturnType<typeof readDuties>>;
type Paper = Awaited<ReturnType<typeof readDetail>>;

/**
 * „Stan na dziś”: how the office stands and what waits. Which papers, reviews, matters and protocols there are says the database; what stands in the
 * rows, entries that were checked. Fails as their readers do, and as `standsAt`.
 * SECURITY: its day is that of the workstation, as its hour and its foot are.
 */
export async function statePaper(current: Session): Promise<Printable> {
  const duties = await readDuties(current);
  const today = legalDay();
  const papers = await papersOf(current, duties);
  const valid = (what: PaperRow['what']): string[][] =>
    papers
      .filter(({ listed, paper }) => listed.state === 'valid' && paper.state === 'confirmed')
      .filter(({ row }) => row.what === what)
      .map(({ row, paper }) => [...paperCells(row), String(paper.confirmed?.seq ?? '')]);
  const parts: [string, string[][]][] = [
    [words.parts.office, await officeCells(current, duties)],
    [words.parts.appointments, valid('appointment')],
    [words.parts.authorisations, valid('authorisation')],
    [words.parts.papers, [...waitingCells(papers), ...(await versionCells(current))]],
    [words.parts.reviews, await reviewCells(current)],
    [words.parts.matters, await matterCells(current)],
    [words.parts.acts, await actCells(current, duties)],
  ];
  // Asked for last, of a keeper that speaks of every entry that the rows name.
  await current.keeper.over(
    Math.max(0, ...parts.flatMap(([, rows]) => rows.map((one) => Number(one.at(-1))))),
  );
  const head = await standsAt(current, []);
  const at = printedAt();
  const now = new Date().toISOString();
  return sheetOf(current, {
    name: `stan-na-dzis_${today}.pdf`,
    title: fill(words.title, { day: legalDayText(today), time: paperTime(now) }),
    note: fill(words.note, { seq: head.seq, hash: head.hash.toString('hex') }),
    widths: [80, '*', 180, 110, 60],
    columns: words.columns,
    rows: parts.flatMap(([title, rows]) => [
      [title],
      ...(rows.length === 0 ? [['', words.empty, '', '', '']] : rows),
    ]),
    foot: (page, pages) => fill(words.made, { at, login: current.login, page, pages }),
  });
}

async function officeCells(current: Session, { suspension, checked }: Duties): Promise<string[][]> {
  const numbers = [suspension?.seq, checked?.seq].filter((seq) => seq !== undefined);
  const entries = await entriesOf(current, [], numbers);
  const stop =
    suspension === null
      ? null
      : (entries.find(({ seq }) => seq === suspension.seq) ?? isMissing(suspension.seq));
  const check = ofKind(entries, 'checked').find(({ seq }) => seq === checked?.seq) ?? null;
  const first = check?.payload.first ?? null;
  return [
    [
      ...['', words.listening],
      stop === null ? words.allowed : fill(words.suspended, { person: nameOf(stop, entries) }),
      stop === null ? '' : fill(words.since, { from: paperDay(stop.payload.at) }),
      stop === null ? '' : String(stop.seq),
    ],
    [
      ...['', words.ledger],
      check === null
        ? words.unchecked
        : first === null
          ? fill(words.agrees, { seq: check.payload.upTo })
          : fill(words.disagrees, { count: check.payload.faults, seq: first.seq }),
      check === null ? '' : `${paperDay(check.payload.at)} ${paperTime(check.payload.at)}`,
      check === null ? '' : String(check.seq),
    ],
  ];
}

type Listed = Duties['authorisations'][number];
type Shown = { listed: Listed; paper: Paper; row: PaperRow };

/** Every row that the page tells of, as its paper has it; a paper is read once. */
async function papersOf(current: Session, { authorisations, appointments }: Duties): Promise<Shown[]> {
  const read = new Map<string, PaperRow & { paper: Paper }>();
  const shown: Shown[] = [];
  for (const listed of [...appointments, ...authorisations]) {
    if (!read.has(listed.number)) {
      const paper = await readDetail(current, listed.number);
      for (const row of paper.rows) read.set(row.number, { ...row, paper });
    }
    const { paper, ...row } = read.get(listed.number) ?? isMissing(listed.seq);
    shown.push({ listed, paper, row });
  }
  return shown;
}

function paperCells(row: PaperRow): string[] {
  return [row.number, row.person.displayName, givenText(row), daysText(row)];
}

/** The office; of an authorisation that it is for no listening of one's own, where it is. */
function givenText(row: PaperRow): string {
  if (row.what === 'appointment') return authorisation[row.deputy ? 'deputies' : 'offices'][row.office];
  return row.scope.quality === 'only' ? words.reviewing : '';
}

function daysText({ from, to }: Pick<PaperRow, 'from' | 'to'>): string {
  const first = legalDayText(from);
  return to === null
    ? fill(words.since, { from: first })
    : fill(words.days, { from: first, to: legalDayText(to) });
}

function waitingCells(papers: readonly Shown[]): string[][] {
  return papers
    .filter(
      ({ listed, paper }) => listed.endWaits || ['prepared', 'registered', 'returned'].includes(paper.state),
    )
    .map(({ listed, paper, row }) => [
      ...[row.number, row.person.displayName],
      listed.endWaits ? words.ending : words.states[paper.state],
      daysText(row),
      String((paper.returned ?? paper.stated).seq),
    ]);
}

/** Rules that wait, as their entries have them. */
async function versionCells(current: Session): Promise<string[][]> {
  const { rules } = await readRules(current);
  return rules.flatMap(({ row, state, returned, stated }) => {
    if (state !== 'registered' && state !== 'returned') return [];
    const name = row.of === 'basis' ? row.content.basis.label : ruleWords.names[row.of];
    return [[row.number, name, words.states[state], daysText(row), String((returned ?? stated).seq)]];
  });
}

async function reviewCells(current: Session): Promise<string[][]> {
  const reviews = await read(current.db, reviewsOutput.shape.reviews, reviewsQuery);
  const cells: string[][] = [];
  for (const { review } of reviews.filter(({ concluded }) => concluded === null).reverse()) {
    const { opened, verdicts } = await readReview(current, review);
    const { from, to } = opened.payload;
    const state = fill(words.review, { count: verdicts.size });
    cells.push(['', daysText({ from, to }), state, paperDay(opened.payload.at), String(opened.seq)]);
  }
  return cells;
}

async function matterCells(current: Session): Promise<string[][]> {
  const filter = { show: 'open', own: false, about: null };
  const listed = await read(current.db, mattersTold, mattersQuery, [filter]);
  const told = listed.filter(({ closed }) => !closed).flatMap(({ events }) => events.map(({ seq }) => seq));
  const newest = new Map<string, Entry<'matter'>>();
  for (const one of ofKind(await entriesOf(current, [], told), 'matter')) newest.set(one.payload.matter, one);
  return [...newest.values()].map(({ seq, payload: { number, sort, letter, due } }) => [
    ...[number, packagePaper.sorts[sort]],
    letter === null ? '' : `§ 6 ust. 3 lit. ${letter}`,
    due === null ? words.withoutTerm : fill(words.until, { to: legalDayText(due) }),
    String(seq),
  ]);
}

async function actCells(current: Session, { acts }: Duties): Promise<string[][]> {
  const entries = await entriesOf(
    current,
    acts.map(({ act }) => act),
    [],
  );
  return acts.map(({ act: id }) => {
    const { act, first, entries: own } = actOf(id, entries);
    const person = groundsOf({ entries: own })?.person.displayName ?? first.payload.login;
    const from = legalDayText(legalDay(new Date(first.payload.at)));
    return [
      ...[act.number, person, registerPaper.states[act.state]],
      ...[fill(words.since, { from }), String(first.seq)],
    ];
  });
}
