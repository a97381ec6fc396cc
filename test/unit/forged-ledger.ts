import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { FoundFault } from '../../server/verify/result.ts';
import { sha256, textCommitment } from '../../shared/node/ledger.ts';
import { at, frozenLines, journalOf, keeper, relink, textOf, written, type Line } from './exported-chain.ts';
import { uuidOf } from './vectors-secrets.ts';

/** Facts of a payload. */
export type Facts = Record<string, unknown>;
const factsOf = (line: Line): Facts => JSON.parse(line.payload) as Facts;

/** Replaces facts of entry `seq`; its words stay committed to. */
export function put(lines: Line[], seq: number, facts: Facts): void {
  const line = at(lines, seq);
  line.payload = JSON.stringify({ ...factsOf(line), ...facts });
}

/** Another entry of the kind and words that `seq` has, with other facts, before entry `before` (1 = the first). */
export function insert(lines: Line[], before: number, seq: number, facts: Facts): void {
  const copy = { ...at(lines, seq) };
  const instant = factsOf(at(lines, before - 1))['at'];
  copy.payload = JSON.stringify({ ...factsOf(copy), at: instant, ...facts });
  lines.splice(before - 1, 0, copy);
}

/** The frozen ledger with all its words; up to its first incident, unless told otherwise. */
export function lawful(last = 19): Line[] {
  const lines = frozenLines().slice(0, last);
  const line = at(lines, 14);
  const salt = sha256('a salt').subarray(0, 16);
  const text = '{"findings":"Dzwoniący pytał o termin."}';
  Object.assign(line, { salt: salt.toString('hex'), text });
  put(lines, 14, { text: textCommitment(salt, text) });
  return lines;
}

/**
 * Has every protocol name what it is made of by now, as this keeper would. What a test put there itself stays.
 */
function nameAll(lines: Line[]): void {
  const frozen = frozenLines();
  const said = lines.map(factsOf);
  const placeOf = (like: Facts): number =>
    said.findIndex((facts) => Object.keys(like).every((key) => facts[key] === like[key])) + 1;
  lines.forEach((line, place) => {
    const { entries, act } = said[place] ?? {};
    const original = frozen.find(({ seq }) => seq === line.seq);
    if (!original || JSON.stringify(entries ?? null) !== JSON.stringify(factsOf(original)['entries'])) return;
    const made = new Set<number>();
    said.slice(0, place).forEach((facts, at) => {
      if (facts['act'] !== act) return;
      made.add(at + 1);
      if (facts['kind'] !== 'release') return;
      const { recording, authorisation: number } = facts;
      made.add(placeOf({ kind: 'ingest', recording })).add(placeOf({ kind: 'authorise', number }));
      made.add(
        said.findIndex(({ content }) => (content as Facts | undefined)?.['code'] === facts['basis']) + 1,
      );
    });
    said[place] = { ...said[place], entries: [...made].filter((seq) => seq > 0).sort((a, b) => a - b) };
    line.payload = JSON.stringify(said[place]);
  });
}

export type FaultAfter = (
  change: (lines: Line[]) => void,
  last?: number,
  /** How many lines the journal beside it has, none unless told; and whether every signature is asked for. */
  beside?: { journalled: number; signatures?: boolean },
) => Promise<FoundFault | null>;

/**
 * What our verification says of the frozen ledger with something in it that the keeper would have refused, every hash and
 * signature made to fit with the keeper's own key: what a keeper that had lost a rule would write, or whoever has its key. For a file of tests: its folder is taken away after them. */
export function judgement(): FaultAfter {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-judgement-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  return async (change, last, { journalled, signatures = false } = { journalled: 0 }) => {
    const lines = lawful(last);
    change(lines);
    nameAll(lines);
    const file = written(folder, 'ledger', textOf(relink(lines, 1, keeper)));
    const journal =
      journalled === 0 ? null : written(folder, 'journal', journalOf(lines.slice(0, journalled)));
    const asked = { source: { file }, journal, signatures, keeperKey: keeper.pinned };
    return (await verifyLedger(asked)).fault;
  };
}

export const secretary = 'h.dudek';
export const listener = 'a.nowak';
export const third = { subject: 'b.zych', subjectGuid: uuidOf('b.zych') };
export const command = uuidOf('a further request');

/** Another part of the call of entry 7, as an entry before `before`. */
export function insertPart(lines: Line[], before: number, facts: Facts): void {
  const part = { recording: uuidOf('another part'), command: uuidOf('of the same call') };
  insert(lines, before, 7, { ...part, call: uuidOf('recording'), ...facts });
}

/** A second person who may listen: entries 7 and 8, whatever stood there moves up by two. */
export function authoriseThird(lines: Line[], number = 'UO/2/2026'): void {
  insert(lines, 7, 5, { ...third, command: uuidOf('another person') });
  insert(lines, 8, 6, { ...third, number, command: uuidOf('another authorisation') });
}
