import { spokenDuration } from '../../shared/duration.ts';
import { qualityPaper as words } from '../../shared/text/pl/quality-paper.ts';
import { fail } from '../failed.ts';
import { emergencyLine } from '../paper/emergency.ts';
import { nameOf, personOf, standsAt, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { pdfOf, type Printable } from '../paper/pdf.ts';
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
  const emergency = await emergencyLine(current);
  const around = { office: settings().office, foot: emergency === null ? [foot] : [foot, `${emergency}.`] };
  // The bundle stands beside its fonts.
  return makePlan(facts, entries, around, __dirname);
}

/** The same of what was read. `resources`: where the fonts lie. */
export async function makePlan(
  facts: PlanFacts,
  entries: readonly Entry[],
  { office, foot }: { office: string; foot: readonly string[] },
  resources: string,
): Promise<Printable> {
  const { plan, verdict } = facts;
  const number = verdict?.payload.number ?? null;
  const title = number === null ? words.proposal : fill(words.title, { number });
  const definition = {
    pageMargins: [46, 36, 46, 36],
    info: { title, author: office, creator: 'Odsłuch' },
    footer: () => ({
      ...{ margin: [46, 6, 46, 0], fontSize: 7, color: '#555555', alignment: 'right' },
      stack: [...foot],
    }),
    content: [{ fontSize: 8.5, stack: contentOf(facts, entries, { office, title }) }],
  };
  const named = (number ?? plan.payload.case).replaceAll(/[^0-9A-Za-z-]+/g, '_');
  return { name: fill(words.name, { number: named }), pdf: await pdfOf(definition, resources) };
}

function contentOf(
  facts: PlanFacts,
  entries: readonly Entry[],
  { office, title }: { office: string; title: string },
): object[] {
  const { plan } = facts;
  return [
    { text: office, bold: true },
    { text: title, bold: true, fontSize: 12.5, alignment: 'center', margin: [0, 8, 0, 0] },
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

function part(title: string, lines: readonly string[]): object[] {
  return [
    { text: title, bold: true, fontSize: 9.5, margin: [0, 6, 0, 1] },
    ...lines.map((text) => ({ text, margin: [0, 1, 0, 1] })),
  ];
}

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
  const head = words.columns.map((text) => ({ text, bold: true }));
  return {
    ...{ fontSize: 7, margin: [0, 1, 0, 2] },
    table: {
      ...{ headerRows: 1, dontBreakRows: true, widths: [112, '*', '*', '*', '*'] },
      body: [
        head,
        ...criteria.map(({ name, weight, levels }) =>
          [fill(words.criterion, { name, weight }), ...levels].map((text) => ({ text })),
        ),
      ],
    },
    layout: {
      ...{ hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
      ...{ hLineColor: () => '#999999', vLineColor: () => '#999999' },
      ...{ paddingTop: () => 1, paddingBottom: () => 1 },
    },
  };
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
