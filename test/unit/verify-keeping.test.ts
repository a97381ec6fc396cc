import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import { append, by, command, judgement, listener, put, type Case, type Facts } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const [letter, looked, end] = [
  'a letter of a court',
  'a crime is looked at',
  'the end of the evidence',
] as const;
const judge = judgement(end);
const keeperSays = { login: 'odsluch_keeper', guid: null, command: null };
const wordless = (all: Line[], name: string, facts: Facts): void => {
  const line = find(all, name);
  put(all, name, { ...facts, text: null });
  Object.assign(line, { salt: null, text: null });
};
/** Another ground for the end of the evidence. */
const endedBy = (facts: Facts) => (all: Line[]) => put(all, end, facts);
const complaint = { ground: 'complaint', issuedOn: '2026-11-09', finalOn: null };

describe('§3.4 what is not lawful about a hold is found although hash and signature hold:', () => {
  const cases: readonly Case[] = [
    ['a card that is not the next', letter, 'card', (all) => put(all, letter, { number: 'ZB/4/2026' })],
    ['to be looked at today', letter, 'card', (all) => put(all, letter, { review: '2026-12-08' })],
    [
      'the same recording twice',
      letter,
      'hold',
      (all) => put(all, letter, { recordings: [uuidOf('x'), uuidOf('x')] }),
    ],
    ['a listener holds outside of an act', letter, 'not-secretary', (all) => put(all, letter, by(listener))],
    [
      'what was never taken in',
      letter,
      'recording-unknown',
      (all) => put(all, letter, { recordings: [uuidOf('x')] }),
    ],
    ['a letter with what was heard', 'hold', 'hold-letter', (all) => put(all, 'hold', { order: 'court' })],
    ['a listener looks at it', looked, 'not-secretary', (all) => put(all, looked, by(listener))],
    ['of a hold that there is not', looked, 'hold-open', (all) => put(all, looked, { of: 3 })],
    ['a review in the past', looked, 'card', (all) => put(all, looked, { review: '2026-12-08' })],
    ['a listener ends it', end, 'not-secretary', (all) => put(all, end, by(listener))],
    ['it is ended twice', 'hold-end 2', 'hold-open', (all) => append(all, end, { command })],
    ['whoever set it ends it', end, 'hold-setter', (all) => put(all, end, { hold: seqOf(all, letter) })],
    ['by a ruling that is not final', end, 'hold-ground', endedBy({ finalOn: null })],
    ['by one that is final tomorrow', end, 'hold-ground', endedBy({ finalOn: '2026-12-09' })],
    ['by one that was final before it was made', end, 'hold-ground', endedBy({ finalOn: '2026-11-25' })],
    [
      'by a notice of last week',
      end,
      'hold-ground',
      (all) => {
        put(all, end, { ...complaint, issuedOn: '2026-12-01' });
        recommit(find(all, end), '{"number":null,"document":"RPW/2214/2026","note":null}');
      },
    ],
    ['by a settlement with a day of a ruling', end, 'hold-ground', endedBy({ ground: 'settled' })],
    [
      'by a person as the wrong call',
      end,
      'hold-ground',
      endedBy({ ground: 'wrong-call', issuedOn: null, finalOn: null }),
    ],
    [
      'by the keeper, what somebody said',
      'hold-end',
      'hold-ground',
      (all) => wordless(all, end, { ...keeperSays, ground: 'wrong-call', issuedOn: null, finalOn: null }),
    ],
  ];
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('by the keeper, what concerns the case', async () => {
    const { fault, seqOf: place } = await judge((all) => {
      append(all, end, { command: uuidOf('ended by itself') });
      const facts = { ...keeperSays, ground: 'wrong-call', issuedOn: null, finalOn: null };
      wordless(all, 'ended by itself', { ...facts, hold: seqOf(all, 'hold 2') });
    });
    expect(fault).toEqual({ seq: place('hold-end 2'), what: 'unlawful', why: 'hold-ground' });
  });

  it.each<Case>([
    [
      'a ruling that no document shows',
      end,
      'hold-ground',
      (all) => recommit(find(all, end), '{"number":"II K 123/26","document":null,"note":null}'),
    ],
    [
      'a mistake that nobody explains',
      end,
      'hold-ground',
      (all) => {
        put(all, end, { ground: 'mistake', issuedOn: null, finalOn: null });
        recommit(find(all, end), '{"number":null,"document":null,"note":"pomyłka"}');
      },
    ],
    [
      'an order without a letter',
      letter,
      'hold-letter',
      (all) => {
        const words = { proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2026', paper: null };
        recommit(find(all, letter), JSON.stringify(words));
      },
    ],
  ])('in its words: %s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });
});
