import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { contentOf, layoutOf, listOf } from '../../electron/keeping/destruction.ts';
import {
  copiesOf,
  type Gone,
  goneOf,
  isThatList,
  nightsOf,
  type NightFacts,
} from '../../electron/keeping/nights.ts';
import { rulesOf } from '../../electron/authorisation/rules.ts';
import { ofKind, type Entry } from '../../electron/paper/entries.ts';
import { pdfOf } from '../../electron/paper/pdf.ts';
import { namedBy } from '../../shared/ledger/keeping.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { frozenLines, seqOf } from './exported-chain.ts';
import { papersOfFile } from './paper-file.fixture.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** The frozen ledger with its first night as a paper gets it: what is found to hold elsewhere. */
const frozen = frozenLines();
const entries = frozen
  .slice(0, seqOf(frozen, 'a call of 2026-12-11') - 1)
  .map(({ seq, prev, hash, payload: signed }) => {
    const payload = parsePayload(signed);
    return { kind: payload.kind, seq, prev, hash, payload, words: null, caller: null } as unknown as Entry;
  });
const facts = (change: Partial<NightFacts> = {}): NightFacts => ({
  ...{ today: '2027-01-04', night: '2026-12-10', waits: null, destroyed: 5, held: 1, restricted: 0, busy: 0 },
  ...{ next: [], asked: 0, stays: [], fresh: [], days: [], entries, ...change },
});
const gone = ofKind(entries, 'destroyed').flatMap((night) =>
  namedBy(night.payload).map((id): Gone => {
    const call = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === id);
    if (call === undefined) throw new Error('no such call');
    return { call, night, cards: [] };
  }),
);

const papers = papersOfFile();
const missing = /document-entry-missing/;

/** A night that destroyed what was held once, with a card and its end. */
function endedNight() {
  const [night] = ofKind(entries, 'destroyed');
  const [end] = ofKind(entries, 'hold-end').filter(({ payload }) => payload.finalOn !== null);
  const hold = ofKind(entries, 'hold').find(({ seq }) => seq === end?.payload.hold);
  if (night === undefined || end === undefined || hold === undefined) throw new Error('nothing was held');
  const [id = ''] = hold.payload.recordings;
  const call = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === id);
  if (call === undefined) throw new Error('no such call');
  const named = { ...night, payload: { ...night.payload, term: [], ended: [id] } };
  return { hold, end, call, night: named };
}

