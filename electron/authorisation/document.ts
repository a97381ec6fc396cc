import type { AppointmentRow, AuthorisationRow } from '../../shared/ledger/instrument.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { authorisationPaper as words } from '../../shared/text/pl/authorisation-paper.ts';
import { fail } from '../failed.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { nameOf, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { emergencyLines, grey, handLine, pageOf, tableOf, titleOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
import { citationOf, declarationOn, regulationOn } from '../paper/rules.ts';
import { legalDayText, paperDay, paperTime } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings, type Settings } from '../settings.ts';
import { numbersOf, readPaper, type PaperFacts } from './paper.ts';

/** `emergency`: what is said of one that lasts. */
type Office = Pick<Settings, 'office' | 'regulation'> & { emergency: string | null };

/**
 * D8 of the paper on which a row of this number stands, as its facts were last prepared. Fails with 'instrument-state' where none was prepared in the
 * program, and as `readPaper` and `standsAt` do.
 */
export async function paperDocument(current: Session, number: string): Promise<Printable> {
  const facts = await readPaper(current, number);
  if (facts.prepared === null) return fail('instrument-state');
  await standsAt(current, [facts.prepared]);
  const office = { ...settings(), emergency: await emergencyLine(current) };
  return makePaper(facts, facts.prepared, office);
}

/**
 * D8 as a PDF: one page for a person, a table for several; of a deputy the paper by which he is one. `prepared` = the entry that it is printed
 * from. Fails with 'instrument-state' for any other office: those have papers of their own.
 */
export async function makePaper(
  facts: PaperFacts,
  prepared: Entry<'instrument'>,
  office: Office,
  resources?: string,
): Promise<Printable> {
  const { payload, words: said } = prepared;
  const nameOfRow = (place: number, login: string | null): Name =>
    said?.names[place] ?? { displayName: login ?? '', post: '', unit: '' };
  const [first] = payload.rows;
  const rows = payload.rows.flatMap((row, place) =>
    'purposes' in row ? [{ row, name: nameOfRow(place, row.subject) }] : [],
  );
  const cited = citedBy(facts, prepared, office);
  const content =
    first !== undefined && 'office' in first
      ? deputyContent(first, nameOfRow(0, first.subject), cited)
      : authorisationContent(rows, cited);
  const number = rangeOf(numbersOf(prepared));
  const page = {
    name: `${number.replaceAll('–', '-').replaceAll(/[^0-9A-Za-z-]+/g, '_')}.pdf`,
    ...laidOut(content, { number, facts, prepared, office }),
  };
  return pageOf(page, resources);
}

type Name = { displayName: string; post: string; unit: string };
type Row = { row: AuthorisationRow; name: Name };
type Around = { number: string; facts: PaperFacts; prepared: Entry<'instrument'>; office: Office };
/** What a paper says between its number and the line for the Mayor's hand, and below that. */
type Content = {
  title: string;
  ground: string;
  said: object;
  limits: string;
  below: object[];
  /** Points at the left and the right: a table needs more room, so that six people fit on a sheet. */
  side: number;
};

function laidOut({ title, ground, said, limits, below, side }: Content, around: Around) {
  const { number, facts, office } = around;
  return {
    ...{ title: `${title} ${number}`, office: office.office },
    margins: { side, top: 48, bottom: 72 },
    foot: (page: number, pages: number) => footer(around, side, page, pages),
    content: [
      {
        columns: [
          { text: office.office, bold: true },
          { text: fill(words.place, { place: office.regulation.place }), alignment: 'right' },
        ],
      },
      {
        columns: [{ text: words.paper }, { text: fill(words.number, { number }), alignment: 'right' }],
        margin: [0, 10, 0, 0],
      },
      titleOf(title, 28, 16),
      { text: ground, margin: [0, 0, 0, 12] },
      said,
      { text: limits, margin: [0, 14, 0, 0] },
      ...consent(facts),
      ...below,
    ],
  };
}

type Cited = { regulation: string; declaration: string };

/** Regulation and declaration as the ledger knew them when the paper was prepared; else those of the settings and of the program. */
function citedBy({ entries }: PaperFacts, { seq, payload }: Entry<'instrument'>, office: Office): Cited {
  const day = legalDay(new Date(payload.at));
  return {
    regulation: citationOf(regulationOn(entries, day, seq), office.regulation.title),
    declaration: declarationOn(entries, day, seq) ?? words.declaration,
  };
}

function authorisationContent(rows: readonly Row[], { regulation, declaration }: Cited): Content {
  const [only] = rows;
  const isOne = rows.length === 1 && only !== undefined;
  return {
    title: isOne ? words.title : words.titleMany,
    ground: fill(words.ground, { regulation, whom: isOne ? words.one : words.many }),
    said: isOne ? factsOfOne(only) : table(rows),
    limits: words.limits,
    below: [
      { text: words.declarationTitle, bold: true, margin: [0, 26, 0, 4] },
      { text: isOne ? declaration : `${declaration} ${words.inTable}` },
      ...(isOne ? [line(words.declared)] : []),
    ],
    side: isOne ? 62 : 40,
  };
}

