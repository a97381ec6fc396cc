import { stubListHash } from '../../server/entries/ingest.ts';
import { fingerprintOf } from '../../server/keeper/fingerprint.ts';
import { type Payload } from '../../shared/ledger/kinds.ts';
import { schemaPart } from '../../shared/ledger/office.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import { silences } from './vectors-announcement.ts';
import { appointing, authorising, rights } from './vectors-authority.ts';
import { card } from './vectors-card.ts';
import { checks } from './vectors-check.ts';
import { correcting, firstMadeOf } from './vectors-correction.ts';
import { reconciling } from './vectors-completeness.ts';
import { destroying } from './vectors-destruction.ts';
import {
  anna,
  beginAnew,
  deputy,
  head,
  host,
  ingestLogin,
  keeperLogin,
  listener,
  madeOf,
  secretary,
  seqOf,
  statement,
  type ChainParts,
  type VectorEntry,
} from './vectors-head.ts';
import { keeping } from './vectors-keeping.ts';
import { coordinating } from './vectors-matter.ts';
import { qualityReview } from './vectors-quality.ts';
import { restricting } from './vectors-restriction.ts';
import { reading } from './vectors-reading.ts';
import { reviewing } from './vectors-review.ts';
import { evidence, presence, remarked } from './vectors-presence.ts';
import { rules } from './vectors-rules.ts';
import { ending, opening, sending } from './vectors-session.ts';
import { agreementKeyOf, saltOf, uuidOf } from './vectors-secrets.ts';

const act = uuidOf('act');

/** One entry of every kind, some of them twice, in an order in which they could have come about. */
export function chainEntries(parts: ChainParts): VectorEntry[] {
  beginAnew();
  const first = [
    ...beginning(parts),
    ...calls(parts),
    ...listening(parts),
    ...sealing(),
    ...suspensions(parts),
  ];
  const second = [...presence(parts), ...correcting(parts), ...evidence(parts)];
  return [
    ...first,
    ...second,
    ...card(parts),
    ...remarked(parts),
    ...ending(),
    ...rights(),
    ...checks(parts),
    ...rules(parts),
    ...reviewing(),
    ...coordinating(),
    ...reading(),
    ...keeping(parts),
    ...reconciling(parts),
    ...silences(),
    ...destroying(parts),
    ...restricting(parts),
    ...qualityReview(parts),
    {
      words: { reason: 'Nowa macierz' },
      payload: (text) => ({
        ...head('incident', secretary, null),
        ...{ what: 'share', share: sha256(uuidOf('new share')).toString('hex'), text },
      }),
    },
  ];
}

/** An office begins, its people sign in, and somebody is authorised. */
function beginning(parts: ChainParts): VectorEntry[] {
  const { keeper } = parts;
  const office = 'Urząd Gminy w Przykładowie';
  const share = sha256(uuidOf('share')).toString('hex');
  return [
    { words: null, payload: () => ({ ...head('genesis', keeperLogin, null), office, keeper, share }) },
    ...appointing(parts),
    opening(secretary, 'a session of the Secretary'),
    opening(deputy, 'a session of the deputy'),
    {
      words: { names: [anna] },
      payload: (text) => ({
        ...head('person', secretary, 'a person'),
        people: [{ login: listener, guid: uuidOf(listener), employee: true }],
        text,
      }),
    },
    opening(listener, 'a session of the listener'),
    ...authorising(parts),
  ];
}

/** The two destroyed calls whose list the entry `stubs` carries the hash of; they stand in docs/formats.md. */
const stubs = ['first destroyed call', 'second destroyed call'].map((name, at) => ({
  id: uuidOf(name),
  state: 'destroyed',
  started_at: new Date(`2025-03-1${at}T09:30:00.000Z`),
  duration_ms: 61_000 + at,
  plain_sha256: sha256(name),
  destroyed_on: '2026-04-02',
  destruction_protocol: 'BR/2/2026',
  ...{ call_group: uuidOf(name), extension: '214', department: 'Kancelaria' },
}));

function takenIn({ facts }: ChainParts, name: string, recording: string, keySha256: string): VectorEntry {
  const hex = (bytes: Buffer): string => bytes.toString('hex');
  return {
    words: {
      ...{
        callGroup: name === 'a recording' ? '1764057600.41' : '1764057600.43',
        callerTail: '567',
        line: '227',
        extension: '214',
      },
      ...{ answeredBy: 'Barbara Zych', channels: ['caller', 'office'] },
    },
    payload: (text) => ({
      ...head('ingest', ingestLogin, name),
      ...{ recording, call: recording, startedAt: '2026-11-24T08:20:00.000Z' },
      ...{ durationMs: facts.wav.durationMs, department: 'Kancelaria' },
      ...{ answeredLogin: 'b.zych', answeredFrom: 'sidecar', announcement: 'yes' },
      ...{ keySha256, plainSha256: hex(facts.sourceSha256), plainBytes: facts.sourceLength },
      ...{ cipherSha256: hex(facts.sealedSha256), cipherBytes: facts.sealedLength },
      ...{ peaksSha256: hex(facts.peaksSha256), peaksBytes: facts.peaksLength },
      ...{ caller: textCommitment(saltOf('a caller'), JSON.stringify('+48601234567')), text },
    }),
  };
}

function calls(parts: ChainParts): VectorEntry[] {
  return [
    sending('a sender'),
    takenIn(parts, 'a recording', parts.recording, parts.keySha256),
    // Its key is lost later on.
    takenIn(parts, 'a recording that is lost', uuidOf('lost'), sha256('its key').toString('hex')),
    {
      words: null,
      payload: () => ({
        ...head('stubs', ingestLogin, 'a list of destroyed calls'),
        ...{ batch: uuidOf('batch'), count: stubs.length, sha256: stubListHash(stubs) },
        ...{ firstDay: '2025-03-10', lastDay: '2025-03-11' },
      }),
    },
  ];
}

