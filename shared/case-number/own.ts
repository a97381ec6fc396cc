import { inspect } from './inspect.ts';
import { suggestMark } from './mark-repair.ts';
import { readMark, type MarkRules } from './mark.ts';
import type { Reading } from './reading.ts';
import { recognise } from './recognise.ts';
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
  const accepted = { ok: true, kind: 'ZNAK', value: text as CaseNumber } as const;
  // Classes of the office's file plan have three or four digits; others occur and are only asked about.
  const usual = fileClass.length === 3 || fileClass.length === 4;
  return usual ? accepted : { ...accepted, warning: 'case-number-class-unusual' };
}

/** What the text would be as another body's number; marks look alike everywhere and do not count. */
function readForeign(text: string, year: number): Reading[] {
  return recognise(text, year).filter(({ kind }) => kind !== undefined && kind !== 'ZNAK_INNY');
}

/** Whether the text is another body's number, rightly written or but for a slip. */
function isForeign(text: string, year: number): boolean {
  return readForeign(text, year).some(({ canonical }) =>
    readForeign(canonical, year).some(({ fault }) => fault === undefined),
  );
}

function parseMark(text: string, { year }: CaseNumberOptions): CaseNumberResult {
  const rules: MarkRules = { year, numbers: 2, leadingZeros: false };
  const mark = readMark(text, rules);
  if (mark.ok) return accept(text, mark.fileClass);
  const suggestion = suggestMark(text, (candidate) => readMark(candidate, rules).ok);
  if (suggestion !== undefined) return refuse(`case-number-${mark.fault}`, suggestion);
  return refuse(isForeign(text, year) ? 'case-number-external' : `case-number-${mark.fault}`);
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
