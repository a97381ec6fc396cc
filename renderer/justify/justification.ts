import { create } from 'zustand';
import { parseExternalReference, type ReferenceFailure } from '../../shared/case-number.ts';
import type { Ground } from '../../shared/playback.ts';
import type { Basis, BasisField } from '../../shared/recordings.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { limits } from '../limits.ts';
import { readDay, typedDay } from '../ui/time.ts';
import { personal } from '../memory.ts';

/** Somebody who is to hear it with the listener. */
export type PresentPerson = { login: string; name: string };

/** What was typed and picked in the panel of reasons; nothing of it is lost by a refusal. */
export type Reasons = {
  basis: string;
  /** The code of a picked sentence, `own` for own words, empty until the person chooses: never preselected. */
  choice: string;
  own: string;
  fields: Readonly<Record<string, string>>;
  /** Who else hears it, from the first second on. */
  present: readonly PresentPerson[];
};

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
  const parsed = parseExternalReference(typed, { year: Number(legalDay().slice(0, 4)) });
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

type Kept = { readonly kept: Readonly<Record<string, Reasons>> };

const useKeptStore = personal(create<Kept>()(() => ({ kept: {} })));

const keyOf = (caseNumber: string, group: string): string => `${caseNumber} ${group}`;

/** What was typed for a call in a case, as long as the person is signed in: a closed panel loses nothing. */
export function useKept(caseNumber: string, group: string): Reasons | undefined {
  return useKeptStore((state) => state.kept[keyOf(caseNumber, group)]);
}

export function keepReasons(caseNumber: string, group: string, reasons: Reasons): void {
  useKeptStore.setState(({ kept }) => ({ kept: { ...kept, [keyOf(caseNumber, group)]: reasons } }));
}
