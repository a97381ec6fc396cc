import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AnswerOf, Command, CommandKind, Payload } from '../../shared/ledger/kinds.ts';
import { entryHash, genesisPrev, payloadText, sealEntry } from '../../shared/node/ledger.ts';
import { scramVerifier } from '../../shared/node/session.ts';
import { type AnswerRow, verdict } from '../../shared/node/verdict.ts';
import { ofPrograms } from './verdict-programs.ts';

/** The one check of an answer: each thing that it looks at, shown by an answer in which that alone is wrong. */

const keeper = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const uuid = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const [id, act, recording, opening, person] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)];
const hex = '0'.repeat(64);
const key = `${'A'.repeat(43)}=`;
const login = 'anna.nowak';
const at = '2026-11-25T10:00:00.000Z';
const head = { v: 1 as const, at, command: id, login, guid: person, asked: null };

type Facts<K extends CommandKind> = Omit<Payload<AnswerOf<K>>, keyof typeof head | 'kind'>;
type Row<K extends CommandKind> = {
  body: Command<K>;
  kind: AnswerOf<K>;
  facts: Facts<K>;
  /** What another answer of the kind may say otherwise, one at a time. */
  others: Partial<Facts<K>>;
};

const dates = { from: '2026-01-02', to: '2026-12-31' };
const ground = {
  ...{ case: 'SEK.1510.7.2026', basis: 'KPA_SKARGA', fields: {}, present: ['jan.kos'] },
  statement: 'Oświadczam, że skarga mnie nie dotyczy.',
};
const ranges: [number, number][] = [[0, 1000]];

const scope = { purposes: ['SAFETY' as const], departments: ['Kancelaria'], quality: 'no' as const };
const paperRow = {
  ...{ number: 'UO/7/2026', subject: 'jan.kos', subjectGuid: uuid(6), ...scope },
  ...{ from: dates.from, to: dates.to, declaredOn: null },
};
const scan = { media: 'pdf' as const, bytes: 7, sha256: hex };
const paperSigned = {
  ...{ paper: 'OR.1', signatory: 'PF/3/2026', signedOn: '2026-01-02', way: 'paper' as const, scan },
};

