import { beforeAll, expect, it, vi } from 'vitest';
import type { CompletenessFacts } from '../../electron/keeping/completeness.ts';
import { completenessPaper } from '../../electron/keeping/statement.ts';
import { setSettings } from '../../electron/settings.ts';
import { addDays, legalDay } from '../../shared/warsaw.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));
vi.mock('../../electron/paper/emergency.ts', () => ({ emergencyLine: () => Promise.resolve(null) }));
vi.mock('../../electron/paper/entries.ts', async (original) => ({
  ...(await original<object>()),
  standsAt: () => Promise.resolve({ seq: 7, hash: Buffer.alloc(32) }),
}));
vi.mock('../../electron/paper/pdf.ts', () => ({
  pdfOf: (layout: object) => Promise.resolve(Buffer.from(JSON.stringify(layout))),
}));
const told = vi.hoisted((): { today: string; first: string | null } => ({ today: '', first: '2020-01-01' }));
vi.mock('../../electron/keeping/completeness.ts', async (original) => ({
  ...(await original<object>()),
  readCompleteness: (): Promise<CompletenessFacts> =>
    Promise.resolve({
      ...{ ...told, waiting: 0, late: 0, newest: null },
      ...{ soFar: { count: 0, last: null }, holders: [], beside: [], entries: [] },
    }),
}));
beforeAll(() => setSettings({ office: 'Urząd Miasta' } as never));

const statement = async (month: string, today: string): Promise<string> => {
  told.today = today;
  const { pdf } = await completenessPaper({ login: 'h.dudek' } as never, month);
  return Buffer.from(pdf).toString('utf8');
};

/** The Secretary signs it. */
it('SECURITY: a month that still runs is told as one, whatever day the database says it is', async () => {
  const today = legalDay();
  const said = await statement(today.slice(0, 7), '2999-01-02');
  expect(said).toContain(`za okres do ${today.split('-').reverse().join('.')}, niepełny`);
  expect(said).not.toContain('2999');
});

it('SECURITY: days without call records are told, though the database says that they are yet to come', async () => {
  const month = addDays(`${legalDay().slice(0, 7)}-01`, -1).slice(0, 7);
  expect(await statement(month, `${month}-01`)).toMatch(/"text":"\d\d\.\d\d\.\d{4}, /);
});

it('SECURITY: they are told, though the database says that none was looked at before, or ever', async () => {
  const month = addDays(`${legalDay().slice(0, 7)}-01`, -1).slice(0, 7);
  for (const first of [`${month}-28`, null]) {
    told.first = first;
    expect(await statement(month, legalDay())).toMatch(/"text":"0[1-5]\.\d\d\.\d{4}, /);
  }
});
