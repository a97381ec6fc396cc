import { holders, own, overseers, desk, type Grade, type Holder, type May } from './ledger/kind.ts';
import { askingFor, commandKinds, type CommandKind } from './ledger/kinds.ts';
import type { Me } from './session.ts';
import type { Role } from './values.ts';

/** What is read, by the functions of `api` that answer; whom the database lets call them is held against this by a test. */
const reads = {
  recordings: {
    functions: ['note_search', 'search_recordings', 'count_recordings', 'day_outline'],
    may: { listener: 'yes', secretary: 'yes' },
  },
  listening: {
    functions: ['known_fields', 'recent_cases', 'recording_entry', 'listenings', 'employees'],
    may: { listener: 'yes' },
  },
  own: {
    functions: [
      ...['me', 'head', 'chain', 'legal_bases', 'beat', 'save_draft', 'typed', 'my_acts', 'protocol'],
      ...[
        'opened_recording',
        'act_story',
        'recording_story',
        'named_in_acts',
        'my_refusals',
        'my_sessions',
        'emergency_begun',
        'own_appointment',
      ],
    ],
    may: own,
  },
  register: {
    functions: [
      ...['register_acts', 'register_refusals', 'register_stops', 'register_alarms', 'register_summary'],
      'register_searches',
      ...['register_beginnings', 'register_proof', 'copied_protocol'],
    ],
    may: overseers,
  },
  papers: {
    functions: ['instruments', 'instrument_entries', 'scan', 'rules'],
    may: overseers,
  },
  sums: {
    functions: ['register_counts', 'emergency_entries'],
    may: overseers,
  },
  duties: {
    functions: ['duties'],
    may: { secretary: 'yes', mayor: 'yes', protection_officer: 'yes', administrator: 'yes' },
  },
  holds: {
    functions: ['holds', 'hold', 'restrictions'],
    may: overseers,
  },
  calls: { functions: ['calls_to_hold', 'taken_in'], may: { secretary: 'yes', protection_officer: 'yes' } },
  nights: { functions: ['nights', 'night_calls', 'night_list'], may: overseers },
  // §6.2: whoever looks after exchange and network as well.
  completeness: { functions: ['completeness'], may: { ...overseers, administrator: 'yes' } },
  announcement: { functions: ['undecided'], may: overseers },
  review: {
    functions: ['reviews', 'review', 'review_searches', 'statement', 'register_entries'],
    may: overseers,
  },
  // § 2: who proposed a plan hears it, the desk decides on it.
  quality: {
    functions: ['quality', 'quality_queue', 'quality_card'],
    may: { employee: 'own', secretary: 'yes' },
  },
  // § 2: sums without persons, once they lie in a file.
  results: {
    functions: ['quality_results'],
    may: { employee: 'own', secretary: 'yes', mayor: 'yes', protection_officer: 'yes' },
  },
  // No office reads another's.
  ownCards: { functions: ['my_cards'], may: own },
  sample: { functions: ['quality_preview'], may: { quality: 'yes', secretary: 'yes' } },
  matters: {
    functions: ['matters'],
    may: { employee: 'own', secretary: 'yes', mayor: 'yes', protection_officer: 'yes' },
  },
  media: {
    functions: ['media_entries'],
    may: { secretary: 'yes', mayor: 'yes', protection_officer: 'yes' },
  },
  departments: { functions: ['departments', 'people'], may: desk },
} as const satisfies Record<string, { functions: readonly string[]; may: May }>;
export type ReadName = keyof typeof reads;

const widest: readonly Grade[] = ['yes', 'second', 'own', 'no'];

/** How much somebody may who is these things: the widest. */
function widestOf(may: May, held: readonly Holder[]): Grade {
  return widest.find((grade) => held.some((one) => may[one] === grade)) ?? 'no';
}

/**
 * How much somebody may ask for a kind; every employee is `employee` as well. The keeper reads it where it looks at somebody's office; what else
 * it looks at (whose act, whose paper, an authorisation that covers it) it says by its refusals.
 */
export function gradeOf(kind: CommandKind, held: readonly Holder[]): Grade {
  return widestOf(askingFor(kind).may, held);
}

/** Whether somebody may ask for a kind whoever it is about: not of what is their own alone. */
export function may(kind: CommandKind, held: readonly Holder[]): boolean {
  const grade = gradeOf(kind, held);
  return grade === 'yes' || grade === 'second';
}

