import type { ResultRow, Results } from '../../shared/ledger/results.ts';
import type { Annex } from '../../shared/paper.ts';
import { givenIn, meanText, tenths, tenthsOf } from '../../shared/quality-results.ts';
import { document as texts } from '../../shared/text/pl/document.ts';
import type { ActFacts } from '../paper/act.ts';
import { ofKind, type Entry } from '../paper/entries.ts';
import { fill } from '../paper/fill.ts';
import { legalDayText, paperDay } from '../paper/show.ts';

const words = texts.report;

/**
 * „Załącznik 1” of the act of a plan, out of the entries that its sealed text names: none of them can be kept from it. Null in every other act.
 * SECURITY: no card, and nobody who is evaluated: calls by their place in the draw, results as the keeper entered them.
 */
export function reportOf({ entries, review }: Pick<ActFacts, 'entries' | 'review'>): Annex | null {
  const results = ofKind(entries, 'completed').at(-1)?.payload.results;
  const [plan] = ofKind(review, 'qualityPlan');
  const [verdict] = ofKind(review, 'qualityVerdict');
  const [draw] = ofKind(review, 'qualityDraw');
  if (results === undefined || !plan || !verdict || !draw) return null;
  const criteria = plan.payload.weights.map(({ code, weight }, at) => ({
    ...{ code, weight, name: plan.words?.criteria[at]?.name ?? code },
    row: results.rows.find(({ criterion }) => criterion === code),
  }));
  const { fewCards, fewPersons } = verdict.payload.limits ?? { fewCards: 0, fewPersons: 0 };
  return {
    title: words.title,
    rows: [
      { heading: words.parts.plan, lines: planLines(plan, verdict) },
      {
        heading: words.parts.criteria,
        lines: criteria.map(({ name, weight }) => fill(words.criterion, { name, weight })),
      },
      { heading: words.parts.draw, lines: drawLines(draw) },
      { heading: words.parts.calls, lines: callLines(plan, draw, review) },
      { heading: words.parts.remarks, lines: [fill(words.remarks, { count: remarksIn(review) })] },
      { heading: words.parts.results, lines: [countedLine(results)] },
    ],
    table: { head: [...words.head], rows: criteria.map(tableRow) },
    notes: [
      ...criteria.flatMap(({ name, row }) => departmentsLine(name, row)),
      fill(words.rule, { cards: fewCards, persons: fewPersons }),
    ],
  };
}

function planLines({ payload }: Entry<'qualityPlan'>, verdict: Entry<'qualityVerdict'>): string[] {
  const { from, to, until, departments, size, perPerson } = payload;
  return [
    fill(words.plan, {
      ...{ number: verdict.payload.number ?? '', day: paperDay(verdict.payload.at), seq: verdict.seq },
      ...{ from: legalDayText(from), to: legalDayText(to), until: legalDayText(until) },
    }),
    fill(words.departments, { departments: departments.join(', ') }),
    fill(words.sample, { size, perPerson }),
  ];
}

function drawLines({
  seq,
  payload: { seed, eligible, recordings, excluded },
}: Entry<'qualityDraw'>): string[] {
  return [
    fill(words.seed, { seed }),
    fill(words.eligible, { eligible, drawn: recordings.length, seq }),
    fill(words.excluded, excluded),
  ];
}

/** Of each call that was to be heard what became of it. What was drawn beyond them took the place of what was left out. */
function callLines(
  { payload: { size } }: Entry<'qualityPlan'>,
  { payload: { recordings } }: Entry<'qualityDraw'>,
  review: readonly Entry[],
): string[] {
  const scored = new Set(ofKind(review, 'qualityScore').map(({ payload }) => payload.position.nr));
  const omitted = new Map(
    ofKind(review, 'qualityOmission').map(({ payload }) => [payload.position.nr, payload.why]),
  );
  const all = recordings.slice(0, size + omitted.size).map((_, at) => at + 1);
  const line = (sentence: string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [fill(sentence, { count: list.length, list: list.join(', ') })];
  const plain = (nr: number): string => fill(words.position, { nr });
  const left = all.flatMap((nr) => {
    const why = omitted.get(nr);
    return why === undefined ? [] : [fill(words.omission, { nr, why: words.why[why] })];
  });
  return [
    ...line(words.scored, all.filter((nr) => scored.has(nr)).map(plain)),
    ...line(words.omitted, left),
    ...line(words.unheard, all.filter((nr) => !scored.has(nr) && !omitted.has(nr)).map(plain)),
  ];
}

function remarksIn(review: readonly Entry[]): number {
  return ofKind(review, 'qualityRemark').filter(({ payload }) => payload.remarked).length;
}

function countedLine({ cards, persons, percent }: Results): string {
  const said = percent === null ? words.left : fill(words.percent, { n: percent });
  return fill(words.counted, { cards, persons, percent: said });
}

type Row = { name: string; weight: number; row: ResultRow | undefined };

function tableRow({ name, weight, row }: Row): string[] {
  const told =
    row === undefined
      ? Array<string>(6).fill(words.left)
      : [...row.counts.map(String), String(row.nd), meanText(tenthsOf(row))];
  return [name, String(weight), ...told];
}

function departmentsLine(name: string, row: ResultRow | undefined): string[] {
  if (!row?.departments || givenIn(row) === 0) return [];
  const list = row.departments.map(({ department, sum, count }) =>
    fill(words.ofDepartment, { department, mean: meanText(tenths(sum, count)), count }),
  );
  return [fill(words.byDepartment, { name, list: list.join(', ') })];
}
