import { sign } from 'node:crypto';
import { kindAsked } from '../../server/verify/asked.ts';
import type { KeptRequest } from '../../server/verify/source.ts';
import type { Asked } from '../../shared/ledger/head.ts';
import type { InstrumentRow } from '../../shared/ledger/instrument.ts';
import { askingFor, type Payload } from '../../shared/ledger/kinds.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { requestBytes, requestDigest } from '../../shared/node/request.ts';
import { agreementKeyOf, saltOf, secret, signingKeyOf, uuidOf } from './vectors-secrets.ts';

/** Words of an entry. */
export type Words = Readonly<Record<string, unknown>>;

const sessionKeys = new Map<string, ReturnType<typeof signingKeyOf>>();
/** Under which somebody asks: of the `session` or `sender` entry that answers this command. */
export function sessionKeyOf(command: string): ReturnType<typeof signingKeyOf> {
  const key = sessionKeys.get(command) ?? signingKeyOf(secret(`session ${command}`));
  sessionKeys.set(command, key);
  return key;
}

/**
 * What whoever an entry names asked for and signed, in the newest session of theirs, as the entry repeats it and as it is kept beside it;
 * null where nobody asked. `before` are the payloads before it, `keeper` is the public key that they are under; another `body` is one
 * that the entry does not answer.
 */
export function askedFor(
  payload: Payload,
  words: Words | null,
  before: readonly Payload[],
  keeper: string,
  body: object = bodyOf(payload, words, before),
): { asked: Asked; request: KeptRequest } | null {
  const { command: id, kind } = payload;
  if (id === null || kind === 'sender') return null;
  const begins = kind === 'session';
  const seq = begins ? before.length + 1 : sessionOf(payload.login, before);
  const session = begins ? id : (before[seq - 1]?.command ?? id);
  const request = { salt: saltOf(id), body: JSON.stringify(body) };
  const digest = requestDigest({ ...request, kind: kindAsked(payload) ?? '' });
  const seen = Date.parse(payload.at);
  const signed = requestBytes({ session, id, seen, digest }, Buffer.from(keeper, 'base64'));
  return {
    request,
    asked: {
      session: begins || seq === 0 ? null : seq,
      ...{ seen, digest: digest.toString('hex') },
      signature: sign(null, signed, sessionKeyOf(session).privateKey).toString('base64'),
      password: wantsPassword(payload, body),
    },
  };
}

/** A session is proved by one. */
function wantsPassword(payload: Payload, body: object): boolean {
  const kind = kindAsked(payload);
  const password = kind === null || payload.kind === 'refusal' ? undefined : askingFor(kind).password;
  return payload.kind === 'session' || (typeof password === 'function' ? password(body) : password === true);
}

/** Number of the newest entry under whose key somebody asks; 0 where there is none. */
function sessionOf(login: string, before: readonly Payload[]): number {
  const opens = (one: Payload) =>
    one.kind === 'session' ? one.login === login : one.kind === 'sender' && one.program === login;
  return before.map(opens).lastIndexOf(true) + 1;
}

