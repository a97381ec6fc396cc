import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import type { Command, CommandKind } from '../../shared/ledger/kinds.ts';
import type { Holder } from '../../shared/ledger/kind.ts';
import { gradeOf } from '../../shared/permissions.ts';
import { addDays } from '../../shared/warsaw.ts';
import {
  addPerson,
  addRecording,
  appoint,
  ask,
  askSealed,
  authorisationOf,
  authorise,
  done,
  evidenceIn,
  guidOf,
  listen,
  listenRequest,
  passTime,
  payloadOf,
  revocation,
  sign,
  today,
  type Answer,
} from './asking.ts';
import { holds } from './groups.ts';
import { planOf, scoreOf } from './reviewing-quality.ts';
import { askForSession, sessionOf } from './sessions.ts';
import {
  account,
  deputyLogin,
  mayorLogin,
  openTestOffice,
  secretaryLogin,
  type TestOffice,
} from './support.ts';

/** „Kto co może”: what the table of permissions says of commands is what the keeper does, kind by kind, office by office. */

let office: TestOffice;
let recording = '';
/** Of the listener. */
let act = '';
let opening = '';
let ended = '';
/** Of nobody so far. */
let matter = '';
const nobodysMatter = { sort: 'task', letter: 'a', about: null, assignee: null, due: null } as const;

/** Who asks, by what they are. Whoever is nothing is an employee all the same. */
const callers: Readonly<Record<string, readonly Holder[]>> = {
  pracownik: [],
  sluchacz: ['listener'],
  jakosc: ['quality'],
  [secretaryLogin]: ['secretary'],
  [deputyLogin]: ['secretary'],
  [mayorLogin]: ['mayor'],
  zburmistrz: ['mayor'],
  inspektor: ['protection_officer'],
  zinspektor: ['protection_officer'],
  serwer: ['administrator'],
  zserwer: ['administrator'],
};
/** Whose deputy somebody is: whoever holds that office. */
const deputies = {
  [deputyLogin]: secretaryLogin,
  zburmistrz: mayorLogin,
  zinspektor: 'inspektor',
  zserwer: 'serwer',
};
const owner = 'sluchacz';

beforeAll(async () => {
  office = await openTestOffice();
  const known = [secretaryLogin, deputyLogin, mayorLogin];
  for (const login of [...Object.keys(callers), 'odwolany'])
    if (!known.includes(login)) await addPerson(office, login, { authorised: false });
  await authorise(office, 'sluchacz');
  await authorise(office, 'jakosc', { purposes: ['SERVICE_STANDARDS'], quality: 'only' });
  const appointed: [string, Parameters<typeof appoint>[2]][] = [
    ['inspektor', { office: 'protection_officer' }],
    ['serwer', { office: 'administrator' }],
    ['zburmistrz', { office: 'mayor', deputy: true, powers: [4, 5] }],
    ['zinspektor', { office: 'protection_officer', deputy: true }],
    ['zserwer', { office: 'administrator', deputy: true }],
  ];
  for (const [login, held] of appointed) await appoint(office, await guidOf(office, login), held);
  ended = await authorise(office, 'odwolany');
  await done(ask(await office.as(secretaryLogin), 'revoke', revocation(ended)));
  recording = (await addRecording(office)).id;
  const { answer } = await listen(await office.as(owner), recording);
  expect(answer.state).toBe('released');
  ({ command: opening } = answer);
  act = String(payloadOf(answer)['act']);
  const opens = { ...nobodysMatter, matter: null, event: 'open' as const, words: 'Brak nagrań.' };
  const { payload } = await done(ask(await office.as('pracownik'), 'matter', opens));
  ({ matter } = JSON.parse(payload ?? '') as { matter: string });
});
afterAll(() => office.close());

type Asking = {
  /** Who may, written down a second time: the keeper reads the table, and would follow a wrong one. */
  may: readonly Holder[] | 'own';
  /** What somebody is told who may not, or whose it is not. */
  told: string | readonly string[];
  ask: (login: string) => Promise<Answer>;
};
const plain =
  <K extends CommandKind>(kind: K, body: () => Command<K>) =>
  async (login: string): Promise<Answer> =>
    ask(await office.as(login), kind, body());
const sealed =
  <K extends CommandKind>(kind: K, body: () => Command<K> | Promise<Command<K>>) =>
  async (login: string): Promise<Answer> =>
    askSealed(office, login, kind, await body());
/** What no check but that of who asks lets through, and no other takes for its own. */
const unclean = 'a\u200bb';
const noon = '2026-01-02T11:00:00.000Z';
const foreign = 'act-not-yours';
const programs = 'malformed-request';