/** Every kind of command with its entry. */
const rows: { [K in CommandKind]: Row<K> } = {
  listen: {
    body: { act, ground: null, recording, publicKey: key, host: 'ST-1' },
    kind: 'release',
    facts: {
      ...{
        act,
        protocol: 'PO/1/2026',
        recording,
        case: ground.case,
        basis: ground.basis,
        sentence: 'DISPUTED',
        statement: ground.statement,
      },
      ...{ purpose: 'SAFETY', authorisation: 'UO/1', present: [], publicKey: key, cipherSha256: hex },
      ...{ cipherBytes: 9, plainBytes: 5, host: 'ST-1', address: null, text: null },
    },
    others: { act: uuid(9), recording: uuid(9), publicKey: `${'B'.repeat(42)}A=`, host: 'ST-2' },
  },
  join: {
    body: { act, person: 'jan.kos' },
    kind: 'joined',
    facts: { act, subject: 'jan.kos', subjectGuid: person, authorisation: 'UO/2', text: null },
    others: { act: uuid(9), subject: 'ewa.lis' },
  },
  leave: {
    body: { act, person: 'jan.kos' },
    kind: 'left',
    facts: { act, subject: 'jan.kos' },
    others: { act: uuid(9), subject: 'ewa.lis' },
  },
  close: {
    body: { opening, ranges, how: 'listener', wrongCall: false },
    kind: 'closed',
    facts: { act, opening, how: 'listener', ranges, wrongCall: false },
    others: { opening: uuid(9), how: 'idle', ranges: [[0, 2000]], wrongCall: true },
  },
  complete: {
    body: { act, findings: 'x' },
    kind: 'completed',
    facts: { act, entries: [3, 4], text: hex },
    others: { act: uuid(9) },
  },
  correct: {
    body: { act, corrects: 5, case: 'SEK.1510.8.2026', findings: 'x' },
    kind: 'corrected',
    facts: {
      act,
      corrects: 5,
      caseBefore: ground.case,
      case: 'SEK.1510.8.2026',
      entries: [3, 4, 5],
      text: hex,
    },
    others: { act: uuid(9), corrects: 6, case: ground.case },
  },
  reopen: { body: { act }, kind: 'reopened', facts: { act, completed: 5 }, others: { act: uuid(9) } },
  file: {
    body: { act, day: '2026-11-25', way: 'paper', missingSignature: null },
    kind: 'filed',
    facts: { act, day: '2026-11-25', way: 'paper', signed: true, instead: false, text: null },
    others: { act: uuid(9), day: '2026-11-24', way: 'ezd' },
  },
  hold: {
    body: {
      ...{ act, recordings: [recording], proceedings: 'x', reference: null, case: null },
      ...{ order: 'court', paper: 'x' },
    },
    kind: 'hold',
    facts: {
      ...{ act, recordings: [recording], basis: null, number: 'ZB/1/2026', review: '2027-05-25' },
      ...{ order: 'court', text: hex },
    },
    others: { act: uuid(9), recordings: [uuid(9)], order: 'prosecutor' },
  },
  'hold-review': {
    body: { of: 7, note: 'x' },
    kind: 'hold-review',
    facts: { of: 7, review: '2027-05-25', text: hex },
    others: { of: 8 },
  },
  'hold-end': {
    body: {
      ...{ hold: 7, ground: 'judgment', issuedOn: '2026-10-02', finalOn: '2026-11-10' },
      ...{ number: 'II K 123/26', document: 'x', note: null },
    },
    kind: 'hold-end',
    facts: { hold: 7, ground: 'judgment', issuedOn: '2026-10-02', finalOn: '2026-11-10', text: hex },
    others: { hold: 8, ground: 'order', issuedOn: '2026-10-03', finalOn: '2026-11-11' },
  },
  person: {
    body: { guids: [uuid(6)] },
    kind: 'person',
    facts: { people: [{ login: 'jan.kos', guid: uuid(6), employee: true }], text: hex },
    others: { people: [{ login: 'jan.kos', guid: uuid(9), employee: true }] },
  },
  revoke: {
    body: { number: 'UO/7/2026', why: 'mayor', until: '2026-12-01', paper: 'SEK.077.9.2026', words: 'x' },
    kind: 'revoke',
    facts: {
      ...{ number: 'UO/7/2026', subject: 'jan.kos', why: 'mayor', until: '2026-12-01' },
      ...{ paper: 'SEK.077.9.2026', text: hex },
    },
    others: { number: 'UO/8/2026', why: 'post', until: '2026-12-02', paper: 'SEK.077.1.2026' },
  },
  instrument: {
    body: {
      what: 'authorisation',
      rows: [
        { number: null, subjectGuid: uuid(6), ...scope, from: dates.from, to: dates.to, declaredOn: null },
      ],
      signed: {
        paper: 'OR.1',
        signatory: 'PF/3/2026',
        signatoryName: null,
        signedOn: '2026-01-02',
        ...{ way: 'paper', scan },
      },
    },
    kind: 'instrument',
    facts: { what: 'authorisation', rows: [paperRow], signed: paperSigned, text: hex },
    others: {
      rows: [{ ...paperRow, to: '2027-01-01' }],
      signed: { ...paperSigned, scan: { ...scan, sha256: '1'.repeat(64) } },
    },
  },
  confirm: {
    body: { entries: [7], hashes: [hex] },
    kind: 'confirmed',
    facts: { entries: [7], hashes: [hex] },
    others: { entries: [8], hashes: ['1'.repeat(64)] },
  },
  ingest: {
    body: { recording, digest: hex },
    kind: 'ingest',
    facts: {
      ...{
        recording,
        call: recording,
        startedAt: at,
        durationMs: 1,
        department: 'x',
        answeredLogin: null,
        answeredFrom: null,
        announcement: 'yes',
      },
      ...{ keySha256: hex, plainSha256: hex, plainBytes: 1, cipherSha256: hex },
      ...{ cipherBytes: 1, peaksSha256: hex, peaksBytes: 1, caller: hex, text: hex },
    },
    others: { recording: uuid(9) },
  },
  stubs: {
    body: { batch: uuid(7), digest: hex },
    kind: 'stubs',
    facts: { batch: uuid(7), count: 1, sha256: hex, firstDay: '2025-01-01', lastDay: '2025-01-01' },
    others: { batch: uuid(9) },
  },
  ...ofPrograms,
  read: {
    ...{ body: { what: 'protocol', of: act, occasion: 'SEK.1510.7.2026' }, kind: 'read' },
    facts: { what: 'protocol', of: act, rows: null, sha256: null, text: hex },
    others: { what: 'register', of: uuid(9) },
  },
  suspend: { body: { reason: 'x' }, kind: 'suspended', facts: { by: 'secretary', text: hex }, others: {} },
  resume: {
    ...{ body: { suspension: 5, hash: hex, reason: 'x' }, kind: 'resumed' },
    ...{ facts: { suspension: 5, hash: hex, text: hex }, others: { suspension: 6 } },
  },
  session: {
    body: { login, publicKey: key, verifier: scramVerifier('x'), host: 'ST-1' },
    kind: 'session',
    facts: { publicKey: key, until: '2026-11-25T20:00:00.000Z', pwdLastSet: '1', text: hex },
    others: { publicKey: `${'B'.repeat(43)}=` },
  },
  judge: {
    body: { review: uuid(8), item: uuid(7), verdict: 'irregular', words: 'x' },
    kind: 'judged',
    facts: { review: uuid(8), item: uuid(7), verdict: 'irregular', text: hex },
    others: { review: uuid(9), item: 'unsigned', verdict: 'ok' },
  },
  conclude: {
    body: { review: uuid(8), last: 6, words: 'x' },
    kind: 'concluded',
    facts: {
      ...{ review: uuid(8), number: 'RP/1/2026', ok: 1, irregular: 1, referred: 0, unanswered: 0, text: hex },
    },
    others: { review: uuid(9) },
  },
  matter: {
    body: {
      ...{ matter: uuid(8), event: 'note', sort: 'task', letter: 'a', about: 3, assignee: uuid(7) },
      ...{ due: '2026-12-18', words: 'x' },
    },
    kind: 'matter',
    facts: {
      ...{ matter: uuid(8), event: 'note', number: 'SK/1/2026', sort: 'task', letter: 'a', about: 3 },
      ...{ assignee: uuid(7), due: '2026-12-18', text: hex },
    },
    others: {
      ...{ matter: uuid(9), event: 'close', sort: 'report', letter: 'b', about: 4, assignee: uuid(9) },
      due: '2026-12-17',
    },
  },
  'session-end': {
    body: { session: uuid(8) },
    kind: 'session-end',
    facts: { session: uuid(8), subject: login, why: 'signed-out' },
    others: { session: uuid(9) },
  },
};
const kinds = Object.keys(rows) as CommandKind[];

