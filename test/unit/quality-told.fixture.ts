import { frozenLines, seqOf, type Line } from './exported-chain.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What a database tells of the frozen ledger, for those who read reviews of quality out of it. */

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
/** Words that `api` functions of plans tell. */
const ofPlans = /"kind":"(qualityPlan|qualityVerdict|person)"/;
/** And of cards. */
export const ofCards = /"kind":"(qualityPlan|quality(Score|Omission|Remark)|person)"/;

/** As the database tells these entries; words of those that have them there. */
const sealed = (names: readonly string[], of: readonly Line[], worded: RegExp) =>
  [...new Set(names.map((name) => seqOf(of, name)))].map((seq) => {
    const { prev, payload, hash, signature, salt, text } = of[seq - 1] as Line;
    const words = worded.test(payload) ? { salt, text } : { salt: null, text: null };
    return { seq, prev, payload, hash, signature: hex(signature), ...words };
  });

/** A database that tells this; `change` = what whoever owns it does to the ledger. */
export const telling = (
  told: object,
  names: readonly string[],
  change: (all: Line[]) => unknown = () => undefined,
  worded = ofPlans,
) => {
  const all = frozenLines();
  change(all);
  const rows = [{ told: { ...told, entries: sealed(names, all, worded) } }];
  return { query: () => Promise.resolve(rows) } as never;
};

/** The entry by which a call of the review was taken in. */
export function ingestOf(recording: string | undefined): string {
  for (let place = 1; place <= 9; place += 1)
    if (uuidOf(`a call of the review ${place}`) === recording) return `a call of the review ${place}`;
  throw new Error('no such call');
}