describe('D7, the protocol of a month of destruction', () => {
  const list = { name: 'PZ_12_2026.csv', content: listOf(gone) };
  const paper = contentOf(facts(), gone, '2026-12', list);
  const said = JSON.stringify([paper.before, paper.nights, paper.after]);

  it('has a list of what was destroyed, sorted, with no name and no number, and names it by its hash', () => {
    const [head, ...lines] = list.content.toString('utf8').trimEnd().split('\n');
    expect(head).toBe('id;dzień;ostatni dzień;SHA-256;przyczyna;noc;wpis');
    expect(lines).toHaveLength(5);
    expect(lines).toEqual([...lines].sort());
    expect(lines.find((line) => line.includes(';2025-11-20;'))).toMatch(
      /^[0-9a-f-]{36};2025-11-20;2026-11-20;[0-9a-f]{64};upływ 12 miesięcy;2026-12-10;\d+$/,
    );
    expect(list.content.toString('utf8')).not.toMatch(/Zych|601234567/);
    expect(said).toContain(createHash('sha256').update(list.content).digest('hex'));
  });

  it('says by which order, in which nights, of which days, and that the files are gone', () => {
    expect(paper.case).toBe('OR.0153.1.2026');
    expect(paper.period).toBe('za grudzień 2026 r.');
    for (const text of [
      'WR/8/2026',
      'kategoria Bc (symbol jrwa 0153)',
      'upływ 12 miesięcy od dnia nagrania: 5',
    ])
      expect(said).toContain(text);
    expect(paper.nights).toMatchObject([
      [
        ...[
          '09/10.12',
          '20.11.2025 – 26.11.2025',
          '5',
          '5\u00a0min 5\u00a0s',
          '10.12, 09:01',
          '10.12, 09:01',
        ],
        String(gone[0]?.night.seq),
      ],
    ]);
    expect(said).toContain('Pliki z zasobu: usunięto.');
    expect(said).toContain('dowód: 1;');
  });

  it('says of what was held by which card, and how that ended', () => {
    const [first] = gone;
    const [end] = ofKind(entries, 'hold-end').filter(({ payload }) => payload.finalOn !== null);
    const hold = ofKind(entries, 'hold').find(({ seq }) => seq === end?.payload.hold);
    if (first === undefined || end === undefined || hold === undefined) throw new Error('nothing was held');
    const id = first.call.payload.recording;
    const term = first.night.payload.term.filter((one) => one !== id);
    const night = { ...first.night, payload: { ...first.night.payload, term, ended: [id] } };
    const held = gone.map((one) => ({ ...one, night, cards: one === first ? [{ hold, end }] : [] }));
    const changed = entries.map((one) => (one === first.night ? night : one));
    const [row] = contentOf(facts({ entries: changed }), held, '2026-12', list).nights;
    expect(row?.[1]).toMatch(/; 1 z \d\d\.\d\d\.2025 ¹$/);
    const [note] = contentOf(facts({ entries: changed }), held, '2026-12', list).notes;
    expect(note).toContain(`¹ po zakończeniu zabezpieczenia ${hold.payload.number} (`);
    expect(note).toContain('prawomocne od');
  });

  it('SECURITY: names no card less than there was: one that the database holds back, or its end, is missed', () => {
    const { hold, end, call, night } = endedNight();
    expect(goneOf([call, hold, end], night)).toEqual([{ call, night, cards: [{ hold, end }] }]);
    expect(() => goneOf([call, end], night)).toThrow(missing);
    expect(() => goneOf([call, hold], night)).toThrow(missing);
    const second = { ...hold, seq: 900 };
    expect(() => goneOf([call, hold, end, second], night)).toThrow(missing);
  });

  it('SECURITY: takes no other order for the one by which a night went, where the database holds that one back', () => {
    const confirming = ofKind(entries, 'confirmed').find(({ payload }) =>
      ofKind(entries, 'instrument').some(
        ({ hash, payload: { rows } }) =>
          payload.hashes.includes(hash) && rows.some((row) => 'of' in row && row.of === 'destruction'),
      ),
    );
    const without = entries.filter(({ seq }) => seq !== confirming?.seq);
    expect(without).toHaveLength(entries.length - 1);
    expect(() => contentOf(facts({ entries: without }), gone, '2026-12', list)).toThrow(missing);
  });

  it('of a month in which an order took the place of another one names both, with the case of each', () => {
    const orderEntry = ofKind(entries, 'instrument').find(({ payload: { rows } }) =>
      rows.some((row) => 'of' in row && row.of === 'destruction'),
    );
    const [night] = ofKind(entries, 'destroyed');
    const [like] = ofKind(entries, 'confirmed');
    if (orderEntry === undefined || night === undefined || like === undefined) throw new Error('no order');
    const rows = orderEntry.payload.rows.map((row) =>
      'of' in row && row.of === 'destruction'
        ? { ...row, number: 'WR/9/2026', content: { ...row.content, case: 'OR.0153.7.2026' } }
        : row,
    );
    const hash = 'd'.repeat(64);
    const later = [
      { ...orderEntry, seq: 800, hash, payload: { ...orderEntry.payload, rows } },
      { ...like, seq: 801, payload: { ...like.payload, entries: [800], hashes: [hash] } },
      { ...night, seq: 802, payload: { ...night.payload, order: 'WR/9/2026' } },
    ] as unknown as Entry[];
    const both = contentOf(facts({ entries: [...entries, ...later] }), gone, '2026-12', list);
    expect(both.case).toBe('OR.0153.1.2026, OR.0153.7.2026');
    const order = both.before.find(([title]) => title.startsWith('II.'))?.[1];
    for (const number of ['WR/8/2026', 'WR/9/2026']) expect(order).toContain(number);
  });

  it('promises of copies only what is to come: of some that nobody lets go of it says that they do not age', () => {
    const [backup] = ofKind(entries, 'backup');
    if (backup === undefined) throw new Error('no backup');
    const copies = (today: string, startedAt: string | null, oldestOn = '') => {
      const others = entries.filter(({ kind }) => kind !== 'backup');
      const made = { ...backup, payload: { ...backup.payload, startedAt: startedAt ?? '', oldestOn } };
      const told = startedAt === null ? others : [...others, made];
      const content = contentOf(facts({ today, entries: told }), gone, '2026-12', list);
      return content.after.find(([title]) => title.startsWith('VI.'))?.[1] ?? '';
    };
    expect(copies('2027-01-04', '2027-01-03T22:00:00.000Z', '2026-12-06')).toContain(
      'Kopie programu wygasną do 09.01.2027',
    );
    expect(copies('2027-01-14', '2027-01-13T22:00:00.000Z', '2026-12-15')).toContain(
      'Kopie programu wygasły',
    );
    // Backups broke off, or let nothing go: the limit may lie ahead or not.
    for (const [today, startedAt, oldest] of [
      ['2027-01-04', '2026-12-12T22:00:00.000Z', '2026-11-14'],
      ['2027-02-04', '2026-12-12T22:00:00.000Z', '2026-11-14'],
      ['2027-01-04', '2027-01-03T22:00:00.000Z', '2026-10-03'],
    ] as const) {
      const said = copies(today, startedAt, oldest);
      expect(said).toContain('Kopie programu nie wygasają: ostatnia jest z');
      expect(said).not.toMatch(/wygasną|wygasły/);
    }
    expect(copies('2027-01-04', null)).toContain('Kopie programu: księga nie zna żadnej.');
  });

  it('keeps the day on which files went, though they came back and went again, and says that they did', () => {
    const [removed] = ofKind(entries, 'removed');
    if (removed === undefined) throw new Error('nothing was removed');
    const at = '2026-12-20T08:00:00.000Z';
    const again = { ...removed, seq: 900, payload: { ...removed.payload, at, again: true } };
    const content = contentOf(facts({ entries: [...entries, again] }), gone, '2026-12', list);
    expect(content.nights[0]?.[5]).toBe('10.12, 09:01');
    expect(JSON.stringify(content.after)).toContain('powróciły; usunięto je ponownie 20.12.2026');
  });

  it('counts what was lost and taken in again, which the list has twice', () => {
    const [first] = gone;
    if (first === undefined) throw new Error('nothing was destroyed');
    const recording = '00000000-0000-4000-8000-000000000001';
    const twin = { ...first, call: { ...first.call, payload: { ...first.call.payload, recording } } };
    const twice = contentOf(facts(), [...gone, twin], '2026-12', list);
    expect(JSON.stringify(twice.before)).toContain('wczytanych drugi raz po utracie');
    expect(said).not.toContain('wczytanych drugi raz');
  });

  it('is a page that a reader of PDF reads, with the hash of its list; of thirty-one nights two, numbered, and nobody signs a page by itself', async () => {
    const regulation = { place: 'Przykładowo', title: 'Regulaminu rejestracji rozmów telefonicznych' };
    const made = {
      ...{ office: 'Urząd Miasta i Gminy Przykładowo', regulation, emergency: null, list: list.content },
      foot: (page: number, pages: number) => `Strona ${page}/${pages}`,
    };
    const one = layoutOf(facts(), gone, '2026-12', made);
    const printed = papers.read('PZ_12_2026.pdf', await pdfOf(one, papers.resources()));
    expect(printed.pages).toBe(1);
    for (const text of [
      'PROTOKÓŁ ZNISZCZENIA NAGRAŃ Nr PZ/12/2026',
      'Przykładowo, dnia 04.01.2027 r.',
      'Nr protokołu: PZ/12/2026',
      'Znak sprawy: OR.0153.1.2026',
      'sporządzony na podstawie § 3 ust. 4 Regulaminu',
      '09/10.12',
      'VII. Nie zniszczono w dniu wydruku, według bazy danych: dowód: 1',
      'przyjął do wiadomości: Sekretarz',
    ])
      expect(printed.text).toContain(text);
    expect(printed.text.replaceAll(' ', '')).toContain(
      createHash('sha256').update(list.content).digest('hex'),
    );

    const nights = Array.from({ length: 31 }, (_, n) => {
      const at = `2026-12-${String(n + 1).padStart(2, '0')}T01:10:00.000Z`;
      const [first] = gone;
      if (first === undefined) throw new Error('nothing was destroyed');
      return { ...first.night, seq: 1000 + n, payload: { ...first.night.payload, at } };
    });
    const many = nights.flatMap((night) => gone.map((each) => ({ ...each, night })));
    const others = entries.filter(({ payload }) => payload.kind !== 'destroyed');
    const month = layoutOf(facts({ entries: [...others, ...nights] }), many, '2026-12', made);
    const whole = papers.read('PZ_12_2026-31.pdf', await pdfOf(month, papers.resources()));
    expect(whole.pages).toBe(2);
    for (const text of ['30/31.12', 'nocy: 31', 'Strona 1/2', 'Strona 2/2'])
      expect(whole.text).toContain(text);
  });

  it('claims nothing of a month in which nothing was destroyed', () => {
    const before = entries.slice(0, (gone[0]?.night.seq ?? 1) - 1);
    const none = contentOf(facts({ entries: before }), [], '2026-12', { ...list, content: listOf([]) });
    expect(none.nights).toEqual([]);
    const parts = new Map(none.after);
    for (const part of ['IV. Sposób', 'V. Próba odczytu', 'VI. Kopie']) expect(parts.get(part)).toBe('–');
  });

  it('of a month that still runs says so', () => {
    const now = contentOf(facts({ today: '2026-12-11' }), gone, '2026-12', list);
    expect(now.period).toBe('za okres do 11.12.2026, niepełny');
  });
});

