import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { FoundFault } from '../../server/verify/result.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import {
  find,
  frozenLines,
  journalOf,
  keeper,
  relinkOne,
  seqOf,
  textOf,
  written,
  type Line,
} from './exported-chain.ts';
import { askedFor, sessionKeyOf, type Words } from './vectors-asking.ts';
import { deputy, secretary } from './vectors-head.ts';
import { saltOf, uuidOf } from './vectors-secrets.ts';

/** Facts of a payload. */
export type Facts = Record<string, unknown>;
export const factsOf = (line: Line): Facts => JSON.parse(line.payload) as Facts;

/** What a `person` entry says of one person. */
export const personFacts = (login: string, guid = uuidOf(login), employee = true): Facts => ({
  people: [{ login, guid, employee }],
});

/** Replaces facts of an entry; its words stay committed to. */
export function put(lines: Line[], name: string, facts: Facts): void {
  const line = find(lines, name);
  line.payload = JSON.stringify({ ...factsOf(line), ...facts });
}

/** Changes the one row of a paper. */
export function putRow(lines: Line[], name: string, change: Facts): void {
  const [row] = factsOf(find(lines, name))['rows'] as Facts[];
  put(lines, name, { rows: [{ ...row, ...change }] });
}

/** Another entry before one: of the kind and words that `like` has, with other facts. */
export function insert(lines: Line[], before: string, like: string, facts: Facts): void {
  enter(lines, seqOf(lines, before), { ...find(frozenLines(), like) }, facts);
}

/** The same after everything. */
export function append(lines: Line[], like: string, facts: Facts = {}): void {
  enter(lines, lines.length + 1, { ...find(frozenLines(), like) }, facts);
}

function enter(lines: Line[], seq: number, line: Line, facts: Facts): void {
  const before = lines[seq - 2];
  const instant = before && factsOf(before)['at'];
  line.payload = JSON.stringify({ ...factsOf(line), at: instant, ...facts });
  lines.splice(seq - 1, 0, line);
}

/** Has the Secretary end an irregularity that was found about a session of her own. */
export function endOwn(lines: Line[], passed: string): void {
  const about = seqOf(lines, 'a session of the Secretary');
  put(lines, passed, { about });
  append(lines, passed, { command, event: 'close', about });
}

/** The Secretary has the login by now of somebody who was present, and reports that act. */
export function reportsForPresent(lines: Line[], reports: string): void {
  const facts = { ...personFacts('j.maj', uuidOf(secretary)), command: uuidOf('a login passed on') };
  insert(lines, reports, 'another person', facts);
  put(lines, reports, { about: seqOf(lines, 'a listening with somebody present'), ...by(secretary) });
}

/** Takes an entry away. */
export function drop(lines: Line[], name: string): Line[] {
  return lines.splice(seqOf(lines, name) - 1, 1);
}

/** Has an entry come about before another. */
export function move(lines: Line[], name: string, before: string): void {
  const [line] = drop(lines, name);
  if (line) enter(lines, seqOf(lines, before), line, {});
}

/** The frozen ledger with all its words, up to an entry, or whole. */
export function lawful(last?: string): Line[] {
  const lines = frozenLines();
  const erased = find(lines, 'completing');
  const text = '{"findings":"Dzwoniący pytał o termin."}';
  Object.assign(erased, { salt: saltOf(`entry ${erased.seq}`).toString('hex'), text });
  keepRequest(erased, lines.slice(0, erased.seq - 1).map(payloadOf));
  return last === undefined ? lines : lines.slice(0, seqOf(lines, last));
}

const payloadOf = (line: Line): Payload => parsePayload(line.payload);

/** Puts beside an entry what was asked for, as it says it. */
function keepRequest(line: Line, before: readonly Payload[]): Payload<'session'>['asked'] {
  const words = line.text === null ? null : (JSON.parse(line.text) as Words);
  const asked = askedFor(factsOf(line) as Payload, words, before, keeper.publicKey);
  // Where words are gone, so is what was asked for.
  const isGone = words === null && typeof factsOf(line)['text'] === 'string';
  const { salt, body } = isGone || asked === null ? { salt: null, body: null } : asked.request;
  Object.assign(line, { requestSalt: salt?.toString('hex') ?? null, request: body });
  return asked?.asked ?? null;
}

/** The frozen ledger up to an entry, changed and made whole. */
export function forged(change: (lines: Line[]) => unknown, last: string): Line[] {
  const lines = lawful(last);
  change(lines);
  forge(lines, true);
  return lines;
}

