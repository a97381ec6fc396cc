import { beforeAll, expect, it, vi } from 'vitest';
import { destructionPaper } from '../../electron/keeping/destruction.ts';
import type { NightFacts } from '../../electron/keeping/nights.ts';
import { setSettings } from '../../electron/settings.ts';
import { legalDay } from '../../shared/warsaw.ts';

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
vi.mock('../../electron/keeping/nights.ts', async (original) => ({
  ...(await original<object>()),
  readNights: (): Promise<NightFacts> =>
    Promise.resolve({
      ...{
        today: '2999-01-02',
        night: null,
        waits: null,
        destroyed: 0,
        held: 0,
        restricted: 0,
        busy: 0,
        asked: 0,
      },
      ...{ next: [], stays: [], fresh: [], days: [], entries: [] },
    }),
  readGone: () => Promise.resolve([]),
}));
beforeAll(() => {
  const regulation = { title: 'Regulaminu nagrań', place: 'Przykładowo' };
  setSettings({ office: 'Urząd Miasta', regulation } as never);
});

/** D7 is signed by three people. */
it('SECURITY: a month that still runs is told as one, whatever day the database says it is', async () => {
  const today = legalDay();
  const { pdf } = await destructionPaper({ login: 'h.dudek' } as never, today.slice(0, 7));
  const said = Buffer.from(pdf).toString('utf8');
  const [year, month, day] = today.split('-');
  expect(said).toContain(`za okres do ${day}.${month}.${year}, niepełny`);
  expect(said).not.toContain('2999');
});
