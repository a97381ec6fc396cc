import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../server/verify/ledger.ts';
import type { FoundFault } from '../../server/verify/result.ts';
import { at, keeper, linesIn, relink, textOf, vectors, written, type Line } from './exported-chain.ts';
import { insert, put, type Facts } from './forged-ledger.ts';
import { deputy, listener, secretary } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'odsluch-offices-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const factsOf = ({ payload }: Line): Facts => JSON.parse(payload) as Facts;

/**
 * What our verification says of the ledger with which an office begins (4 Secretary, 5 deputy, 6 Mayor, 7 all confirmed) and somebody is
 * authorised (8 a person, 9 the paper, 10 its signature, 11 confirmed by the deputy, 12 ended), changed by
 * somebody who has the keeper's key: hashes, signatures, and what is confirmed fit.
 */
async function faultAfter(change: (lines: Line[]) => void): Promise<FoundFault | null> {
  const frozen = readFileSync(join(vectors, 'export-authority.jsonl'), 'utf8');
  const lines = linesIn(frozen).map((line) => JSON.parse(line) as Line);
  change(lines);
  relink(lines, 1, keeper);
  lines.forEach((line, place) => {
    const { kind, entries, hashes } = factsOf(line);
    // What a test put there itself stays.
    if (kind !== 'confirmed' || (hashes as string[]).includes(madeUp)) return;
    put(lines, place + 1, { hashes: (entries as number[]).map((seq) => at(lines, seq).hash) });
    relink(lines, place + 1, keeper);
  });
  const file = written(folder, 'ledger', textOf(lines));
  return (await verifyLedger({ source: { file }, journal: null, keeperKey: keeper.pinned })).fault;
}
const madeUp = 'a'.repeat(64);

/** Changes the row of an appointment. */
function putRow(lines: Line[], seq: number, change: Facts): void {
  const [row] = factsOf(at(lines, seq))['rows'] as Facts[];
  put(lines, seq, { rows: [{ ...row, ...change }] });
}
const putSigned = (lines: Line[], seq: number, change: Facts) =>
  put(lines, seq, { signed: { ...(factsOf(at(lines, seq))['signed'] as Facts), ...change } });
const asOf = (login: string) => ({ subject: login, subjectGuid: uuidOf(login) });

const by = (login: string) => ({ login, guid: uuidOf(login) });
/** The paper is the deputy’s. */
function ofDeputy(lines: Line[]): void {
  for (const seq of [9, 10]) putRow(lines, seq, asOf(deputy));
}

/** An act of the Secretary. */
const byHer = { command: uuidOf('x'), login: secretary, guid: uuidOf(secretary) };

it('the beginning of an office and an authorisation in it are judged lawful', async () => {
  expect(await faultAfter(() => undefined)).toBeNull();
});

describe('INV-52 what is not lawful about who holds an office is found although hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['a number left out', 5, 'paper-number', (all) => putRow(all, 5, { number: 'PF/3/2026' })],
    [
      'a paper entered anew in the place of another',
      6,
      'paper-number',
      (all) => putRow(all, 5, { number: 'PF/1/2026' }),
    ],
    ['a number of another year', 4, 'paper-number', (all) => putRow(all, 4, { number: 'PF/1/2025' })],
    ['a paper of tomorrow', 4, 'paper-dates', (all) => putSigned(all, 4, { signedOn: '2026-11-26' })],
    ['a paper that nobody signed', 4, 'paper-dates', (all) => put(all, 4, { signed: null })],
    ['an end before the beginning', 4, 'paper-dates', (all) => putRow(all, 4, { to: '2026-11-01' })],
    ['Secretary and Mayor in one', 7, 'offices', (all) => putRow(all, 6, asOf(secretary))],
    ['deputy and Mayor in one', 7, 'offices', (all) => putRow(all, 6, asOf(deputy))],
    [
      'an officer who is the deputy',
      7,
      'offices',
      (all) => putRow(all, 6, { office: 'protection_officer', ...asOf(deputy) }),
    ],
    [
      'a paper that the keeper enters by itself, once somebody could ask',
      9,
      'author',
      (all) => {
        insert(all, 8, 2, { ...asOf('x.obcy'), ...byHer, paper: null });
        insert(all, 9, 6, {});
        putRow(all, 9, { number: 'PF/4/2026' });
      },
    ],
    [
      'a person whom the keeper enters by itself then',
      9,
      'author',
      (all) => {
        insert(all, 8, 2, { ...asOf('x.obcy'), ...byHer, paper: null });
        insert(all, 9, 2, asOf('y.obcy'));
      },
    ],
  ])('%s', async (_what, seq, why, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'unlawful', why });
  });

  it.each<[string, number, (lines: Line[]) => void]>([
    ['somebody whom nobody knows', 5, (all) => putRow(all, 5, asOf('x.obcy'))],
    ['another account of that login', 5, (all) => putRow(all, 5, { subjectGuid: uuidOf('another') })],
    ['another paper confirmed', 7, (all) => put(all, 7, { hashes: [madeUp, madeUp, madeUp] })],
    ['a paper confirmed twice', 7, (all) => put(all, 7, { entries: [4, 4, 5] })],
    ['a person confirmed', 7, (all) => put(all, 7, { entries: [3, 4, 5] })],
    ['a confirmation of what is confirmed', 8, (all) => insert(all, 8, 7, {})],
  ])('%s', async (_what, seq, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'impossible' });
  });
});

