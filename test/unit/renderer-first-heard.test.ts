import { expect, it } from 'vitest';
import { firstHeard } from '../../renderer/WhyNot.tsx';
import { purpose, type Purpose } from '../../shared/purposes.ts';
import type { Authorisation } from '../../shared/session.ts';

/** § 4 ust. 2: each part of a call is heard by its own department. */

const [office, taxes, waste] = [
  'Kancelaria Ogólna',
  'Wydział Podatków i Opłat',
  'Wydział Gospodarki Odpadami',
];
const parts = [office, taxes, waste].map((department) => ({ department }));
const own = (
  departments: string[] | null,
  purposes: readonly Purpose[] = purpose.options,
): Authorisation => ({
  ...{ state: 'valid', number: 'UO/1/2026', from: '2026-01-01', to: '2026-12-31' },
  scope: { departments, purposes: [...purposes], quality: 'no' },
});
const first = (given: Authorisation | undefined, purposes?: readonly Purpose[]): string | undefined =>
  firstHeard(parts, given, purposes)?.department;

it('a call begins with the first of its parts that the authorisation covers', () => {
  expect(first(own(null))).toBe(office);
  expect(first(own([taxes]))).toBe(taxes);
  expect(first(own([waste, taxes]))).toBe(taxes);
});

it('where none is covered, or nothing is known, with the first of all', () => {
  expect(first(own(['Wydział Oświaty']))).toBe(office);
  expect(first(own([taxes], ['SAFETY']), ['SERVICE_STANDARDS'])).toBe(office);
  expect(first({ ...own([taxes]), state: 'revoked' })).toBe(office);
  expect(first(undefined)).toBe(office);
  const none: typeof parts = [];
  expect(firstHeard(none, own(null), undefined)).toBeUndefined();
});
