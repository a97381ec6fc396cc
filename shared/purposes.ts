/**
 * The purposes for which the regulation lets calls be recorded and heard (§ 2), by the code that a legal basis and a
 * release carry. The list is closed: a fourth purpose would be another regulation.
 */
export const purposeCodes = ['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE'] as const;
export type PurposeCode = (typeof purposeCodes)[number];

/** The regulation's own words for each purpose, as a protocol quotes them. */
export const purposeWords: Readonly<Record<PurposeCode, string>> = {
  SAFETY: 'bezpieczeństwo osób prowadzących rozmowę',
  SERVICE_STANDARDS: 'podnoszenie standardów obsługi',
  GDPR_COMPLIANCE: 'zagwarantowanie przestrzegania wymogów RODO',
};

/** The words of a purpose code from a basis or a payload; null for a code that § 2 does not know. */
export function wordsOfPurpose(code: string): string | null {
  return Object.hasOwn(purposeWords, code) ? purposeWords[code as PurposeCode] : null;
}
