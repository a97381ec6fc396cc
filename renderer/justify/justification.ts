import { parseExternalReference, type ReferenceFailure } from '../../shared/case-number.ts';
import type { DraftWords } from '../../shared/drafts.ts';
import type { Ground } from '../../shared/playback.ts';
import type { Basis, BasisField } from '../../shared/recordings.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { limits } from '../limits.ts';
import { readDay, typedDay } from '../ui/time.ts';
import { draftOf, typeDraft } from '../drafts.ts';

/**
 * What was typed and picked in the panel of reasons; nothing of it is lost by a refusal. `choice`: the code of a picked sentence, `own` for
 * own words, empty until the person chooses: never preselected. `present`: who else hears it, from the first second on.
 */
export type Reasons = Omit<NonNullable<DraftWords<'reasons'>>[number], 'case'>;
/** Somebody who is to hear it with the listener. */
export type PresentPerson = Reasons['present'][number];

export const ownWords = 'own';

/** Why the value of a field is not sent: there is none, it is no day, or no number of another body. */
export type FieldProblem = 'missing' | 'day' | ReferenceFailure;
type FieldReading = { value: string | null } | { problem: FieldProblem };

/** What a field says as the keeper takes it; null where it may be empty and is. */
function readField({ code, kind, optional }: BasisField, fields: Reasons['fields']): FieldReading {
  const typed = tidy(fields[code] ?? '').trim();
  if (visibleLength(typed) === 0) return optional === true ? { value: null } : { problem: 'missing' };
  if (kind === 'day') {
    const day = readDay(typed);
    return day === null ? { problem: 'day' } : { value: day };
  }
  if (kind !== 'reference') return { value: typed };
  const parsed = parseExternalReference(typed);
  return parsed.ok ? { value: parsed.value } : { problem: parsed.reason };
}

/**
 * The panel as it opens: fields that the case already answered are filled. Basis and reason are the person's to name; no class of the
 * filing plan tells a complaint from a proposal.
 */
export function firstReasons(bases: readonly Basis[], known: Record<string, string>): Reasons {
  const days = new Set(
    bases.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'day').map(({ code }) => code)),
  );
  const fields = Object.entries(known).map(([code, value]) => [
    code,
    days.has(code) ? typedDay(value) : value,
  ]);
  return {
    ...{ basis: '', choice: '', own: '' },
    fields: Object.fromEntries(fields) as Record<string, string>,
    present: [],
  };
}

export type Problems = {
  basis: boolean;
  choice: boolean;
  /** How many characters there are, where they are too few. */
  own: number | null;
  /** By the code of the field. */
  fields: Readonly<Record<string, FieldProblem>>;
};

/** What is missing before the request may be sent; the keeper checks the same again. */
export function problemsOf(reasons: Reasons, basis: Basis | undefined): Problems {
  const length = visibleLength(reasons.own);
  const chosen = basis?.sentences.some(({ code }) => code === reasons.choice) === true;
  const fields = (basis?.fields ?? []).flatMap((field): [string, FieldProblem][] => {
    const read = readField(field, reasons.fields);
    return 'problem' in read ? [[field.code, read.problem]] : [];
  });
  return {
    basis: basis === undefined,
    choice: basis !== undefined && !chosen && reasons.choice !== ownWords,
    own: reasons.choice === ownWords && length < limits().words.reasonCharacters ? length : null,
    fields: Object.fromEntries(fields),
  };
}

/** The ground that is sent; only values of the fields that the basis asks for. null while something is missing. */
export function groundOf(caseNumber: string, reasons: Reasons, basis: Basis | undefined): Ground | null {
  const { basis: noBasis, choice, own, fields: wrong } = problemsOf(reasons, basis);
  if (basis === undefined || noBasis || choice || own !== null || Object.keys(wrong).length > 0) return null;
  const fields = basis.fields.flatMap((field): [string, string][] => {
    const read = readField(field, reasons.fields);
    return 'value' in read && read.value !== null ? [[field.code, read.value]] : [];
  });
  return {
    case: caseNumber,
    basis: basis.code,
    sentence:
      reasons.choice === ownWords
        ? { own: tidy(reasons.own, { lines: true }).trim() }
        : { code: reasons.choice },
    statement: basis.statement,
    fields: Object.fromEntries(fields),
    present: reasons.present.map(({ login }) => login),
  };
}

/**
 * What was typed to hear a recording in a case: a closed panel loses nothing, nor does another start of the program. Of the last cases
 * that it was asked for in.
 */
export function keptReasons(caseNumber: string, recording: string): Reasons | undefined {
  const kept = draftOf('reasons', recording)?.words?.find((one) => one.case === caseNumber);
  if (kept === undefined) return undefined;
  const { case: _its, ...reasons } = kept;
  return reasons;
}

const mostCases = 20;

/** Null: they have served, and stand in the ledger. */
export function keepReasons(caseNumber: string, recording: string, reasons: Reasons | null): void {
  const others = (draftOf('reasons', recording)?.words ?? []).filter((one) => one.case !== caseNumber);
  const now = reasons === null ? [] : [{ case: caseNumber, ...reasons }];
  const kept = [...others, ...now].slice(-mostCases);
  typeDraft('reasons', recording, kept.length === 0 ? null : kept);
}
