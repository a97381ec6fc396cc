import { inspect } from './inspect.ts';
import { suggestMark } from './mark-repair.ts';
import { readMark } from './mark.ts';
import type { CaseNumber, CaseNumberFailure, CaseNumberResult } from './types.ts';

export interface CaseNumberOptions {
  /** The current year, four digits, in Europe/Warsaw. */
  year: number;
}

const refuse = (reason: CaseNumberFailure, suggestion?: string): CaseNumberResult => ({
  ok: false,
  reason,
  ...(suggestion === undefined ? {} : { suggestion }),
});

function accept(text: string, fileClass: string): CaseNumberResult {
  const accepted = { ok: true, value: text as CaseNumber } as const;
  // Classes of the office's file plan have three or four digits; others occur and are only asked about.
  const usual = fileClass.length === 3 || fileClass.length === 4;
  return usual ? accepted : { ...accepted, warning: 'case-number-class-unusual' };
}

/** Whether the text ends as the numbers of courts, prosecutors and the Police do: `II K 123/26`, `4099-0.Ds.123.2026`, `RSD-12/26`. */
const isForeign = (text: string): boolean =>
  /(?:[\p{L}.] |\p{L}-)(?:\d+-)?\d{1,7}\/\d{2}(?:\d{2})?$/u.test(text) || /\bDs\.? ?\d/i.test(text);

function parseMark(text: string, { year }: CaseNumberOptions): CaseNumberResult {
  const mark = readMark(text, year);
  if (mark.ok) return accept(text, mark.fileClass);
  const suggestion = suggestMark(text, (candidate) => readMark(candidate, year).ok);
  if (suggestion !== undefined) return refuse(`case-number-${mark.fault}`, suggestion);
  return refuse(isForeign(text) ? 'case-number-external' : `case-number-${mark.fault}`);
}

/**
 * Parses the office's own case number (znak sprawy), e.g. `SEK.1510.7.2026`.
 * @returns the normalised text, or the reason of the refusal, with a repaired text where there is a sure one;
 * nothing is repaired silently. A text that may be a PESEL is refused and never repeated.
 */
export function parseCaseNumber(text: string, options: CaseNumberOptions): CaseNumberResult {
  const inspected = inspect(text);
  if (inspected.ok) return parseMark(inspected.text, options);
  const cleaned = inspected.clean === undefined ? undefined : parseMark(inspected.clean, options);
  const suggestion = cleaned?.ok === true ? cleaned.value : cleaned?.suggestion;
  return refuse(`case-number-${inspected.fault}`, suggestion);
}
