import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { serverSettings } from '../../server/settings.ts';

vi.mock('../../server/database.ts', () => ({ databaseConfig: () => ({}) }));
const { keeperOptions } = await import('../../server/run-keeper.ts');

it('§ 3 ust. 4: the keeper destroys, and forgets, when the settings of the server room say', () => {
  const [, section = ''] = readFileSync('docs/operations.md', 'utf8').split(
    '\n## Settings of the server room\n',
  );
  const example = serverSettings.parse(JSON.parse(section.split('```json\n')[1]?.split('```')[0] ?? ''));
  const set = {
    ...example,
    destruction: { hour: 4, graceDays: 9 },
    backup: { ...example.backup, keepDays: 12 },
    logs: { searchMonths: 13 },
  };
  expect(keeperOptions(set as never, {} as never)).toMatchObject({
    ...{ destruction: { hour: 4, graceDays: 9 }, keepDays: 12, searchMonths: 13 },
  });
});