function deputyContent(row: AppointmentRow, name: Name, { regulation }: Cited): Content {
  const { deputy: said } = words;
  const { office, powers } = row;
  if (!row.deputy) return fail('instrument-state');
  const [from, to] = [legalDayText(row.from), row.to === null ? null : legalDayText(row.to)];
  const named = powers.map((power) => said.powers[power]);
  return {
    title: said.title,
    ground: fill(said.ground, { basis: said.basis[office], regulation }),
    said: factsTable([
      [said.parts.person, personText(name)],
      [said.parts.term, to === null ? fill(said.open, { from }) : fill(words.term, { from, to })],
      [said.parts.office, said.offices[office]],
      [
        said.parts.powers,
        office !== 'mayor' ? said.every : named.length === 0 ? said.withoutPowers : named.join('; '),
      ],
    ]),
    limits: said.limits,
    below: [],
    side: 62,
  };
}

function factsOfOne({ row, name }: Row) {
  const { parts } = words;
  return factsTable([
    [parts.person, personText(name)],
    [parts.term, fill(words.term, { from: legalDayText(row.from), to: legalDayText(row.to) })],
    [parts.purposes, purposesText(row)],
    [parts.departments, departmentsText(row)],
    [parts.quality, words.quality[row.quality]],
  ]);
}

function factsTable(lines: readonly (readonly [heading: string, text: string])[]) {
  return {
    layout: 'noBorders',
    table: {
      widths: [120, 335],
      body: lines.map(([heading, text]) => [{ text: heading, bold: true }, { text }]),
    },
  };
}

/** Columns in points, which a name without a blank does not draw apart. */
function table(rows: readonly Row[]) {
  return tableOf({
    columns: words.columns,
    widths: [52, 84, 172, 44, 54, 60],
    rows: rows.map(({ row, name }) => [
      row.number,
      { stack: [{ text: name.displayName, bold: true }, { text: postText(name) }] },
      `${purposesText(row)}; ${departmentsText(row)}`,
      words.shortQuality[row.quality],
      `${legalDayText(row.from)} – ${legalDayText(row.to)}`,
      // Room for handwriting.
      { text: ' ', margin: [0, 0, 0, 24] },
    ]),
  });
}

/** The line for the Mayor's hand; of a paper that was approved in the program, by whom and in which entry. */
function consent({ state, stated, confirmed, entries }: PaperFacts) {
  const approved = state === 'confirmed' && stated.payload.signed === null ? confirmed : null;
  if (approved === null) return [line(words.mayor)];
  const said = {
    day: paperDay(approved.payload.at),
    person: nameOf(approved, entries),
    seq: approved.seq,
  };
  return [{ text: fill(words.approved, said), margin: [0, 18, 0, 0] }];
}

function line(caption: string) {
  return {
    unbreakable: true,
    margin: [0, 44, 0, 0],
    columns: [
      { width: '*', text: '' },
      { width: 190, ...handLine(caption, 190, { fontSize: 8, alignment: 'center' }) },
    ],
  };
}

/** QR `odsluch:1:SEQ:HASH:NUMBER`, as on a protocol: a paper head of the ledger. */
function footer({ number, prepared, facts, office }: Around, side: number, page: number, pages: number) {
  const { seq, hash, payload } = prepared;
  const at = {
    day: paperDay(payload.at),
    time: paperTime(payload.at),
    person: nameOf(prepared, facts.entries),
  };
  return {
    margin: [side, 6, side, 0],
    columns: [
      { width: 60, qr: `odsluch:1:${seq}:${hash}:${number}`, fit: 56, eccLevel: 'M' },
      {
        width: '*',
        fontSize: 7,
        color: grey,
        stack: [
          { text: fill(words.made, { seq, hash: shortHash(hash), ...at }) },
          ...emergencyLines(office.emergency),
          ...(pages > 1 ? [{ text: fill(words.page, { page, pages }), margin: [0, 2, 0, 0] }] : []),
        ],
      },
    ],
  };
}

/** The first 16 digits, in fours: `4be1 90d7 c3a2 5f08`. */
function shortHash(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function personText(name: Name): string {
  return [name.displayName, postText(name)].filter((part) => part !== '').join(', ');
}

function postText({ post, unit }: Name): string {
  return [post, unit].filter((part) => part !== '').join(', ');
}

function purposesText({ purposes }: AuthorisationRow): string {
  return purposes.map((one) => purposeWords[one]).join('; ');
}

function departmentsText({ departments }: AuthorisationRow): string {
  return departments === null ? words.everyDepartment : departments.join(', ');
}

/** `UO/13–15/2026` of numbers that follow each other; else each by itself. */
function rangeOf(numbers: readonly string[]): string {
  const parts = numbers.map((number) => /^(.*?)(\d+)(\/\d{4})$/.exec(number));
  const [first, last] = [parts[0], parts.at(-1)];
  const follow = parts.every(
    (one, place) =>
      one &&
      first &&
      one[1] === first[1] &&
      one[3] === first[3] &&
      Number(one[2]) === Number(first[2]) + place,
  );
  if (numbers.length < 2 || !follow || !first || !last) return numbers.join(', ');
  return `${first[1]}${first[2]}–${last[2]}${last[3]}`;
}
