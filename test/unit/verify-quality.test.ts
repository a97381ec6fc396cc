import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  appointByOfficer,
  by,
  command,
  factsOf,
  forged,
  insert,
  judgement,
  listener,
  put,
  putRow,
  secretary,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { rater } from './vectors-head.ts';
import { criteria } from './vectors-quality.ts';
import { sessionKeyOf } from './vectors-asking.ts';
import { uuidOf } from './vectors-secrets.ts';

const [plan, approval, draw] = ['a plan', 'its approval', 'qualityDraw'] as const;
const [first, second, again] = [
  'what was drawn first',
  'what was drawn second',
  'the first once more',
] as const;
const judge = judgement(again);

const drawnIn = (lines: Line[]): string[] => factsOf(find(lines, draw))['recordings'] as string[];
const basisOf = (lines: Line[]): Facts => {
  const [row] = factsOf(find(lines, 'what allows reviews'))['rows'] as { content: { basis: Facts } }[];
  return row?.content.basis ?? {};
};
/** What allows reviews says something else. */
const allow = (lines: Line[], change: Facts): void => {
  const [row] = factsOf(find(lines, 'what allows reviews'))['rows'] as Facts[];
  const content = row?.['content'] as Facts;
  putRow(lines, 'what allows reviews', { content: { ...content, basis: { ...basisOf(lines), ...change } } });
};
const toldOn = (informedOn: string) => (all: Line[]) =>
  allow(all, { plan: { act: 'Zarządzenie nr 88/2026', actDay: '2026-12-01', informedOn } });
const inReview = (all: Line[], like: string, facts: Facts): void =>
  insert(all, again, like, { command, act: uuidOf('a review'), ...facts });

