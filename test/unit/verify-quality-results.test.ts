import { describe, expect, it } from 'vitest';
import { checkResults } from '../../server/verify/results.ts';
import type { ResultRow, Results } from '../../shared/ledger/results.ts';
import { find, recommit, type Line } from './exported-chain.ts';
import { drop, factsOf, judgement, put, type Case, type Facts } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

/** What came out of a review of quality: what the keeper would not have entered is found, here and by `verify.py`. */

const [fourth, completed] = ['the card of the fourth', 'the review completed'] as const;
const judge = judgement(completed);

/** A card says something else. */
const say = (all: Line[], name: string, change: Facts): void => {
  const line = find(all, name);
  recommit(line, JSON.stringify({ ...(JSON.parse(line.text ?? '') as Facts), ...change }));
};
/** The results are told otherwise. */
const tell = (all: Line[], change: (results: Results) => object): void =>
  put(all, completed, { results: change(factsOf(find(all, completed))['results'] as Results) });
/** So is that of the first criterion. */
const tellFirst = (all: Line[], change: (row: ResultRow) => object): void =>
  tell(all, (results) => {
    const [row, ...others] = results.rows;
    return { ...results, rows: row === undefined ? [] : [{ ...row, ...change(row) }, ...others] };
  });
/** Nobody can tell any more what a card said. */
const forget = (all: Line[], name: string): void =>
  void Object.assign(find(all, name), { salt: null, text: null, requestSalt: null, request: null });

/** All that is known but one card is told otherwise. */
const tellOfLess = (all: Line[], change: (results: Results) => object): void => {
  forget(all, 'the card of the 6th');
  tell(all, change);
};

/** What is changed, whose fault it is, what our own verification calls it; all of them `verify.py` finds as `quality`. */
const resultCases: readonly Case[] = [
  [
    'results with another count',
    completed,
    'results',
    (all) => tellFirst(all, () => ({ counts: [0, 1, 2, 2] })),
  ],
  [
    'of other persons',
    completed,
    'results',
    (all) => tell(all, (one) => ({ ...one, persons: one.persons - 1 })),
  ],
  ['of more cards', completed, 'results', (all) => tell(all, (one) => ({ ...one, cards: 6 }))],
  [
    'with a percentage although a criterion is left out',
    completed,
    'results',
    (all) => tell(all, (one) => ({ ...one, percent: 80 })),
  ],
  [
    'with a criterion less',
    completed,
    'results',
    (all) => tell(all, (one) => ({ ...one, rows: one.rows.slice(1) })),
  ],
  [
    'with one of four cards',
    completed,
    'results',
    (all) =>
      tell(all, (one) => ({
        ...{ ...one, percent: 78 },
        rows: [...one.rows, { criterion: 'JEZYK', counts: [0, 0, 2, 2], nd: 1, departments: null }],
      })),
  ],
  [
    'with departments that are not told',
    completed,
    'results',
    (all) => tellFirst(all, () => ({ departments: null })),
  ],
  [
    'after a card said something else',
    completed,
    'results',
    (all) => say(all, 'the card of the 6th', { levels: [2, 2, null] }),
  ],
  ['without any', completed, 'results', (all) => put(all, completed, { results: undefined })],
  [
    'with less than is known of the others, where the words of a card are gone',
    completed,
    'results',
    (all) => {
      forget(all, 'the card of the 6th');
      tellFirst(all, () => ({ counts: [1, 0, 1, 3], departments: null }));
    },
  ],
  [
    'with what contradicts itself, where the words of a card are gone',
    completed,
    'results',
    (all) => {
      forget(all, 'the card of the 6th');
      tellFirst(all, ({ departments }) => ({
        departments: departments?.map((one) => ({ ...one, sum: 13 })),
      }));
    },
  ],
  [
    'with criteria in another order, where the words of a card are gone',
    completed,
    'results',
    (all) => tellOfLess(all, (one) => ({ ...one, rows: [...one.rows].reverse() })),
  ],
  [
    'with more persons than cards, likewise',
    completed,
    'results',
    (all) => tellOfLess(all, (one) => ({ ...one, persons: 6 })),
  ],
  [
    'with more that does not apply than there are cards, likewise',
    completed,
    'results',
    (all) => tellOfLess(all, (one) => ({ ...one, rows: one.rows.map((row) => ({ ...row, nd: 1 })) })),
  ],
  [
    'with two more cards, likewise',
    completed,
    'results',
    (all) =>
      tellOfLess(all, (one) => ({ ...one, cards: 7, rows: one.rows.map((row) => ({ ...row, nd: 2 })) })),
  ],
  [
    'with a department that the plan does not have, likewise',
    completed,
    'results',
    (all) => {
      forget(all, 'the card of the 6th');
      tellFirst(all, ({ departments }) => ({
        departments: departments?.map((one) => ({ ...one, department: 'Inny Wydział' })),
      }));
    },
  ],
  [
    'with a percentage without a criterion, likewise',
    completed,
    'results',
    (all) => tellOfLess(all, (one) => ({ ...one, percent: 80 })),
  ],
  [
    'without departments where nobody differs, likewise',
    completed,
    'results',
    (all) => {
      say(all, 'the card of the fourth', { levels: [2, 3, 3] });
      forget(all, 'the card of the 6th');
      tellFirst(all, () => ({ counts: [0, 0, 5, 0], departments: null }));
    },
  ],
];

