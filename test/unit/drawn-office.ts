import { createHash, sign, type KeyObject } from 'node:crypto';
import { dueDraw } from '../../server/entries/quality.ts';
import type { RecordingRow } from '../../server/entries/recording.ts';
import { emptyState } from '../../server/entries/state.ts';
import { foldOwn } from '../../server/keeper/fold.ts';
import { Judge } from '../../server/verify/judge.ts';
import { Unlawful } from '../../server/verify/scene.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { entryHash, payloadText, sha256, textCommitment } from '../../shared/node/ledger.ts';
import { addDays } from '../../shared/warsaw.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

const [first, last] = ['2026-10-01', '2026-10-28'];
const departments = ['Kancelaria', 'Podatki'];

/** Numbers below one of a name, always the same ones. */
function chance(name: string): () => number {
  let at = 0;
  return () => createHash('sha256').update(`${name} ${at++}`).digest().readUInt32BE(0) / 2 ** 32;
}

export type DrawnOffice = {
  /** Payloads as they are signed, and the hash of each entry. */
  lines: string[];
  hashes: Buffer[];
  signatures: Buffer[];
  /** Has a plan proposed and approved on a day, the `nr`th; what is returned draws it as the keeper does, and enters nothing. */
  approve(
    nr: number,
    change?: Partial<Payload<'qualityPlan'>>,
    day?: string,
  ): () => Promise<Payload<'qualityDraw'>>;
  /** Returns what our own verification says of it, by the entries before it; null: nothing. */
  enter(payload: Payload): string | null;
};

/**
 * An office by its entries alone, made by chance: who was registered when, who got whose login, who left, calls of one part or two. `key` signs them;
 * without one nobody did.
 */
