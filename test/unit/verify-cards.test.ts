import { describe, expect, it } from 'vitest';
import { edit, find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  command,
  drop,
  factsOf,
  insert,
  judgement,
  put,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { rater } from './vectors-head.ts';
import { sessionKeyOf } from './vectors-asking.ts';
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
    'after there was nothing to remark',
    'a further request',
    'quality-card',
    (all) => insert(all, 'what was drawn 5th', fourth, { command, corrects: seqOf(all, fourth) }),
  ],
  [
    'after nothing was remarked in time',
    'a further request',
    'quality-card',
    (all) => {
      drop(all, reply);
      drop(all, remarks);
      put(all, 'nothing to remark', { score: seqOf(all, fourth) });
      insert(all, completed, second, {
        ...{ command, corrects: seqOf(all, second), remarksUntil: '2027-03-09' },
      });
    },
  ],
  [
    'of a call that is lost',
    'the card of the 7th',
    'quality-card',
    (all) =>
      insert(all, 'the card of the 7th', 'incident 2', {
        ...{ ...by(secretary), lost: [drawnIn(all)[6]], from: undefined, to: undefined },
      }),
  ],
  ['of a review that was broken off', 'the card of the 7th', 'quality-card', breakOff],
  [
    'a call of it that is left out',
    'omitted 7',
    'quality-card',
    (all) => {
      breakOff(all);
      drop(all, 'the card of the 7th');
      append(all, left, { command: uuidOf('omitted 7'), ...at(all, 7) });
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
  [
    'left out as what cannot be heard, with a word',
    gone,
    'omission',
    (all) => {
      put(all, gone, { text: factsOf(find(all, left))['text'] });
      Object.assign(find(all, gone), { salt: find(all, left).salt, text: find(all, left).text });
    },
  ],
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
  ['on another call of theirs', remarks, 'sample', (all) => put(all, remarks, { recording: anotherOf(all) })],
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
  [
    'on a call that is lost',
    remarks,
    'remarks-term',
    (all) =>
      insert(all, 'a session of the evaluated', 'incident 2', {
        ...{ ...by(secretary), lost: [drawnIn(all)[0]], from: undefined, to: undefined },
      }),
  ],
  ['a sixth call of five is heard', 'heard 8', 'turn', (all) => hear(all, 'a session after the plan', 8)],
  [
    'a call without remarks is heard after the plan',
    'heard 5',
    'plan-not-open',
    (all) => {
      put(all, 'the card of the 5th', { remarksUntil: '2027-03-01' });
      hear(all, completed, 5);
    },
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
      // The results are those of the card that counts.
      edit(find(all, completed), '[0,0,3,2]', '[0,1,2,2]');
      edit(find(all, completed), '"sum":12', '"sum":11');
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
    (all) => say(all, reply, { levels: [3, 1, null], comments: { INFORMACJA: 'Za mało.' } }),
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

function until(all: Line[], day: string): void {
  put(all, first, { remarksUntil: day });
}

/** Of whoever answered what was drawn first. */
function anotherOf(all: Line[]): string | undefined {
  const { guids } = JSON.parse(find(all, 'qualityDraw').text ?? '') as { guids: string[] };
  return drawnIn(all).find((_one, place) => place > 0 && guids[place] === guids[0]);
}

/** The desk files the protocol of a review that nobody ended; a card comes after that. */
function breakOff(all: Line[]): void {
  const [card] = drop(all, 'the card of the 7th');
  drop(all, 'the review completed');
  const on = { at: '2027-03-10T08:00:00.000Z' };
  const signIn = (like: string): void => {
    const id = uuidOf(`${like} again`);
    const { publicKey } = sessionKeyOf(id);
    append(all, like, { ...on, command: id, publicKey, until: '2027-03-10T18:00:00.000Z' });
  };
  signIn('a session before the verdict');
  const filed = { act: uuidOf('a review'), day: '2027-03-10', instead: true, signed: false };
  append(all, 'filing', { ...on, ...by(secretary), ...filed, command });
  recommit(find(all, 'a further request'), JSON.stringify({ reason: 'Nie ma kto jej ukończyć.' }));
  signIn('a session of the last cards');
  if (card)
    all.push({ ...card, payload: JSON.stringify({ ...factsOf(card), ...on, remarksUntil: '2027-03-22' }) });
}

/** The last day for remarks is beyond the plan; on that day the call is heard again. */
function late(all: Line[], day: string): void {
  put(all, second, { remarksUntil: '2027-02-24' });
  redate(all, '2027-01-15', day, ['a session of the reply', again]);
}

describe('INV-73 what is not lawful about cards of a review is found although hash and signature hold:', () => {
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it('and nothing about cards, remarks and a reply', async () => {
    expect((await judge(() => undefined)).fault).toBeNull();
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
