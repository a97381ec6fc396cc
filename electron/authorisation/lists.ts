import { app } from 'electron';
import { instrumentsOutput, type PaperRow } from '../../shared/authorisation.ts';
import { holders } from '../../shared/ledger/kind.ts';
import { permissionTable } from '../../shared/permissions.ts';
import { purposeWords } from '../../shared/purposes.ts';
import {
  authorisationPaper,
  permissionsPaper as printed,
  recordsPaper as recordWords,
} from '../../shared/text/pl/authorisation-paper.ts';
import { permissions as words } from '../../shared/text/pl/permissions.ts';
import { requests } from '../../shared/text/pl/requests.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { standsAt, type Placed } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import type { Printable } from '../paper/pdf.ts';
import { citationOn } from '../paper/rules.ts';
import { printedAt, sheetOf } from '../paper/sheet.ts';
import { legalDayText } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { readDetail } from './paper.ts';
import { instrumentsQuery } from './queries.ts';

/** „Kto co może”, as this version of the program has it. */
export function permissionsPaper(current: Session): Promise<Printable> {
  const table = permissionTable();
  const at = printedAt();
  return sheetOf(current, {
    name: 'kto-co-moze.pdf',
    title: words.title,
    note: words.note,
    widths: ['*', ...holders.map(() => 70)],
    columns: [words.what, ...holders.map((one) => words.holders[one])],
    rows: (['page', 'read', 'kind'] as const).flatMap((part) => [
      [words.parts[part]],
      ...table
        .filter((row) => row.of === part)
        .map((row) => [
          row.of === 'page'
            ? words.pages[row.name]
            : row.of === 'read'
              ? words.reads[row.name]
              : requests[row.name].asked,
          ...row.cells.map((grade) => words.grades[grade]),
        ]),
    ]),
    foot: (page, pages) =>
      fill(printed.made, { at, login: current.login, page, pages, version: app.getVersion() }),
  });
}

/**
 * „Ewidencja”: everybody who was ever authorised to listen, out of entries that were checked; which entries these are says the database. Fails as
 * `readDetail`, `citationOn` and `standsAt` do.
 * SECURITY: its day is that of the workstation, as its foot is: by the database's somebody could be authorised who is so no more.
 */
export async function recordsPaper(current: Session): Promise<Printable> {
  const today = legalDay();
  const { rows: authorised, newest } = await authorisedRows(current, today);
  const rows = authorised.map(({ cells }) => cells);
  const { seq } = await standsAt(current, newest);
  const at = printedAt();
  return sheetOf(current, {
    name: `ewidencja-upowaznien_${today}.pdf`,
    title: fill(recordWords.title, { day: legalDayText(today) }),
    note: fill(recordWords.note, { regulation: await citationOn(current, today) }),
    widths: [58, 120, '*', 64, 90, 58, 54, 86],
    columns: recordWords.columns,
    rows: rows.length === 0 ? [[recordWords.empty]] : rows,
    foot: (page, pages) => fill(recordWords.made, { at, login: current.login, seq, page, pages }),
  });
}

type Rows = { rows: { from: string; to: string | null; cells: string[] }[]; newest: Placed[] };

/** The rows of „Ewidencja” as they stand on a day, by number, each with its days, and the newest entry that they tell of. Fails as `readDetail` does. */
export async function authorisedRows(current: Session, today: string): Promise<Rows> {
  const filter = { what: 'authorisation', show: 'all', text: null };
  const { rows: listed } = await read(current.db, instrumentsOutput, instrumentsQuery, [filter]);
  const rows: Rows['rows'] = [];
  const told: Placed[] = [];
  const seen = new Set<string>();
  for (const { number } of [...listed].reverse()) {
    if (seen.has(number)) continue;
    const paper = await readDetail(current, number);
    for (const row of paper.rows) {
      seen.add(row.number);
      // What was never confirmed gave no right.
      if (row.what !== 'authorisation' || paper.state !== 'confirmed') continue;
      const cells = [
        ...[row.number, personText(row.person), scopeText(row)],
        `${legalDayText(row.from)} – ${row.to === null ? '' : legalDayText(row.to)}`,
        paper.signed === null
          ? recordWords.approved
          : `${paper.signed.paper}, ${legalDayText(paper.signed.signedOn)}`,
        row.declaredOn === null ? recordWords.none : legalDayText(row.declaredOn),
        paper.confirmed === null ? recordWords.none : fill(recordWords.entry, { seq: paper.confirmed.seq }),
        endedText(row, today),
      ];
      rows.push({ from: row.from, to: lastDayOf(row), cells });
      told.push(...[paper.stated, paper.confirmed, row.ended].filter((one) => one !== null));
    }
  }
  return { rows, newest: told.sort((one, other) => one.seq - other.seq).slice(-1) };
}

type Authorised = Extract<PaperRow, { what: 'authorisation' }>;

function lastDayOf({ to, ended }: Authorised): string | null {
  return ended === null ? to : (ended.until ?? legalDay(ended.at));
}

function personText({ displayName, post, unit }: PaperRow['person']): string {
  return [displayName, post, unit].filter((part) => part !== '').join(', ');
}

function scopeText({ scope }: Authorised): string {
  const departments = scope.departments?.join(', ') ?? authorisationPaper.everyDepartment;
  const purposes = scope.purposes.map((one) => purposeWords[one]).join('; ');
  return `${purposes}; ${departments}; ${fill(recordWords.quality, { quality: authorisationPaper.shortQuality[scope.quality] })}`;
}

function endedText({ ended, from, to }: Authorised, today: string): string {
  if (ended !== null) {
    const day = legalDayText(ended.until ?? legalDay(ended.at));
    return fill(ended.why === 'mayor' ? recordWords.revoked : recordWords.ended, { day });
  }
  if (to !== null && to < today) return recordWords.expired;
  return from > today ? recordWords.future : recordWords.valid;
}
