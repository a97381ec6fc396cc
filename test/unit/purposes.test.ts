import { describe, expect, it } from 'vitest';
import { entries } from '../../shared/ledger/kinds.ts';
import { purposeWords } from '../../shared/purposes.ts';
import { basis } from '../../shared/recordings.ts';
import { legalBases } from '../../server/legal-bases.ts';

/** § 2: three purposes, and no entry can carry a fourth. */
describe('a purpose', () => {
  const three = ['SAFETY', 'SERVICE_STANDARDS', 'GDPR_COMPLIANCE'];
  const taken = {
    'a release': (purpose: string) => entries.release.shape.purpose.safeParse(purpose).success,
    'a basis': (purpose: string) => basis.shape.purpose.safeParse(purpose).success,
  };

  it.each(Object.entries(taken))('of %s is one of the three', (_of, takes) => {
    expect(three.filter(takes)).toEqual(three);
    expect(['QUALITY', 'safety', ''].filter(takes)).toEqual([]);
  });

  it('has words of the regulation on every protocol, and each basis serves one', () => {
    expect(Object.keys(purposeWords)).toEqual(three);
    expect(legalBases.filter(({ content }) => !three.includes(content.purpose))).toEqual([]);
  });
});