/**
 * Makes a changed ledger whole as somebody would who has every key, or as a keeper would that had lost a rule: protocols name what they are
 * made of, papers are confirmed and stops ended as they are, whoever asked signed what the entry says, and hashes and signatures fit.
 * What a test put there itself stays.
 */
function forge(lines: Line[], signedAnew: boolean): void {
  const frozen = frozenLines();
  const said: Facts[] = [];
  lines.forEach((line, place) => {
    const facts = factsOf(line);
    const original = frozen.find(({ seq }) => seq === line.seq);
    const isAsItWas = (name: string): boolean =>
      original !== undefined && JSON.stringify(factsOf(original)[name]) === JSON.stringify(facts[name]);
    if (facts['kind'] === 'confirmed') {
      if (isAsItWas('hashes'))
        facts['hashes'] = (facts['entries'] as number[]).map((seq) => lines[seq - 1]?.hash);
    } else if (facts['kind'] === 'resumed' && isAsItWas('hash')) {
      facts['hash'] = lines[(facts['suspension'] as number) - 1]?.hash;
    } else if (facts['kind'] === 'checked' && isAsItWas('head')) {
      facts['head'] = lines[(facts['upTo'] as number) - 1]?.hash;
    } else if ('entries' in facts && isAsItWas('entries')) facts['entries'] = madeOf(said, facts['act']);
    line.payload = JSON.stringify(facts);
    if (signedAnew) {
      facts['asked'] = keepRequest(line, said as Payload[]);
      line.payload = JSON.stringify(facts);
    }
    said.push(facts);
    relinkOne(lines, place + 1, keeper);
  });
}

/** What the protocol of an act is made of by what was said so far. */
function madeOf(said: readonly Facts[], act: unknown): number[] {
  const made = new Set<number>();
  const placeOf = (is: (facts: Facts) => boolean): number => said.findIndex(is) + 1;
  // Of the act of a plan, what stands of that.
  const reviewed = said.find((facts) => facts['act'] === act)?.['position'] as { plan: string } | undefined;
  said.forEach((facts, at) => {
    const { kind, position, plan, command: id } = facts as Facts & { position?: { plan: string } };
    const isSaid = String(kind).startsWith('quality') && reviewed !== undefined;
    if (isSaid && [position?.plan, plan, kind === 'qualityPlan' && id].includes(reviewed.plan))
      made.add(at + 1);
    if (facts['act'] !== act) return;
    made.add(at + 1);
    if (facts['kind'] !== 'release') return;
    const { recording, authorisation: number, basis } = facts;
    made.add(placeOf(({ kind, ...one }) => kind === 'ingest' && one['recording'] === recording));
    const codeIn = ({ content }: Facts) =>
      ((content as Facts | undefined)?.['basis'] as Facts | undefined)?.['code'];
    // Of the acts of the frozen ledger only that of the plan is younger than the rules that people entered.
    const isCited = ({ of, from }: Facts): boolean =>
      facts['position'] !== undefined && of === 'regulation' && String(from) <= String(facts['at']);
    const building = [(row: Facts) => row['number'] === number, (row: Facts) => codeIn(row) === basis];
    for (const is of [...building, isCited]) {
      const states = ({ rows }: Facts) => (rows as Facts[] | undefined)?.some(is) === true;
      const confirms = ({ kind, entries }: Facts) =>
        kind === 'confirmed' && (entries as number[]).some((seq) => states(said[seq - 1] ?? {}));
      const confirmed = placeOf(confirms);
      const papers = (said[confirmed - 1]?.['entries'] ?? []) as number[];
      for (const seq of [confirmed, ...papers.filter((one) => states(said[one - 1] ?? {}))]) made.add(seq);
    }
  });
  return [...made].filter((seq) => seq > 0).sort((a, b) => a - b);
}

export type Judged = {
  fault: FoundFault | null;
  /** Number of an entry, by its name, in the ledger that was judged. */
  seqOf: (name: string) => number;
};
export type Judge = (
  change: (lines: Line[]) => unknown,
  /** The last entry; how many lines the journal beside it has, none unless told; whether every signature is asked for; whether what is asked for stays as it was signed. */
  how?: { last?: string; journalled?: number; signatures?: boolean; asSigned?: boolean },
) => Promise<Judged>;

/**
 * What our verification says of the frozen ledger with something in it that the keeper would have refused, everything else made to fit:
 * what a keeper that had lost a rule would write, or whoever has all keys. Up to its first incident, unless told otherwise. For a file of
 * tests: its folder is taken away after them.
 */
