import { describe, expect, it } from 'vitest';
import type { ResultRow, Results } from '../../shared/ledger/results.ts';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  by,
  command,
  drop,
  factsOf,
  forged,
  insert,
  judgement,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { rater } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

/** Cards of a review of quality: what the keeper would not have entered is found, here and by `verify.py`. */

const [first, second, left, gone] = [
  'a card',
  'another card',
  'a call left out',
  'a call that is gone',
] as const;
const [remarks, reply, fourth] = ['remarks', 'a reply', 'the card of the fourth'] as const;
const [again, completed] = ['heard for the reply', 'the review completed'] as const;
const judge = judgement(completed);
const plan = uuidOf('a plan');

const drawnIn = (all: Line[]): string[] => factsOf(find(all, 'qualityDraw'))['recordings'] as string[];
/** What a place of the draw is called in an entry. */
const at = (all: Line[], nr: number): Facts => ({ position: { plan, nr }, recording: drawnIn(all)[nr - 1] });
/** A card says something else. */
const say = (all: Line[], name: string, change: Facts): void => {
  const line = find(all, name);
  recommit(line, JSON.stringify({ ...(JSON.parse(line.text ?? '') as Facts), ...change }));
};
/** What came on one day, from an entry on, came on another. */
const redate = (all: Line[], from: string, to: string, names: readonly string[]): void => {
  for (const name of names) {
    const line = find(all, name);
    line.payload = line.payload.replaceAll(`${from}T`, `${to}T`);
  }
};
/** A position is opened, and closed again, before an entry. */
const hear = (all: Line[], before: string, nr: number): void => {
  insert(all, before, 'what was drawn second', { command: uuidOf(`heard ${nr}`), ...at(all, nr) });
  const opening = { opening: uuidOf(`heard ${nr}`), command: uuidOf(`the end of ${nr}`) };
  insert(all, before, 'the end of the second', opening);
};
const omit = (all: Line[], before: string, nr: number): void =>
  insert(all, before, left, { command: uuidOf(`omitted ${nr}`), ...at(all, nr) });

/** What is changed, whose fault it is, what our own verification calls it; all of them `verify.py` finds as `quality`. */
const cases: readonly Case[] = [
  ['a card by somebody else', first, 'plan-of-another', (all) => put(all, first, by(secretary))],
  ['of another call', first, 'sample', (all) => put(all, first, { recording: drawnIn(all)[1] })],
  ['of a call that was not heard', first, 'heard', (all) => put(all, first, at(all, 5))],
  ['of more than was heard', first, 'heard', (all) => put(all, first, { heardMs: 4_200 })],
  ['while it plays', first, 'act-playing', (all) => drop(all, 'the end of the first once more')],
  ['a second first card', second, 'quality-card', (all) => put(all, second, { corrects: null })],
  [
    'instead of one that does not count',
    reply,
    'quality-card',
    (all) => put(all, reply, { corrects: seqOf(all, first) }),
  ],
  [
    'of a call that was left out',
    'a further request',
    'quality-card',
    (all) => insert(all, gone, first, { command, ...at(all, 2) }),
  ],
  [
    'after it was closed',
    'a further request',
    'quality-card',
    (all) => insert(all, 'what was drawn fourth', reply, { command, corrects: seqOf(all, reply) }),
  ],
  [
    'after nothing was remarked in time',
    'a further request',
    'quality-card',
    (all) => {
      drop(all, reply);
      drop(all, remarks);
      put(all, 'nothing to remark', { score: seqOf(all, fourth) });
      insert(all, completed, second, { command, corrects: seqOf(all, second) });
    },
  ],
  ['with two working days for remarks', first, 'remarks-term', (all) => until(all, '2027-01-15')],
  ['with thirty-one', first, 'remarks-term', (all) => until(all, '2027-02-25')],
  ['to a Saturday', first, 'remarks-term', (all) => until(all, '2027-01-23')],
  ['without any', first, 'remarks-term', (all) => put(all, first, { remarksUntil: null })],
  [
    'a reply that is remarked again',
    reply,
    'remarks-term',
    (all) => put(all, reply, { remarksUntil: '2027-01-26' }),
  ],
  ['left out unheard', gone, 'omission', (all) => put(all, gone, { why: 'not-service' })],
  ['left out by somebody else', left, 'plan-of-another', (all) => put(all, left, by(secretary))],
  ['left out twice', 'a further request', 'quality-card', (all) => insert(all, gone, left, { command })],
  ['left out beside a card', left, 'quality-card', (all) => put(all, left, at(all, 1))],
  [
    'left out while it plays',
    left,
    'act-playing',
    (all) => {
      drop(all, 'the end of the second');
      put(all, second, { corrects: seqOf(all, first) });
    },
  ],
  [
    'left out a fourth time',
    'omitted 5',
    'omission',
    (all) => {
      for (const nr of [3, 4, 5]) {
        hear(all, gone, nr);
        omit(all, gone, nr);
      }
    },
  ],
  ['what cannot be heard, out of turn', gone, 'turn', (all) => put(all, gone, at(all, 4))],
  [
    'what cannot be heard, on the day of the approval',
    'a further request',
    'plan-not-open',
    (all) => insert(all, 'a session of the next day', gone, { command, ...at(all, 1) }),
  ],
  ['remarks of another person', remarks, 'evaluated', (all) => put(all, remarks, by(rater))],
  [
    'on a card that does not count',
    remarks,
    'quality-card',
    (all) => put(all, remarks, { score: seqOf(all, first) }),
  ],
  [
    'twice',
    'a further request',
    'quality-card',
    (all) => insert(all, 'a session of the reply', remarks, { command }),
  ],
  [
    'too late',
    remarks,
    'remarks-term',
    (all) => redate(all, '2027-01-14', '2027-01-25', ['a session of the evaluated', remarks]),
  ],
  ['a call is heard that was left out', 'heard 2', 'turn', (all) => hear(all, gone, 2)],
  ['whose card is closed', 'heard 1', 'quality-card', (all) => hear(all, 'what was drawn fourth', 1)],
  ['what was remarked, too long after', again, 'plan-not-open', (all) => late(all, '2027-03-04')],
  [
    'the act is completed with remarks that nobody replied to',
    completed,
    'cards-open',
    (all) => {
      drop(all, reply);
      put(all, 'nothing to remark', { score: seqOf(all, fourth) });
    },
  ],
  [
    'with a call that has no card',
    completed,
    'cards-open',
    (all) => {
      drop(all, 'nothing to remark');
      drop(all, fourth);
    },
  ],
  [
    'with one more to be heard, on its last day',
    completed,
    'cards-open',
    (all) => {
      for (const name of ['the card of the 7th', 'the end of the 7th', 'what was drawn 7th']) drop(all, name);
      redate(all, '2027-02-27', '2027-02-26', ['a session after the plan', completed]);
    },
  ],
  [
    'of a card a level is lower after remarks',
    reply,
    'levels',
    (all) => say(all, reply, { levels: [2, 1, null], comments: { INFORMACJA: 'Za mało.' } }),
  ],
  [
    'or its result',
    reply,
    'levels',
    (all) => say(all, reply, { levels: [1, null, null], comments: { POTRZEBA: 'x' } }),
  ],
  ['nothing is replied', reply, 'levels', (all) => say(all, reply, { reply: null })],
  ['a level is missing', fourth, 'levels', (all) => say(all, fourth, { levels: [3, 3, 3, 3] })],
  ['no criterion applies', fourth, 'levels', (all) => say(all, fourth, { levels: [null, null, null] })],
  ['a low one has no reason', second, 'levels', (all) => say(all, second, { comments: {} })],
  ['a comment is on no criterion', fourth, 'levels', (all) => say(all, fourth, { comments: { INNE: 'x' } })],
  [
    'something is said beyond the end of the call',
    fourth,
    'levels',
    (all) => say(all, fourth, { annotations: [{ from: 0, to: 300_000, criterion: null, text: '' }] }),
  ],
];

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

