import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { dueDraw } from '../../server/entries/quality.ts';
import type { RecordingRow } from '../../server/entries/recording.ts';
import { emptyState } from '../../server/entries/state.ts';
import { foldOwn } from '../../server/keeper/fold.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { entryHash, payloadText, sha256, textCommitment } from '../../shared/node/ledger.ts';
import { addDays } from '../../shared/warsaw.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

/**
 * § 2: whoever has the entries of an office alone draws the calls of a review again. The script below reads payloads as text, and shares no
 * line with the program.
 */

const offices = 1_000;
const [first, last] = ['2026-10-01', '2026-10-28'];
const departments = ['Kancelaria', 'Podatki'];
const hex = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** A hundred numbers below one of a name, always the same ones. */
function chance(name: string): () => number {
  let at = 0;
  return () => createHash('sha256').update(`${name} ${at++}`).digest().readUInt32BE(0) / 2 ** 32;
}

type Office = { lines: string[]; hashes: string[]; draws: Promise<Payload<'qualityDraw'>[]> };

/** An office: who was registered when, who got whose login, who left, calls of one part or two, and two plans, one after the other. */
function officeOf(name: string): Office {
  const random = chance(name);
  const upTo = (count: number): number => Math.floor(random() * count);
  const state = emptyState();
  const [lines, hashes]: [string[], string[]] = [[], []];
  const rows = new Map<string, RecordingRow>();
  const enter = (payload: Payload, words: { salt: Buffer; text: string } | null = null) => {
    const [seq, prev, text] = [state.head.seq + 1, state.head.hash, payloadText(payload)];
    const entry = { seq, prev, payload: text, hash: entryHash(seq, prev, text), signature: Buffer.alloc(64) };
    foldOwn(state, entry, payload);
    lines.push(text);
    hashes.push(entry.hash.toString('hex'));
    return { ...entry, seq: String(seq), salt: words?.salt ?? null, text: words?.text ?? null };
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
  for (let place = 0; place < 40; place += 1) {
    const recording = uuidOf(`${name} call ${place}`);
    // Another part of the one before.
    call = place > 0 && upTo(6) === 0 ? call : recording;
    const startedAt = `${addDays(first, upTo(30))}T${String(5 + upTo(10)).padStart(2, '0')}:${String(place).padStart(2, '0')}:00.000Z`;
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
        ...{ recording, call, ...facts, keySha256: hex('key') },
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
  const draw = async (nr: number): Promise<Payload<'qualityDraw'>> => {
    const at = `2026-11-0${4 + nr}T07:00:00.000Z`;
    const plan = {
      ...head('qualityPlan', at, 'rater'),
      ...{ case: 'SEK.1.2026', departments: departments.slice(0, 1 + upTo(2)), from: first, to: last },
      ...{ until: '2026-12-10', size: 5 + upTo(8), perPerson: 1 + upTo(4), shortestS: upTo(120) },
      ...{ longestMin: 10 + upTo(20), weights: ['AA', 'BB', 'CC'].map((code) => ({ code, weight: 1 })) },
      text: null,
    };
    enter(plan);
    enter({
      ...head('qualityVerdict', at),
      ...{ plan: plan.command, approved: true, number: `PJ/${nr}/2026`, text: null },
      limits: { fewCards: 5, fewPersons: 3, perPersonYear: 1 + upTo(6) },
    });
    const connection = {
      run: (_sql: string, [ids]: [string[]]) => Promise.resolve(ids.flatMap((id) => rows.get(id) ?? [])),
    };
    const desk = { state, connection, time: { now: () => Date.parse(at) } } as never;
    const due = await dueDraw(desk, state.plans.get(plan.command) ?? expect.fail('no plan'));
    const payload = due?.payload(null) as Payload<'qualityDraw'>;
    enter(payload);
    return payload;
  };
  return { lines, hashes, draws: draw(1).then(async (one) => [one, await draw(2)]) };
}

/** A payload as any program would read it. */
type Told = {
  kind: string;
  at: string;
  command: string;
  people: { login: string; guid: string }[];
  subjectGuid: string;
  recording: string;
  call: string;
  startedAt: string;
  durationMs: number;
  department: string;
  answeredLogin: string | null;
  announcement: string;
  plan: string;
  limits: { perPersonYear: number };
  departments: string[];
  from: string;
  to: string;
  size: number;
  perPerson: number;
  shortestS: number;
  longestMin: number;
};

/** What was drawn, by payloads and hashes alone. */
function drawAgain({ lines, hashes }: Office): { recordings: string[]; digest: string; excluded: object }[] {
  const entries = lines.map((line) => JSON.parse(line) as Told);
  const day = (instant: string): string =>
    new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Europe/Warsaw' });
  const drawn: string[] = [];
  const years: string[] = [];
  const off = entries.filter(({ kind }) => kind === 'roles').map((one) => one.subjectGuid);
  const persons = entries.filter(({ kind }) => kind === 'person');
  const speaker = (one: Told): string | undefined =>
    persons
      .filter(({ at }) => Date.parse(at) <= Date.parse(one.startedAt))
      .flatMap(({ people }) => people.filter(({ login }) => login === one.answeredLogin))
      .at(-1)?.guid;
  /** Who has which login by now. */
  const now = new Map(persons.flatMap(({ people }) => people.map(({ login, guid }) => [login, guid])));
  const holds = (guid: string): boolean => [...now.values()].includes(guid) && !off.includes(guid);
  return entries.flatMap((verdict, at) => {
    if (verdict.kind !== 'qualityVerdict') return [];
    const plan = entries.find(({ command }) => command === verdict.plan);
    if (plan === undefined) throw new Error('no such plan');
    const excluded = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
    const calls = entries.filter(({ kind }) => kind === 'ingest');
    const own = new Set(calls.filter((one) => one.answeredLogin === 'rater').map((one) => one.call));
    const eligible = calls.flatMap((one) => {
      const [began, length] = [day(one.startedAt), one.durationMs];
      if (began < plan.from || began > plan.to) return [];
      if (!plan.departments.includes(one.department)) return [];
      const person = speaker(one);
      const why =
        length < plan.shortestS * 1_000 || length > plan.longestMin * 60_000
          ? 'length'
          : person === undefined
            ? 'unregistered'
            : drawn.includes(one.recording)
              ? 'drawn'
              : own.has(one.call) || one.announcement === 'no' || !holds(person)
                ? 'unavailable'
                : null;
      if (why !== null) excluded[why] += 1;
      return why === null ? [{ recording: one.recording, call: one.call, person }] : [];
    });
    const raw = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
    const seed = Buffer.from(hashes[at] ?? '', 'hex');
    const lot = ({ recording }: { recording: string }): string =>
      hex(Buffer.concat([Buffer.from('odsluch-draw-v1\0'), seed, raw(recording)]));
    const taken: typeof eligible = [];
    for (const one of eligible.sort((a, b) => (lot(a) < lot(b) ? -1 : 1))) {
      const times = taken.filter(({ person }) => person === one.person).length;
      const inYear = times + years.filter((guid) => guid === one.person).length;
      if (taken.some(({ call }) => call === one.call)) continue;
      if (times < plan.perPerson && inYear < verdict.limits.perPersonYear) taken.push(one);
    }
    const spare = Math.max(3, Math.floor(plan.size / 5));
    const positions = taken.slice(0, plan.size + spare);
    drawn.push(...positions.map(({ recording }) => recording));
    years.push(...positions.map(({ person }) => person ?? ''));
    const digest = hex(
      Buffer.concat(
        eligible
          .map(({ recording }) => recording)
          .sort()
          .map(raw),
      ),
    );
    return [{ recordings: positions.map(({ recording }) => recording), digest, excluded }];
  });
}

it('is drawn again from the entries of an office alone, of a thousand offices', async () => {
  const excluded = { length: 0, unregistered: 0, drawn: 0, unavailable: 0 };
  for (let nth = 0; nth < offices; nth += 1) {
    const office = officeOf(`office ${nth}`);
    const draws = await office.draws;
    expect(drawAgain(office), `office ${nth}`).toEqual(
      draws.map(({ recordings, digest, excluded: told }) => ({ recordings, digest, excluded: told })),
    );
    for (const draw of draws)
      for (const why of Object.keys(excluded) as (keyof typeof excluded)[])
        excluded[why] += draw.excluded[why];
  }
  // Each reason came up, or nothing was tried of it.
  expect(Math.min(...Object.values(excluded))).toBeGreaterThan(100);
});
