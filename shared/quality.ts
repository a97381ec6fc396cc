import { z } from 'zod';
import { cards as cardLedger } from './ledger/cards.ts';
import { personName } from './ledger/head.ts';
import { results as resultLedger } from './ledger/results.ts';
import { quality as ledger, position } from './ledger/quality.ts';
import { longestSignIn } from './session.ts';
import { shownFacts } from './recordings.ts';
import { day, hex32, instant, uuid } from './values.ts';

const proposal = ledger.qualityPlan.asks;
const { case: caseNumber, why, criteria, ...termsShape } = proposal.shape;
const count = z.int().min(0);

/** What a plan asks for, beside its case, its reason and its criteria. */
export const terms = z.strictObject(termsShape);
export type Terms = z.infer<typeof terms>;
export type Criterion = z.infer<typeof criteria>[number];

/**
 * A plan as it stands. `approved` is heard from the day after the verdict on, as `open` says; `lapsed`: nobody heard anything of it in time;
 * `interrupted`: its act was filed unfinished.
 */
export const planState = z.enum([
  'proposed',
  'returned',
  'approved',
  'lapsed',
  'completed',
  'filed',
  'interrupted',
]);
export type PlanState = z.infer<typeof planState>;

/** A plan, out of entries that were checked. */
export const shownPlan = z.strictObject({
  plan: uuid,
  seq: z.int(),
  hash: hex32,
  /** Of whoever proposed it; `own`: the asker. */
  person: z.string(),
  own: z.boolean(),
  proposedAt: instant,
  case: caseNumber,
  ...termsShape,
  /** Null where the words were erased. */
  why: z.string().nullable(),
  criteria: z.array(criteria.element).nullable(),
  state: planState,
  /** Of an approved one. */
  number: z.string().nullable(),
  verdict: z
    .strictObject({ seq: z.int(), on: day, person: z.string(), reason: z.string().nullable() })
    .nullable(),
  /** `drawn`: how many positions. */
  draw: z.strictObject({ seq: z.int(), eligible: count, drawn: count }).nullable(),
  /** Its act and the number of its protocol, once something of it was heard; `opened`: of how many positions. */
  act: uuid.nullable(),
  protocol: z.string().nullable(),
  opened: count,
  /** Cards that were submitted, and those of them that wait for a reply. */
  scored: count,
  remarked: count,
  /** Whether it may be heard today: approved before today, its end not over, its act open. */
  open: z.boolean(),
});
export type ShownPlan = z.infer<typeof shownPlan>;

/** What the office went by, as the keeper told when it started. */
const limits = z.strictObject({
  noticeDays: z.int(),
  planDays: z.int(),
  perPersonYear: z.int(),
  fewCards: z.int(),
  fewPersons: z.int(),
  remarkWorkingDays: z.int(),
});

/** What the page of reviews shows: the asker's plans, the desk all of them, the newest first. */
export const plansOutput = z.strictObject({
  /** The keeper's. */
  today: day,
  limits,
  /** What allows reviews today; null where nothing does. `firstDay`: calls from that day on may be drawn. */
  basis: z
    .strictObject({ act: z.string(), actDay: day, informedOn: day, firstDay: day, name: z.string() })
    .nullable(),
  /** Departments of the office, for a plan. */
  departments: z.array(z.string()),
  plans: z.array(shownPlan),
});
export type Plans = z.infer<typeof plansOutput>;

export const planInput = z.strictObject({ plan: uuid });
export const positionInput = position;

/** How a position stands. `remarked` waits for a reply; `closed`: nothing more is said. */
export const cardState = z.enum(['drawn', 'opened', 'submitted', 'remarked', 'closed', 'omitted']);
export type CardState = z.infer<typeof cardState>;

const standing = z.strictObject({
  state: cardState,
  /** The card that counts, by its entry. */
  score: z.int().nullable(),
  /** The last day on which something may be said of it; null where there is no card. */
  until: day.nullable(),
  /** When something was remarked, or said that nothing is; null: neither. */
  remarkedOn: day.nullable(),
  /** Whether there are words to it. */
  remarked: z.boolean(),
  omitted: cardLedger.qualityOmission.asks.shape.why.nullable(),
});
export type Standing = z.infer<typeof standing>;

/** One call of a plan, in the order of the draw. SECURITY: without the caller's number, extension and, before it was opened, its clerk. */
const queued = z.strictObject({
  nr: position.shape.nr,
  recording: uuid,
  startedAt: shownFacts.shape.startedAt,
  durationMs: shownFacts.shape.durationMs,
  department: shownFacts.shape.department,
  part: z.int().min(1),
  parts: z.int().min(1),
  /** Whether its recording can still be had; the keeper finds out more when it is asked for. */
  there: z.boolean(),
  /** Whether it was opened in this plan. */
  opened: z.boolean(),
  /** Of an opened one: whose it is. */
  person: z.string().nullable(),
  standing,
});
export type Queued = z.infer<typeof queued>;

