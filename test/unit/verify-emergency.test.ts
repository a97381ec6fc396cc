import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import { beginEmergency, enter, last, signIn } from './forged-destruction.ts';
import { asOf, by, deputy, forged, judgement, listener, personFacts, secretary } from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';

const judge = judgement(last);
const [mayor, ends] = ['d.nowa', 'the end of the emergency'] as const;

/**
 * In an emergency a Mayor is appointed, by the new Secretary and a deputy of before. A month later that Mayor ends it, while `seen`, who was
 * in office before, signs in.
 */
function endByMayor(all: Line[], seen: string): void {
  signIn(all, secretary, 'a last session of the desk', '2026-12-10T08:02:00');
  const appointed = beginEmergency(all);
  signIn(all, listener, 'a session of the new Secretary', '2026-12-16T08:00:03');
  const facts = { ...by(listener), ...personFacts(mayor) };
  enter(all, 'a person more', 'a person', '2026-12-16T08:00:04', facts);
  const office = { office: 'mayor', deputy: false, powers: [], employee: true, emergency: false };
  const row = { number: 'PF/5/2026', ...asOf(mayor), ...office, from: '2026-12-16', to: null };
  const paper = { ...by(listener), what: 'appointment', rows: [row] };
  enter(all, 'a Mayor', 'its signature', '2026-12-16T08:00:05', paper);
  signIn(all, deputy, 'a session of the deputy of before', '2026-12-16T08:00:06');
  const confirms = { ...by(deputy), entries: [seqOf(all, 'a Mayor')] };
  enter(all, 'the Mayor is confirmed', 'a confirmation', '2026-12-16T08:00:07', confirms);
  signIn(all, seen, 'a session a month later', '2027-01-18T08:00:00');
  signIn(all, mayor, 'a session of the Mayor', '2027-01-18T08:00:01');
  enter(all, ends, 'a confirmation', '2027-01-18T08:00:02', { ...by(mayor), entries: [appointed] });
}

describe('INV-68 an emergency is ended by a Mayor of later', () => {
  const lawful = (all: Line[]): void => endByMayor(all, secretary);
  const early = (all: Line[]): void => endByMayor(all, deputy);

  it('although the former Secretary, who is in office no more, signs in: lawful', async () => {
    expect((await judge(lawful)).fault).toBeNull();
  });

  it('and not while somebody of before who still is in office does', async () => {
    const { fault, seqOf: numberOf } = await judge(early);
    expect(fault).toEqual({ seq: numberOf(ends), what: 'unlawful', why: 'not-confirmer' });
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it('docs/verify.py says the same', () => {
      expect(verify(forged(lawful, last)).out).toMatch(/^OK /);
      const lines = forged(early, last);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, ends), 'papers']);
    });
  }
});