export function judgement(until = 'incident'): Judge {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-judgement-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  return async (change, { last = until, journalled = 0, signatures = false, asSigned = false } = {}) => {
    const lines = lawful(last);
    change(lines);
    forge(lines, !asSigned);
    const file = written(folder, 'ledger', textOf(lines));
    const journal =
      journalled === 0 ? null : written(folder, 'journal', journalOf(lines.slice(0, journalled)));
    const asked = { source: { file }, journal, signatures, keeperKey: keeper.pinned };
    const { fault } = await verifyLedger(asked);
    return { fault, seqOf: (name) => seqOf(lines, name) };
  };
}

export { deputy, listener, secretary } from './vectors-head.ts';
export const by = (login: string) => ({ login, guid: uuidOf(login) });
export const asOf = (login: string) => ({ subject: login, subjectGuid: uuidOf(login) });
export const third = asOf('b.zych');
export const command = uuidOf('a further request');

/** Another part of the call of the recording, as an entry before `before`: „of the same call”. */
export function insertPart(lines: Line[], before: string, facts: Facts): void {
  const part = { recording: uuidOf('another part'), command: uuidOf('of the same call') };
  insert(lines, before, 'a recording', { ...part, call: uuidOf('recording'), ...facts });
}

/** A second person who may listen, before the recording comes in: „a third person”, „that paper”, „that confirmation”. */
export function authoriseThird(lines: Line[]): void {
  const before = 'a recording';
  insert(lines, before, 'a person', { ...personFacts(third.subject), command: uuidOf('a third person') });
  insert(lines, before, 'a new one', { command: uuidOf('that paper') });
  putRow(lines, 'that paper', third);
  const papers = { entries: [seqOf(lines, 'that paper')], command: uuidOf('that confirmation') };
  insert(lines, before, 'a confirmation', papers);
}

/** Before something: an officer is appointed, signs in, and confirms somebody who leads the office or registers its papers. */
export function appointByOfficer(
  lines: Line[],
  before: string,
  name: string,
  held: { number: string; login: string; office: string; deputy: boolean; from: string },
): void {
  const officer = 'o.inspektor';
  const appoint = (what: string, row: typeof held, confirms: string): void => {
    const { number, login, office, deputy: isDeputy, from } = row;
    const rest = { office, deputy: isDeputy, powers: [], employee: true, emergency: false, from, to: null };
    const rows = [{ number, ...asOf(login), ...rest }];
    insert(lines, before, 'its signature', { what: 'appointment', rows, command: uuidOf(what) });
    confirmAs(lines, before, what, confirms);
  };
  insert(lines, before, 'a person', { ...personFacts(officer), command: uuidOf(`${officer} is known`) });
  const watches = { number: 'PF/4/2026', login: officer, office: 'protection_officer', deputy: false };
  appoint('an officer', { ...watches, from: '2026-11-25' }, deputy);
  const session = uuidOf('a session of the officer');
  const since = String(factsOf(lines[seqOf(lines, before) - 2] as Line)['at']);
  const until = new Date(Date.parse(since) + 36_000_000).toISOString();
  const { publicKey } = sessionKeyOf(session);
  insert(lines, before, 'a session of the Secretary', {
    ...{ ...by(officer), publicKey, until, command: session },
  });
  appoint(name, held, officer);
}

function confirmAs(lines: Line[], before: string, paper: string, who: string): void {
  const papers = { entries: [seqOf(lines, paper)], command: uuidOf(`${paper}, confirmed`) };
  insert(lines, before, 'a confirmation', { ...by(who), ...papers });
}

/** Before the review: the Secretary was to be followed on the 1st of December, and that was ended in November. */
export function endNext(lines: Line[], until: string | null): void {
  const [before, next] = ['review', 'o.nastepca'];
  insert(lines, before, 'a person', { ...personFacts(next), command: uuidOf(`${next} is known`) });
  const follows = {
    number: 'PF/5/2026',
    login: next,
    office: 'secretary',
    deputy: false,
    from: '2026-12-01',
  };
  appointByOfficer(lines, before, 'a next Secretary', follows);
  const end = { number: 'PF/5/2026', subject: next, until, command: uuidOf('an end before it') };
  insert(lines, before, 'a revocation', end);
  confirmAs(lines, before, 'an end before it', deputy);
}

export type Case = [what: string, where: string, why: string, change: (lines: Line[]) => unknown];
