import { containsPesel, looksLikeDate, looksLikePhone } from './mistaken.ts';
import { hasDecoratedDigit, isPrintable, longestNumber, normalise } from './normalise.ts';

/** What is wrong with an input whatever number it was meant to be; each is the end of a failure code. */
type InputFault = 'empty' | 'too-long' | 'forbidden-character' | 'pesel' | 'date' | 'phone';

type Inspected =
  | { ok: true; text: string }
  /** `clean` = the same without forbidden characters, where that much can be proposed. */
  | { ok: false; fault: InputFault; clean?: string };

/** Normalises an input and sorts out what can be no number of a case at all. */
export function inspect(raw: string): Inspected {
  const typed = normalise(raw);
  if (typed === undefined) return { ok: false, fault: 'too-long' };
  const { text, clean } = typed;
  // SECURITY: first, and on the text without invisible characters, so that nothing can hide a PESEL.
  if (containsPesel(clean)) return { ok: false, fault: 'pesel' };
  if (clean === '') return { ok: false, fault: 'empty' };
  if (text.length > longestNumber) return { ok: false, fault: 'too-long' };
  if (looksLikeDate(clean)) return { ok: false, fault: 'date' };
  if (looksLikePhone(clean)) return { ok: false, fault: 'phone' };
  if (hasDecoratedDigit(raw)) return { ok: false, fault: 'forbidden-character' };
  if (isPrintable(text)) return { ok: true, text };
  const proposal = isPrintable(clean) ? { clean } : {};
  return { ok: false, fault: 'forbidden-character', ...proposal };
}
