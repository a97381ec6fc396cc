import { describe, expect, it } from 'vitest';
import { find, recommit, seqOf, type Line } from './exported-chain.ts';
import {
  append,
  by,
  command,
  deputy,
  forged,
  insert,
  judgement,
  listener,
  put,
  type Case,
  type Facts,
} from './forged-ledger.ts';
import { faultOf, findPython, ledgerVerifier, noPython } from './python.ts';
import { untold } from './vectors-announcement.ts';
import { uuidOf } from './vectors-secrets.ts';

const [silence, refusal, back] = ['a silence', 'a refused admission', 'the silence is taken back'] as const;
const judge = judgement(back);
/** The words of a call, with another line. */
const onLine = (all: Line[], name: string, line: string): void => {
  const entry = find(all, name);
  recommit(entry, JSON.stringify({ ...(JSON.parse(entry.text ?? '') as Facts), line }));
};

const cases: readonly Case[] = [
  ['a listener reports it', silence, 'not-secretary', (all) => put(all, silence, by(listener))],
  [
    'it ends before it begins',
    silence,
    'silence',
    (all) => put(all, silence, { to: '2026-12-04T06:59:59.999Z' }),
  ],
  [
    'what is taken back began at another time',
    back,
    'silence',
    (all) => put(all, back, { from: '2026-12-04T07:00:00.001Z', to: '2026-12-04T07:00:00.001Z' }),
  ],
  ['what is taken back was for other lines', back, 'silence', (all) => put(all, back, { lines: [] })],
  ['a listener decides', refusal, 'not-secretary', (all) => put(all, refusal, by(listener))],
  [
    'of what was never taken in',
    refusal,
    'recording-unknown',
    (all) => put(all, refusal, { recording: uuidOf('x') }),
  ],
  ['of a call that was announced', refusal, 'admission', (all) => put(all, untold, { announcement: 'yes' })],
  [
    'of a call at the moment at which the period is over',
    refusal,
    'admission',
    (all) => put(all, untold, { startedAt: '2026-12-04T08:00:00.000Z' }),
  ],
  [
    'of a call before it',
    refusal,
    'admission',
    (all) => put(all, untold, { startedAt: '2026-12-04T06:59:59.999Z' }),
  ],
  ['of a call on another line', refusal, 'admission', (all) => onLine(all, untold, '229')],
  ['twice', 'admitted 2', 'admission', (all) => insert(all, back, refusal, { command, admitted: true })],
  [
    'in place of the own refusal',
    'admitted 2',
    'one-person',
    (all) => insert(all, back, refusal, { command, admitted: true, of: seqOf(all, refusal) }),
  ],
  [
    'in place of another refusal than there is',
    'admitted 2',
    'admission',
    (all) => insert(all, back, refusal, { ...by(deputy), command, admitted: true, of: seqOf(all, silence) }),
  ],
  [
    'in place of a refusal that there is not',
    refusal,
    'admission',
    (all) => put(all, refusal, { admitted: true, of: seqOf(all, silence) }),
  ],
  [
    'of a call of a period that was taken back',
    'admitted 2',
    'admission',
    (all) => {
      insert(all, silence, untold, {
        command: uuidOf('another'),
        recording: uuidOf('another'),
        call: uuidOf('another'),
      });
      recommit(find(all, 'another'), (find(all, 'another').text ?? '').replace(untold, 'another'));
      append(all, refusal, { command, recording: uuidOf('another') });
    },
  ],
];

describe('§ 3 ust. 2 what is not lawful about a call without the announcement is found although hash and signature hold:', () => {
  it.each(cases)('%s', async (_what, where, why, change) => {
    const { fault, seqOf: place } = await judge(change);
    expect(fault).toEqual({ seq: place(where), what: 'unlawful', why });
  });

  it.each([
    ['a reason of one word', '{"opinion":"brak","reason":"Niepotrzebne"}'],
    ['no opinion', '{"opinion":"","reason":"Rozmówca sam powołuje się na nagranie."}'],
  ])('in its words: %s', async (_what, words) => {
    const { fault, seqOf: place } = await judge((all) => recommit(find(all, refusal), words));
    expect(fault).toEqual({ seq: place(refusal), what: 'unlawful', why: 'admission' });
  });

  it('nothing of a call that begins as the period does', async () => {
    const { fault } = await judge((all) => put(all, untold, { startedAt: '2026-12-04T07:00:00.000Z' }));
    expect(fault).toBeNull();
  });
});