it('an order that was taken back is in force no more, and stays the one of the nights before', () => {
  const like = entries.find(({ payload }) => payload.kind === 'revoke');
  if (like === undefined) throw new Error('nothing was revoked');
  const what = { number: 'WR/8/2026', why: 'withdrawn', at: '2026-12-20T08:00:00.000Z' };
  const taken = [...entries, { ...like, seq: 900, payload: { ...like.payload, ...what } } as Entry];
  expect(nightsOf(facts({ entries: taken })).order).toBeNull();
  const content = { name: 'PZ_12_2026.csv', content: listOf(gone) };
  expect(contentOf(facts({ entries: taken }), gone, '2026-12', content).case).toBe('OR.0153.1.2026');
  const known = rulesOf(taken, '2026-12-21', null).find(({ row }) => row.number === 'WR/8/2026');
  expect(known?.state).toBe('withdrawn');
});

it('the page shows a list that waits, leaves its calls out of the next night, and the nights that are over with their copies', () => {
  const without = entries.filter(({ payload }) => payload.kind !== 'confirmed' || payload.command === null);
  const days = [{ seq: gone[0]?.night.seq ?? 0, day: '2025-11-20', count: 5 }];
  const list = ofKind(entries, 'stopped')[0]?.seq ?? 0;
  const next = [
    { list, day: '2025-11-20', count: 4, durationMs: 244_000, ended: 0 },
    { list: null, day: '2025-12-11', count: 2, durationMs: 122_000, ended: 0 },
  ];
  const stopped = nightsOf(facts({ entries: without, next, days, fresh: [{ list, count: 3 }] }));
  expect(stopped.stopped).toMatchObject([
    { night: '2026-12-09', count: 5, fresh: 3, agreed: false, now: [{ day: '2025-11-20', count: 4 }] },
  ]);
  expect(stopped.next).toMatchObject({ night: '2027-01-05', count: 2 });
  expect(stopped.order).toBeNull();
  const agreed = nightsOf(facts({ days }));
  expect(agreed.stopped).toEqual([]);
  expect(agreed.order).toMatchObject({ number: 'WR/8/2026', symbol: '0153' });
  expect(agreed.done).toMatchObject([
    {
      night: '2026-12-10',
      count: 5,
      removed: true,
      agesBy: '2027-01-09',
      protocol: 'PZ/12/2026',
    },
  ]);
});

