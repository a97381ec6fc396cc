import { beforeAll, expect, it, vi } from 'vitest';
import { paperDocument } from '../../electron/authorisation/document.ts';
import { permissionsPaper } from '../../electron/authorisation/lists.ts';
import { paperOf } from '../../electron/authorisation/paper.ts';
import { cardOf } from '../../electron/keeping/card.ts';
import { destructionPaper } from '../../electron/keeping/destruction.ts';
import { holdFacts } from '../../electron/keeping/holds.ts';
import { completenessPaper } from '../../electron/keeping/statement.ts';
import type { Printable } from '../../electron/paper/pdf.ts';
import { protocolDocument } from '../../electron/protocol/document.ts';
import { cardPaper } from '../../electron/quality/card-paper.ts';
import { planPaper } from '../../electron/quality/plan-paper.ts';
import { registerPaper } from '../../electron/register/document.ts';
import { setSettings } from '../../electron/settings.ts';
import { cardOf as ownCard } from './renderer-quality.fixture.ts';
import { entryOf, protocolOf } from './document.fixture.ts';

const { line, current } = vi.hoisted(() => ({
  line: 'Sekretarza ustanowiono w trybie awaryjnym, wpis nr 31',
  current: { login: 'halina.dudek' } as never,
}));
vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({
  app: { getVersion: () => '1.0.0' },
  BrowserWindow: {},
  dialog: {},
  session: {},
}));
vi.mock('../../electron/session/current.ts', () => ({ session: () => current }));
vi.mock('../../electron/paper/emergency.ts', () => ({ emergencyLine: () => Promise.resolve(line) }));
vi.mock('../../electron/paper/entries.ts', async (original) => ({
  ...(await original<object>()),
  standsAt: () => Promise.resolve({ seq: 99, hash: Buffer.alloc(32) }),
}));
// What would be drawn on its first page.
vi.mock('../../electron/paper/pdf.ts', () => ({
  pdfOf: ({ content, footer }: { content: object; footer: (page: number, pages: number) => object }) =>
    Promise.resolve(Buffer.from(JSON.stringify([content, footer(1, 1)]))),
}));
vi.mock('../../electron/protocol/protocol.ts', async (original) => ({
  ...(await original<object>()),
  readProtocol: () => Promise.resolve(protocolOf()),
}));
vi.mock('../../electron/register/register.ts', async (original) => ({
  ...(await original<object>()),
  signedRegister: () => Promise.resolve({ rows: [], missing: null, head: null, regulation: null }),
  readSummary: () => Promise.resolve({ people: [], missing: { protocol: null, entry: null } }),
}));
vi.mock('../../electron/authorisation/paper.ts', async (original) => ({
  ...(await original<object>()),
  readPaper: () => Promise.resolve(paperOf('UO/7/2026', [prepared])),
}));
vi.mock('../../electron/keeping/holds.ts', async (original) => ({
  ...(await original<object>()),
  readHold: () => Promise.resolve(holdFacts(3, held)),
}));
vi.mock('../../electron/quality/card.ts', async (original) => ({
  ...(await original<object>()),
  readCardEntries: () => Promise.resolve({ card: ownCard(6), entries: [verdict] }),
}));
vi.mock('../../electron/quality/plans.ts', async (original) => ({
  ...(await original<object>()),
  readPlan: () =>
    Promise.resolve({
      facts: { plan, verdict: null, draw: null, release: null, written: null, filed: null },
      entries: [],
    }),
}));
vi.mock('../../electron/keeping/completeness.ts', async (original) => ({
  ...(await original<object>()),
  readCompleteness: () =>
    Promise.resolve({
      ...{ today: '2026-12-09', first: '2020-01-01', waiting: 0, late: 0, newest: null },
      ...{ soFar: { count: 0, last: null }, holders: [], beside: [], entries: [] },
    }),
}));
vi.mock('../../electron/keeping/nights.ts', async (original) => ({
  ...(await original<object>()),
  readNights: () =>
    Promise.resolve({
      ...{
        today: '2026-12-09',
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
beforeAll(() =>
  setSettings({
    office: 'Urząd Miasta',
    regulation: { title: 'Regulaminu nagrań', place: 'Przykładowo' },
  } as never),
);

const at = '2026-11-20T09:00:00.000Z';
const prepared = entryOf(
  5,
  'instrument',
  at,
  {
    ...{ what: 'authorisation', signed: null, text: null },
    rows: [
      {
        ...{ number: 'UO/7/2026', subject: 'jan.lis', subjectGuid: crypto.randomUUID(), declaredOn: null },
        ...{ purposes: ['SAFETY'], departments: null, quality: 'no', from: '2026-11-20', to: '2027-11-19' },
      },
    ],
  },
  { names: [{ displayName: 'Jan Lis', post: '', unit: '' }], signatory: null },
);
const plan = entryOf(7, 'qualityPlan', at, {
  ...{ case: 'SEK.0643.4.2026', departments: ['Kancelaria'], from: '2026-11-02', to: '2026-11-13' },
  ...{ until: '2026-12-11', size: 5, perPerson: 2, shortestS: 30, longestMin: 30, weights: [], text: null },
});
const verdict = entryOf(8, 'qualityVerdict', at, { approved: true } as never);
const recording = crypto.randomUUID();
const held = [
  entryOf(1, 'ingest', at, { recording, startedAt: at, durationMs: 61_000 } as never),
  entryOf(
    3,
    'hold',
    at,
    {
      ...{ number: 'ZB/1/2026', act: null, recordings: [recording], basis: null, order: null },
      review: '2027-05-20',
    } as never,
    { proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2026', paper: null },
  ),
];

it.each<[string, () => Promise<Printable>]>([
  ['a protocol (D1)', async () => protocolDocument(current, { act: protocolOf().act.id, sealed: 41 })],
  [
    'the register (D2)',
    async () => {
      const filter = { person: null, case: null, from: null, to: null, state: null, kind: null };
      return registerPaper(current, filter);
    },
  ],
  ['a protocol of destruction (D7)', () => destructionPaper(current, '2026-11')],
  ['an authorisation (D8)', () => paperDocument(current, 'UO/7/2026')],
  ['the card of a hold (D9)', () => cardOf(current, 3)],
  ['a statement of completeness', () => completenessPaper(current, '2026-11')],
  ['a plan of a review of quality', () => planPaper(current, '')],
  ['the card of a call (D10)', () => cardPaper(current, ownCard(6).position)],
  // „Ewidencja”, D13, „Stan na dziś” and the list of a package are sheets as well.
  ['a sheet', () => permissionsPaper(current)],
])('§ 6 ust. 3 as long as an emergency lasts, %s says so', async (_, made) => {
  expect(Buffer.from((await made()).pdf).toString('utf8')).toContain(line);
});
