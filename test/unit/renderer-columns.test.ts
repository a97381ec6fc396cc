import { expect, it } from 'vitest';
import { shown } from '../../renderer/recordings/columns.ts';
import { type ColumnChoice, columnChoice } from '../../shared/recordings.ts';

it('columns are hidden and shown again, each once, always such as the main process keeps', () => {
  const usual: ColumnChoice = { hidden: [] };
  const hidden = shown(shown(usual, 'state', false), 'state', false);
  expect(hidden).toEqual({ hidden: ['state'] });
  expect(shown(hidden, 'state', true)).toEqual(usual);
  expect(columnChoice.safeParse(hidden).success).toBe(true);
});
