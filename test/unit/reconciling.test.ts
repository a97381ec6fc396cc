import { describe, expect, it } from 'vitest';
import { reconcile, type CallRow, type TakenIn } from '../../server/entries/reconciling.ts';

/** § 3 ust. 1: which of the calls that the exchange tells of were recorded. */
const rules = { day: '2026-11-23', leastSeconds: 3, toleranceSeconds: 120 };
const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
const call = (change: Partial<CallRow> = {}): CallRow => ({
  ...{ call: '1.1', started_at: at('09:00:00'), extension: '214', seconds: 60, answered: true, ...change },
});
const taken = (change: Partial<TakenIn> = {}): TakenIn => ({
  ...{
    recording: 'r1',
    group: '1.1',
    startedAt: at('09:00:05'),
    durationMs: 62_000,
    extension: '214',
    ...change,
  },
});
const kinds = (rows: CallRow[], recordings: TakenIn[]) =>
  reconcile(rows, recordings, rules).gaps.map(({ call: name, kind }) => `${name} ${kind}`);

describe('a call', () => {
  it('that was answered and recorded is whole', () => {
    expect(reconcile([call()], [taken()], rules)).toEqual({ answered: 1, hungUp: 0, recorded: 1, gaps: [] });
  });

  it('that was answered and not recorded is missing', () => {
    expect(reconcile([call()], [], rules)).toEqual({
      ...{ answered: 1, hungUp: 0, recorded: 0 },
      gaps: [
        {
          ...{ call: '1.1', startedAt: '2026-11-23T09:00:00.000Z', extension: '214', seconds: 60 },
          ...{ recorded: 0, kind: 'missing' },
        },
      ],
    });
  });

  it.each([
    ['nobody answered', { answered: false, seconds: 0 }],
    ['was answered for two seconds', { seconds: 2 }],
  ])('that %s needs no recording, and may have one', (_what, change) => {
    for (const recordings of [[], [taken({ durationMs: 12_000 })]])
      expect(reconcile([call(change)], recordings, rules)).toEqual({
        ...{ answered: 0, hungUp: 1, recorded: 0, gaps: [] },
      });
  });

  it.each([
    [200, 190, []],
    [200, 179, ['1.1 short']],
    [60, 49, ['1.1 short']],
    [60, 50, []],
    [60, 59.9, []],
  ])('of %i seconds of which %d were recorded', (seconds, recorded, expected) => {
    expect(kinds([call({ seconds })], [taken({ durationMs: recorded * 1000 })])).toEqual(expected);
  });

  it('that was put through is one, with all parts of its sound', () => {
    const rows = [
      call({ seconds: 60 }),
      call({ extension: '305', seconds: 240, started_at: at('09:01:00') }),
    ];
    const parts = [taken(), taken({ recording: 'r2', startedAt: at('09:01:02'), durationMs: 240_000 })];
    expect(reconcile(rows, parts, rules)).toMatchObject({ answered: 1, recorded: 1, gaps: [] });
    expect(kinds(rows, parts.slice(0, 1))).toEqual(['1.1 short']);
  });
});

describe('of parts of a call that overlap, as legs that an exchange writes one by one', () => {
  const legs = [
    call({ seconds: 300 }),
    call({ extension: '305', seconds: 240, started_at: at('09:01:00') }),
    call({ extension: '118', seconds: 60, started_at: at('09:05:00') }),
  ];

  it('what two have in common counts once', () => {
    expect(reconcile(legs, [], rules).gaps).toMatchObject([{ extension: '214', seconds: 360 }]);
    expect(kinds(legs, [taken({ startedAt: at('09:00:00'), durationMs: 360_000 })])).toEqual([]);
  });

  it('so does what was recorded of both', () => {
    const half = { startedAt: at('09:00:00'), durationMs: 180_000 };
    expect(kinds(legs, [taken(half), taken({ ...half, recording: 'r2' })])).toEqual(['1.1 short']);
  });
});

