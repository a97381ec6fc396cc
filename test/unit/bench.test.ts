import { describe, expect, it } from 'vitest';
import { choose } from '../bench/arguments.ts';
import type { Machine } from '../bench/machine.ts';
import { inTurns, median, percentile } from '../bench/measure.ts';
import { lessIsBetter, moreIsBetter, reaches } from '../bench/row.ts';
import { asTable } from '../bench/table.ts';

describe('the figures of a bench', () => {
  it('are medians and nearest ranks, whatever order the values came in', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2);
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(() => median([])).toThrow('nothing was measured');
  });

  it('divide the way their name says', () => {
    expect(lessIsBetter({ name: 'a', unit: 'ms', goal: '≤ 1.5' }, 3, 2)).toMatchObject({
      ...{ ours: 3, other: 2, ratio: 1.5, holds: true, stretch: null },
    });
    expect(moreIsBetter({ name: 'a', unit: 'ms', goal: '≥ 80' }, 2, 158)).toMatchObject({
      ...{ ours: 2, other: 158, ratio: 79, holds: false },
    });
    expect(lessIsBetter({ name: 'only told', unit: 'ms' }, 1, 2)).toMatchObject({ goal: null, holds: null });
  });

  it('reach a goal up to the limit itself and no further', () => {
    expect(reaches(1.2, '≤ 1.2')).toBe(true);
    expect(reaches(1.2001, '≤ 1.2')).toBe(false);
    expect(reaches(0.45, '≥ 0.45')).toBe(true);
    expect(reaches(0.449, '≥ 0.45')).toBe(false);
    expect(() => reaches(1, '< 2')).toThrow('no goal');
  });

  it('come from both sides in turns, each beginning every other round', async () => {
    const order: string[] = [];
    const side = (name: string) => () => Promise.resolve(order.push(name));
    await inTurns(3, { ours: side('ours'), other: side('other') });
    expect(order).toEqual(['ours', 'other', 'other', 'ours', 'ours', 'other']);
  });
});

describe('what is asked of the bench', () => {
  const benches = ['key', 'seek'].map((name) => ({ name, rows: () => Promise.resolve([]) }));

  it('is everything, or one measurement, as a table or as JSON', () => {
    expect(choose(benches, [])).toEqual({ benches, json: false, calls: 10_000_000 });
    expect(choose(benches, ['--json', '--only', 'seek', '--rows', '1000000'])).toEqual({
      ...{ benches: benches.slice(1), json: true, calls: 1_000_000 },
    });
  });

  it.each([
    ['--only', 'nothing'],
    ['--only'],
    ['--onyl', 'key'],
    ['key'],
    ['--rows', 'many'],
    ['--rows', '5'],
  ])('is not guessed: %s %s', (...asked) => {
    expect(choose(benches, asked)).toEqual(expect.any(String));
  });
});

describe('the printed table', () => {
  const machine: Machine = {
    ...{ processor: 'Some CPU', cores: 2, memoryGiB: 24, system: 'Linux', node: '20', electron: '25' },
    ...{ postgres: '18', loadBefore: 0.5, loadAfter: 1.5 },
  };

  it('says for each row whether its goal holds, and nothing of rows without one', () => {
    const rows = [
      lessIsBetter({ name: 'fast', unit: 'ms', goal: '≤ 2', stretch: '≤ 1' }, 1, 1),
      lessIsBetter({ name: 'well', unit: 'ms', goal: '≤ 2', stretch: '≤ 1' }, 3, 2),
      lessIsBetter({ name: 'slow', unit: 'ms', goal: '≤ 2', stretch: '≤ 1' }, 12_345, 1),
      lessIsBetter({ name: 'told', unit: 'ms' }, 1, 3),
    ];
    const lines = asTable(machine, '2026-11-25 18:00', rows).split('\n');
    const cells = (line: string | undefined): string[] => (line ?? '').split('|').map((cell) => cell.trim());
    expect(lines[0]).toMatch(
      /^2026-11-25 18:00 UTC · Some CPU, 2 cores.*load 0.5 before and 1.5 after.*Electron 25/,
    );
    expect(lines.slice(4, 8).map((line) => cells(line)[8])).toEqual(['yes, stretch too', 'yes', 'NO', '–']);
    expect(cells(lines[6])).toEqual(['', 'slow', 'ms', '12,345', '1', '12,345', '≤ 2', '≤ 1', 'NO', '']);
    expect(cells(lines[7])[5]).toBe('0.333');
  });
});
