import { durationText } from '../../shared/duration.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { registerPaper as words } from '../../shared/text/pl/register-paper.ts';
import { csv, csvLine } from '../paper/csv.ts';
import { paperDay, paperTime } from '../paper/show.ts';
import { authorOf, callText, refusalText } from './content.ts';
import type { SignedRow } from './rows.ts';

/**
 * The register as a table for a spreadsheet (RFC 4180; BOM, `;`, CRLF), oldest row first. No caller, and no reasons: what somebody typed there may
 * hold a number.
 */
export function registerTable(rows: readonly SignedRow[]): string {
  return tableHead + tableRows(rows);
}

/** How the table begins. */
export const tableHead = csv([Object.values(words.table)]);

/** Rows of a page, which has the newest first, as they follow in the table. */
export function tableRows(rows: readonly SignedRow[]): string {
  return rows
    .map((row) => csvLine(cellsOf(row)))
    .reverse()
    .join('');
}

function cellsOf(row: SignedRow): string[] {
  const { seq, at } = row;
  const moment = [String(seq), paperDay(at), paperTime(at)];
  if (row.kind === 'act')
    return [
      ...[...moment, words.rowKinds.act, row.number, row.person, row.login, row.authorisation],
      ...[
        row.case,
        row.formerCases.join(', '),
        row.reference ?? '',
        purposeWords[row.purpose],
        row.basisLabel,
      ],
      row.calls.map(callText).join(', '),
      ...[durationText(row.heardMs), words.states[row.state], row.evidence ? words.yes : words.no],
    ];
  const author = [authorOf(row), row.login];
  if (row.kind === 'refusal')
    return [
      ...[...moment, words.rowKinds.refusal, '', ...author, '', row.case ?? '', '', ''],
      ...['', row.basisLabel ?? '', '', '', refusalText(row), ''],
    ];
  return [...moment, words.rowKinds[row.kind], '', ...author, ...Array<string>(10).fill('')];
}