/** Of the fourth nothing is played, and so it has no card, and the results are of four. */
function unheard(all: Line[]): void {
  for (const name of ['nothing to remark', fourth]) drop(all, name);
  put(all, 'the end of the fourth', { ranges: [] });
  tell(all, () => ({ cards: 4, persons: personsAt(all, [1, 5, 6, 7]), percent: null, rows: [] }));
}

const personsAt = (all: Line[], places: readonly number[]): number => {
  const { guids } = JSON.parse(find(all, 'qualityDraw').text ?? '') as { guids: string[] };
  return new Set(places.map((nr) => guids[nr - 1])).size;
};

describe('INV-74 results of a review that are not those of its cards, or of few, are found:', () => {
  it.each(resultCases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('but of words that are gone by now only that', async () => {
    const { fault, seqOf: place } = await judge((all) => forget(all, 'the card of the 6th'));
    expect(fault).toEqual({ seq: place('the card of the 6th'), what: 'erased' });
  });

  it('and nothing where a call has no card that was opened and never sounded, once the plan is over', async () => {
    expect((await judge(unheard)).fault).toBeNull();
  });
});

describe('a review of six cards of three persons, one of whom a criterion does not concern', () => {
  const [id, department] = [uuidOf('a plan'), 'Biuro Obsługi'];
  const persons = ['a', 'a', 'a', 'b', 'b', 'c', 'c'];
  const recordings = persons.map((_one, at) => uuidOf(`a call ${at}`));
  /** The seventh is destroyed, and with it what was said of it. */
  const scene = {
    state: {
      plans: new Map([
        [
          id,
          {
            departments: [department],
            weights: ['POTRZEBA', 'INFORMACJA'].map((code) => ({ code, weight: 1 })),
            verdict: { limits: { fewCards: 5, fewPersons: 3 } },
            draw: { recordings },
            cards: new Map(recordings.map((_one, at) => [at + 1, { state: 'closed', score: at + 1 }])),
          },
        ],
      ]),
      destroyed: new Map([[recordings[6], {}]]),
    },
    recordings: new Map(recordings.map((one, at) => [one, { department, speaker: persons[at] }])),
    levels: new Map([1, 2, 3, 4, 5, 6].map((seq) => [seq, [seq === 6 ? null : 3, 2]])),
  };
  const row = (criterion: string, counts: number[], sum: number, nd = 0): ResultRow => {
    const count = counts.reduce((all, one) => all + one, 0);
    return { criterion, counts, nd, departments: [{ department, sum, count }] };
  };
  const check =
    (told: Results, of: object = scene) =>
    () =>
      checkResults(of as never, { plan: id } as never, { results: told } as never);
  const all = { cards: 6, persons: 3, percent: null, rows: [row('INFORMACJA', [0, 0, 6, 0], 12)] };

  it('tells nothing of that criterion, which is of two', () => {
    expect(check(all)).not.toThrow();
    const rows = [row('POTRZEBA', [0, 0, 0, 5], 15, 1), ...all.rows];
    expect(check({ ...all, percent: 82, rows })).toThrow();
  });

  it('is of no fewer persons than of whom it is known, where the words of a card are gone', () => {
    const levels = new Map([...scene.levels].filter(([seq]) => seq !== 5));
    const none = { ...all, rows: [] };
    expect(check(none, { ...scene, levels })).not.toThrow();
    expect(check({ ...none, persons: 2 }, { ...scene, levels })).toThrow();
  });

  it('has no card of a call that was destroyed before', () => {
    const rows = [row('INFORMACJA', [0, 0, 6, 1], 15)];
    expect(check({ ...all, cards: 7, rows })).toThrow();
  });
});
