import { percentOf } from '../../shared/ledger/cards.ts';
import { texts } from '../../shared/ledger/kinds.ts';
import type { Plan } from '../../shared/ledger/quality.ts';
import type { ResultRow, Results } from '../../shared/ledger/results.ts';
import { readWords } from './names.ts';
import type { Desk } from './request.ts';
import type { Act } from './state.ts';

/** A card that counts: where its call was answered, by whom, and its levels in the order of the criteria. */
export type Counted = { department: string; person: string; levels: readonly (number | null)[] };
type Terms = Pick<Plan, 'departments' | 'weights'>;
type Limits = { fewCards: number; fewPersons: number };

/** What came out of the act of a plan, of the cards whose words are there; undefined of any other act. */
export async function readResults(
  { connection, state }: Pick<Desk, 'connection' | 'state'>,
  { plan: id }: Pick<Act, 'plan'>,
): Promise<Results | undefined> {
  const plan = state.plans.get(id ?? '');
  const limits = plan?.verdict?.limits ?? null;
  if (plan?.draw === undefined || plan.draw === null || limits === null) return undefined;
  const { recordings, persons } = plan.draw;
  const counted: Counted[] = [];
  for (const [nr, card] of [...plan.cards].sort(([one], [other]) => one - other)) {
    if (card.state === 'omitted') continue;
    const words = await readWords(connection, card.score, card.text);
    if (words === null) continue;
    const { levels } = texts.qualityScore.parse(JSON.parse(words));
    const department = state.departments.get(recordings[nr - 1] ?? '') ?? '';
    counted.push({ department, person: persons[nr - 1] ?? '', levels });
  }
  return resultsOf(counted, plan, limits);
}

/** The cards of a plan summed up, without what they say of so few that it would be about somebody. */
export function resultsOf(cards: readonly Counted[], { departments, weights }: Terms, few: Limits): Results {
  const present = departments.filter((name) => cards.some(({ department }) => department === name));
  const rows = weights.flatMap(({ code }, at) => rowOf(code, at, { cards, present, few }) ?? []);
  // Out of it and of the others what is left out would follow.
  const isWhole = rows.length === weights.length;
  const [reached, full] = totalOf(rows, weights);
  return {
    ...{ cards: cards.length, persons: personsOf(cards) },
    percent: isWhole ? percentOf(reached, full) : null,
    rows,
  };
}

/**
 * A criterion; null where it is left out.
 * SECURITY: § 2: of fewer cards or persons than the office agreed to nothing is told, neither together nor of a department; and of departments only where
 * each is large enough, or what is left out would follow from the rest. Where all levels are the same, that of every department follows: so where one is
 * too small, they all are left out.
 */
function rowOf(
  criterion: string,
  at: number,
  { cards, present, few }: { cards: readonly Counted[]; present: readonly string[]; few: Limits },
): ResultRow | null {
  const given = cards.flatMap(({ levels, ...whose }) => {
    const level = levels[at] ?? null;
    return level === null ? [] : [{ ...whose, level }];
  });
  const isEnough = (some: typeof given): boolean =>
    some.length >= few.fewCards && personsOf(some) >= few.fewPersons;
  if (!isEnough(given)) return null;
  const counts = [0, 1, 2, 3].map((level) => given.filter((one) => one.level === level).length);
  const parts = present.map((name) => given.filter(({ department }) => department === name));
  const apart = parts.every(isEnough);
  if (!apart && counts.includes(given.length)) return null;
  const departments = parts.map((part, place) => ({
    department: present[place] ?? '',
    sum: part.reduce((sum, { level }) => sum + level, 0),
    count: part.length,
  }));
  return { criterion, counts, nd: cards.length - given.length, departments: apart ? departments : null };
}

function personsOf(some: readonly { person: string }[]): number {
  return new Set(some.map(({ person }) => person)).size;
}

/** What was reached, and what could be. */
function totalOf(rows: readonly ResultRow[], weights: Terms['weights']): [reached: number, full: number] {
  let [reached, full] = [0, 0];
  for (const { criterion, counts } of rows) {
    const weight = weights.find(({ code }) => code === criterion)?.weight ?? 0;
    for (const [level, count] of counts.entries()) {
      reached += weight * level * count;
      full += weight * 3 * count;
    }
  }
  return [reached, full];
}