/** Of each kind a request that changes nothing where it is let through, as far as there is one; in this order. */
const asking: Readonly<Record<CommandKind, Asking>> = {
  listen: {
    may: ['listener'],
    told: ['no-authorisation', 'out-of-scope'],
    ask: plain('listen', () => listenRequest(recording, generateKeyPair().publicKey)),
  },
  join: { may: 'own', told: foreign, ask: plain('join', () => ({ act, person: 'pracownik' })) },
  leave: { may: 'own', told: foreign, ask: plain('leave', () => ({ act, person: 'pracownik' })) },
  close: {
    may: 'own',
    told: foreign,
    ask: plain('close', () => ({ opening, ranges: [], how: 'listener', wrongCall: false })),
  },
  hold: {
    may: 'own',
    told: foreign,
    ask: plain('hold', () => ({ ...evidenceIn(act, recording), proceedings: unclean })),
  },
  'hold-review': {
    may: ['secretary'],
    told: 'not-secretary',
    ask: plain('hold-review', () => ({ of: 1, note: 'trwa' })),
  },
  'hold-end': {
    may: ['secretary', 'mayor'],
    told: 'not-secretary',
    ask: sealed('hold-end', () => ({
      ...{ hold: 1, ground: 'settled', issuedOn: null, finalOn: null },
      ...{ number: null, document: 'ugoda', note: null },
    })),
  },
  restrict: {
    may: ['secretary', 'protection_officer'],
    told: 'not-secretary',
    ask: sealed('restrict', () => ({
      ...{ recordings: [recording], right: 'restriction', receivedOn: '2026-01-02', effect: 'restricted' },
      ...{ of: null, told: null, request: '6/2026', decision: unclean },
    })),
  },
  complete: { may: 'own', told: foreign, ask: plain('complete', () => ({ act, findings: '' })) },
  correct: {
    may: 'own',
    told: foreign,
    ask: plain('correct', () => ({ act, corrects: 1, case: 'SEK.1510.7.2026', findings: 'x' })),
  },
  reopen: { may: 'own', told: foreign, ask: plain('reopen', () => ({ act })) },
  file: {
    may: 'own',
    told: foreign,
    ask: plain('file', () => ({ act, day: today(), way: 'ezd', missingSignature: null })),
  },
  person: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('person', async () => ({ guids: [await guidOf(office, 'pracownik')] })),
  },
  instrument: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('instrument', async () => {
      const row = { from: addDays(today(), 9), to: today() };
      return authorisationOf(await guidOf(office, 'pracownik'), row);
    }),
  },
  confirm: {
    may: ['secretary', 'mayor', 'protection_officer'],
    told: 'not-confirmer',
    ask: sealed('confirm', async () => {
      const paper = await sign(office, 'instrument', authorisationOf(await guidOf(office, 'odwolany')));
      return { entries: [paper.seq ?? 0], hashes: [paper.hash?.toString('hex') ?? ''] };
    }),
  },
  revoke: {
    may: ['secretary', 'mayor'],
    told: 'not-secretary',
    ask: plain('revoke', () => revocation(ended)),
  },
  suspend: {
    may: ['secretary', 'mayor', 'administrator'],
    told: 'not-suspender',
    ask: plain('suspend', () => ({ reason: unclean })),
  },
  resume: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('resume', () => ({ suspension: 1, hash: '0'.repeat(64), reason: unclean })),
  },
  judge: {
    may: ['secretary', 'mayor', 'protection_officer'],
    told: 'not-secretary',
    ask: plain('judge', () => ({ review: randomUUID(), item: 'unsigned', verdict: 'ok', words: null })),
  },
  conclude: {
    may: ['secretary', 'mayor'],
    told: 'not-secretary',
    ask: sealed('conclude', () => ({ review: randomUUID(), last: null, words: null })),
  },
  matter: {
    may: ['secretary'],
    told: 'matter-not-yours',
    ask: plain('matter', () => ({ ...nobodysMatter, matter, event: 'note', words: 'x' })),
  },
  read: {
    may: ['secretary', 'mayor', 'protection_officer'],
    told: 'not-secretary',
    ask: plain('read', () => ({ what: 'protocol', of: act, occasion: unclean })),
  },
  ingest: { may: [], told: programs, ask: plain('ingest', () => ({ recording, digest: '0'.repeat(64) })) },
  stubs: {
    may: [],
    told: programs,
    ask: plain('stubs', () => ({ batch: randomUUID(), digest: '0'.repeat(64) })),
  },
  backup: {
    may: [],
    told: programs,
    ask: plain('backup', () => ({ startedAt: new Date().toISOString(), oldestOn: '2026-01-02', keys: 0 })),
  },
  removed: { may: [], told: programs, ask: plain('removed', () => ({ of: 1, files: 0, again: false })) },
  reconcile: {
    may: [],
    told: programs,
    ask: plain('reconcile', () => ({ day: '2026-01-02', sha256: '0'.repeat(64) })),
  },
  explain: {
    may: ['secretary', 'administrator'],
    told: 'not-secretary',
    ask: plain('explain', () => ({ day: '2026-01-02', calls: ['1.2'], cause: 'other', note: unclean })),
  },
  silent: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('silent', () => ({ lines: [], from: noon, to: noon, note: 'x' })),
  },
  admit: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('admit', () => ({ recording, admitted: true, of: null, opinion: unclean, reason: unclean })),
  },
  qualityPlan: {
    may: ['quality'],
    told: ['no-authorisation', 'quality-not-covered'],
    ask: plain('qualityPlan', () => planOf({})),
  },
  qualityVerdict: {
    may: ['secretary'],
    told: 'not-secretary',
    ask: sealed('qualityVerdict', () => ({ plan: randomUUID(), approved: true, reason: null })),
  },
  qualityScore: {
    may: [],
    told: 'plan-unknown',
    ask: plain('qualityScore', () => scoreOf({ plan: randomUUID(), nr: 1 })),
  },
  qualityOmission: {
    may: [],
    told: 'plan-unknown',
    ask: plain('qualityOmission', () => ({
      ...{ position: { plan: randomUUID(), nr: 1 }, why: 'unintelligible', words: null },
    })),
  },
  // Of a card of one's own: nobody here has one.
  qualityRemark: {
    may: 'own',
    told: 'card-unknown',
    ask: plain('qualityRemark', () => ({
      ...{ position: { plan: randomUUID(), nr: 1 }, score: 1, words: null },
    })),
  },
  // One's own comes through the door: every caller here has one.
  session: { may: 'own', told: programs, ask: plain('session', () => ({ ...nobodys, login: owner })) },
  'session-end': {
    may: 'own',
    told: programs,
    ask: async (login) => {
      const { session } = await sessionOf(office, owner);
      return ask(await office.as(login), 'session-end', { session });
    },
  },
};
const nobodys = {
  publicKey: Buffer.alloc(32).toString('base64'),
  verifier: `SCRAM-SHA-256$4096:${'A'.repeat(22)}==$${'A'.repeat(43)}=:${'A'.repeat(43)}=`,
  host: 'ST-14',
};

