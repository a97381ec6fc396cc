import { spokenDuration } from '../../shared/duration.ts';
import { qualityPaper as words } from '../../shared/text/pl/quality-paper.ts';
import { fail } from '../failed.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { nameOf, personOf, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { footOf, pageOf, partOf, tableOf, titleOf } from '../paper/page.ts';
import type { Printable } from '../paper/pdf.ts';
import { printedAt } from '../paper/sheet.ts';
import { legalDayText, paperDay } from '../paper/show.ts';
import type { Session } from '../session/current.ts';
import { settings } from '../settings.ts';
import { readOwnPlan } from './own-cards.ts';
import { readPlan, type PlanFacts } from './plans.ts';

/**
 * „Plan i informacja”, for the file, for the notice board and for whoever is evaluated, out of entries that were checked. Fails as `readPlan`
 * and `standsAt` do, and with 'plan-unknown'.
 */
export async function planPaper(
  current: Pick<Session, 'db' | 'login' | 'witness' | 'keeper'>,
  id: string,
): Promise<Printable> {
  const { facts, entries } =
    (await readPlan(current, id)) ?? (await readOwnPlan(current, id)) ?? fail('plan-unknown');
  const said = [facts.plan, facts.verdict, facts.draw].filter((one) => one !== null);
  const { seq } = await standsAt(current, said);
  const foot = fill(words.made, { at: printedAt(), login: current.login, seq });
  return makePlan(facts, entries, {
    ...{ office: settings().office, foot, emergency: await emergencyLine(current) },
  });
}

/** The same of what was read. `resources`: where the fonts lie. */
export async function makePlan(
  facts: PlanFacts,
  entries: readonly Entry[],
  { office, foot, emergency }: { office: string; foot: string; emergency: string | null },
  resources?: string,
): Promise<Printable> {
  const { plan, verdict } = facts;
  const number = verdict?.payload.number ?? null;
  const title = number === null ? words.proposal : fill(words.title, { number });
  const named = (number ?? plan.payload.case).replaceAll(/[^0-9A-Za-z-]+/g, '_');
  const page = {
    ...{ name: fill(words.name, { number: named }), title, office },
    margins: { side: 46, top: 36, bottom: 36 },
    foot: footOf({ side: 46, above: 6 }, () => [foot], emergency),
    content: [{ fontSize: 8.5, stack: contentOf(facts, entries, { office, title }) }],
  };
  return pageOf(page, resources);
}

function contentOf(
  facts: PlanFacts,
  entries: readonly Entry[],
  { office, title }: { office: string; title: string },
): object[] {
  const { plan } = facts;
  return [
    { text: office, bold: true },
    titleOf(title, 8),
    { text: words.information, alignment: 'center' },
    { text: fill(words.case, { case: plan.payload.case }), alignment: 'center', margin: [0, 0, 0, 2] },
    ...part(words.parts.scope, scopeOf(facts)),
    ...part(words.parts.sample, sampleOf(facts)),
    ...part(words.parts.why, [plan.words?.why ?? words.erased]),
    ...part(words.parts.criteria, plan.words === null ? [words.erased] : []),
    ...(plan.words === null ? [] : [criteriaTable(plan.words.criteria)]),
    ...part(words.parts.rater, [raterOf(facts, entries)]),
    ...part(words.parts.rights, words.rights),
    ...part(words.parts.unseen, words.unseen),
    { text: decisionOf(facts, entries), margin: [0, 8, 0, 0] },
    {
      ...{ text: `……………………………………\n${words.signature}`, alignment: 'center' },
      margin: [300, 26, 0, 0],
    },
  ];
}

const part = (title: string, lines: readonly string[]): object[] => partOf(title, lines, true);

function scopeOf({ plan: { payload } }: PlanFacts): string[] {
  const { from, to, until, shortestS, longestMin, departments } = payload;
  const [shortest, longest] = [shortestS * 1_000, longestMin * 60_000].map(spokenDuration);
  return [
    fill(words.period, {
      ...{ from: legalDayText(from), to: legalDayText(to), until: legalDayText(until) },
      ...{ shortest: shortest ?? '', longest: longest ?? '' },
    }),
    fill(words.departments, { departments: departments.join(', ') }),
  ];
}

function sampleOf({ plan: { payload }, verdict, draw }: PlanFacts): string[] {
  const { size, perPerson } = payload;
  const limits = verdict?.payload.limits ?? null;
  // Of a proposal no entry says by which number of a year it will be drawn.
  const perYear = limits === null ? '' : fill(words.perYear, { perPersonYear: limits.perPersonYear });
  const lines = [fill(words.size, { size, perPerson, perYear }), words.lot];
  if (draw === null) return lines;
  const { recordings, eligible } = draw.payload;
  return [...lines, fill(words.drawn, { seq: draw.seq, drawn: recordings.length, eligible })];
}

function criteriaTable(criteria: NonNullable<PlanFacts['plan']['words']>['criteria']): object {
  return tableOf({
    columns: words.columns,
    widths: [112, '*', '*', '*', '*'],
    rows: criteria.map(({ name, weight, levels }) => [fill(words.criterion, { name, weight }), ...levels]),
    fontSize: 7,
    margin: [0, 1, 0, 2],
    padding: { paddingTop: () => 1, paddingBottom: () => 1 },
  });
}

function raterOf({ plan }: PlanFacts, entries: readonly Entry[]): string {
  const known = personOf(plan, entries);
  const person = [known?.displayName ?? plan.payload.login, known?.post, known?.unit].filter(
    (one) => one !== undefined && one !== '',
  );
  return fill(words.rater, {
    ...{ person: person.join(', '), day: paperDay(plan.payload.at), seq: plan.seq },
  });
}

function decisionOf({ verdict }: PlanFacts, entries: readonly Entry[]): string {
  if (verdict === null) return words.proposed;
  const { payload, seq } = verdict;
  const facts = { person: nameOf(verdict, entries), day: paperDay(payload.at), seq };
  return fill(payload.approved ? words.approved : words.returned, facts);
}
