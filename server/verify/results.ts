import type { Payload } from '../../shared/ledger/kinds.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import type { Results } from '../../shared/ledger/results.ts';
import type { Act } from '../entries/state.ts';
import { must, type Scene } from './scene.ts';

type Card = { department: string; person: string; levels: readonly (number | null)[] };
type Limits = { fewCards: number; fewPersons: number };

/**
 * What came out of a review of quality, by the words of its cards: as the entry says it, of nobody else and of no fewer. Of cards whose words went since
 * nobody can tell what they said: then the sums only have to agree with the others, and with one another.
 */
export function checkResults(scene: Scene, act: Act, { results }: Payload<'completed'>): void {
  const { state, recordings, levels } = scene;
  const plan = state.plans.get(act.plan ?? '');
  must((plan === undefined) === (results === undefined), 'results');
  const limits = plan?.verdict?.limits;
  if (plan === undefined || results === undefined || !limits) return;
  checkSums(results, plan, limits);
  const known: Card[] = [];
  let gone = 0;
  for (const [nr, card] of plan.cards) {
    const recording = plan.draw?.recordings[nr - 1] ?? '';
    // What was destroyed before took its words along.
    if (card.state === 'omitted' || state.destroyed.has(recording)) continue;
    const { department = '', speaker = null } = recordings.get(recording) ?? {};
    const said = levels.get(card.score);
    if (said === undefined) gone += 1;
    else known.push({ department, person: speaker ?? '', levels: said });
  }
  if (gone === 0) must(JSON.stringify(results) === JSON.stringify(summed(known, plan, limits)), 'results');
  else checkLeast(results, known, gone, plan);
}

/** Whether an entry is consistent by itself, and tells nothing of too few. */
function checkSums({ cards, persons, percent, rows }: Results, plan: Plan, limits: Limits): void {
  const codes = plan.weights.map(({ code }) => code);
  const places = rows.map(({ criterion }) => codes.indexOf(criterion));
  must(
    places.every((place, at) => place > (places[at - 1] ?? -1)),
    'results',
  );
  must(persons <= cards && (rows.length === 0 || persons >= limits.fewPersons), 'results');
  for (const { counts, nd, departments } of rows) {
    const given = counts.reduce((sum, count) => sum + count, 0);
    must(given >= limits.fewCards && given + nd === cards, 'results');
    must(departments !== null || !counts.includes(given), 'results');
    if (departments === null) continue;
    const sums = departments.reduce((sum, one) => sum + one.sum, 0);
    const each = departments.reduce((sum, { count }) => sum + count, 0);
    must(
      each === given && sums === (counts[1] ?? 0) + 2 * (counts[2] ?? 0) + 3 * (counts[3] ?? 0),
      'results',
    );
    must(
      departments.every(
        ({ department, sum, count }) =>
          plan.departments.includes(department) && count >= limits.fewCards && sum <= 3 * count,
      ),
      'results',
    );
  }
  must(percent === percentOf(rows, plan), 'results');
}

/** What is known to have been said stands in the sums. */
function checkLeast(
  { cards, persons, rows }: Results,
  known: readonly Card[],
  gone: number,
  { weights }: Plan,
): void {
  must(known.length <= cards && cards <= known.length + gone, 'results');
  must(new Set(known.map(({ person }) => person)).size <= persons, 'results');
  for (const { criterion, counts, nd } of rows) {
    const at = weights.findIndex(({ code }) => code === criterion);
    const said = (level: number | null): number => known.filter(({ levels }) => levels[at] === level).length;
    must(counts.every((count, level) => count >= said(level)) && nd >= said(null), 'results');
  }
}

/** All of it anew. */
function summed(cards: readonly Card[], plan: Plan, limits: Limits): Results {
  const rows: Results['rows'] = [];
  const homes = plan.departments.filter((name) => cards.some((card) => card.department === name));
  plan.weights.forEach(({ code }, at) => {
    const apart = new Map(homes.map((name) => [name, { sum: 0, count: 0, persons: new Set<string>() }]));
    const [counts, persons] = [[0, 0, 0, 0], new Set<string>()];
    for (const { department, person, levels } of cards) {
      const level = levels[at] ?? null;
      if (level === null) continue;
      counts[level] = (counts[level] ?? 0) + 1;
      persons.add(person);
      const home = apart.get(department);
      if (home === undefined) continue;
      home.sum += level;
      home.count += 1;
      home.persons.add(person);
    }
    const given = counts.reduce((sum, count) => sum + count, 0);
    const isLarge = (count: number, heads: number): boolean =>
      count >= limits.fewCards && heads >= limits.fewPersons;
    const isTold = [...apart.values()].every((one) => isLarge(one.count, one.persons.size));
    // Where nobody differs, each department follows from all.
    const differs = counts.every((count) => count < given);
    if (!isLarge(given, persons.size) || !(isTold || differs)) return;
    const departments = [...apart].map(([department, { sum, count }]) => ({ department, sum, count }));
    rows.push({
      ...{ criterion: code, counts, nd: cards.length - given },
      departments: isTold ? departments : null,
    });
  });
  const persons = new Set(cards.map(({ person }) => person)).size;
  return { cards: cards.length, persons, percent: percentOf(rows, plan), rows };
}

/** Σ weight · level of Σ 3 · weight in whole percent, halves up; null where a criterion is missing. */
function percentOf(rows: Results['rows'], { weights }: Plan): number | null {
  if (rows.length < weights.length) return null;
  const counted = rows.flatMap(({ counts }, at) =>
    counts.map((count, level) => ({ level, count: count * (weights[at]?.weight ?? 0) })),
  );
  const full = counted.reduce((sum, { count }) => sum + 3 * count, 0);
  return Math.round((100 * counted.reduce((sum, { level, count }) => sum + level * count, 0)) / full);
}