it('a call of a day of a list, in which it is not, goes in the next night, whether the list waits, or was confirmed and is gone', () => {
  const without = entries.filter(({ payload }) => payload.kind !== 'confirmed' || payload.command === null);
  // Its hold has ended since.
  const next = [{ list: null, day: '2025-11-20', count: 1, durationMs: 61_000, ended: 1 }];
  const waiting = nightsOf(facts({ entries: without, next }));
  expect(waiting.next).toMatchObject({ count: 1, now: [{ day: '2025-11-20', count: 1 }] });
  expect(waiting.stopped).toMatchObject([{ count: 5, now: [] }]);
  const gone = nightsOf(facts({ next }));
  expect(gone.next).toMatchObject({ count: 1, ended: 1 });
  expect(gone.stopped).toEqual([]);
});

it('a night that will stop says so before: at what was taken in but lately, or at more than four days of what was held or of what was not', () => {
  const days = (from: number, count: number, ended: 0 | 1) =>
    Array.from({ length: count }, (_, n) => ({
      ...{ list: null, day: `2025-12-${String(from + n).padStart(2, '0')}`, count: 1 },
      ...{ durationMs: 61_000, ended },
    }));
  const asks = (change: Partial<NightFacts>) => nightsOf(facts(change)).next.asks;
  expect(asks({ next: days(1, 4, 0) })).toBe(false);
  expect(asks({ next: [...days(1, 4, 0), ...days(11, 4, 1)] })).toBe(false);
  expect(asks({ next: days(1, 5, 0) })).toBe(true);
  expect(asks({ next: days(1, 5, 1) })).toBe(true);
  expect(asks({ next: days(1, 1, 0), asked: 1 })).toBe(true);
});

