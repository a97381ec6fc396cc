import { parseCaseNumber } from '../../shared/case-number.ts';
import type { Input } from '../../shared/contract.ts';
import type { DraftWords } from '../../shared/drafts.ts';
import type { ActDetail } from '../../shared/protocol.ts';
import { sealableWords } from '../../shared/protocol-words.ts';
import { visibleLength } from '../../shared/words.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { limits } from '../limits.ts';
import { typeDraft, useDraft } from '../drafts.ts';
import { findingsNeeded } from './finish.ts';
import { sealedOf } from './steps.ts';

/** A correction as it is typed: the whole of what the protocol is to say. */
export type Correction = NonNullable<DraftWords<'correction'>>;

/** Kept until it is entered or given up, here and on the server: another page, or another start of the program, loses no word. */
export function useCorrection(act: string): Correction | null {
  return useDraft('correction', act)?.words ?? null;
}

export function beginCorrection({
  act,
  findings,
  quotations,
  remarks,
  presentRemarks,
  attachments,
}: ActDetail): void {
  changeCorrection(act.act, { case: act.case, findings, quotations, remarks, presentRemarks, attachments });
}

export function changeCorrection(act: string, correction: Correction | null): void {
  typeDraft('correction', act, correction);
}

const readCase = (text: string) => parseCaseNumber(text, { year: Number(legalDay().slice(0, 4)) });

/** What of the words keeps a correction from being saved; the keeper checks the same again. */
export function problemsOf(correction: Correction, { act }: ActDetail) {
  const least = limits().words.findingsCharacters;
  return {
    findings: findingsNeeded(act) && visibleLength(correction.findings) < least ? least : null,
  };
}

/** Whether it says what the protocol says already. */
export function isUnchanged(correction: Correction, detail: ActDetail): boolean {
  const parsed = readCase(correction.case);
  return (
    parsed.ok &&
    parsed.value === detail.act.case &&
    JSON.stringify(sealableWords(correction)) === JSON.stringify(sealableWords(detail))
  );
}

/** What is sent once nothing is missing; null until then. A quotation whose words were taken away is left out. */
export function correctInput(correction: Correction, detail: ActDetail): Input<'protocol.correct'> | null {
  const parsed = readCase(correction.case);
  const problems = problemsOf(correction, detail);
  const sealed = sealedOf(detail);
  if (!parsed.ok || problems.findings !== null || sealed === null) return null;
  return {
    ...{ act: detail.act.act, corrects: sealed.seq, case: parsed.value },
    ...sealableWords(correction),
  };
}
