import { create } from 'zustand';
import type {
  Account,
  AskedRows,
  ListedInstrument,
  PaperDetail,
  PaperRow,
} from '../../shared/authorisation.ts';
import type { Input } from '../../shared/contract.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { mediaOf, mostScanBytes } from '../../shared/scan.ts';
import { addDays, addMonths } from '../../shared/warsaw.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { limits } from '../limits.ts';
import { personal } from '../memory.ts';
import { readDay, typedDay } from '../ui/time.ts';

type AskedRow = Extract<AskedRows[number], { purposes: unknown }>;
export type Quality = AskedRow['quality'];
export type Chosen = Pick<Account, 'guid' | 'displayName' | 'post' | 'unit'>;

/** An authorisation as it is being filled in; days as typed. `number` = of one that is entered anew, `former` = of one that it prolongs. */
export type AuthorisationDraft = {
  number: string | null;
  former: string | null;
  person: Chosen | null;
  purposes: readonly Purpose[];
  /** Empty = all. */
  departments: readonly string[];
  quality: Quality;
  from: string;
  to: string;
};

const everyPurpose: readonly Purpose[] = ['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE'];

export function newAuthorisationDraft(today: string): AuthorisationDraft {
  return {
    ...{ number: null, former: null, person: null },
    ...{ purposes: everyPurpose, departments: [], quality: 'no' },
    ...{ from: typedDay(today), to: typedDay(lastOf(today)) },
  };
}

/** One that was sent back, to be put right. */
export function authorisationDraftOf(
  row: Extract<PaperRow, { what: 'authorisation' }>,
  today: string,
): AuthorisationDraft {
  const { number, guid, person, scope, from, to } = row;
  return {
    ...newAuthorisationDraft(today),
    ...{ purposes: scope.purposes, departments: scope.departments ?? [], quality: scope.quality },
    ...{ number, from: typedDay(from), to: typedDay(to ?? from) },
    person: guid === null ? null : { guid, ...person },
  };
}

type Authorised = Extract<ListedInstrument, { what: 'authorisation' }>;

/** From when to when it goes on: from the day after its last, or from today, as long as the office usually authorises. */
export function nextTerm({ to }: Pick<Authorised, 'to'>, today: string): { from: string; to: string } {
  const from = to === null || to < today ? today : addDays(to, 1);
  return { from, to: lastOf(from) };
}

/** The last day of what begins on this one and lasts as long as the office usually authorises. */
function lastOf(from: string): string {
  return addDays(addMonths(from, limits().authority.authorisationMonths), -1);
}

/** One that goes on as it was. */
export function prolonged(row: Authorised, today: string): AuthorisationDraft {
  const { number: former, guid, person, scope } = row;
  const { from, to } = nextTerm(row, today);
  return {
    ...newAuthorisationDraft(today),
    ...{ purposes: scope.purposes, departments: scope.departments ?? [], quality: scope.quality },
    ...{ former, from: typedDay(from), to: typedDay(to) },
    person: guid === null ? null : { guid, ...person },
  };
}

/** What was typed into the form stays until it is entered, or the person signs out. */
export const useAuthorisationDraft = personal(
  create<{ draft: AuthorisationDraft | null }>()(() => ({ draft: null })),
);

/** What reviews of quality allow: with `only` the goal of the service's standards alone, with `also` at least that one. */
export function withQuality(draft: AuthorisationDraft, quality: Quality): AuthorisationDraft {
  if (quality === 'only') return { ...draft, quality, purposes: ['SERVICE_STANDARDS'] };
  const before = draft.quality === 'only' ? everyPurpose : draft.purposes;
  const purposes =
    quality === 'also'
      ? everyPurpose.filter((one) => one === 'SERVICE_STANDARDS' || before.includes(one))
      : before;
  return { ...draft, quality, purposes };
}

export type DayProblem = 'day' | 'order' | 'long' | 'future' | 'past' | 'over';
type DraftProblems = {
  person: boolean;
  purposes: boolean;
  from: DayProblem | null;
  to: DayProblem | null;
};

/** What keeps it from being entered; the keeper checks the same again. */
export function problemsOf({ person, purposes, from, to }: AuthorisationDraft, today: string): DraftProblems {
  const [first, last] = [readDay(from), readDay(to)];
  const wrongEnd =
    last === null
      ? 'day'
      : first !== null && last < first
        ? 'order'
        : last > addMonths(first ?? today, 12)
          ? 'long'
          : null;
  return {
    person: person === null,
    purposes: purposes.length === 0,
    from: first === null ? 'day' : null,
    to: wrongEnd,
  };
}

