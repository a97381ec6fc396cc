import { describe, expect, it } from 'vitest';
import { seqOf, type Line } from './exported-chain.ts';
import { beginEmergency, confirmInEmergency, enter, last, signIn } from './forged-destruction.ts';
import {
  asOf,
  by,
  deputy,
  forged,
  judgement,
  listener,
  personFacts,
  put,
  putRow,
  secretary,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';

const judge = judgement(last);
const [mayor, ends] = ['d.nowa', 'the end of the emergency'] as const;

/**
 * In an emergency an officer is appointed, by the new Secretary and a deputy of before. A month later that officer ends it, while `seen`, who was
 * in office before, signs in.
 */
function endByMayor(all: Line[], seen: string): void {
  signIn(all, secretary, 'a last session of the desk', '2026-12-10T08:02:00');
  const appointed = beginEmergency(all);
  signIn(all, listener, 'a session of the new Secretary', '2026-12-16T08:00:03');
  const facts = { ...by(listener), ...personFacts(mayor) };
  enter(all, 'a person more', 'a person', '2026-12-16T08:00:04', facts);
  const office = {
    ...{ office: 'protection_officer', deputy: false, powers: [], employee: true, emergency: false },
  };
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

describe('INV-68 an emergency is ended by an officer of later', () => {
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

const [order, friend] = ['the later order is confirmed', 'e.inna'] as const;
const day = '2026-12-16';
const at = `${day}T08:00:03`;

/** Somebody signs in, who is known since then unless told otherwise, and gets an office: by whom it is entered, and confirmed. */
function appoint(all: Line[], login: string, row: Facts, [enters, confirms]: string[], known = false): void {
  const { number, office, deputy: isDeputy = false } = row;
  if (!known) enter(all, `${login} is known`, 'a person', at, { ...by(enters ?? ''), ...personFacts(login) });
  const given = { number, ...asOf(login), office, deputy: isDeputy, powers: [], employee: true };
  const rows = [{ ...given, emergency: false, from: day, to: null }];
  const paper = { ...by(enters ?? ''), what: 'appointment', rows };
  enter(all, `an office of ${login}`, 'its signature', at, paper);
  const entries = [seqOf(all, `an office of ${login}`)];
  enter(all, `${login} is appointed`, 'a confirmation', at, { ...by(confirms ?? ''), entries });
  if (!known) signIn(all, login, `a session of ${login}`, at);
}
/** The desk is there for the last time; then the keeper appoints the listener Secretary, and these sign in. Returns the entry that does. */
function begin(all: Line[], ...logins: string[]): number {
  signIn(all, secretary, 'a last session of the desk', '2026-12-10T08:02:00');
  const appointed = beginEmergency(all);
  for (const login of logins) signIn(all, login, `a session of ${login}`, at);
  return appointed;
}
/** An appointment is ended, at once unless told otherwise. */
const endOffice = (all: Line[], login: string, number: string, subject: string): void =>
  enter(all, 'an end in it', 'a revocation', at, { ...by(login), number, subject });
/** A deputy who was appointed in the emergency confirms an order to destroy, after an end of whom the keeper appointed that another one confirms. */
function endByDesk(all: Line[], enters: string, confirms: string, until: string | null = null): void {
  confirmInEmergency(all, friend, () => {
    for (const login of [listener, deputy]) signIn(all, login, `a session of ${login}`, at);
    appoint(all, mayor, { number: 'PF/5/2026', office: 'protection_officer' }, [listener, deputy]);
    appoint(all, friend, { number: 'PF/6/2026', office: 'secretary', deputy: true }, [listener, mayor]);
    endOffice(all, enters, 'PF/4/2026', listener);
    put(all, 'an end in it', { until });
    const entries = [seqOf(all, 'an end in it')];
    if (confirms !== '') enter(all, 'it counts', 'a confirmation', at, { ...by(confirms), entries });
  });
}
/** What happens, where it is found, and why; `verify.py`: as what. */
type Found = [what: string, where: string, why: string, as: string, change: (all: Line[]) => void];
const unlawful: Found[] = [
  [
    'INV-61 by a Mayor of later who ended the office of whoever was there before',
    ends,
    'not-confirmer',
    'papers',
    (all) => {
      const appointed = begin(all, listener, deputy);
      appoint(all, friend, { number: 'PF/5/2026', office: 'protection_officer' }, [listener, deputy]);
      appoint(all, mayor, { number: 'PF/6/2026', office: 'mayor' }, [listener, friend]);
      endOffice(all, mayor, 'PF/2/2026', deputy);
      enter(all, ends, 'a confirmation', at, { ...by(mayor), entries: [appointed] });
    },
  ],
  [
    'INV-61 by an end that whom it appointed entered alone',
    order,
    'not-confirmer',
    'destruction',
    (all) => endByDesk(all, listener, ''),
  ],
  [
    'INV-61 by an end that somebody confirmed who has an office by it',
    order,
    'not-confirmer',
    'destruction',
    (all) => endByDesk(all, deputy, friend),
  ],
  [
    'INV-61 by an end with a day to come, until which it lasts',
    order,
    'not-confirmer',
    'destruction',
    (all) => endByDesk(all, friend, deputy, '2026-12-31'),
  ],
];
const lawfully: [what: string, change: (all: Line[]) => void][] = [
  [
    'INV-68 by confirming whom the keeper appointed, although that person has another office by then',
    (all) => {
      const appointed = begin(all, listener, deputy, secretary);
      appoint(all, friend, { number: 'PF/5/2026', office: 'protection_officer' }, [listener, deputy]);
      endOffice(all, listener, 'PF/4/2026', listener);
      appoint(all, listener, { number: 'PF/6/2026', office: 'mayor' }, [deputy, friend], true);
      enter(all, ends, 'a confirmation', at, { ...by(deputy), entries: [appointed] });
    },
  ],
  [
    'INV-68 by an end, at once, of whom the keeper appointed that somebody confirmed who was in office before',
    (all) => endByDesk(all, friend, deputy),
  ],
];

describe('an emergency is ended', () => {
  it.each(lawfully)('%s', async (_what, change) => {
    expect((await judge(change)).fault).toBeNull();
  });

  it.each(unlawful)('and not %s', async (_what, where, why, _as, change) => {
    const { fault, seqOf: numberOf } = await judge(change);
    expect(fault).toEqual({ seq: numberOf(where), what: 'unlawful', why });
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it.each(lawfully)('docs/verify.py: %s', (_what, change) => {
      expect(verify(forged(change, last)).out).toMatch(/^OK /);
    });

    it.each(unlawful)('docs/verify.py: not %s', (_what, where, _why, as, change) => {
      const lines = forged(change, last);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, where), as]);
    });
  }
});

describe('INV-81 who leads the office is confirmed by the Mayor in person or the officer, whoever has every key:', () => {
  const appoints = (row: Facts, powers: number[], confirms: string) => (all: Line[]) => {
    const given = [secretary, deputy];
    for (const login of given) signIn(all, login, `a session of ${login}`, at);
    appoint(all, mayor, { number: 'PF/4/2026', office: 'protection_officer' }, given);
    appoint(all, listener, { number: 'PF/5/2026', office: 'mayor', deputy: true }, [secretary, mayor], true);
    putRow(all, `an office of ${listener}`, { powers });
    signIn(all, listener, `a session of ${listener}`, at);
    appoint(all, friend, { number: 'PF/6/2026', ...row }, [secretary, confirms]);
  };
  const cases: [string, (all: Line[]) => void][] = [
    ['a deputy of the Secretary by another', appoints({ office: 'secretary', deputy: true }, [4], deputy)],
    ['a Mayor by a deputy mayor', appoints({ office: 'mayor' }, [4, 5], listener)],
    [
      'a deputy of the Secretary by a deputy mayor',
      appoints({ office: 'secretary', deputy: true }, [4], listener),
    ],
  ];
  const lawfulCase = appoints({ office: 'secretary', deputy: true }, [4], mayor);

  it.each(cases)('not %s', async (_what, change) => {
    const { fault, seqOf: numberOf } = await judge(change);
    expect(fault).toEqual({
      seq: numberOf(`${friend} is appointed`),
      what: 'unlawful',
      why: 'not-confirmer',
    });
  });

  it('but by the officer', async () => {
    expect((await judge(lawfulCase)).fault).toBeNull();
  });

  const python = findPython();
  if (python === null) it.skip(`docs/verify.py: ${noPython}`);
  else {
    const verify = ledgerVerifier(python);
    it.each(cases)('docs/verify.py: not %s', (_what, change) => {
      const lines = forged(change, last);
      expect(faultOf(verify(lines))).toEqual([seqOf(lines, `${friend} is appointed`), 'papers']);
    });

    it('docs/verify.py: but by the officer', () => {
      expect(verify(forged(lawfulCase, last)).out).toMatch(/^OK /);
    });
  }
});
