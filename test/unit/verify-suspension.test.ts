import { describe, expect, it } from 'vitest';
import { at, frozenLines, type Line } from './exported-chain.ts';
import { judgement, listener, put } from './forged-ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

const faultAfter = judgement();

/** The frozen ledger goes on with: 20 a first look at the database, 21 a suspension, 22 its end, 23 a changed database, 24 its end. */
function goOn(lines: Line[]): void {
  lines.push(...frozenLines().slice(20, 25));
  put(lines, 22, { suspension: 21 });
  put(lines, 24, { suspension: 23 });
}
/** The suspension before entry `seq` instead. */
function suspendBefore(lines: Line[], seq: number): void {
  const { at: instant } = JSON.parse(at(lines, seq - 1).payload) as { at: string };
  const line = { ...at(frozenLines(), 22) };
  line.payload = JSON.stringify({ ...(JSON.parse(line.payload) as object), at: instant });
  lines.splice(seq - 1, 0, line);
}
const asListener = { login: listener, guid: uuidOf(listener) };

it('a lawful suspension is judged lawful', async () => {
  expect(await faultAfter(goOn)).toBeNull();
});

describe('INV-20, INV-52 what is not lawful about a suspension is found although hash and signature hold:', () => {
  it.each<[string, number, string, (lines: Line[]) => void]>([
    ['a release meanwhile', 13, 'suspended', (all) => suspendBefore(all, 12)],
    ['a way back to listening meanwhile', 16, 'suspended', (all) => suspendBefore(all, 15)],
    ['a listener suspends', 21, 'not-suspender', (all) => put(all, 21, asListener)],
    [
      'a Secretary in an office that is not hers',
      21,
      'not-suspender',
      (all) => put(all, 21, { by: 'administrator' }),
    ],
    ['somebody else resumes', 22, 'not-secretary', (all) => put(all, 22, asListener)],
    [
      'somebody else resumes after a change of the database',
      24,
      'not-secretary',
      (all) => put(all, 24, asListener),
    ],
    ['an end of another suspension', 22, 'suspension', (all) => put(all, 22, { suspension: 20 })],
    ['an end of nothing', 21, 'suspension', (all) => all.splice(20, 1)],
    [
      'a person states how the database is built',
      20,
      'author',
      (all) => put(all, 20, { ...asListener, command: uuidOf('x') }),
    ],
    [
      'no words',
      21,
      'words',
      (all) => {
        put(all, 21, { text: null });
        Object.assign(at(all, 21), { salt: null, text: null });
      },
    ],
  ])('%s', async (_what, seq, why, change) => {
    const fault = await faultAfter((lines) => {
      goOn(lines);
      change(lines);
    });
    expect(fault).toEqual({ seq, what: 'unlawful', why });
  });

  it.each<[string, (lines: Line[]) => void]>([
    ['a fingerprint that its parts do not give', (all) => put(all, 23, { fingerprint: 'a'.repeat(64) })],
    ['a change that names no part', (all) => put(all, 23, { changed: [] })],
    ['a change from a database that nobody saw', (all) => put(all, 23, { before: 'a'.repeat(64) })],
  ])('%s', async (_what, change) => {
    const fault = await faultAfter((lines) => {
      goOn(lines);
      change(lines);
    });
    expect(fault).toEqual({ seq: 23, what: 'impossible' });
  });
});