/** The row that is asked for; null while something is wrong. */
export function rowOf(draft: AuthorisationDraft, today: string, declaredOn: string | null): AskedRow | null {
  const { person, departments, number, purposes, quality } = draft;
  const [from, to] = [readDay(draft.from), readDay(draft.to)];
  const problems = problemsOf(draft, today);
  if (person === null || from === null || to === null || Object.values(problems).some(Boolean)) return null;
  return {
    ...{ number, subjectGuid: person.guid, purposes: [...purposes], quality, from, to, declaredOn },
    departments: departments.length === 0 ? null : [...departments],
  };
}

export type ScanFile = { name: string; bytes: Uint8Array<ArrayBuffer> };
export type ScanProblem = 'scanMissing' | 'scanEmpty' | 'scanLarge' | 'scanKind';

/** What is wrong with a file before it is sent. SECURITY: what it is called says nothing; the keeper looks at its first bytes again. */
export function scanProblem({ bytes }: Pick<ScanFile, 'bytes'>): ScanProblem | null {
  if (bytes.length === 0) return 'scanEmpty';
  if (bytes.length > mostScanBytes) return 'scanLarge';
  return mediaOf(bytes) === null ? 'scanKind' : null;
}

/**
 * How a paper was signed, as it is being filled in: by the appointment of `signatory`, or by whom `signatoryName` says; `declared` a day for each
 * row.
 */
export type Signature = {
  signatory: string | null;
  signatoryName: string | null;
  signedOn: string;
  way: 'paper' | 'ezd';
  paper: string;
  declared: readonly string[];
  scan: ScanFile | null;
};

/** `declared`: the days of the declarations, as far as they are known. */
export function newSignature(today: string, declared: readonly string[]): Signature {
  const day = typedDay(today);
  return {
    ...{ signatory: null, signatoryName: null, signedOn: day, way: 'ezd', paper: '', scan: null },
    declared: declared.map(typedDay),
  };
}

export type SignatureProblems = {
  signatory: boolean;
  signedOn: DayProblem | null;
  paper: boolean;
  declared: (DayProblem | null)[];
  scan: ScanProblem | null;
};

/** What is wrong with a day that has to have come. */
export const pastDay = (typed: string, today: string): DayProblem | null => {
  const day = readDay(typed);
  return day === null ? 'day' : day > today ? 'future' : null;
};

export function signatureProblems(signature: Signature, today: string): SignatureProblems {
  const { signatory, signatoryName, signedOn, paper, declared, way, scan } = signature;
  return {
    signatory: signatoryName === null ? signatory === null : visibleLength(signatoryName) === 0,
    signedOn: pastDay(signedOn, today),
    paper: visibleLength(paper) === 0,
    declared: declared.map((typed) => pastDay(typed, today)),
    scan: way === 'ezd' ? null : scan === null ? 'scanMissing' : scanProblem(scan),
  };
}

/** What is sent beside rows and password; null while something is wrong. */
export function signedInput(
  signature: Signature,
  today: string,
): Pick<Input<'authorisation.register'>, 'signed' | 'file'> | null {
  const { declared, ...problems } = signatureProblems(signature, today);
  const signedOn = readDay(signature.signedOn);
  if (signedOn === null || Object.values(problems).some(Boolean) || declared.some(Boolean)) return null;
  const { signatory, signatoryName, way, paper, scan } = signature;
  const signing =
    signatoryName === null
      ? { signatory, signatoryName }
      : { signatory: null, signatoryName: tidy(signatoryName).trim() };
  return {
    signed: { paper: paper.trim(), ...signing, signedOn, way },
    file: way === 'paper' ? (scan?.bytes ?? null) : null,
  };
}

/** The rows of a paper as they stand, with the days of their declarations. */
export function rowsAgain({ rows }: PaperDetail, declared: readonly string[]): AskedRows {
  const [first] = rows;
  if (first?.what === 'appointment') {
    const { number, guid, person, office, deputy, powers, employee, from, to } = first;
    const name = guid === null ? person.displayName : null;
    return [{ number, subjectGuid: guid, name, office, deputy, powers, employee, from, to }];
  }
  return rows.flatMap((row, place) =>
    row.what === 'authorisation' && row.guid !== null && row.to !== null
      ? [
          {
            ...{ number: row.number, subjectGuid: row.guid, ...row.scope, from: row.from, to: row.to },
            declaredOn: readDay(declared[place] ?? ''),
          },
        ]
      : [],
  );
}

/** The valid authorisation of a person among those of the list. */
export function validOf(rows: readonly ListedInstrument[], guid: string): ListedInstrument | undefined {
  return rows.find((row) => row.guid === guid && row.state === 'valid');
}
