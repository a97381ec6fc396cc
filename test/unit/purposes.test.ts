import { describe, expect, it } from 'vitest';
import { authorisationAsked } from '../../shared/ledger/instrument.ts';
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
    'an authorisation': (purpose: string) => authorisationAsked.shape.purposes.safeParse([purpose]).success,
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

/** Whoever works in an office has to tell of these alone, without anybody's motion. */
it('what art. 304 § 2 KPK is invoked for is an offence that is prosecuted ex officio, in each of its sentences and examples', () => {
  const exOfficio = ['art. 224 § 2 KK', 'art. 224a KK', 'art. 226 § 1 KK'];
  const [crime, ...others] = legalBases
    .map(({ content }) => content)
    .filter(({ label }) => label.includes('art. 304 § 2 KPK'));
  if (crime === undefined) throw new Error('no such basis');
  expect(others).toEqual([]);
  const examples = crime.fields.filter(({ code }) => code === 'qualification').map(({ example }) => example);
  const named = [...crime.sentences.map(({ text }) => text), ...examples].map(
    (text) => /art\. \d+[a-z]?(?: § \d+)? KK/.exec(text)?.[0] ?? text,
  );
  expect(named).toHaveLength(crime.sentences.length + 1);
  expect(named.filter((one) => !exOfficio.includes(one))).toEqual([]);
});