function answer(payload: object, by: KeyObject = keeper.privateKey): AnswerRow {
  const text = payloadText(payload as Payload);
  return { state: 'done', ...sealEntry(7, genesisPrev, text, by), sealed: null, reason: null };
}

const entryOf = (kind: CommandKind) => ({ ...head, kind: rows[kind].kind, ...rows[kind].facts });
const refusalOf = (request: string) => ({
  ...{ ...head, kind: 'refusal', request, reason: 'act-over' },
  ...{ subject: null, subjectGuid: null, because: null, act: null, recording: null, case: null },
  ...{ basis: null, count: 1, host: null, address: null, text: null },
});

/** What is made of an answer to the command of this kind. */
function judged<K extends CommandKind>(kind: K, row: AnswerRow, body: Command<K> = rows[kind].body) {
  return verdict({ id, kind, login, body }, row, keeper.publicKey);
}
const untrusted = { state: 'untrusted' };

describe('INV-54 an answer is believed', () => {
  it.each(kinds)('where the keeper entered what was asked: %s', (kind) => {
    const entry = entryOf(kind);
    expect(judged(kind, answer(entry))).toMatchObject({
      state: 'entered',
      command: id,
      seq: 7,
      payload: entry,
    });
  });

  it.each(kinds)('where the keeper refused what was asked: %s', (kind) => {
    const refusal = { state: 'refused', reason: 'act-over', subject: null, because: null, seq: 7, at };
    expect(judged(kind, answer(refusalOf(kind)))).toEqual(refusal);
  });

  it.each<[string, object]>([
    ['another person', { subjectGuid: uuid(9) }],
    ['another purpose', { purposes: ['SERVICE_STANDARDS'] }],
    ['more departments', { departments: ['Kancelaria', 'Wydział Finansowy'] }],
    ['all departments', { departments: null }],
    ['reviews of quality besides', { quality: 'also' }],
  ])('INV-54 but not a paper with %s', (_what, change) => {
    const entry = { ...entryOf('instrument'), rows: [{ ...paperRow, ...change }] };
    expect(judged('instrument', answer(entry))).toEqual(untrusted);
    expect(judged('instrument', answer({ ...entry, rows: [paperRow, paperRow] }))).toEqual(untrusted);
  });

  it('with the ground that a new act was asked with, whose id nobody knew before', () => {
    const body = { ...rows.listen.body, act: null, ground: { ...ground, sentence: { code: 'DISPUTED' } } };
    const entry = { ...entryOf('listen'), act: uuid(9), present: ['jan.kos'] };
    expect(judged('listen', answer(entry), body)).toMatchObject({ state: 'entered' });
    const others = { case: 'SEK.1510.8.2026', basis: 'RODO', sentence: null, statement: null, present: [] };
    for (const [name, other] of Object.entries(others))
      expect([name, judged('listen', answer({ ...entry, [name]: other }), body)]).toEqual([name, untrusted]);
    const own = { ...body, ground: { ...ground, sentence: { own: 'własne słowa' } } };
    expect(judged('listen', answer(entry), own)).toEqual(untrusted);
    expect(judged('listen', answer({ ...entry, sentence: null }), own)).toMatchObject({ state: 'entered' });
  });
});