export function drawnOffice(name: string, calls = 40, key: KeyObject | null = null): DrawnOffice {
  const random = chance(name);
  const upTo = (count: number): number => Math.floor(random() * count);
  const state = emptyState();
  const lines: string[] = [];
  const [hashes, signatures]: [Buffer[], Buffer[]] = [[], []];
  const rows = new Map<string, RecordingRow>();
  const judge = new Judge();
  /** Of most entries something: nobody is appointed here, nor asks for anything. */
  const judged = (payload: Payload): string | null => {
    try {
      judge.check(state, payload, false);
      return null;
    } catch (error) {
      if (error instanceof Unlawful) return error.why;
      throw error;
    }
  };
  const enter = (payload: Payload, words: { salt: Buffer; text: string } | null = null) => {
    const [seq, prev, text] = [state.head.seq + 1, state.head.hash, payloadText(payload)];
    const hash = entryHash(seq, prev, text);
    const signature = key === null ? Buffer.alloc(64) : sign(null, hash, key);
    const why = judged(payload);
    const entry = { seq, prev, payload: text, hash, signature };
    foldOwn(state, entry, payload);
    lines.push(text);
    hashes.push(hash);
    signatures.push(signature);
    return { ...entry, seq: String(seq), salt: words?.salt ?? null, text: words?.text ?? null, why };
  };
  const head = <Kind extends Payload['kind']>(kind: Kind, at: string, login = 'sekretarz') => ({
    ...{ v: 1 as const, kind, at, command: uuidOf(`${name} ${lines.length}`), login },
    ...{ guid: uuidOf(login), asked: null },
  });
  const logins = ['rater', 'anna', 'barbara', 'celina', 'daria', 'ewa'];
  const registered = (login: string, guid: string, at: string) =>
    enter({
      ...head('person', at),
      ...{ people: [{ login, guid: uuidOf(guid), employee: true }], text: null },
    });
  for (const login of logins)
    // Some come while calls are answered already.
    registered(login, login, `${upTo(4) === 0 ? addDays(first, upTo(20)) : '2026-09-01'}T06:00:00.000Z`);
  if (upTo(3) === 0) registered('barbara', 'another barbara', '2026-10-12T06:00:00.000Z');
  let call = '';
  for (let place = 0; place < calls; place += 1) {
    const recording = uuidOf(`${name} call ${place}`);
    // Another part of the one before.
    call = place > 0 && upTo(6) === 0 ? call : recording;
    const startedAt = `${addDays(first, upTo(30))}T${String(5 + upTo(10)).padStart(2, '0')}:${String(place % 60).padStart(2, '0')}:00.000Z`;
    const answeredLogin = upTo(12) === 0 ? null : (logins[upTo(logins.length)] ?? null);
    const announcement = upTo(15) === 0 ? 'no' : 'yes';
    const facts = {
      ...{ startedAt, durationMs: (10 + upTo(2_000)) * 1_000, answeredLogin, announcement },
      ...{ department: departments[upTo(5) === 0 ? 1 : 0] ?? '', answeredFrom: 'sidecar' },
    } as const;
    const [digest, salt] = [sha256(recording), saltOf(recording)];
    const catalogue = { callGroup: call, callerTail: null, line: '1', extension: '2' };
    const text = JSON.stringify({ ...catalogue, answeredBy: 'x', channels: ['mixed'] });
    const entry = enter(
      {
        ...head('ingest', '2026-11-03T06:00:00.000Z', 'ingest'),
        ...{ recording, call, ...facts, keySha256: sha256('key').toString('hex') },
        ...{ plainSha256: digest.toString('hex'), plainBytes: 9, cipherSha256: digest.toString('hex') },
        ...{ cipherBytes: 9, peaksSha256: digest.toString('hex'), peaksBytes: 9 },
        ...{ caller: textCommitment(salt, 'null'), text: textCommitment(salt, text) },
      } as Payload<'ingest'>,
      { salt, text },
    );
    rows.set(recording, {
      ...{ id: recording, state: 'available', started_at: new Date(startedAt) },
      ...{ duration_ms: facts.durationMs, call_group: call, caller: null, caller_salt: salt },
      ...{ line: '1', extension: '2', department: facts.department, answered_by: 'x' },
      ...{ answered_login: answeredLogin, answered_from: 'sidecar', announcement, channels: ['mixed'] },
      ...{ plain_sha256: digest, plain_bytes: '9', cipher_sha256: digest, cipher_bytes: '9' },
      ...{ peaks_sha256: digest, peaks_bytes: '9', sealed: null, pledged: false, parted: false, ...entry },
    });
  }
  const gone = logins[1 + upTo(12)];
  if (gone !== undefined)
    enter({
      ...head('roles', '2026-11-04T06:00:00.000Z'),
      ...{ subject: gone, subjectGuid: state.people.get(gone)?.guid ?? '', roles: [], account: 'disabled' },
    });
  const approve = (nr: number, change: Partial<Payload<'qualityPlan'>> = {}, day = `2026-11-0${4 + nr}`) => {
    const at = `${day}T07:00:00.000Z`;
    const proposed = head('qualityPlan', at, 'rater');
    const id = proposed.command;
    enter({
      ...proposed,
      ...{ case: 'SEK.1.2026', departments: departments.slice(0, 1 + upTo(2)), from: first, to: last },
      ...{ until: '2026-12-10', size: 5 + upTo(8), perPerson: 1 + upTo(4), shortestS: upTo(120) },
      ...{ longestMin: 10 + upTo(20), weights: ['AA', 'BB', 'CC'].map((code) => ({ code, weight: 1 })) },
      ...{ text: null, ...change },
    });
    enter({
      ...head('qualityVerdict', at),
      ...{ plan: id, approved: true, number: `PJ/${nr}/2026`, text: null },
      limits: { fewCards: 5, fewPersons: 3, perPersonYear: 1 + upTo(6) },
    });
    const connection = {
      run: (_sql: string, [ids]: [string[]]) => Promise.resolve(ids.flatMap((id) => rows.get(id) ?? [])),
    };
    const desk = { state, connection, time: { now: () => Date.parse(at) } } as never;
    return async (): Promise<Payload<'qualityDraw'>> => {
      const approved = state.plans.get(id);
      if (approved === undefined) throw new Error('no plan');
      const text = textCommitment(saltOf(id), 'whose they are');
      return (await dueDraw(desk, approved))?.payload(text) as Payload<'qualityDraw'>;
    };
  };
  return { lines, hashes, signatures, approve, enter: (payload) => enter(payload).why };
}
