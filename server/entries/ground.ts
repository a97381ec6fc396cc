import { parseCaseNumber, parseExternalReference } from '../../shared/case-number.ts';
import type { Ground } from '../../shared/playback.ts';
import type { Purpose } from '../../shared/purposes.ts';
import type { Basis, BasisField } from '../../shared/recordings.ts';
import { day as legalDayText } from '../../shared/values.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { isClean, visibleLength } from '../../shared/words.ts';
import { refuse, type About } from './request.ts';
import { basisOn, newestVersion } from './rules.ts';
import { yearOf, type LedgerState } from './state.ts';

/** §4.1: a lawful ground, checked: what goes into the payload and what into the entry's text. */
export type CheckedGround = {
  case: string;
  basis: string;
  sentence: string | null;
  statement: string | null;
  purpose: Purpose;
  present: string[];
  justification: string;
  fields: Record<string, string>;
};

/**
 * Notes of a ground what a refusal's entry may say.
 * SECURITY: what is not a case number or a basis may be anything, a person's number too; the ledger does not keep it.
 */
export function noteGround(state: LedgerState, ground: Ground, now: number, about: About): void {
  const parsed = parseCaseNumber(ground.case, { year: Number(yearOf(now)) });
  about.case = parsed.ok ? parsed.value : null;
  about.basis = newestVersion(state, `basis ${ground.basis}`) === null ? null : ground.basis;
}

/**
 * Checks the ground of a new act on the legal day of `now`; own words shorter than `leastWords` visible characters explain nothing.
 * Refuses with the first fault; `basis-by-plan` for the one that plans have.
 */
export function checkGround(
  state: LedgerState,
  ground: Ground,
  now: number,
  leastWords: number,
): CheckedGround {
  const day = legalDay(new Date(now));
  const parsed = parseCaseNumber(ground.case, { year: Number(yearOf(now)) });
  if (!parsed.ok) return refuse(parsed.reason);
  const basis = basisOn(state, ground.basis, day) ?? refuse('basis-unknown');
  // SECURITY: what lets calls be drawn lets nobody pick one.
  if (basis.plan !== undefined) refuse('basis-by-plan');
  // SECURITY: a declaration is in nobody's mouth who did not sign its very words.
  if (ground.statement !== basis.statement) refuse('statement-missing');
  return {
    case: parsed.value,
    basis: basis.code,
    ...checkSentence(basis, ground.sentence, leastWords),
    statement: basis.statement,
    purpose: basis.purpose,
    present: ground.present,
    fields: checkFields(basis, ground.fields),
  };
}

function checkSentence(
  { sentences }: Basis,
  sentence: Ground['sentence'],
  leastWords: number,
): Pick<CheckedGround, 'sentence' | 'justification'> {
  if ('code' in sentence) {
    const picked = sentences.find((one) => one.code === sentence.code) ?? refuse('sentence-unknown');
    return { sentence: picked.code, justification: picked.text };
  }
  if (!isClean(sentence.own, { lines: true })) refuse('malformed-request');
  if (visibleLength(sentence.own) < leastWords) refuse('justification-too-short');
  return { sentence: null, justification: sentence.own };
}

/** Fields that may stay empty and do are left out: the record says what was stated. */
function checkFields({ fields }: Basis, given: Ground['fields']): Record<string, string> {
  const wanted = fields.map((field) => field.code);
  if (Object.keys(given).some((code) => !wanted.includes(code))) refuse('malformed-request');
  const entries = fields.flatMap((field): [string, string][] => {
    const value = Object.hasOwn(given, field.code) ? (given[field.code] ?? '') : '';
    if (visibleLength(value) > 0) return [[field.code, checkField(field, value)]];
    return field.optional === true ? [] : refuse('field-missing');
  });
  return Object.fromEntries(entries);
}

function checkField({ kind }: BasisField, value: string): string {
  if (!isClean(value)) refuse('malformed-request');
  if (kind === 'day' && !legalDayText.safeParse(value).success) refuse('malformed-request');
  if (kind !== 'reference') return value;
  const parsed = parseExternalReference(value);
  return parsed.ok ? parsed.value : refuse(parsed.reason);
}