/** What is changed, whose fault it is, what our own verification calls it. */
const cases: readonly Case[] = [
  [
    'reviews were not allowed',
    plan,
    'reviews',
    (all) => putRow(all, 'what allows reviews', { from: '2027-01-13' }),
  ],
  [
    'they were not any more',
    plan,
    'reviews',
    (all) => putRow(all, 'what allows reviews', { to: '2027-01-11' }),
  ],
  ['employees knew for 13 days', plan, 'plan', (all) => put(all, plan, { from: '2026-12-27' })],
  [
    'the authorisation does not cover reviews',
    plan,
    'scope',
    (all) => putRow(all, 'a paper of the rater', { quality: 'no' }),
  ],
  [
    'it covers other departments',
    plan,
    'scope',
    (all) => putRow(all, 'a paper of the rater', { departments: ['Kancelaria'] }),
  ],
  ['the period is not over', plan, 'plan', (all) => put(all, plan, { to: '2027-01-12' })],
  ['of four working days', plan, 'plan', (all) => put(all, plan, { to: '2027-01-10' })],
  ['it is heard for more than 120 days', plan, 'plan', (all) => put(all, plan, { until: '2027-05-13' })],
  ['it ends on its own day', plan, 'plan', (all) => put(all, plan, { until: '2027-01-12' })],
  ['a criterion stands there twice', plan, 'plan', (all) => twice(all)],
  [
    'a department does',
    plan,
    'plan',
    (all) => put(all, plan, { departments: ['Biuro Obsługi', 'Biuro Obsługi'] }),
  ],
  [
    'the shortest call is longer than the longest',
    plan,
    'plan',
    (all) => put(all, plan, { shortestS: 600, longestMin: 9 }),
  ],
  ['who proposed it approves it', approval, 'not-secretary', (all) => put(all, approval, by(rater))],
  ['a deputy of nobody', approval, 'not-secretary', (all) => put(all, approval, by(listener))],
  ['who proposed it is of the desk, and approves it', approval, 'one-person', (all) => appointed(all)],
  [
    'for days and departments of one that is open',
    'a further request',
    'plan',
    (all) => insert(all, draw, plan, { command }),
  ],
  [
    'six of one person wait for a decision',
    'a sixth plan',
    'plan-limit',
    (all) => {
      for (const nth of ['second', 'third', 'fourth', 'fifth', 'sixth'])
        insert(all, approval, plan, { command: uuidOf(`a ${nth} plan`) });
    },
  ],
  ['approved twice', 'qualityVerdict 3', 'plan-decided', (all) => insert(all, draw, approval, { command })],
  ['another number', approval, 'plan-number', (all) => put(all, approval, { number: 'PJ/2/2027' })],
  ['more a person than three can be', approval, 'narrow', (all) => put(all, plan, { perPerson: 3 })],
  [
    'calls of two persons alone',
    approval,
    'narrow',
    (all) => {
      for (const place of [5, 6, 7, 8]) put(all, `a call of the review ${place}`, { answeredLogin: 'k.lis' });
    },
  ],
  ['drawn by another seed', draw, 'draw', (all) => put(all, draw, { seed: '0'.repeat(64) })],
  ['another order', draw, 'draw', (all) => put(all, draw, { recordings: drawnIn(all).reverse() })],
  ['two calls of one person in another order', draw, 'draw', swapped],
  ['one fewer', draw, 'draw', (all) => put(all, draw, { recordings: drawnIn(all).slice(1) })],
  ['another count', draw, 'draw', (all) => put(all, draw, { eligible: 8 })],
  ['another digest', draw, 'draw', (all) => put(all, draw, { digest: '0'.repeat(64) })],
  [
    'something else is excluded',
    draw,
    'draw',
    (all) => put(all, draw, { excluded: { length: 0, unregistered: 1, drawn: 0, unavailable: 1 } }),
  ],
  [
    'a call of whose clerk no account stands any more',
    draw,
    'draw',
    (all) =>
      insert(all, draw, 'roles', {
        ...{ subject: 'k.lis', subjectGuid: uuidOf('k.lis'), roles: [], account: 'disabled' },
      }),
  ],
  ['heard when reviews are not allowed any more', first, 'reviews', (all) => endReviews(all)],
  ['heard under a paper that is for something else by now', first, 'scope', (all) => endAuthorisation(all)],
  ['heard by another', first, 'author', (all) => put(all, first, { guid: uuidOf(listener) })],
  ['heard on the day of the approval', first, 'plan-not-open', (all) => onOneDay(all)],
  [
    'something else at that place',
    second,
    'sample',
    (all) => put(all, second, { recording: drawnIn(all)[2] ?? '' }),
  ],
  [
    'out of turn',
    second,
    'turn',
    (all) => put(all, second, { recording: drawnIn(all)[2], position: { plan: uuidOf(plan), nr: 3 } }),
  ],
  [
    'of another plan',
    first,
    'plan-not-open',
    (all) => put(all, first, { position: { plan: uuidOf('another plan'), nr: 1 } }),
  ],
  [
    'of no plan',
    first,
    'plan-of-another',
    (all) => put(all, first, { position: { plan: uuidOf('x'), nr: 1 } }),
  ],
  ['without a place in the draw', first, 'scope', (all) => unplaced(all)],
  ['in a second act', again, 'act-of-another', (all) => put(all, again, { act: uuidOf('another act') })],
  ['of another case', first, 'plan-of-another', (all) => put(all, first, { case: 'SEK.0643.5.2027' })],
  [
    'that is evidence by then',
    second,
    'unavailable',
    (all) => {
      insert(all, 'a session of the next day', 'evidence', {
        ...{ ...by(secretary), command, act: null, recordings: [drawnIn(all)[1] ?? ''], basis: null },
        ...{ number: 'ZB/1/2027', review: '2027-07-12', order: null },
      });
      const words = { proceedings: 'karne', reference: null, case: 'SEK.0643.9.2027', paper: null };
      recommit(find(all, 'a further request'), JSON.stringify(words));
    },
  ],
  ['somebody is present', 'joined 2', 'review-act', (all) => inReview(all, 'somebody joins', by(rater))],
  [
    'it is another call',
    'a further request',
    'review-act',
    (all) =>
      inReview(all, 'the end of the first', { opening: uuidOf(first), wrongCall: true, how: 'listener' }),
  ],
];

function twice(all: Line[]): void {
  const [one] = factsOf(find(all, plan))['weights'] as Facts[];
  put(all, plan, { weights: [one, one, one] });
  const { why, criteria } = JSON.parse(find(all, plan).text ?? '') as { why: string; criteria: Facts[] };
  recommit(find(all, plan), JSON.stringify({ why, criteria: criteria.map(() => criteria[0]) }));
}

/** Before anything is heard a newer version ends them. */
function endReviews(all: Line[]): void {
  standNewer(all, 'what allows reviews', { number: 'WR/1/2027', from: '2027-01-12', to: '2027-01-12' });
}

/** Before anything is heard a newer paper authorises for nothing of the kind. */
function endAuthorisation(all: Line[]): void {
  standNewer(all, 'a paper of the rater', { number: 'UO/1/2027', from: '2027-01-12', quality: 'no' });
}

/** The day before anything is heard another paper like one that stands is registered and confirmed. */
function standNewer(all: Line[], like: string, change: Facts): void {
  const before = 'a session of the next day';
  const [row] = factsOf(find(all, like))['rows'] as Facts[];
  const id = uuidOf('a session before the newer paper');
  const on = { at: '2027-01-12T20:00:00.000Z', until: '2027-01-13T06:00:00.000Z' };
  const { publicKey } = sessionKeyOf(id);
  insert(all, before, like, { command: uuidOf('a newer paper'), rows: [{ ...row, ...change }] });
  insert(all, before, 'a session of the deputy before the review', { ...on, command: id, publicKey });
  const entries = [seqOf(all, 'a newer paper')];
  insert(all, before, 'reviews are allowed', { entries, command: uuidOf('it is confirmed') });
}