describe('INV-61 no right without two people, though hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['a listener registers a paper', 9, 'not-secretary', (all) => put(all, 9, by(listener))],
    ['the Secretary registers one for herself', 9, 'own-paper', (all) => putRow(all, 9, asOf(secretary))],
    ['a number left out', 9, 'paper-number', (all) => putRow(all, 9, { number: 'UO/2/2026' })],
    [
      'another number when it is entered anew',
      10,
      'paper-number',
      (all) => putRow(all, 10, { number: 'UO/3/2026' }),
    ],
    ['thirteen months', 9, 'paper-dates', (all) => putRow(all, 9, { to: '2027-12-26' })],
    ['a signature of tomorrow', 10, 'paper-dates', (all) => putSigned(all, 10, { signedOn: '2026-11-26' })],
    [
      'the signature of who is no Mayor',
      10,
      'signatory',
      (all) => putSigned(all, 10, { signatory: 'PF/1/2026' }),
    ],
    [
      'a signature before the Mayor began',
      10,
      'signatory',
      (all) => putSigned(all, 10, { signedOn: '2026-11-01' }),
    ],
    ['nobody’s signature', 10, 'signatory', (all) => putSigned(all, 10, { signatory: null })],
    ['no declaration of confidentiality', 10, 'declaration', (all) => putRow(all, 10, { declaredOn: null })],
    ['a paper without its scan', 10, 'paper-scan', (all) => putSigned(all, 10, { scan: null })],
    ['a scan of what lies in the EZD', 10, 'paper-scan', (all) => putSigned(all, 10, { way: 'ezd' })],
    ['who registered it confirms it', 11, 'one-person', (all) => put(all, 11, by(secretary))],
    ['who stands in it confirms it', 11, 'own-paper', (all) => put(all, 11, by(listener))],
    ['the deputy confirms her own', 11, 'own-paper', (all) => ofDeputy(all)],
    [
      'somebody without an office confirms it',
      11,
      'not-confirmer',
      (all) => {
        ofDeputy(all);
        put(all, 11, by(listener));
      },
    ],
    [
      'the deputy approves what nobody signed',
      10,
      'signatory',
      (all) => {
        all.splice(9, 1);
        put(all, 10, { entries: [9] });
      },
    ],
    ['a listener ends it', 12, 'not-secretary', (all) => put(all, 12, by(listener))],
    ['an end in the past', 12, 'paper-dates', (all) => put(all, 12, { until: '2026-11-24' })],
    ['the end of another’s', 12, 'paper-unknown', (all) => put(all, 12, { subject: deputy })],
    ['a confirmed paper withdrawn', 12, 'paper-state', (all) => put(all, 12, { why: 'withdrawn' })],
  ])('%s', async (_what, seq, why, change) => {
    expect(await faultAfter(change)).toEqual({ seq, what: 'unlawful', why });
  });

  it.each<[string, number, (lines: Line[]) => void]>([
    ['what was entered anew meanwhile is confirmed as it was', 11, (all) => put(all, 11, { entries: [9] })],
    ['a paper confirmed twice', 12, (all) => insert(all, 12, 11, { command: uuidOf('again') })],
    [
      'another person in the paper than the office knows',
      9,
      (all) => putRow(all, 9, { subjectGuid: uuidOf('x') }),
    ],
  ])('%s', async (_what, seq, change) => {
    expect(await faultAfter(change)).toMatchObject({ seq });
  });
});
