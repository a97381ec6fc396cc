import { z } from 'zod';
import { reviewBasis } from '../../shared/ledger/quality.ts';
import { type Plans, plansOutput, type ShownPlan, shownPlan } from '../../shared/quality.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';
import { checkedEntries, isMissing, nameOf, ofKind, toldEntry, type Entry } from '../paper/entries.ts';
import { basisOn } from '../paper/rules.ts';
import type { Session } from '../session/current.ts';
import { read } from '../session/read.ts';
import { plansQuery } from './queries.ts';

const counts = shownPlan.pick({ opened: true, scored: true, remarked: true });

/** What `api.quality` tells: `counts` = how many calls of each plan were opened, scored and remarked. */
const plansTold = plansOutput
  .omit({ basis: true, plans: true })
  .extend({ counts: z.record(z.string(), counts), entries: z.array(toldEntry) });
type Told = Omit<z.infer<typeof plansTold>, 'entries'> & { entries: readonly Entry[] };

/** A plan as its entries tell it. */
export type PlanFacts = {
  plan: Entry<'qualityPlan'>;
  verdict: Entry<'qualityVerdict'> | null;
  draw: Entry<'qualityDraw'> | null;
  /** The first of its act. */
  release: Entry<'release'> | null;
  /** By which its protocol was written down, as it counts, and by which it lies in its file. */
  written: Entry<'completed' | 'corrected'> | null;
  filed: Entry<'filed'> | null;
};

/** The plans that the asker may see. Fails with 'document-entry-false' or 'document-entry-missing', which name an entry. */
export async function readPlans({ db, guid }: Pick<Session, 'db' | 'guid'>): Promise<Plans> {
  return plansOf(await readTold({ db }), guid);
}

/** One of them, with all entries that were read; null where there is none. Fails likewise. */
export async function readPlan(
  current: Pick<Session, 'db'>,
  id: string,
): Promise<{ facts: PlanFacts; entries: readonly Entry[] } | null> {
  return planIn((await readTold(current)).entries, id);
}

/** A plan, and the entries that it was found in. */
export function planIn(
  entries: readonly Entry[],
  id: string,
): { facts: PlanFacts; entries: readonly Entry[] } | null {
  const plan = ofKind(entries, 'qualityPlan').find(({ payload }) => payload.command === id);
  return plan === undefined ? null : { facts: planFacts(plan, entries), entries };
}

async function readTold({ db }: Pick<Session, 'db'>): Promise<Told> {
  const { entries, ...told } = await read(db, plansTold, plansQuery);
  return { ...told, entries: await checkedEntries(db, entries) };
}

/** As the page shows them to the account `guid`, the newest first. */
function plansOf({ today, limits, departments, counts, entries }: Told, guid: string | null): Plans {
  return {
    ...{ today, limits, departments, basis: allowedOn(entries, today, limits.noticeDays) },
    plans: everyPlan(entries, { today, guid, counts }),
  };
}

/** All plans of these entries, the newest first. */
export function everyPlan(
  entries: readonly Entry[],
  { counts, ...asked }: Pick<Told, 'today' | 'counts'> & { guid: string | null },
): ShownPlan[] {
  const plans = ofKind(entries, 'qualityPlan').map((plan) =>
    shownOf(planFacts(plan, entries), entries, { ...asked, counts: counts[idOf(plan)] ?? none }),
  );
  return plans.reverse();
}

const none = { opened: 0, scored: 0, remarked: 0 };

const idOf = ({ seq, payload }: Entry<'qualityPlan'>): string => payload.command ?? isMissing(seq);

/** What allows reviews on a day. */
function allowedOn(entries: readonly Entry[], day: string, noticeDays: number): Plans['basis'] {
  const basis = basisOn(entries, reviewBasis, day, Infinity);
  if (basis?.plan === undefined) return null;
  return { ...basis.plan, firstDay: addDays(basis.plan.informedOn, noticeDays), name: basis.label };
}

/** SECURITY: of this plan and of no other: what an entry is about it signs itself, and a draw by which approval. */
function planFacts(plan: Entry<'qualityPlan'>, entries: readonly Entry[]): PlanFacts {
  const id = idOf(plan);
  const verdict = ofKind(entries, 'qualityVerdict').find(({ payload }) => payload.plan === id) ?? null;
  const draw = ofKind(entries, 'qualityDraw').find(({ payload }) => payload.plan === id) ?? null;
  if (draw !== null && draw.payload.seed !== verdict?.hash) isMissing(draw.seq);
  const release = ofKind(entries, 'release').find(({ payload }) => payload.position?.plan === id) ?? null;
  const ofAct = ({ payload }: { payload: { act: string } }): boolean => payload.act === release?.payload.act;
  const written = [...ofKind(entries, 'completed'), ...ofKind(entries, 'corrected')].find(ofAct) ?? null;
  return { plan, verdict, draw, release, written, filed: ofKind(entries, 'filed').find(ofAct) ?? null };
}

function shownOf(
  facts: PlanFacts,
  entries: readonly Entry[],
  { today, guid, counts: told }: { today: string; guid: string | null; counts: z.infer<typeof counts> },
): ShownPlan {
  const { plan, verdict, draw, release } = facts;
  const { seq, hash, payload, words } = plan;
  const { departments, from, to, until, size, perPerson, shortestS, longestMin } = payload;
  const state = stateOf(facts, today);
  const decidedOn = verdict && legalDay(verdict.payload.at);
  return {
    ...{ plan: idOf(plan), seq, hash, state, ...told },
    ...{ person: nameOf(plan, entries), own: guid !== null && payload.guid === guid },
    ...{ proposedAt: payload.at, case: payload.case },
    ...{ departments, from, to, until, size, perPerson, shortestS, longestMin },
    ...{ why: words?.why ?? null, criteria: words?.criteria ?? null },
    number: verdict?.payload.number ?? null,
    verdict: verdict && {
      ...{ seq: verdict.seq, on: legalDay(verdict.payload.at), person: nameOf(verdict, entries) },
      reason: verdict.words?.reason ?? null,
    },
    draw: draw && {
      ...{ seq: draw.seq, eligible: draw.payload.eligible, drawn: draw.payload.recordings.length },
    },
    ...{ act: release?.payload.act ?? null, protocol: release?.payload.protocol ?? null },
    // Whoever is evaluated sees on the day of the approval that a review is about them.
    open: state === 'approved' && decidedOn !== null && decidedOn < today && today <= payload.until,
  };
}

function stateOf({ plan, verdict, release, written, filed }: PlanFacts, today: string): ShownPlan['state'] {
  if (verdict === null) return 'proposed';
  if (!verdict.payload.approved) return 'returned';
  if (release === null) return plan.payload.until < today ? 'lapsed' : 'approved';
  if (written === null) return filed === null ? 'approved' : 'interrupted';
  return filed === null ? 'completed' : 'filed';
}
