import { describe, expect, it } from 'vitest';
import { isSized, shown, sized, widthOf } from '../../renderer/recordings/columns.ts';
import { type ColumnChoice, columnChoice } from '../../shared/recordings.ts';

const usual: ColumnChoice = { hidden: [], widths: {} };

describe('the columns that a person chose', () => {
  it('are hidden and shown again, each once', () => {
    const hidden = shown(shown(usual, 'state', false), 'state', false);
    expect(hidden).toEqual({ hidden: ['state'], widths: {} });
    expect(shown(hidden, 'state', true)).toEqual(usual);
  });

  it('are as wide as wanted, within what can be read and what leaves room for the others', () => {
    expect(widthOf(usual, 'caller')).toBe(124);
    expect(widthOf(sized(usual, 'caller', 150.4), 'caller')).toBe(150);
    expect(widthOf(sized(usual, 'caller', 1), 'caller')).toBe(48);
    expect(widthOf(sized(usual, 'caller', 9999), 'caller')).toBe(400);
    expect(isSized('answered')).toBe(false);
  });

  it('are always such as the main process keeps', () => {
    const choice = sized(shown(usual, 'answered', false), 'state', -5);
    expect(columnChoice.safeParse(choice).success).toBe(true);
  });
});