/** The request that an entry with these words answers. */
function bodyOf(payload: Payload, words: Words | null, before: readonly Payload[]): object {
  switch (payload.kind) {
    case 'session':
      return { login: payload.login, publicKey: payload.publicKey, verifier, host: words?.['host'] };
    case 'person':
      return { guids: payload.people.map(({ guid }) => guid) };
    case 'instrument':
      return paperOf(payload, words, before);
    case 'confirmed':
      return { entries: payload.entries, hashes: payload.hashes };
    case 'revoke': {
      const { number, why, until, paper } = payload;
      return { number, why, until, paper, words: words?.['words'] ?? null };
    }
    case 'suspended':
      return { ...words };
    case 'resumed':
      return { suspension: payload.suspension, hash: payload.hash, ...words };
    case 'session-end':
      return { session: payload.session };
    case 'ingest':
      return { recording: payload.recording, digest: sha256(payload.recording).toString('hex') };
    case 'stubs':
      return { batch: payload.batch, digest: payload.sha256 };
    case 'backup': {
      const { startedAt, oldestOn, keys } = payload;
      return { startedAt, oldestOn, keys };
    }
    case 'removed': {
      const { of, files, again } = payload;
      return { of, files, again };
    }
    case 'reconciled': {
      const { day, sha256: list } = payload;
      return { day, sha256: list };
    }
    case 'explained': {
      const { day, calls, cause } = payload;
      return { day, calls, cause, ...words };
    }
    case 'silent': {
      const { lines, from, to } = payload;
      return { lines, from, to, ...words };
    }
    case 'admitted':
      return { recording: payload.recording, admitted: payload.admitted, of: payload.of, ...words };
    case 'release': {
      const { act, recording, position, publicKey, host } = payload;
      if (position) return { act: null, recording, ground: null, position, publicKey, host };
      const goesOn = before.some((one) => one.kind === 'release' && one.act === act);
      return {
        ...{ act: goesOn ? act : null, recording, ground: goesOn ? null : groundOf(payload, words) },
        ...{ publicKey, host },
      };
    }
    case 'qualityPlan': {
      const { case: number, departments, from, to, until, size, perPerson } = payload;
      const { shortestS, longestMin } = payload;
      const terms = { departments, from, to, until, size, perPerson, shortestS, longestMin };
      return { case: number, ...terms, ...words };
    }
    case 'qualityVerdict':
      return { plan: payload.plan, approved: payload.approved, reason: words?.['reason'] ?? null };
    case 'qualityScore': {
      const { person: _person, ...said } = words ?? {};
      return { position: payload.position, corrects: payload.corrects, ...said };
    }
    case 'qualityOmission':
      return { position: payload.position, why: payload.why, words: words?.['words'] ?? null };
    case 'qualityRemark':
      return { position: payload.position, score: payload.score, words: words?.['words'] ?? null };
    case 'closed': {
      const { opening, how, ranges, wrongCall } = payload;
      return { opening, how, ranges, wrongCall };
    }
    case 'joined':
    case 'left':
      return { act: payload.act, person: payload.subject };
    case 'completed':
      return { act: payload.act, ...words };
    case 'corrected':
      return { act: payload.act, corrects: payload.corrects, case: payload.case, ...words };
    case 'reopened':
      return { act: payload.act };
    case 'filed': {
      const { act, day, way } = payload;
      const { missingSignature = null, ...reason } = words ?? {};
      return { act, day, way, missingSignature, ...reason };
    }
    case 'hold':
      return { act: payload.act, recordings: payload.recordings, order: payload.order, ...words };
    case 'hold-review':
      return { of: payload.of, ...words };
    case 'hold-end': {
      const { hold, ground, issuedOn, finalOn } = payload;
      return { hold, ground, issuedOn, finalOn, ...words };
    }
    case 'restricted': {
      const { recordings, right, receivedOn, effect, of, told } = payload;
      return { recordings, right, receivedOn, effect, of, told, ...words };
    }
    case 'judged': {
      const { review, item, verdict } = payload;
      return { review, item, verdict, words: words?.['words'] ?? null };
    }
    case 'concluded': {
      const judged = before.map((one) => one.kind === 'judged' && one.review === payload.review);
      const last = judged.lastIndexOf(true) + 1;
      return { review: payload.review, last: last || null, words: words?.['words'] ?? null };
    }
    case 'matter': {
      const { matter, event, sort, letter, about, assignee, due } = payload;
      const begins = event === 'open';
      const follows = begins && sort === 'question';
      return {
        ...{ matter: begins ? null : matter, event, sort, letter, about },
        ...{ assignee: follows ? null : assignee, due: follows ? null : due, ...words },
      };
    }
    case 'read': {
      const { what, of, rows, sha256: hash } = payload;
      const facts = Object.entries({ what, of, ...words, rows, sha256: hash });
      return Object.fromEntries(facts.filter(([, value]) => value !== null));
    }
    case 'refusal':
      return refused(payload);
    default:
      return {};
  }
}

const verifierKey = agreementKeyOf('a verifier');
const verifier = `SCRAM-SHA-256$4096:${saltOf('a secret').toString('base64')}$${verifierKey}:${verifierKey}`;

function groundOf(payload: Payload<'release'>, words: Words | null): object {
  const { case: number, basis, sentence, statement, present } = payload;
  return {
    ...{ case: number, basis, statement, fields: words?.['fields'], present },
    sentence: sentence === null ? { own: words?.['justification'] } : { code: sentence },
  };
}

/** A request to listen that was refused. */
function refused({ act, recording, case: number, basis, host }: Payload<'refusal'>): object {
  const ground = {
    ...{ case: number, basis, sentence: { code: 'DISPUTED' }, statement: null, fields: {}, present: [] },
  };
  const publicKey = agreementKeyOf('application key');
  return { act, recording: recording ?? uuidOf('recording'), ground, publicKey, host };
}

function paperOf(
  { what, rows, signed }: Payload<'instrument'>,
  words: Words | null,
  before: readonly Payload[],
): object {
  const names = (words?.['names'] ?? []) as { displayName: string }[];
  // Whoever enters a paper first does not know its number.
  const known = before
    .flatMap((one) => (one.kind === 'instrument' ? one.rows : []))
    .map(({ number }) => number);
  const asked = (row: InstrumentRow, place: number): object => {
    const number = known.includes(row.number) ? row.number : null;
    if ('of' in row) return { ...row, number };
    if (!('office' in row)) {
      const { subject: _subject, ...same } = row;
      return { ...same, number };
    }
    const { subject, emergency: _emergency, ...same } = row;
    return { ...same, number, name: subject === null ? names[place]?.displayName : null };
  };
  if (signed === null) return { what, rows: rows.map(asked), signed };
  const { paper, signatory, signedOn, way, scan } = signed;
  return {
    ...{ what, rows: rows.map(asked) },
    signed: { paper, signatory, signatoryName: words?.['signatory'] ?? null, signedOn, way, scan },
  };
}