/** The same of what came out of the review. */
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
        ...{ ...one, percent: 84 },
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
];

function until(all: Line[], day: string): void {
  put(all, first, { remarksUntil: day });
}

/** The last day for remarks is beyond the plan; on that day the call is heard again. */
function late(all: Line[], day: string): void {
  put(all, second, { remarksUntil: '2027-02-24' });
  redate(all, '2027-01-15', day, ['a session of the reply', again]);
}

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
});

describe('INV-73 what is not lawful about cards of a review is found although hash and signature hold:', () => {
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('and nothing about cards, remarks and a reply', async () => {
    expect((await judge(() => undefined)).fault).toBeNull();
  });

  it('nor that a call has no card that was opened and never sounded, once the plan is over', async () => {
    expect((await judge(unheard)).fault).toBeNull();
  });

  it('nor what was remarked and is heard on the fifth working day after the last one for remarks, beyond the plan', async () => {
    const { fault } = await judge((all) => late(all, '2027-03-03'), { last: again });
    expect(fault).toBeNull();
  });

  it('but words that nobody asked for', async () => {
    const { fault, seqOf: place } = await judge(
      (all) => {
        const line = find(all, left);
        line.payload = JSON.stringify({ ...factsOf(line), text: null });
        Object.assign(line, { salt: null, text: null });
      },
      { asSigned: true, last: left },
    );
    expect(fault).toEqual({ seq: place(left), what: 'unlawful', why: 'asked-otherwise' });
  });
});

describe('docs/verify.py', () => {
  const python = findPython();
  if (python === null) it.skip(noPython);
  else {
    const verify = ledgerVerifier(python);
    it('finds nothing wrong with the cards', () => {
      expect(verify(forged(() => undefined, completed)).code).toBe(0);
    });

    it('nor with a call that never sounded, and words that are gone', () => {
      expect(verify(forged(unheard, completed)).code).toBe(0);
      expect(verify(forged((all) => forget(all, 'the card of the 6th'), completed)).code).toBe(0);
    });

    it.each([...cases, ...resultCases])('finds it too: %s', (_what, where, _why, change) => {
      const lines = forged(change, completed);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), 'quality']);
    });
  }
});
