import { describe, expect, it } from 'vitest';
import { planImport } from '../../server/directory/plan.ts';
import type { FileRow, Holder } from '../../server/directory/rows.ts';

const holder = (extension: string, person: string, from: string, to: string | null = null): Holder => ({
  ...{ extension, person, unit: 'Kancelaria', login: null, from, to },
});
const inFile = (...holders: Holder[]): FileRow[] => holders.map((one, place) => ({ ...one, row: place + 2 }));
const zych = holder('214', 'Barbara Zych', '2024-03-01');
const sowa = holder('214', 'Paweł Sowa', '2026-06-01');

describe('an import', () => {
  it('adds what is new, changes what is different, leaves what is alike and what it does not name', () => {
    const stored = [zych, holder('231', 'Iwona Rak', '2024-01-01'), holder('305', 'Jan Maj', '2020-01-01')];
    const plan = planImport(
      inFile(zych, holder('231', 'Iwona Rak-Nowak', '2024-01-01'), holder('322', 'Łukasz Bąk', '2025-01-01')),
      stored,
      false,
    );
    expect(plan).toEqual({
      changes: [
        { kind: 'changed', holder: holder('231', 'Iwona Rak-Nowak', '2024-01-01') },
        { kind: 'added', holder: holder('322', 'Łukasz Bąk', '2025-01-01') },
      ],
      unchanged: 2,
      faults: [],
    });
  });

  it('ends what had no end the day before its successor, across the end of a month', () => {
    expect(planImport(inFile(sowa), [zych], false).changes).toEqual([
      { kind: 'added', holder: sowa },
      { kind: 'ended', holder: { ...zych, to: '2026-05-31' } },
    ]);
  });

  it('ends where the file says so', () => {
    const ended = { ...zych, to: '2026-11-30' };
    expect(planImport(inFile(ended), [zych], false).changes).toEqual([{ kind: 'changed', holder: ended }]);
  });

  it('of the whole directory removes what the file does not have', () => {
    const plan = planImport(inFile(zych), [zych, holder('231', 'Iwona Rak', '2024-01-01')], true);
    expect(plan.changes).toEqual([{ kind: 'removed', holder: holder('231', 'Iwona Rak', '2024-01-01') }]);
  });

  it('changes nothing the second time', () => {
    const rows = [{ ...zych, to: '2026-05-31' }, sowa];
    expect(planImport(inFile(...rows), rows, true)).toEqual({ changes: [], unchanged: 2, faults: [] });
  });
});

describe('periods that meet', () => {
  const faults = (file: Holder[], stored: Holder[] = []): [number | null, string][] =>
    planImport(inFile(...file), stored, false).faults.map(({ row, reason }) => [row, reason]);

  it('on one extension are refused with the lower row, wherever the other stands', () => {
    expect(faults([{ ...zych, to: '2026-06-01' }, sowa])).toEqual([
      [3, 'wewnętrzny 214 ma w tym czasie Barbara Zych (wiersz 2).'],
    ]);
    expect(faults([sowa, zych])).toEqual([[3, 'wewnętrzny 214 ma w tym czasie Paweł Sowa (wiersz 2).']]);
    expect(faults([zych, zych])).toHaveLength(1);
    expect(faults([{ ...zych, to: '2026-05-31' }, sowa])).toEqual([]);
  });

  it('are found behind a shorter one that lies within', () => {
    const short = holder('214', 'Iwona Rak', '2024-04-01', '2024-04-30');
    const rows = faults([zych, short, holder('214', 'Jan Maj', '2025-01-01')]).map(([row]) => row);
    expect(rows).toEqual([3, 4]);
  });

  it('with what is stored are refused where that has an end of its own', () => {
    expect(faults([sowa], [{ ...zych, to: '2026-12-31' }])).toEqual([
      [2, 'wewnętrzny 214 ma w tym czasie Barbara Zych (zapisano wcześniej).'],
    ]);
  });

  it('of one person on two extensions are refused, one after the other are not', () => {
    expect(faults([zych, holder('305', 'barbara zych', '2026-01-01')])).toEqual([
      [3, 'barbara zych ma w tym czasie wewnętrzny 214 (wiersz 2).'],
    ]);
    expect(faults([{ ...zych, to: '2025-12-31' }, holder('305', 'Barbara Zych', '2026-01-01')])).toEqual([]);
    expect(faults([zych, { ...holder('305', 'Barbara Zych', '2026-01-01'), unit: 'USC' }])).toEqual([]);
    expect(faults([holder('305', 'Barbara Zych', '2026-01-01')], [zych])).toHaveLength(1);
  });
});
