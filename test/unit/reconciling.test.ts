import { describe, expect, it } from 'vitest';
import {
  reconcile,
  withoutRecordings,
  type CallRow,
  type Found,
  type TakenIn,
} from '../../server/entries/reconciling.ts';
import type { ListedGap } from '../../shared/ledger/completeness.ts';

/** § 3 ust. 1: which of the calls that the exchange tells of were recorded. */
const rules = { day: '2026-11-23', leastSeconds: 3, toleranceSeconds: 120 };
const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
const call = (change: Partial<CallRow> = {}): CallRow => ({
  ...{ call: '1.1', started_at: at('09:00:00'), extension: '214', seconds: 60, answered: true, ...change },
});
const taken = (change: Partial<TakenIn> = {}): TakenIn => ({
  ...{
    recording: 'r1',
    seq: 5,
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

  it('whose recording was erased since was recorded, and is no recording without a call', () => {
    const erased = taken({ gone: true, group: 'erased' });
    expect(reconcile([call()], [erased], rules)).toMatchObject({ answered: 1, recorded: 1, gaps: [] });
    expect(reconcile([], [erased], rules).gaps).toEqual([]);
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
  /** As entry 10 found them. */
  const by10 = (gaps: readonly ListedGap[]): Found[] => gaps.map((one) => ({ ...one, found: 10 }));

  it.each([
    ['its line is gone', []],
    ['its line says less', [call({ ...late, seconds: 41 })]],
    ['its line says that nobody answered', [call({ ...late, answered: false, seconds: 0 })]],
  ])('stays so where %s', (_how, rows) => {
    expect([...missing, ...short].map(({ kind }) => kind)).toEqual(['missing', 'short']);
    expect(reconcile(rows, [], rules, by10(missing))).toMatchObject({
      ...{ answered: 1, recorded: 0, gaps: missing },
    });
    expect(reconcile(rows, [some], rules, by10(short))).toMatchObject({
      ...{ answered: 1, recorded: 1, gaps: short },
    });
  });

  it('stays so where the office counts only longer calls by now', () => {
    const longer = { ...rules, leastSeconds: 300 };
    expect(reconcile([call(late)], [], longer, by10(missing))).toMatchObject({ answered: 1, gaps: missing });
  });

  it('is whole once its recording comes', () => {
    for (const group of ['1.2', 'x'])
      for (const rows of [[], [call(late)]]) {
        const whole = taken({ seq: 11, group, startedAt: at('10:00:02') });
        expect(reconcile(rows, [whole], rules, by10(missing))).toEqual({
          ...{ answered: 1, hungUp: 0, recorded: 1, gaps: [] },
        });
      }
  });

  describe('does not get the recording of another call,', () => {
    const far = call({ call: '1.3', extension: '305' });
    const beside = call({ call: '1.4', extension: '305', started_at: at('09:59:00') });
    const before = call({ call: '1.5', started_at: at('09:58:30') });
    const theirs = [
      taken({ recording: 'r3', group: 'x', extension: '305' }),
      taken({ recording: 'r4', group: 'y', extension: '305', startedAt: at('09:59:02') }),
      taken({ recording: 'r5', group: 'z', startedAt: at('09:58:32') }),
    ];

    it.each([
      ['whose line got its name', [{ ...far, call: '1.2' }, beside, before]],
      ['by an earlier line of its name', [{ ...far, call: '1.2' }, beside, before, call(late)]],
      ['where its line has no extension any more', [far, before, call({ ...late, extension: '' })]],
      ['whose own line is gone', [far, beside, call(late)]],
    ])('%s', (_how, rows) => {
      for (const found of [missing, short]) {
        const { kind, call: name, startedAt, extension, recorded } = found[0] ?? expect.fail('no gap');
        expect(
          reconcile(rows, [...theirs, ...(found === short ? [some] : [])], rules, by10(found)).gaps,
        ).toContainEqual(expect.objectContaining({ kind, call: name, startedAt, extension, recorded }));
      }
    });

    it('nor where it was too short and joined by its time: what there was of it is all that there is', () => {
      const part = taken({ recording: 'r6', group: 'q', startedAt: at('10:00:02'), durationMs: 40_000 });
      const found = reconcile([call(late)], [part], rules).gaps;
      expect(found).toEqual(short);
      const { gaps } = reconcile([call(late)], [...theirs, part], rules, by10(found));
      expect(gaps.map(({ call: name, kind }) => `${name} ${kind}`)).toEqual([
        ...['r3 extra', 'r5 extra', 'r4 extra', '1.2 short'],
      ]);
    });
  });

  it('stays so where what was there before comes into sight again: only what is taken in later counts', () => {
    const before = taken({ group: '1.2', startedAt: at('10:00:02') });
    expect(reconcile([call(late)], [before], rules, by10(missing)).gaps).toContainEqual(missing[0]);
    expect(reconcile([call(late)], [some, before], rules, by10(short)).gaps).toContainEqual(short[0]);
  });

  it('counts as long as its line says by now', () => {
    const { gaps } = reconcile([call({ ...late, seconds: 90 })], [], rules, by10(missing));
    expect(gaps).toEqual([{ ...missing[0], seconds: 90 }]);
  });
});

describe('a call that goes by the id of a recording', () => {
  const isRecording = (name: string): boolean => name === 'r1';
  const named = call({ call: 'r1' });
  const at9 = '2026-11-23T09:00:00.000Z/214';

  it('goes by its beginning and extension, with all of its parts', () => {
    const rows = [call({ call: 'r1', started_at: at('09:01:00'), extension: '305' }), named, call()];
    expect(withoutRecordings(rows, isRecording).map(({ call: name }) => name)).toEqual([at9, at9, '1.1']);
  });

  it('becomes no part of another that goes by the same', () => {
    const rows = [call({ call: at9 }), named];
    expect(withoutRecordings(rows, isRecording).map(({ call: name }) => name)).toEqual([at9, `${at9}/2`]);
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