/** The calls of the first two positions of one person change their places. */
function swapped(all: Line[]): void {
  const { guids } = JSON.parse(find(all, draw).text ?? '') as { guids: string[] };
  const places = guids.flatMap((guid, at) => (guid === guids[0] ? [at] : [])).slice(0, 2);
  const recordings = drawnIn(all);
  put(all, draw, {
    recordings: recordings.map((one, at) =>
      places.includes(at) ? recordings[places[at === places[0] ? 1 : 0] ?? 0] : one,
    ),
  });
}

/** The rater is a deputy of the Secretary, too. */
function appointed(all: Line[]): void {
  const held = { number: 'PF/5/2026', login: rater, office: 'secretary', deputy: true, from: '2026-12-14' };
  appointByOfficer(all, 'a call of the review 1', 'an office of the rater', held);
  put(all, approval, by(rater));
}

/** Whatever was heard is of the day before. */
function onOneDay(all: Line[]): void {
  for (const line of all.slice(seqOf(all, 'a session of the next day') - 1)) {
    const { at } = factsOf(line) as { at: string };
    line.payload = line.payload.replaceAll(at, at.replace('2027-01-13', '2027-01-12'));
    line.payload = line.payload.replace('"until":"2027-01-13', '"until":"2027-01-12');
  }
}

function unplaced(all: Line[]): void {
  const { position: _position, ...facts } = factsOf(find(all, first));
  find(all, first).payload = JSON.stringify(facts);
}

describe('INV-51 what is not lawful about a review of quality is found although hash and signature hold:', () => {
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    const seq = place(where);
    expect(fault).toEqual({ seq, what: 'unlawful', why });
  });

  it('and nothing about what was drawn, heard and heard once more', async () => {
    expect((await judge(() => undefined)).fault).toBeNull();
  });

  it('but in the words: another person’s call, a criterion that its payload does not have, or no reason', async () => {
    const guids = ['k.lis', 'k.lis', 'k.lis', 'k.lis', 'k.lis', 'k.lis'].map(uuidOf);
    const other = await judge((all) => recommit(find(all, draw), JSON.stringify({ guids })));
    expect(other.fault).toEqual({ seq: other.seqOf(draw), what: 'unlawful', why: 'draw' });
    const lighter = await judge((all) => {
      const line = find(all, plan);
      recommit(line, (line.text ?? '').replace('"weight":3', '"weight":1'));
    });
    expect(lighter.fault).toEqual({ seq: lighter.seqOf(plan), what: 'unlawful', why: 'plan' });
    const bare = await judge((all) => recommit(find(all, plan), JSON.stringify({ why: 'Plan.', criteria })));
    expect(bare.fault).toEqual({ seq: bare.seqOf(plan), what: 'unlawful', why: 'plan' });
  });
});

const papers: readonly Case[] = [
  [
    'a basis of reviews that does not say what allows them',
    'what allows reviews',
    'version',
    (all) => allow(all, { plan: undefined }),
  ],
  ['that asks for something', 'what allows reviews', 'version', (all) => allow(all, { statement: 'x' })],
  ['for another purpose', 'what allows reviews', 'version', (all) => allow(all, { purpose: 'SAFETY' })],
  [
    'another basis with a plan of its own',
    'what allows reviews',
    'version',
    (all) => allow(all, { code: 'JAKOSC_2' }),
  ],
  ['employees were told before it was so', 'what allows reviews', 'paper-dates', toldOn('2026-11-30')],
  ['employees are to be told', 'what allows reviews', 'paper-dates', toldOn('2026-12-15')],
];

describe('KP 22³ what lets an office review quality', () => {
  it.each(papers)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change, { last: where });
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });
});

describe('docs/verify.py', () => {
  const python = findPython();
  if (python === null) it.skip(noPython);
  else {
    const verify = ledgerVerifier(python);
    it('finds nothing wrong with the review', () => {
      expect(verify(forged(() => undefined, again)).code).toBe(0);
    });

    // The draw, and what is heard under it; some of it it finds by another rule.
    const heard: Readonly<Record<string, string>> = {
      'heard under a paper that is for something else by now': 'rights',
      'heard by another': 'account',
      'something else at that place': 'quality',
      'of another plan': 'quality',
      'of no plan': 'quality',
      'without a place in the draw': 'rights',
    };
    it.each(cases.filter(([what, where]) => where === draw || what in heard))(
      'finds it too: %s',
      (what, where, _why, change) => {
        const lines = forged(change, again);
        expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), heard[what] ?? 'quality']);
      },
    );
  }
});
