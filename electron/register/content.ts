import type { RegisterFilter, RegisterSummary } from '../../shared/register.ts';
import { durationText } from '../../shared/duration.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { failures, isRefusalCode } from '../../shared/text/pl/failures.ts';
import { registerPaper as words } from '../../shared/text/pl/register-paper.ts';
import { requests } from '../../shared/text/pl/requests.ts';
import { fill } from '../paper/fill.ts';
import { paperDay, legalDayText, paperTime } from '../paper/show.ts';
import type { SignedRow } from './rows.ts';

/** One line of the printed register: the lines of each cell, in the order of the columns without „Lp.” and „Uwagi”. */
type Line = { seq: number; cells: string[][] };

/** What the register says on paper, in the order of time; the layout adds nothing and leaves nothing out. */
export type RegisterPaper = {
  period: string;
  conditions: string | null;
  lines: Line[];
  counts: string[];
  /** Whether a time is marked as taken from an unsigned sign of life. */
  unsigned: boolean;
};

/** `people` = whom the filter may name; `rows` newest first, as the register gives them. */
export function registerContent(
  filter: RegisterFilter,
  rows: readonly SignedRow[],
  people: RegisterSummary['people'],
): RegisterPaper {
  return {
    period: periodText(filter),
    conditions: conditionsText(filter, people),
    lines: rows.map((row) => ({ seq: row.seq, cells: cellsOf(row) })).reverse(),
    counts: countsOf(rows),
    unsigned: rows.some((row) => row.kind === 'act' && row.unsigned),
  };
}

function periodText({ from, to }: RegisterFilter): string {
  const days = {
    from: from === null ? '' : legalDayText(from),
    to: to === null ? '' : legalDayText(to),
  };
  if (from !== null && to !== null) return fill(words.during, days);
  if (from !== null) return fill(words.since, days);
  return to === null ? words.whole : fill(words.until, days);
}

/** A register under a filter is an excerpt, and says so. */
function conditionsText(
  { person: guid, case: part, state, kind }: RegisterFilter,
  people: RegisterSummary['people'],
): string | null {
  const person = people.find((one) => one.guid === guid)?.person ?? guid;
  const conditions = [
    ...(person === null ? [] : [fill(words.person, { person })]),
    ...(part === null || part.trim() === '' ? [] : [fill(words.case, { case: part.trim() })]),
    ...(state === null ? [] : [fill(words.state, { state: words.states[state] })]),
    ...(kind === null ? [] : [words.kinds[kind]]),
  ];
  return conditions.length === 0 ? null : fill(words.only, { conditions: conditions.join('; ') });
}

function cellsOf(row: SignedRow): string[][] {
  const { none } = words;
  const moment = [paperDay(row.at), paperTime(row.at)];
  switch (row.kind) {
    case 'act':
      return [
        [row.number],
        moment,
        [row.person, row.authorisation],
        [
          row.case,
          ...row.formerCases.map((before) => fill(words.former, { case: before })),
          ...(row.reference === null ? [] : [fill(words.reference, { reference: row.reference })]),
        ],
        [purposeWords[row.purpose]],
        [row.basisLabel],
        row.calls.map(callText),
        [`${durationText(row.heardMs)}${row.unsigned ? words.unsignedMark : ''}`],
        [words.states[row.state]],
        [row.evidence ? words.yes : words.no],
      ];
    case 'refusal':
      return [
        [none],
        moment,
        [authorOf(row)],
        [row.case ?? none],
        [none],
        [row.basisLabel ?? none],
        [none],
        [none],
        [refusalText(row)],
        [none],
      ];
    case 'suspended':
    case 'resumed':
    case 'schema':
    case 'checked':
    case 'incident':
    case 'unsigned-request':
      return [
        [none],
        moment,
        [authorOf(row)],
        [none],
        [none],
        [none],
        [none],
        [none],
        [eventText(row)],
        [none],
      ];
  }
}

/** A call by its day and the beginning of its id; one that does not concern the case is marked. */
export function callText({
  recording,
  startedAt,
  wrongCall,
}: Extract<SignedRow, { kind: 'act' }>['calls'][number]): string {
  const said = [paperDay(startedAt), recording.slice(0, 8), ...(wrongCall ? [words.wrongCall] : [])];
  return said.join(' ');
}

function eventText(row: Exclude<SignedRow, { kind: 'act' | 'refusal' }>): string {
  const { events } = words;
  if (row.kind === 'schema' || row.kind === 'checked') return events[row.kind];
  if (row.kind !== 'unsigned-request') return fill(events[row.kind], { reason: row.reason ?? words.erased });
  return fill(events['unsigned-request'], {
    count: row.count,
    claimed: row.claimed.join(', ') || words.none,
  });
}

export function refusalText({
  request,
  reason,
  subject,
  because,
  count,
}: Extract<SignedRow, { kind: 'refusal' }>): string {
  const short = (code: string): string => (isRefusalCode(code) ? failures[code].short : code);
  const said = {
    refusal: of(requests, request)?.refused ?? requests.listen.refused,
    reason:
      because === null
        ? short(reason)
        : fill(words.notAdmitted, { person: subject ?? words.unknownPerson, reason: short(because) }),
    count,
  };
  return fill(count > 1 ? words.refusedTimes : words.refused, said);
}

/** A person by name, a program of the server room by what it is called on the screen. */
export function authorOf({ login, person }: Pick<SignedRow, 'login' | 'person'>): string {
  return of(words.programs, login) ?? person;
}

function countsOf(rows: readonly SignedRow[]): string[] {
  const acts = rows.filter((row) => row.kind === 'act');
  const refusals = rows.reduce((sum, row) => sum + (row.kind === 'refusal' ? row.count : 0), 0);
  const [last, first] = [acts.at(0)?.number, acts.at(-1)?.number];
  const count = acts.length;
  return [
    first === undefined || last === undefined || first === last
      ? fill(words.acts, { count })
      : fill(words.actsFrom, { count, first, last }),
    fill(words.refusalsCounted, { count: refusals }),
  ];
}

/** What a table of words says of a code that came from outside; undefined for one that it does not know. */
function of<Words>(table: Readonly<Record<string, Words>>, code: string): Words | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
