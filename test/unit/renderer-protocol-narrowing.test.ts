import { describe, expect, it } from 'vitest';
import { matching, matchingRefusals } from '../../renderer/protocol/narrowing.ts';
import { readDay } from '../../renderer/ui/time.ts';
import { periodDays, ownPeriod } from '../../renderer/ui/periods.ts';
import type { ListedAct, OwnRefusal } from '../../shared/protocol.ts';

const act = (number: string, openedAt: string, change: Partial<ListedAct> = {}): ListedAct => ({
  ...{ act: number, number, case: 'SEK.1510.7.2026', formerCases: [], corrections: 0 },
  ...{ basisLabel: 'Skarga', openedAt, until: openedAt, state: 'filed', completedAt: null, filedOn: null },
  ...{ way: null, recordings: 1, heardMs: 0 },
  ...change,
});
// The first is of the 2nd in Warsaw, though not yet in Greenwich.
const acts = [
  act('PO/2/2026', '2026-11-01T23:30:00.000Z', { case: 'WO.1511.3.2026', formerCases: ['WO.1511.2.2026'] }),
  act('PO/1/2026', '2026-11-01T10:00:00.000Z'),
];
const open = { from: null, to: null };

describe('one\u2019s own protocols and refusals', () => {
  it.each([
    ['the whole of it', { text: '', days: open }, ['PO/2/2026', 'PO/1/2026']],
    ['a day of Warsaw', { text: '', days: { from: '2026-11-02', to: '2026-11-02' } }, ['PO/2/2026']],
    ['up to a day, it included', { text: '', days: { from: null, to: '2026-11-01' } }, ['PO/1/2026']],
    ['a case in small letters', { text: ' sek.', days: open }, ['PO/1/2026']],
    ['a case before its correction', { text: '1511.2', days: open }, ['PO/2/2026']],
    ['a number', { text: 'po/1/', days: open }, ['PO/1/2026']],
  ])('are found by %s', (_what, narrowing, found) => {
    expect(matching(acts, narrowing).map(({ number }) => number)).toEqual(found);
  });

  it('are found among the refusals too, though not each names a case', () => {
    const refusal = (seq: number, at: string, caseNumber: string | null): OwnRefusal => ({
      ...{
        seq,
        at,
        case: caseNumber,
        basisLabel: null,
        request: 'listen',
        reason: 'act-over',
        call: null,
        count: 1,
      },
      ...{ subject: null, because: null },
    });
    const refusals = [
      refusal(2, '2026-11-01T23:30:00.000Z', 'WO.1511.3.2026'),
      refusal(1, '2026-11-01T10:00:00.000Z', null),
    ];
    const seqs = (text: string, days: typeof open | { from: string; to: null }) =>
      matchingRefusals(refusals, { text, days }).map(({ seq }) => seq);
    expect(seqs('', open)).toEqual([2, 1]);
    expect(seqs('1511', open)).toEqual([2]);
    expect(seqs('', { from: '2026-11-02', to: null })).toEqual([2]);
  });
});

describe('a period', () => {
  it.each([
    ['week', { from: '2026-11-19', to: '2026-11-25' }],
    ['month', { from: '2026-11-01', to: '2026-11-25' }],
    ['lastMonth', { from: '2026-10-01', to: '2026-10-31' }],
    ['lastYear', { from: '2025-01-01', to: '2025-12-31' }],
  ] as const)('„%s” is of whole days, both ends within it', (period, days) => {
    expect(periodDays(period, '2026-11-25')).toEqual(days);
  });

  it.each([
    ['01.11.2026', '10.11.2026', { ok: true, days: { from: '2026-11-01', to: '2026-11-10' } }],
    ['', '10.11.2026', { ok: true, days: { from: null, to: '2026-11-10' } }],
    ['31.11.2026', '', { ok: false, field: 'from', problem: 'day' }],
    ['', 'wczoraj', { ok: false, field: 'to', problem: 'day' }],
    ['10.11.2026', '09.11.2026', { ok: false, field: 'to', problem: 'order' }],
    ['10.11.2026', '10.11.2026', { ok: true, days: { from: '2026-11-10', to: '2026-11-10' } }],
  ])('typed „%s” to „%s” is days, or what is wrong with them', (from, to, range) => {
    expect(ownPeriod(from, to, readDay)).toEqual(range);
  });
});
