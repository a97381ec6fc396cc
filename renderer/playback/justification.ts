import type { Ground } from '../../shared/playback.ts';
import type { Basis } from '../../shared/recordings.ts';
import { tidy, visibleLength } from '../../shared/words.ts';
import { limits } from '../limits.ts';

/** What was typed and picked in the panel of reasons; nothing of it is lost by a refusal. */
export type Reasons = {
  basis: string;
  /** The code of a picked sentence, `own` for own words, empty until the person chooses: never preselected. */
  choice: string;
  own: string;
  fields: Readonly<Record<string, string>>;
};

export const ownWords = 'own';

/** Classes of the office's filing plan whose basis is a matter of course: complaints and proposals. */
const basisOfClass: Readonly<Record<string, string>> = { '1510': 'KPA_SKARGA', '1511': 'KPA_WNIOSEK' };

/** The basis that a case number suggests by its class, its second element: a default, freely changed. */
export function suggestedBasis(caseNumber: string, bases: readonly Basis[]): string {
  const suggested = basisOfClass[caseNumber.split('.')[1] ?? ''];
  return bases.some(({ code }) => code === suggested) ? (suggested ?? '') : '';
}

/** The panel as it opens for a case: fields that the case already answered are filled, no reason is chosen. */
export function firstReasons(
  caseNumber: string,
  bases: readonly Basis[],
  known: Record<string, string>,
): Reasons {
  return { basis: suggestedBasis(caseNumber, bases), choice: '', own: '', fields: known };
}

export type Problems = {
  basis: boolean;
  choice: boolean;
  /** How many characters there are, where they are too few. */
  own: number | null;
  fields: readonly string[];
};

/** What is missing before the request may be sent; the keeper checks the same again. */
export function problemsOf(reasons: Reasons, basis: Basis | undefined): Problems {
  const length = visibleLength(reasons.own);
  const chosen = basis?.sentences.some(({ code }) => code === reasons.choice) === true;
  const fields = basis?.fields.filter(({ code }) => visibleLength(reasons.fields[code] ?? '') === 0) ?? [];
  return {
    basis: basis === undefined,
    choice: basis !== undefined && !chosen && reasons.choice !== ownWords,
    own: reasons.choice === ownWords && length < limits().words.reasonCharacters ? length : null,
    fields: fields.map(({ code }) => code),
  };
}

/** The ground that is sent; only values of the fields that the basis asks for. null while something is missing. */
export function groundOf(caseNumber: string, reasons: Reasons, basis: Basis | undefined): Ground | null {
  const { basis: noBasis, choice, own, fields } = problemsOf(reasons, basis);
  if (basis === undefined || noBasis || choice || own !== null || fields.length > 0) return null;
  return {
    case: caseNumber,
    basis: basis.code,
    sentence:
      reasons.choice === ownWords
        ? { own: tidy(reasons.own, { lines: true }).trim() }
        : { code: reasons.choice },
    fields: Object.fromEntries(
      basis.fields.map(({ code }) => [code, tidy(reasons.fields[code] ?? '').trim()]),
    ),
    present: [],
  };
}
