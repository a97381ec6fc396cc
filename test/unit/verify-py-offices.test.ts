import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import {
  asOf,
  by,
  deputy,
  endNext,
  forged,
  listener,
  put,
  putRow,
  reportsForPresent,
  secretary,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';

/** docs/verify.py on who holds an office, and what the desk alone does. */
const python = findPython();
if (python === null) it.skip(`docs/verify.py: ${noPython}`);
else verifyOffices(python);

function verifyOffices(command: string): void {
  const verify = ledgerVerifier(command);
  const [hands, looks, reports, passes] = [
    ...['media are handed over', 'media are looked at'],
    ...['a sign-in is reported', 'an irregularity is passed on'],
  ] as const;

  it.each<[string, string, (lines: Line[]) => unknown]>([
    ['Secretary and Mayor in one', 'confirmed', (all) => putRow(all, 'instrument 3', asOf(secretary))],
    [
      'an officer of a later day who listens',
      'a confirmation',
      (all) => {
        putRow(all, 'instrument 2', { to: '2026-11-30' });
        putRow(all, 'instrument 3', { office: 'protection_officer', ...asOf(deputy), from: '2026-12-01' });
        putRow(all, 'its signature', asOf(deputy));
        put(all, 'a confirmation', by(listener));
      },
    ],
  ])('INV-61 names what nobody has together: %s', (_what, where, change) => {
    const lines = forged(change, 'a revocation');
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), 'papers']);
  });

  it('INV-76 names another share that nobody of the desk confirmed', () => {
    const lines = forged((all) => put(all, 'incident 5', by(listener)), 'incident 5');
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, 'incident 5'), 'papers']);
  });

  it('names who reads and is followed in office, but not where the next appointment was ended before it began', () => {
    const of = (until: string | null): Line[] => forged((all) => endNext(all, until), 'a package');
    const followed = of('2026-12-01');
    expect(faultOf(verify(followed))).toEqual([seqOf(followed, passes), 'matter']);
    for (const until of [null, '2026-11-30']) expect(verify(of(until)).code, until ?? 'at once').toBe(0);
  });

  it.each<[string, (lines: Line[]) => unknown]>([
    ['somebody who joined', () => undefined],
    [
      'somebody who was there from the first',
      (all) => {
        put(all, 'a listening with somebody present', { present: ['j.maj'] });
        put(all, 'somebody joins', asOf(deputy));
      },
    ],
  ])('§ 6.3 names who reports an act of which they have no more than the login of %s', (_who, change) => {
    const lines = forged((all) => {
      change(all);
      reportsForPresent(all, reports);
    }, passes);
    expect(faultOf(verify(lines))).toEqual([seqOf(lines, reports), 'matter']);
  });

  describe('§ 6.3 of a task about requests that nobody signed', () => {
    const tampered = (opens: object, goesOn: object): Line[] =>
      forged((all) => {
        const about = seqOf(all, 'unsigned-request');
        put(all, hands, { about, ...opens });
        put(all, looks, { about, ...goesOn });
      }, passes);

    it('names whoever else than the desk opens it, or closes it and with it the alarm', () => {
      const [opened, closed] = [tampered(by(listener), {}), tampered({}, { event: 'close' })];
      expect(faultOf(verify(opened))).toEqual([seqOf(opened, hands), 'matter']);
      expect(faultOf(verify(closed))).toEqual([seqOf(closed, looks), 'matter']);
    });

    it('has nothing against whose it is adding to it, nor the desk closing it', () => {
      for (const goesOn of [{}, { ...by(secretary), event: 'close' }])
        expect(verify(tampered({}, goesOn)).code).toBe(0);
    });
  });
}