function listening({ facts, recording }: ChainParts): VectorEntry[] {
  const ground = { case: 'SEK.1510.7.2026', basis: 'KPA_SKARGA' };
  const release = (command: string, key: string): VectorEntry => ({
    words: { justification: '', fields: { register: '14/2026' }, person: anna, present: [] },
    payload: (text) => ({
      ...head('release', listener, command),
      ...{ act, protocol: 'PO/1/2026', recording, ...ground, sentence: 'DISPUTED', statement },
      ...{ purpose: 'SERVICE_STANDARDS', authorisation: 'UO/1/2026', present: [] },
      ...{ publicKey: agreementKeyOf(key), cipherSha256: facts.sealedSha256.toString('hex') },
      ...{ cipherBytes: facts.sealedLength, plainBytes: facts.sourceLength, ...host, text },
    }),
  });
  const nobody = { subject: null, subjectGuid: null, because: null };
  const refused = {
    request: 'listen',
    reason: 'took-part-in-call',
    ...nobody,
    act: null,
    recording,
    ...ground,
  };
  const opening = uuidOf('first listening');
  return [
    {
      words: null,
      payload: () => ({
        ...head('refusal', listener, 'a refused request'),
        ...refused,
        count: 1,
        ...host,
        text: null,
      }),
    },
    release('first listening', 'application key'),
    {
      words: null,
      payload: () => ({
        ...head('closed', listener, 'the end of the first listening'),
        ...{
          act,
          opening,
          how: 'listener',
          ranges: [
            [0, 900],
            [1_500, 2_100],
          ],
          wrongCall: false,
        },
      }),
    },
    release('second listening', 'another application key'),
    {
      words: null,
      payload: () => ({
        ...head('undelivered', keeperLogin, null),
        ...{ act, opening: uuidOf('second listening'), release: seqOf('second listening') },
      }),
    },
  ];
}

function sealing(): VectorEntry[] {
  const completed = (command: string, findings: string, names: readonly string[]): VectorEntry => ({
    words: { findings },
    payload: (text) => ({
      ...head('completed', listener, command),
      ...{ act, entries: madeOf(...names), text },
    }),
  });
  return [
    { ...completed('completing', 'Dzwoniący pytał o termin.', firstMadeOf), erased: true },
    {
      words: null,
      payload: () => ({
        ...{ ...head('reopened', listener, 'going back'), act, completed: seqOf('completing') },
      }),
    },
    completed('completing again', 'Podano błędny termin.\nCytat 00:01: „do piątku” — zażółć gęślą jaźń 🙂', [
      ...[...firstMadeOf, 'completing', 'going back'],
    ]),
    {
      words: { missingSignature: 'Urlop; podpis do 1 XII.' },
      payload: (text) => ({
        ...head('filed', listener, 'filing'),
        ...{ act, day: '2026-11-25', way: 'paper', signed: false, instead: false, text },
      }),
    },
    {
      words: { words: 'Zmiana stanowiska' },
      payload: (text) => ({
        ...head('revoke', secretary, 'a revocation'),
        ...{ number: 'UO/1/2026', subject: listener, why: 'post', until: null, paper: null, text },
      }),
    },
    {
      words: null,
      payload: () => ({
        ...head('incident', keeperLogin, null),
        ...{ what: 'przerwa w ciągłości zapisów', text: null },
      }),
    },
    {
      words: { reason: 'Awaria macierzy; baza z kopii nocnej' },
      payload: (text) => ({
        ...head('incident', secretary, null),
        ...{ what: 'restored', from: seqOf('completing again'), to: seqOf('incident') },
        ...{ lost: [uuidOf('lost')], text },
      }),
    },
  ];
}

/** Fingerprints of a database in which, the second time, one part is another. */
function partsOf(functions: string): Payload<'schema'>['parts'] {
  const hashes = schemaPart.options.map((part) => [
    part,
    sha256(part === 'functions' ? functions : part).toString('hex'),
  ]);
  return Object.fromEntries(hashes) as Payload<'schema'>['parts'];
}

function suspensions({ hashOf }: Pick<ChainParts, 'hashOf'>): VectorEntry[] {
  const [first, second] = [partsOf('functions'), partsOf('other functions')];
  const schema = (before: Payload<'schema'>['parts'] | null, parts: typeof first): VectorEntry => ({
    words: null,
    payload: () => ({
      ...head('schema', keeperLogin, null),
      before: before === null ? null : fingerprintOf(before),
      fingerprint: fingerprintOf(parts),
      ...{ changed: before === null ? [] : ['functions'], parts },
    }),
  });
  const resumed = (command: string, suspension: string): VectorEntry => ({
    words: { reason: 'Sprawdzono z informatykiem.' },
    payload: (text) => ({
      ...{ ...head('resumed', secretary, command), suspension: seqOf(suspension), hash: hashOf(suspension) },
      text,
    }),
  });
  return [
    schema(null, first),
    {
      words: { reason: 'Podejrzenie naruszenia' },
      payload: (text) => ({ ...head('suspended', secretary, 'a suspension'), by: 'secretary', text }),
    },
    resumed('its end', 'a suspension'),
    schema(first, second),
    resumed('the end of another', 'schema 2'),
    {
      words: { reason: 'Pożar serwerowni' },
      payload: (text) => ({
        ...{ ...head('incident', secretary, null), what: 'restored' },
        ...{ known: { seq: 999, hash: sha256('lost').toString('hex') }, text },
      }),
    },
    resumed('the end of a restore', 'incident 3'),
  ];
}
