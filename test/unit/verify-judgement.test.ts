import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  authoriseThird,
  by,
  command,
  insert,
  insertPart,
  judgement,
  listener,
  personFacts,
  put,
  putRow,
  secretary,
  third,
  type Case,
} from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const judge = judgement();

it('INV-52 a lawful ledger is judged lawful, also with a second person who may listen and is present', async () => {
  expect((await judge(() => undefined)).fault).toBeNull();
  const present = (lines: Line[]) => {
    put(lines, 'a recording', { answeredLogin: null });
    authoriseThird(lines);
    for (const name of ['first listening', 'second listening']) put(lines, name, { present: ['b.zych'] });
    put(lines, 'undelivered', { release: seqOf(lines, 'second listening') });
    put(lines, 'going back', { completed: seqOf(lines, 'completing') });
  };
  expect((await judge(present)).fault).toBeNull();
});

describe('INV-52 an entry that the rules forbid is found although hash and signature hold:', () => {
  it.each<Case>([
    [
      'time goes back',
      'a refused request',
      'time',
      (all) => put(all, 'a refused request', { at: '2026-11-25T08:00:07.999Z' }),
    ],
    [
      'a request has two entries',
      'release 2',
      'command-twice',
      (all) => put(all, 'second listening', { command: uuidOf('first listening') }),
    ],
    [
      'an entry for a person under a foreign guid',
      'a refused request',
      'author',
      (all) => put(all, 'a refused request', { guid: uuidOf('somebody') }),
    ],
    [
      'an entry for a person without a request',
      'completed',
      'author',
      (all) => put(all, 'completing', { command: null }),
    ],
    [
      'an entry of ingest in a person’s name',
      'a recording',
      'author',
      (all) => put(all, 'a recording', by(secretary)),
    ],
    [
      'legal bases that a listener entered',
      'instrument 4',
      'not-secretary',
      (all) => put(all, 'instrument 4', { login: listener, command }),
    ],
    [
      'findings without words',
      'completing again',
      'words',
      (all) => {
        put(all, 'completing again', { text: null });
        Object.assign(find(all, 'completing again'), { salt: null, text: null });
      },
    ],
    [
      'a person registered by a listener',
      'a further request',
      'not-secretary',
      (all) => insert(all, 'a recording', 'a person', { ...by(listener), command, ...personFacts('b.zych') }),
    ],
    [
      'a call that has yet to begin',
      'a recording',
      'recording-time',
      (all) => put(all, 'a recording', { startedAt: '2026-11-27T08:20:00.000Z' }),
    ],
    [
      'an account that the keeper enters anew under the login that it has',
      'person 4',
      'person',
      (all) => insert(all, 'a recording', 'person', personFacts(listener)),
    ],
    [
      'a paper by who is Secretary no more',
      'too late',
      'not-secretary',
      (all) => {
        const over = { number: 'PF/1/2026', subject: secretary };
        insert(all, 'a recording', 'a revocation', { ...over, command });
        insert(all, 'a recording', 'a new one', { command: uuidOf('too late') });
      },
    ],
    [
      'a Secretary registers a paper for herself under another login',
      'herself',
      'own-paper',
      (all) => {
        const herself = { subject: 'h.dudek2', subjectGuid: uuidOf(secretary) };
        insert(all, 'a recording', 'a person', { ...personFacts('h.dudek2', uuidOf(secretary)), command });
        insert(all, 'a recording', 'a new one', { command: uuidOf('herself') });
        putRow(all, 'herself', herself);
      },
    ],
    [
      'a paper for a stranger',
      'a further request',
      'person',
      (all) => {
        insert(all, 'a recording', 'a new one', { command });
        putRow(all, 'a further request', third);
      },
    ],
    [
      'a paper for who is no employee',
      'a paper',
      'person',
      (all) => put(all, 'a person', personFacts(listener, undefined, false)),
    ],
    [
      'a revocation by a listener',
      'a revocation',
      'not-secretary',
      (all) => put(all, 'a revocation', by(listener)),
    ],
    [
      'a revocation of nothing',
      'a revocation',
      'paper-unknown',
      (all) => put(all, 'a revocation', { number: 'UO/9/2026' }),
    ],
    [
      'a second revocation',
      'a further request',
      'authorisation-revoked',
      (all) => insert(all, 'incident', 'a revocation', { command }),
    ],
    [
      'a part of a call that is not there',
      'a recording',
      'call',
      (all) => put(all, 'a recording', { call: uuidOf('no call') }),
    ],
    [
      'a part of a call that counts as another call',
      'of the same call',
      'call',
      (all) => insertPart(all, 'a list of destroyed calls', { call: uuidOf('another part') }),
    ],
    [
      'a call that counts as part of another',
      'of the same call',
      'call',
      (all) => {
        insertPart(all, 'a list of destroyed calls', {});
        const line = find(all, 'of the same call');
        recommit(line, (line.text ?? '').replace('1764057600.41', '1764057600.77'));
      },
    ],
    [
      'a part of a part of a call',
      'of that part',
      'call',
      (all) => {
        insertPart(all, 'a list of destroyed calls', {});
        const part = { recording: uuidOf('a third part'), command: uuidOf('of that part') };
        insertPart(all, 'a list of destroyed calls', { ...part, call: uuidOf('another part') });
      },
    ],
    [
      'who answered on nobody’s word, told by the payload alone',
      'a recording',
      'answered',
      (all) => {
        put(all, 'a recording', { answeredFrom: null });
        Object.assign(find(all, 'a recording'), { salt: null, text: null });
      },
    ],
    [
      'a word that names nobody who answered',
      'a recording',
      'answered',
      (all) => {
        put(all, 'a recording', { answeredLogin: null });
        const line = find(all, 'a recording');
        recommit(line, (line.text ?? '').replace('Barbara Zych', ''));
      },
    ],
    [
      'a refusal in another person’s act',
      'a further request',
      'act-of-another',
      (all) =>
        insert(all, 'second listening', 'a refused request', {
          ...{ ...by(secretary), command, act: uuidOf('act') },
        }),
    ],
    [
      'several refusals that are not counted ones',
      'a refused request',
      'count',
      (all) => put(all, 'a refused request', { count: 2 }),
    ],
  ])('%s', async (_what, where, why, change) => {
    const { fault, seqOf } = await judge(change);
    expect(fault).toEqual({ seq: seqOf(where), what: 'unlawful', why });
  });
});

