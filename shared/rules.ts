import { z } from 'zod';
import { paperDetail } from './authorisation.ts';
import { ruleOf, signedFacts, version, versionAsked, type VersionRow } from './ledger/instrument.ts';
import { reviewBasis } from './ledger/quality.ts';
import type { Basis } from './recordings.ts';
import { longestSignIn } from './session.ts';
import { day } from './values.ts';

const { stated, registered, signed, returned, confirmed, holds } = paperDetail.shape;

/** A version of a rule with the steps of its paper, out of entries that were checked. */
export const shownRule = z.strictObject({
  row: version,
  /** Its last day as far as it is known: its own, or the one before the next begins. */
  to: day.nullable(),
  state: z.enum(['registered', 'returned', 'withdrawn', 'future', 'valid', 'ended']),
  /** Numbers of all versions on its paper. */
  numbers: z.array(z.string()),
  ...{ stated, registered, signed, returned, confirmed, holds },
});
export type ShownRule = z.infer<typeof shownRule>;

/** By rule, the newest version of each first; `today` is the keeper's. */
export const rulesOutput = z.strictObject({ today: day, rules: z.array(shownRule) });

/** A version whose paper is signed, with its scan. */
export const registerRuleInput = z.strictObject({
  row: versionAsked,
  signed: z.strictObject(signedFacts),
  file: z.instanceof(Uint8Array),
  /** The directory password for this one act. */
  password: z.string().min(1).max(longestSignIn),
});
export const registerRuleOutput = z.strictObject({ number: z.string() });

/** As `ruleOf` has it. */
export const reviewRule = `basis ${reviewBasis}`;

/** What the basis of reviews of quality begins with, which an office gives itself: it asks for nothing, for what is to be said a plan says. */
export const firstReview: Omit<Basis, 'plan'> = {
  code: reviewBasis,
  label: 'Przegląd jakości obsługi – art. 22³ § 4 KP',
  purpose: 'SERVICE_STANDARDS',
  ...{ statement: null, fields: [], sentences: [] },
};

const order: readonly VersionRow['of'][] = [
  ...(['regulation', 'recordingBasis', 'announcement', 'declaration', 'destruction', 'basis'] as const),
];

/** By rule as papers name them, legal bases in the order of their list; the newest version first. */
export function byRule({ row: one }: Pick<ShownRule, 'row'>, { row: other }: Pick<ShownRule, 'row'>): number {
  const positionOf = (row: VersionRow): number => (row.of === 'basis' ? row.content.position : 0);
  return (
    order.indexOf(one.of) - order.indexOf(other.of) ||
    positionOf(one) - positionOf(other) ||
    ruleOf(one).localeCompare(ruleOf(other)) ||
    other.from.localeCompare(one.from)
  );
}
