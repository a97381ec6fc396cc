import { z } from 'zod';
import { day, uuid } from '../values.ts';
import { head, text, words } from './head.ts';
import { desk, own, type Family } from './kind.ts';

/** Who demanded that a recording be kept; without one the office keeps it by itself. */
export const holdOrder = z.enum(['court', 'prosecutor']);
export type HoldOrder = z.infer<typeof holdOrder>;

/** Rulings: what ends proceedings once it is final (§ 3 ust. 4), `decision` included: of an authority, and no court can be asked about it any more. */
const rulings = ['judgment', 'order', 'discontinued', 'decision'] as const;
/** By what a person ends a hold, in the order in which they are offered. */
export const holdGrounds = [
  ...(['judgment', 'order', 'discontinued', 'not-begun', 'decision'] as const),
  ...(['complaint', 'withdrawn', 'settled', 'mistake'] as const),
] as const;
export type HoldGround = (typeof holdGrounds)[number];
export type HoldEndGround = HoldGround | 'wrong-call';

export function isRuling(ground: HoldEndGround): ground is (typeof rulings)[number] {
  return (rulings as readonly string[]).includes(ground);
}

/** What a hold's end has to say, by its ground, in the order of the form. */
type EndField = 'number' | 'issuedOn' | 'finalOn' | 'document' | 'note';
const ofRuling = ['number', 'issuedOn', 'finalOn', 'document'] as const;
export const endFields: Record<HoldGround, readonly EndField[]> = {
  judgment: ofRuling,
  order: ofRuling,
  discontinued: ofRuling,
  decision: ofRuling,
  complaint: ['issuedOn', 'document'],
  withdrawn: ['document'],
  settled: ['document'],
  'not-begun': ['note'],
  mistake: ['note'],
};
/** Visible characters of the note of an end that no document shows. */
export const leastEndNote = 20;
/** A complaint that was answered is over so many days after the notice. */
export const complaintDays = 30;
/** No ruling and no notice is older; a day before it is a slip of the hand. */
export const earliestIssue = '1990-01-01';

const typed = words(60).nullable();

/** §3.4: recordings that are evidence in proceedings are kept until these have ended. */
export const hold = {
  hold: {
    command: 'hold',
    /**
     * „Nagranie stanowi dowód w postępowaniu”: in one's own act, whose case it is then; or by the desk (`act` null), which names the case and,
     * where somebody demanded it, the letter.
     */
    asks: z.strictObject({
      act: uuid.nullable(),
      recordings: z.array(uuid).min(1).max(50),
      proceedings: words(500),
      reference: typed,
      case: typed,
      order: holdOrder.nullable(),
      paper: typed,
    }),
    // §3.4: the desk what a letter demands, or nobody has heard yet.
    may: { ...own, ...desk },
    password: (body) => 'act' in body && body.act === null,
    /** The listener's or the desk's word, or the keeper's own where `basis` is one that secures the evidence by being invoked. */
    entry: z.strictObject({
      ...head('hold'),
      act: uuid.nullable(),
      recordings: z.array(uuid),
      basis: z.string().nullable(),
      /** Of the card, without gaps in each year of Europe/Warsaw. */
      number: z.string(),
      /** The day by which somebody asks whether the proceedings still last. */
      review: day,
      order: holdOrder.nullable(),
      text,
    }),
    /** `case` and `paper` are the desk's; of an act its first release says the case. */
    words: z.strictObject({
      proceedings: z.string(),
      reference: z.string().nullable(),
      case: z.string().nullable(),
      paper: z.string().nullable(),
    }),
    told: true,
  },
  'hold-review': {
    command: 'hold-review',
    /** That the proceedings of the hold `of`, the number of its entry, still last. */
    asks: z.strictObject({ of: z.int().min(1), note: words(500) }),
    may: desk,
    entry: z.strictObject({ ...head('hold-review'), of: z.int().min(1), review: day, text }),
    words: z.strictObject({ note: z.string() }),
    told: true,
  },
  'hold-end': {
    command: 'hold-end',
    asks: z.strictObject({
      hold: z.int().min(1),
      ground: z.enum(holdGrounds),
      issuedOn: day.nullable(),
      finalOn: day.nullable(),
      number: typed,
      document: typed,
      note: words(500).nullable(),
    }),
    may: { secretary: 'second', mayor: 'second' },
    password: true,
    /** `wrong-call` is the keeper's own: the recording of an automatic hold does not concern the case of its act. */
    entry: z.strictObject({
      ...head('hold-end'),
      hold: z.int().min(1),
      ground: z.enum([...holdGrounds, 'wrong-call']),
      issuedOn: day.nullable(),
      finalOn: day.nullable(),
      text,
    }),
    words: z.strictObject({
      number: z.string().nullable(),
      document: z.string().nullable(),
      note: z.string().nullable(),
    }),
    told: true,
  },
} as const satisfies Family;