describe('INV-54 an answer is not believed', () => {
  it.each(
    kinds.flatMap((kind) =>
      Object.entries<unknown>(rows[kind].others).map(([name, other]) => ({ kind, name, other })),
    ),
  )('of $kind with another $name', ({ kind, name, other }) => {
    expect(judged(kind, answer({ ...entryOf(kind), [name]: other }))).toEqual(untrusted);
  });

  it.each(kinds)('to another command, of another person, or of another kind: %s', (kind) => {
    const entry = entryOf(kind);
    const swapped = entryOf(kind === 'revoke' ? 'suspend' : 'revoke');
    for (const other of [{ ...entry, command: uuid(9) }, { ...entry, login: 'ewa.lis' }, swapped])
      expect(judged(kind, answer(other))).toEqual(untrusted);
  });

  it.each(kinds)('where a refusal is of another command, person or kind: %s', (kind) => {
    const refusal = refusalOf(kind);
    const others = [
      { command: uuid(9) },
      { login: 'ewa.lis' },
      { request: kind === 'file' ? 'hold' : 'file' },
    ];
    for (const other of others) expect(judged(kind, answer({ ...refusal, ...other }))).toEqual(untrusted);
  });

  const text = payloadText(entryOf('reopen') as Payload);
  const sealedAs = (payload: string) => ({ ...sealEntry(7, genesisPrev, payload, keeper.privateKey) });
  const good = answer(entryOf('reopen'));
  const refusal = answer(refusalOf('reopen'));
  it.each<[string, Partial<AnswerRow>]>([
    ['signed by somebody else', answer(entryOf('reopen'), stranger.privateKey)],
    ['a refusal signed by somebody else', answer(refusalOf('reopen'), stranger.privateKey)],
    ['with a refusal’s words under the signature of another entry', { ...refusal, payload: text }],
    ['with a broken signature', { signature: Buffer.alloc(64) }],
    ['under the hash of another entry', { hash: refusal.hash, signature: refusal.signature }],
    ['at another place', { seq: 8 }],
    ['behind another entry', { prev: entryHash(1, genesisPrev, 'x') }],
    ['of which a word was changed', { payload: text.replace('"completed":5', '"completed":6') }],
    ['spelled otherwise, though it is signed', sealedAs(text.replace(',', ', '))],
    ['of a kind that nobody knows, though it is signed', sealedAs(text.replace('reopened', 'unlocked'))],
    ['that is no JSON, though it is signed', sealedAs('{')],
    ...(['seq', 'prev', 'payload', 'hash', 'signature'] as const).map(
      (part): [string, Partial<AnswerRow>] => [`without ${part}`, { [part]: null }],
    ),
  ])('%s', (_what, change) => {
    expect(judged('reopen', { ...good, ...change })).toEqual(untrusted);
  });
});

it('a refusal that was counted with others is told as that', () => {
  const none = { seq: null, prev: null, payload: null, hash: null, signature: null, sealed: null };
  expect(judged('reopen', { state: 'unknown', reason: null, ...none })).toEqual({ state: 'counted' });
});
