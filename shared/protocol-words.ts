import type { PresentRemark, ProtocolWords, Quotation, Speaker } from './protocol.ts';
import { tidy, visibleLength } from './words.ts';

/** What of a quotation is written anew. */
export type QuotationChange = { text?: string; speaker?: Speaker };

export function changedQuotation(
  { speaker: before, ...quotation }: Quotation,
  { text = quotation.text, speaker = before }: QuotationChange,
): Quotation {
  return { ...quotation, ...(speaker === undefined ? {} : { speaker }), text };
}

/** The remarks with this text as what a person remarked; an empty one takes theirs away. */
export function withRemark(remarks: readonly PresentRemark[], login: string, text: string): PresentRemark[] {
  const others = remarks.filter((one) => one.login !== login);
  return text === '' ? others : [...others, { login, text }];
}

/**
 * The words as they are sealed. Pasted text carries tabs, soft hyphens and the like: what is sealed is what can be read. What has
 * no words stays out; remarks stand in the order of the logins, so that the same words are the same text.
 */
export function sealableWords({
  findings,
  quotations,
  remarks,
  presentRemarks,
  attachments,
}: ProtocolWords): ProtocolWords {
  return {
    findings: clean(findings),
    quotations: written(quotations),
    remarks: clean(remarks).trim(),
    presentRemarks: written(presentRemarks).sort((one, other) => (one.login < other.login ? -1 : 1)),
    attachments: clean(attachments).trim(),
  };
}

const clean = (text: string): string => tidy(text, { lines: true });

function written<T extends { text: string }>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ ...one, text: clean(one.text).trim() }))
    .filter(({ text }) => visibleLength(text) > 0);
}
