import { describe, expect, it } from 'vitest';
import { gapsAfter, type FoundGap, type ListedGap } from '../../shared/ledger/completeness.ts';

/** § 3 ust. 1: what keeper, `verify` and page make of the entries of a day. */
const gap = (call: string, kind: ListedGap['kind'] = 'missing'): ListedGap => ({
  ...{ call, startedAt: '2026-11-23T09:42:10.000Z', extension: '214', seconds: 185 },
  ...{ recorded: kind === 'missing' ? 0 : 100, kind },
});
const said = (list: readonly ListedGap[], more = 0, due = '2026-11-25') => ({ list, more, due });
const none = new Map<string, FoundGap<number>>();

describe('what is found of a day', () => {
  it('is closed by the entry that finds it no more, and stays known', () => {
    const first = gapsAfter(none, said([gap('1'), gap('2')]), 10);
    const after = gapsAfter(first, said([gap('2')], 0, '2026-11-26'), 11);
    expect([...after.values()]).toEqual([
      { ...gap('1'), found: 10, due: '2026-11-25', closed: 11, explained: null },
      { ...gap('2'), found: 10, due: '2026-11-25', closed: null, explained: null },
    ]);
    expect(gapsAfter(after, said([]), 12).get('1')?.closed).toBe(11);
  });

  it('stays open where the entry has no room for all: nobody can tell what else it found', () => {
    const first = gapsAfter(none, said([gap('1')]), 10);
    expect(gapsAfter(first, said([gap('2')], 3), 11).get('1')?.closed).toBeNull();
  });

  it('stays explained as long as it is what it was', () => {
    const first = gapsAfter(none, said([gap('1')]), 10);
    for (const one of first.values()) one.explained = 11;
    expect(gapsAfter(first, said([gap('1')]), 12).get('1')).toMatchObject({ found: 10, explained: 11 });
    expect(gapsAfter(first, said([gap('1', 'short')], 0, '2026-11-26'), 12).get('1')).toMatchObject({
      ...{ kind: 'short', found: 12, due: '2026-11-26', explained: null },
    });
  });
});