/** Before the first listening, of whose recording nobody says anything: no announcement was played on these lines when it was made. */
const silent =
  (lines: string[], change: Facts = {}, name = 'that silence') =>
  (all: Line[]): void => {
    put(all, 'a recording', { announcement: 'unknown' });
    const period = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T09:00:00.000Z' };
    insert(all, 'first listening', silence, { command: uuidOf(name), lines, ...period, ...change });
  };
const decided =
  (admitted: boolean) =>
  (all: Line[]): void => {
    const facts = { command: uuidOf('that decision'), recording: uuidOf('recording'), admitted };
    insert(all, 'first listening', refusal, facts);
  };
const takenBack = silent(['227'], { to: '2026-11-24T08:00:00.000Z' }, 'its end');
const inTurn =
  (...changes: ((lines: Line[]) => void)[]) =>
  (lines: Line[]) => {
    for (const change of changes) change(lines);
  };
const wordless = (lines: Line[]): void => {
  Object.assign(find(lines, 'a recording'), { salt: null, text: null });
};

const released: readonly [what: string, isLawful: boolean, change: (lines: Line[]) => void][] = [
  ['in silence on its line', false, silent(['226', '227'])],
  ['in silence on all lines', false, silent([])],
  ['in silence on another line', true, silent(['226'])],
  ['in silence that was over by then', true, silent(['227'], { to: '2026-11-24T08:20:00.000Z' })],
  ['in silence that was taken back', true, inTurn(silent(['227']), takenBack)],
  ['that was admitted', true, inTurn(silent(['227']), decided(true))],
  ['that was refused', false, inTurn(silent(['227']), decided(false))],
  [
    'that was refused, and then the period taken back',
    false,
    inTurn(silent(['227']), decided(false), takenBack),
  ],
  [
    'that was refused, and which another person admitted then',
    true,
    inTurn(silent(['227']), decided(false), (all) =>
      insert(all, 'first listening', refusal, {
        ...{ ...by(deputy), command: uuidOf('instead'), recording: uuidOf('recording'), admitted: true },
        of: seqOf(all, 'that decision'),
      }),
    ),
  ],
  [
    'that was admitted, of which another period is reported later',
    true,
    inTurn(silent(['227']), decided(true), silent([], {}, 'another silence')),
  ],
  ['in silence on all lines, whose words are gone', false, inTurn(silent([]), wordless)],
];

describe('INV-71 a release of a call', () => {
  it.each(released)('%s', async (_what, isLawful, change) => {
    const { fault, seqOf: place } = await judge(change, { last: 'first listening' });
    const found = { seq: place('first listening'), what: 'unlawful', why: 'recording-without-announcement' };
    expect(fault).toEqual(isLawful ? null : found);
  });

  it('on a line that nobody knows any more is held against nobody', async () => {
    const { fault } = await judge(inTurn(silent(['227']), wordless), { last: 'first listening' });
    expect(fault).toMatchObject({ what: 'erased' });
  });
});

describe('docs/verify.py', () => {
  const python = findPython();
  if (python === null) it.skip(noPython);
  else {
    const verify = ledgerVerifier(python);
    it.each(released)('INV-71 judges likewise a release of a call %s', (_what, isLawful, change) => {
      const lines = forged(change, 'first listening');
      const said = verify(lines);
      if (isLawful) expect(said.code, said.out).toBe(0);
      else expect(faultOf(said)).toEqual([seqOf(lines, 'first listening'), 'announcement']);
    });
  }
});