it.each(Object.keys(asking) as CommandKind[])('%s', async (kind) => {
  const { may, told, ask: send } = asking[kind];
  const refused: string[] = [];
  // More than thirty of one person within an hour would be counted together.
  if (kind === 'ingest') passTime(office, 3_600_000);
  const lets = (login: string): boolean =>
    may === 'own'
      ? login === owner && kind !== 'session' && kind !== 'qualityRemark'
      : (callers[login] ?? []).some((one) => may.includes(one));
  // The owner last: what is hers may be over by it.
  const order = Object.keys(callers).sort((one, other) => Number(one === owner) - Number(other === owner));
  for (const login of order) {
    const { state, reason } = await send(login);
    if (state === 'refused' && [told].flat().includes(reason ?? '')) refused.push(login);
    const grade = gradeOf(kind, [...(callers[login] ?? []), 'employee']);
    // Of somebody who is gone the desk files it, too, and it holds what a letter names.
    const asDesk = (kind === 'file' || kind === 'hold') && callers[login]?.includes('secretary');
    if (may === 'own') expect(grade, login).toBe(asDesk ? 'yes' : 'own');
    else expect(grade === 'yes' || grade === 'second', login).toBe(lets(login));
  }
  expect(refused).toEqual(order.filter((login) => !lets(login)));
});

it.each(Object.entries(deputies))('%s may read in the database what %s may', async (deputy, holder) => {
  const groups = [...(callers[holder] ?? []), 'people'].sort();
  for (const login of [deputy, holder]) await holds(office, login, ...groups);
});

it('lays down the own office, where the table says own', async () => {
  for (const login of ['inspektor', 'zinspektor', 'serwer', 'zserwer']) {
    expect(gradeOf('revoke', callers[login] ?? [])).toBe('own');
    const { rows } = await office.superuser.query<{ number: string }>(
      `SELECT r ->> 'number' AS number FROM office.entry e, jsonb_array_elements(e.payload::jsonb -> 'rows') r
        WHERE e.kind = 'instrument' AND r ->> 'subject' = $1`,
      [login],
    );
    const end = revocation(rows[0]?.number ?? '', { until: addDays(today(), 9) });
    expect((await ask(await office.as(login), 'revoke', end)).state).toBe('done');
  }
});

it('gives a stranger, whom the directory knows and no entry does, neither a session nor a line to ask over', async () => {
  office.directory.set('obcy', account(randomUUID()));
  expect((await askForSession(office, 'obcy')).state).toBe('refused');
  await expect(office.fresh('obcy', () => Promise.resolve())).rejects.toThrow(/pg_hba.conf rejects/);
});
