import { z } from 'zod';

/**
 * The purposes for which the regulation lets calls be recorded and heard (§ 2), by the code that a legal basis and a
 * release carry. The list is closed: a fourth purpose would be another regulation.
 */
export const purpose = z.enum(['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE']);
export type Purpose = z.infer<typeof purpose>;

/** The regulation's own words for each purpose, as a protocol quotes them. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  SAFETY: 'bezpieczeństwo osób prowadzących rozmowę',
  SERVICE_STANDARDS: 'podnoszenie standardów obsługi',
  GDPR_COMPLIANCE: 'zagwarantowanie przestrzegania wymogów RODO',
};