/** §3.4: whether somebody agrees to what nights did not destroy unasked: of all that is confirmed the one thing that is not the officer's. */
export function mayLetDestroy(held: readonly Holder[]): boolean {
  return held.includes('secretary') || held.includes('mayor');
}

/** How much somebody may read; null for a function that nothing here names. */
export function readGradeOf(name: string, held: readonly Holder[]): Grade | null {
  const found = Object.values(reads).find(({ functions }) => (functions as readonly string[]).includes(name));
  return found === undefined ? null : widestOf(found.may, held);
}

/**
 * What opens a page: that somebody is here at all; a role; or an authorisation that somebody has or had: what was begun under it is finished
 * without it. So it does for whoever holds nothing at all: there it says that, and who is named as present finds it there.
 */
export type Right = Holder | 'authorised';

/**
 * Which page each right opens. It says what the window offers; what a person gets is decided by the database and the keeper. Where
 * somebody has several pages, the program begins with the one that stands first here.
 */
const pages = {
  // Whoever keeps the machines has no protocols, and begins with what is to be done.
  matters: ['administrator'],
  duties: ['secretary', 'mayor', 'protection_officer', 'administrator'],
  register: ['secretary', 'mayor', 'protection_officer'],
  authorisation: ['secretary', 'mayor', 'protection_officer'],
  review: ['secretary', 'mayor', 'protection_officer'],
  keeping: ['secretary', 'mayor', 'protection_officer', 'administrator'],
  find: ['listener', 'authorised'],
  // Whose right has ended goes on with the protocols of own plans. Mayor and officer: results alone.
  quality: ['quality', 'secretary', 'mayor', 'protection_officer'],
  listen: ['listener', 'quality', 'authorised'],
  protocols: ['listener', 'quality', 'authorised'],
  finish: ['listener', 'quality', 'authorised'],
  // Whoever answers calls may be evaluated; it is there for whom it has something.
  ownCards: ['employee'],
} as const satisfies Record<string, readonly Right[]>;

export type PageName = keyof typeof pages;
export const pageNames = Object.keys(pages) as PageName[];

/** Whether somebody answers for papers and matters. */
export function overseesAll(roles: readonly Role[]): boolean {
  return roles.some((role) => role in overseers);
}

/** What opens pages to a person. Whoever only reviews quality has nothing to search: what is heard is drawn. */
export function rightsOf({
  roles,
  authorisation: { state, scope },
}: Pick<Me, 'roles' | 'authorisation'>): Right[] {
  const reviews = state === 'valid' && scope?.quality === 'only' && roles.includes('quality');
  const held: Right[] = ['employee', ...roles];
  return (state === 'none' && roles.length > 0) || reviews ? held : [...held, 'authorised'];
}

export function maySee(rights: readonly Right[], page: PageName): boolean {
  return pages[page].some((right) => rights.includes(right));
}

export type PermissionRow = (
  { of: 'page'; name: PageName } | { of: 'kind'; name: CommandKind } | { of: 'read'; name: ReadName }
) & { cells: readonly Grade[] };

/** All of it as a table, a cell for each of `holders`: pages, what may be read, what may be asked for. */
export function permissionTable(): PermissionRow[] {
  const cellsOf = (may: May): Grade[] =>
    holders.map((one) => widestOf(may, one === 'employee' ? [one] : [one, 'employee']));
  const names = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[];
  const table: PermissionRow[] = [
    ...names(pages).map((name) => ({
      ...{ of: 'page' as const, name },
      cells: holders.map((one) => (maySee(['employee', one], name) ? 'yes' : 'no')),
    })),
    ...names(reads).map((name) => ({ of: 'read' as const, name, cells: cellsOf(reads[name].may) })),
    ...commandKinds.map((name) => ({ of: 'kind' as const, name, cells: cellsOf(askingFor(name).may) })),
  ];
  return table.filter(({ cells }) => cells.some((grade) => grade !== 'no'));
}

/** The page, of those that are there, with which the program begins for a person; null where there is none. */
export function firstPage(rights: readonly Right[], there: readonly PageName[]): PageName | null {
  const names = pageNames;
  // Whoever holds no office came for their own cards.
  const isOfNone = rights.every((right) => right === 'employee' || right === 'authorised');
  return (isOfNone ? ['ownCards' as const, ...names] : names).find((page) => there.includes(page)) ?? null;
}