describe('INV-69 a call that was found not to be recorded, and that nobody has explained', () => {
  const late = { call: '1.2', started_at: at('10:00:00') };
  const some = taken({ group: '1.2', startedAt: at('10:00:02'), durationMs: 40_000 });
  const missing = reconcile([call(late)], [], rules).gaps;
  const short = reconcile([call(late)], [some], rules).gaps;

  it.each([
    ['its line is gone', []],
    ['its line says less', [call({ ...late, seconds: 41 })]],
    ['its line says that nobody answered', [call({ ...late, answered: false, seconds: 0 })]],
  ])('stays so where %s', (_how, rows) => {
    expect([...missing, ...short].map(({ kind }) => kind)).toEqual(['missing', 'short']);
    expect(reconcile(rows, [], rules, missing)).toMatchObject({ answered: 1, recorded: 0, gaps: missing });
    expect(reconcile(rows, [some], rules, short)).toMatchObject({ answered: 1, recorded: 1, gaps: short });
  });

  it('stays so where the office counts only longer calls by now', () => {
    const longer = { ...rules, leastSeconds: 300 };
    expect(reconcile([call(late)], [], longer, missing)).toMatchObject({ answered: 1, gaps: missing });
  });

  it('is whole once its recording comes', () => {
    const whole = taken({ group: '1.2', startedAt: at('10:00:02') });
    for (const rows of [[], [call(late)]])
      expect(reconcile(rows, [whole], rules, missing)).toEqual({
        ...{ answered: 1, hungUp: 0, recorded: 1, gaps: [] },
      });
  });
});

describe('where the exchange has another name for a call, or none', () => {
  const other = { group: 'x' };

  it('time, extension and length tell', () => {
    expect(kinds([call()], [taken(other)])).toEqual([]);
    expect(kinds([call()], [taken({ ...other, extension: '' })])).toEqual([]);
  });

  it.each([
    ['began three minutes later', { startedAt: at('09:03:00') }],
    ['is of another extension', { extension: '305' }],
  ])('a recording that %s is another call’s', (_what, change) => {
    const gaps = kinds([call()], [taken({ ...other, ...change })]);
    expect(gaps.sort()).toEqual(['1.1 missing', 'r1 extra']);
  });

  it('each recording is of one call', () => {
    const rows = [call(), call({ call: '1.2', started_at: at('09:00:30') })];
    expect(kinds(rows, [taken(other)])).toEqual(['1.2 missing']);
  });

  it('of two calls at once each gets the recording of its length', () => {
    const rows = [call({ extension: '' }), call({ call: '1.2', extension: '', seconds: 300 })];
    const recordings = [
      taken({ ...other, durationMs: 301_000, extension: '' }),
      taken({ ...other, recording: 'r2', durationMs: 61_000, extension: '' }),
    ];
    expect(kinds(rows, recordings)).toEqual([]);
  });

  it('nobody’s ringing takes the recording of a conversation', () => {
    const rows = [call({ call: '1.2', answered: false, seconds: 0 }), call({ started_at: at('09:00:40') })];
    expect(kinds(rows, [taken({ ...other, startedAt: at('09:00:00') })])).toEqual([]);
  });
});

describe('a recording without a call', () => {
  it('is told of', () => {
    expect(
      kinds([call()], [taken(), taken({ recording: 'r2', group: 'x', startedAt: at('12:00:00') })]),
    ).toEqual(['r2 extra']);
  });

  it.each([
    ['began on another day', '2026-11-24T09:00:00Z'],
    ['began so near to midnight that its call may be another day’s', '2026-11-23T22:59:00Z'],
  ])('is none of this day where it %s', (_what, startedAt) => {
    const one = taken({ recording: 'r2', group: 'x', startedAt: new Date(startedAt) });
    expect(kinds([call()], [taken(), one])).toEqual([]);
  });
});