export const queueOutput = z.strictObject({
  positions: z.array(queued),
  /** The one to be opened next: the lowest that was not; null where as many were opened as the plan has. */
  next: position.shape.nr.nullable(),
  /** So many more may be left out on the rater's word, of how many. */
  spare: z.strictObject({ left: count, of: count }),
});
export type Queue = z.infer<typeof queueOutput>;

const { position: _ofScore, corrects: _corrects, ...said } = cardLedger.qualityScore.asks.shape;
/** A card as it was entered once. */
const cardVersion = z.strictObject({
  seq: z.int(),
  at: instant,
  heardMs: count,
  /** Null where they are gone. */
  words: z.strictObject(said).nullable(),
  /** In whole percent; null where nothing applies, or the words are gone. */
  result: z.int().nullable(),
});
export type CardVersion = z.infer<typeof cardVersion>;

/** A call that was heard under a plan, with what was said of it, out of entries that were checked: for its rater, and for whoever answered it. */
export const cardOutput = z.strictObject({
  position,
  /** Whether the asker rates; else it is their own call. */
  rates: z.boolean(),
  number: z.string(),
  case: caseNumber,
  /** Null where the words were erased. */
  criteria: z.array(criteria.element).nullable(),
  recording: uuid,
  startedAt: shownFacts.shape.startedAt,
  durationMs: shownFacts.shape.durationMs,
  department: shownFacts.shape.department,
  part: z.int().min(1),
  parts: z.int().min(1),
  /** With this day its recording goes, and all of this. */
  keptUntil: day,
  /** Whoever answered it, as the card says, or before it as registered. */
  person: personName,
  rater: z.string(),
  standing,
  /** Whether its review was broken off: nothing more comes. */
  interrupted: z.boolean(),
  /** The oldest first; the last counts. */
  versions: z.array(cardVersion),
  /** Words null: none were said, or they are gone. */
  remark: z.strictObject({ seq: z.int(), at: instant, words: z.string().nullable() }).nullable(),
  omission: z.strictObject({ seq: z.int(), at: instant, words: z.string().nullable() }).nullable(),
});
export type ShownCard = z.infer<typeof cardOutput>;

/** Own calls of which there is a card, or why there is none, and the plans in which own calls were drawn; of each the newest first. */
export const mineOutput = z.strictObject({
  today: day,
  plans: z.array(shownPlan),
  cards: z.array(z.strictObject({ position, startedAt: shownFacts.shape.startedAt, standing })),
});
export type Mine = z.infer<typeof mineOutput>;

export const scoreInput = cardLedger.qualityScore.asks;
export const omitInput = cardLedger.qualityOmission.asks;
export const remarkInput = cardLedger.qualityRemark.asks;
/** By which entry. */
export const saidOutput = z.strictObject({ seq: z.int() });

/** `plan`: of a proposed one, so that the calls of whoever proposed it are left out, and not the asker's. */
export const previewInput = z.strictObject({ ...termsShape, plan: uuid.optional() });
/** In whole fives, rounded down; below five nobody is told how many: null. */
const few = z.int().min(5).multipleOf(5).nullable();
/** What a draw would find. SECURITY: no small numbers, and nothing of persons by itself. */
export const previewOutput = z.strictObject({
  calls: few,
  excluded: z.strictObject({ length: few, unregistered: few, drawn: few, unavailable: few }),
  /** So many of `size` can be drawn, at least. */
  possible: z.int().min(5).nullable(),
  /** Whether each department is large enough to stand in the results by itself. */
  cells: z.boolean(),
  /** Whether it would be approved: of enough persons. */
  enough: z.boolean(),
});
export type Preview = z.infer<typeof previewOutput>;

export const proposeInput = proposal;
export const proposeOutput = z.strictObject({ plan: uuid });

export const decideInput = z.strictObject({
  plan: uuid,
  approved: z.boolean(),
  /** Of a return. */
  reason: why.nullable(),
  /** The directory password for this one act. */
  password: z.string().min(1).max(longestSignIn),
});
/** Of an approval. */
export const decideOutput = z.strictObject({ number: z.string().nullable() });

/** What came out of one review. */
const shownResults = z.strictObject({
  plan: uuid,
  number: z.string(),
  /** Of which days its calls were. */
  from: day,
  to: day,
  ...resultLedger.shape,
  /** What it looked at, in its order; `name` null where the words were erased. */
  criteria: z.array(
    z.strictObject({
      code: criteria.element.shape.code,
      name: z.string().nullable(),
      weight: criteria.element.shape.weight,
    }),
  ),
  /** Of fewer cards and persons nothing is told. */
  limits: z.strictObject({ fewCards: z.int(), fewPersons: z.int() }),
});
export type ShownResults = z.infer<typeof shownResults>;

/** Reviews whose protocols lie in their files, the newest first. SECURITY: sums that the keeper entered, and nothing of persons. */
export const resultsOutput = z.array(shownResults);
