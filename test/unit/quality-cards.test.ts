import { describe, expect, it, vi } from 'vitest';
import { cardOf, readCardEntries } from '../../electron/quality/card.ts';
import { readMine } from '../../electron/quality/own-cards.ts';
import { resultsOf } from '../../electron/quality/results.ts';
import { speakerOf } from '../../electron/quality/speaker.ts';
import { saidOf } from '../../electron/quality/standing.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import { setSettings } from '../../electron/settings.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { find, frozenLines, keeper, seqOf } from './exported-chain.ts';
import { ingestOf, ofCards, telling } from './quality-told.fixture.ts';
import { clerks, rater } from './vectors-head.ts';
import { uuidOf } from './vectors-secrets.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
setSettings({ keeperPublicKey: keeper.pinned } as never);

/** Cards of the frozen ledger, as a workstation reads them, and what it does not believe of whoever owns the database. */

const plan = uuidOf('a plan');
const lines = frozenLines();
const drawn = (JSON.parse(find(lines, 'qualityDraw').payload) as Payload<'qualityDraw'>).recordings;
const heard = 'what was drawn first';
const said = ['a card', 'another card', 'remarks', 'a reply'];
const around = ['a plan', 'its approval', 'qualityDraw', 'those of the review', heard];
const failure = (code: string, name: string) => ({ failure: { code, params: { seq: seqOf(lines, name) } } });

const read = (names: readonly string[], guid: string | null = uuidOf(rater)) =>
  readCardEntries(
    {
      guid,
      db: telling({ today: '2027-01-16', there: true, part: 1, parts: 1 }, names, undefined, ofCards),
    },
    { plan, nr: 1 },
  );

describe('a card', () => {
  it('is what was said of the call that was drawn there, whatever else the database tells', async () => {
    const others = ['the card of the fourth', 'nothing to remark', 'a call left out'];
    const { card } = await read([...around, ...said, ...others, ingestOf(drawn[0]), ingestOf(drawn[3])]);
    expect(card).toMatchObject({ recording: drawn[0], rates: true, omission: null });
    expect(card.versions.map(({ seq }) => seq)).toEqual(
      ['a card', 'another card', 'a reply'].map((name) => seqOf(lines, name)),
    );
    expect(card.standing).toMatchObject({ state: 'closed', remarked: true });
  });

  it('is not shown where something was said of another call at its place', async () => {
    const { card, entries } = await read([...around, ...said, ingestOf(drawn[0]), ingestOf(drawn[1])]);
    const other = entries.map((one) =>
      one.kind === 'qualityScore' ? { ...one, payload: { ...one.payload, recording: drawn[1] ?? '' } } : one,
    );
    const told = { today: '2027-01-16', there: true, part: 1, parts: 1, entries: other as Entry[] };
    expect(() => cardOf(told, card.position, null)).toThrow(
      expect.objectContaining(failure('document-entry-false', 'a card')) as Error,
    );
  });

  it('of another plan is another', async () => {
    const { entries } = await read([...around, ...said, ingestOf(drawn[0])]);
    expect(saidOf(entries, { plan, nr: 1 }).scores).toHaveLength(3);
    expect(saidOf(entries, { plan: uuidOf('another plan'), nr: 1 })).toEqual({
      ...{ scores: [], remark: null, omission: null },
    });
  });

  it('has the name of whoever was registered when the call began', async () => {
    const { entries } = await read([...around, ...said, ingestOf(drawn[0])]);
    const [login = ''] = clerks;
    expect(speakerOf(entries, login, '2027-01-04T09:00:00.000Z')?.displayName).toBe(login);
    expect(speakerOf(entries, login, '2026-12-01T09:00:00.000Z')).toBeNull();
  });
});

describe('own cards', () => {
  const mine = (recording: string | undefined) =>
    readMine({
      db: telling({ today: '2027-01-16', calls: [{ plan, nr: 1, recording, there: true }] }, [
        'a plan',
        'its approval',
        'those of the review',
        'person',
        heard,
        ...said,
        ingestOf(recording),
      ]),
    });

  it('are of the day that the call was taken in with', async () => {
    const { startedAt } = JSON.parse(find(lines, ingestOf(drawn[0])).payload) as Payload<'ingest'>;
    expect((await mine(drawn[0])).cards).toMatchObject([{ startedAt, standing: { state: 'closed' } }]);
  });

  it('are not shown where the database tells another call of it', async () => {
    await expect(mine(drawn[1])).rejects.toMatchObject(failure('document-entry-false', 'a card'));
  });
});

describe('results', () => {
  it('are shown once their protocol lies in its file, and not before', async () => {
    const { entries } = await read([...around, ...said, ingestOf(drawn[0]), 'the review completed']);
    expect(resultsOf(entries)).toEqual([]);
    const completed = entries.find(({ kind }) => kind === 'completed') as Entry<'completed'>;
    const filed = { ...completed, kind: 'filed', seq: completed.seq + 1 } as unknown as Entry<'filed'>;
    expect(resultsOf([...entries, filed])).toMatchObject([{ number: 'PJ/1/2027', cards: 5 }]);
  });
});
