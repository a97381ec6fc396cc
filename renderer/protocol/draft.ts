import {
  longestQuotations,
  mostQuotations,
  type ActDetail,
  type ProtocolWords,
  type Quotation,
} from '../../shared/protocol.ts';
import { changedQuotation, type QuotationChange } from '../../shared/protocol-words.ts';
import { draftOf, takeDraft, typeDraft } from '../drafts.ts';

/** The text of a protocol while it is written. */
const get = (act: string) => draftOf('protocol', act);

/** Takes over what the server has; words that it does not have yet, or had not when it answered, are never replaced. */
export function openDraft(detail: ActDetail): void {
  const { act, findings, quotations, remarks, presentRemarks, attachments, savedAt } = detail;
  const there = get(act.act);
  // What the server has is not what was saved: it gets the words of this window again.
  if (detail.setAside && there !== undefined && there.savedAt !== null && there.words === there.saved)
    type(act.act, { ...there.words });
  if (
    there !== undefined &&
    (there.words !== there.saved || detail.setAside || isNewer(there.savedAt, savedAt))
  )
    return;
  const words = { findings, quotations, remarks, presentRemarks, attachments };
  takeDraft('protocol', act.act, words, savedAt);
}

function isNewer(here: string | null, there: string | null): boolean {
  return here !== null && (there === null || here > there);
}

/** Findings or remarks were typed: they are sent soon, by themselves. */
export function typeWords(act: string, change: Partial<Omit<ProtocolWords, 'quotations'>>): void {
  const words = get(act)?.words;
  if (words !== undefined) type(act, { ...words, ...change });
}

/**
 * Adds a quotation or a mark, whose words are typed later; a mark in the same place counts once. False where the protocol has
 * no room for another, or the act's words are not here.
 */
export function addQuotation(act: string, quotation: Quotation): boolean {
  const words = get(act)?.words;
  if (words === undefined) return false;
  const { quotations } = words;
  if (quotations.some((one) => samePlace(one, quotation))) return true;
  const added = [...quotations, quotation];
  if (!fits(added)) return false;
  type(act, { ...words, quotations: added });
  return true;
}

/** Other words or another speaker for the quotation in the place of this one; null takes it away. False where they do not fit. */
export function changeQuotation(act: string, quotation: Quotation, change: QuotationChange | null): boolean {
  const words = get(act)?.words;
  if (words === undefined) return false;
  const quotations = words.quotations.flatMap((one) =>
    !samePlace(one, quotation) ? one : change === null ? [] : changedQuotation(one, change),
  );
  if (!fits(quotations)) return false;
  type(act, { ...words, quotations });
  return true;
}

/** The quotations of one recording in the order of its sound. */
export function quotationsOf(quotations: readonly Quotation[], recording: string): Quotation[] {
  return quotations.filter((one) => one.recording === recording).sort((one, other) => one.from - other.from);
}

const samePlace = (one: Quotation, other: Quotation): boolean =>
  one.recording === other.recording && one.from === other.from;

function fits(quotations: readonly Quotation[]): boolean {
  const length = quotations.reduce((sum, { text }) => sum + text.length, 0);
  return quotations.length <= mostQuotations && length <= longestQuotations;
}

function type(act: string, words: ProtocolWords): void {
  typeDraft('protocol', act, words);
}
