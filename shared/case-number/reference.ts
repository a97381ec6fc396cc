import { containsPesel, looksLikePhone } from './mistaken.ts';
import { longestNumber, normalise } from './normalise.ts';
import type { ExternalReference, ReferenceFailure, ReferenceResult } from './types.ts';

/** What people write where they have no number; letters and digits alone. */
const saysNone =
  /^(?:(?:brak|niema)(?:danych|numeru|sygnatury|sygn|znaku)?|niedotyczy|nd|bd|nieznan[aey]|nienadano)?$/;

const refuse = (reason: ReferenceFailure): ReferenceResult => ({ ok: false, reason });

/**
 * Reads the number under which another body conducts a case, e.g. `II K 123/26` of a court. Each body writes its numbers
 * in its own way: any text will do that is none of the slips which put a person's data, or nothing, into the record.
 * @returns the normalised text, or why it is refused. A text that may be a PESEL is never repeated.
 */
export function parseExternalReference(typed: string): ReferenceResult {
  const read = normalise(typed);
  if (read === undefined) return refuse('reference-too-long');
  const { text, clean } = read;
  // SECURITY: first, and on the text without invisible characters, so that nothing can hide a PESEL.
  if (containsPesel(clean)) return refuse('reference-pesel');
  if (looksLikePhone(clean)) return refuse('reference-phone');
  if (saysNone.test(clean.toLowerCase().replace(/[^\p{L}\d]/gu, ''))) return refuse('reference-empty');
  return text.length > longestNumber
    ? refuse('reference-too-long')
    : { ok: true, value: text as ExternalReference };
}