it('nights that do not happen are told: not on the day after one, but from the second day on, also where there never was one', () => {
  const from = nightsOf(facts()).order?.from ?? '';
  const waits = (today: string, night: string | null) => nightsOf(facts({ today, night })).waits;
  expect(from).not.toBe('');
  expect(waits('2027-01-04', '2027-01-04')).toBeNull();
  expect(waits('2027-01-04', '2027-01-03')).toBeNull();
  expect(waits('2027-01-04', '2027-01-02')).toEqual({ night: '2027-01-02', why: 'missed' });
  expect(waits('2027-01-04', null)).toEqual({ night: from, why: 'missed' });
  const stuck = nightsOf(facts({ night: '2027-01-04', waits: 'clock' }));
  expect(stuck.waits).toEqual({ night: '2027-01-04', why: 'clock' });
});

it('copies age where backups are made and let go of old ones, by a day that lies ahead', () => {
  const on = (today: string, madeOn: string, oldestOn: string) =>
    copiesOf('2026-12-10', { madeOn, oldestOn }, today);
  expect(on('2027-01-09', '2027-01-08', '2026-12-10')).toBe('ages');
  expect(on('2027-01-11', '2027-01-11', '2026-12-11')).toBe('aged');
  expect(on('2027-01-12', '2027-01-11', '2026-12-10')).toBe('kept');
  expect(on('2026-12-20', '2026-12-17', '2026-11-20')).toBe('kept');
  expect(copiesOf('2026-12-10', null, '2026-12-11')).toBe('kept');
});

it('a list is the one that its entry states, by the hash of its ids; one recording more, or less, is seen', () => {
  const entry = ofKind(entries, 'stopped')[0] ?? expect.fail('no night stopped');
  const calls = gone.map(({ call }) => ({ recording: call.payload.recording }));
  const ids = calls.map(({ recording }) => recording);
  const other = '00000000-0000-4000-8000-000000000001';
  expect(isThatList(entry, ids, calls)).toBe(true);
  expect(isThatList(entry, ids.slice(1), calls.slice(1))).toBe(false);
  expect(isThatList(entry, [...ids, other], [...calls, { recording: other }])).toBe(false);
  // The ids are told, and other calls, or fewer, are shown for them.
  expect(isThatList(entry, ids, calls.slice(1))).toBe(false);
  expect(isThatList(entry, ids, [...calls.slice(1), { recording: other }])).toBe(false);
  expect(isThatList(entry, ids, [...calls.slice(1), ...calls.slice(1, 2)])).toBe(false);
});

it('the page says what stays of a list, by which card, and by whose order a night went that another one has replaced since', () => {
  const without = entries.filter(({ payload }) => payload.kind !== 'confirmed' || payload.command === null);
  const list = ofKind(entries, 'stopped')[0]?.seq ?? 0;
  const stays = [
    { list, day: '2025-11-20', count: 1, by: 'ZB/31/2025' },
    // Evidence of a day of the list, in which it never was.
    { list: null, day: '2025-11-20', count: 1, by: 'ZB/31/2025' },
    { list: null, day: '2025-12-11', count: 1, by: 'PO/4/2026' },
  ];
  const next = [{ list: null, day: '2025-12-11', count: 2, durationMs: 122_000, ended: 0 }];
  const told = nightsOf(facts({ entries: without, stays, next }));
  expect(told.stopped).toMatchObject([{ count: 5, now: [], stays: { count: 2, by: ['ZB/31/2025'] } }]);
  expect(told.next.stays).toEqual({ count: 1, by: ['PO/4/2026'] });
  expect(told.done).toMatchObject([{ order: 'WR/8/2026' }]);
});