it.each<[string, string, (all: Line[]) => void]>([
  [
    'has yet to begin',
    'backup-time',
    (all) => put(all, 'a backup', { startedAt: '2027-11-27T08:20:00.000Z' }),
  ],
  [
    'is older than its oldest snapshot',
    'backup-time',
    (all) => put(all, 'a backup', { oldestOn: '2026-11-26' }),
  ],
  ['is in a person’s name', 'author', (all) => put(all, 'a backup', by(secretary))],
])('INV-52 a backup that %s is found', async (_what, why, change) => {
  const { fault, seqOf } = await judge(change, { last: 'a backup' });
  expect(fault).toEqual({ seq: seqOf('a backup'), what: 'unlawful', why });
});

describe('words that are gone', () => {
  const lose = (lines: Line[], ...names: string[]) => {
    for (const name of names) Object.assign(find(lines, name), { salt: null, text: null });
  };

  it('INV-32 are accounted for by the incident of a restored database, in its range and nowhere else', async () => {
    const last = 'incident 2';
    const lost = ['completing again', 'filing', 'a revocation'];
    expect((await judge((all) => lose(all, ...lost), { last })).fault).toBeNull();
    const more = await judge((all) => lose(all, 'second listening', 'completing again'), { last });
    expect(more.fault).toEqual({ seq: more.seqOf('second listening'), what: 'erased' });
    const { fault, seqOf } = await judge((all) => lose(all, 'completing again'));
    expect(fault).toEqual({ seq: seqOf('completing again'), what: 'erased' });
  });

  it('INV-52 are not accounted for by an incident that no Secretary confirmed', async () => {
    const byListener = (all: Line[]) => {
      lose(all, 'completing again');
      put(all, 'incident 2', by(listener));
    };
    const { fault, seqOf } = await judge(byListener, { last: 'incident 2' });
    expect(fault).toEqual({ seq: seqOf('incident 2'), what: 'unlawful', why: 'not-secretary' });
  });
});

it('INV-76 another share is the office’s by the word of the desk alone', async () => {
  const last = 'incident 5';
  expect((await judge(() => undefined, { last })).fault).toBeNull();
  const { fault, seqOf } = await judge((all) => put(all, last, by(listener)), { last });
  expect(fault).toEqual({ seq: seqOf(last), what: 'unlawful', why: 'not-secretary' });
});
