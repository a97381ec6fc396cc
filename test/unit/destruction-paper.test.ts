import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { contentOf, layoutOf, listOf } from '../../electron/keeping/destruction.ts';
import {
  cardsOf,
  type Gone,
  isThatList,
  namedBy,
  nightsOf,
  type NightFacts,
} from '../../electron/keeping/nights.ts';
import { rulesOf } from '../../electron/authorisation/rules.ts';
import { ofKind, type Entry } from '../../electron/paper/entries.ts';
import { pdfOf } from '../../electron/paper/pdf.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { frozenLines } from './exported-chain.ts';
import { papersOfFile } from './paper-file.fixture.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** The frozen ledger as a paper gets it: what is found to hold elsewhere. */
const entries = frozenLines().map(({ seq, prev, hash, payload: signed }) => {
  const payload = parsePayload(signed);
  return { kind: payload.kind, seq, prev, hash, payload, words: null, caller: null } as unknown as Entry;
});
const facts = (change: Partial<NightFacts> = {}): NightFacts => ({
  ...{ today: '2027-01-04', night: '2026-12-10', waits: null, destroyed: 5, held: 1, busy: 0 },
  ...{ next: [], stays: [], days: [], entries, ...change },
});
const gone = ofKind(entries, 'destroyed').flatMap((night) =>
  namedBy(night).map((id): Gone => {
    const call = ofKind(entries, 'ingest').find(({ payload }) => payload.recording === id);
    if (call === undefined) throw new Error('no such call');
    return { call, night, cards: [] };
  }),
);

const papers = papersOfFile();

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
      'WR/6/2026',
      'kategoria Bc (symbol jrwa 0153)',
      'upływ 12 miesięcy od dnia nagrania: 5',
    ])
      expect(said).toContain(text);
    expect(paper.nights).toMatchObject([
      ['09/10.12', '20.11.2025 – 26.11.2025', '5', '5 min 5 s', '10.12, 09:01', '10.12, 09:01', '105'],
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
    expect(cardsOf(entries, hold.payload.recordings[0] ?? '')).toContainEqual({ hold, end });
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

  it('is a page that a reader of PDF reads, with the hash of its list; of thirty nights two, numbered', async () => {
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

    const nights = Array.from({ length: 30 }, (_, n) => {
      const at = `2026-12-${String(n + 1).padStart(2, '0')}T01:10:00.000Z`;
      const [first] = gone;
      if (first === undefined) throw new Error('nothing was destroyed');
      return { ...first.night, seq: 1000 + n, payload: { ...first.night.payload, at } };
    });
    const many = nights.flatMap((night) => gone.map((each) => ({ ...each, night })));
    const others = entries.filter(({ payload }) => payload.kind !== 'destroyed');
    const month = layoutOf(facts({ entries: [...others, ...nights] }), many, '2026-12', made);
    const whole = papers.read('PZ_12_2026-30.pdf', await pdfOf(month, papers.resources()));
    expect(whole.pages).toBe(2);
    for (const text of ['29/30.12', 'nocy: 30', 'Strona 1/2', 'Strona 2/2'])
      expect(whole.text).toContain(text);
  });

  it('claims nothing of a month in which nothing was destroyed', () => {
    const before = entries.slice(0, (gone[0]?.night.seq ?? 1) - 1);
    const none = contentOf(facts({ entries: before }), [], '2026-12', { ...list, content: listOf([]) });
    expect(none.nights).toEqual([]);
    expect(JSON.stringify(none.after)).not.toContain('Pliki z zasobu');
  });

  it('of a month that still runs says so', () => {
    const now = contentOf(facts({ today: '2026-12-11' }), gone, '2026-12', list);
    expect(now.period).toBe('za okres do 11.12.2026, niepełny');
  });
});

it('an order that was taken back is in force no more, and stays the one of the nights before', () => {
  const like = entries.find(({ payload }) => payload.kind === 'revoke');
  if (like === undefined) throw new Error('nothing was revoked');
  const what = { number: 'WR/6/2026', why: 'withdrawn', at: '2026-12-20T08:00:00.000Z' };
  const taken = [...entries, { ...like, seq: 900, payload: { ...like.payload, ...what } } as Entry];
  expect(nightsOf(facts({ entries: taken })).order).toBeNull();
  const content = { name: 'PZ_12_2026.csv', content: listOf(gone) };
  expect(contentOf(facts({ entries: taken }), gone, '2026-12', content).case).toBe('OR.0153.1.2026');
  const known = rulesOf(taken, '2026-12-21', null).find(({ row }) => row.number === 'WR/6/2026');
  expect(known?.state).toBe('withdrawn');
});

it('the page shows a list that waits, leaves its days out of the next night, and the nights that are over with their copies', () => {
  const without = entries.filter(({ payload }) => payload.kind !== 'confirmed' || payload.command === null);
  const days = [{ seq: gone[0]?.night.seq ?? 0, day: '2025-11-20', count: 5 }];
  const next = [
    { day: '2025-11-20', count: 1, durationMs: 61_000 },
    { day: '2025-12-11', count: 2, durationMs: 122_000 },
  ];
  const stopped = nightsOf(facts({ entries: without, next, days }));
  expect(stopped.stopped).toMatchObject([{ night: '2026-12-09', count: 5, agreed: false }]);
  expect(stopped.next).toMatchObject({ night: '2027-01-05', count: 2 });
  expect(stopped.order).toBeNull();
  const agreed = nightsOf(facts({ days }));
  expect(agreed.stopped).toEqual([]);
  expect(agreed.order).toMatchObject({ number: 'WR/6/2026', symbol: '0153' });
  expect(agreed.done).toMatchObject([
    {
      night: '2026-12-10',
      count: 5,
      removed: true,
      aged: false,
      agesBy: '2027-01-09',
      protocol: 'PZ/12/2026',
    },
  ]);
});

it('a list is the one that its entry states, by the hash of its ids; one recording more, or less, is seen', () => {
  const [entry] = ofKind(entries, 'stopped');
  if (entry === undefined) throw new Error('no night stopped');
  const calls = gone.map(({ call }) => ({ recording: call.payload.recording }));
  expect(isThatList(entry, calls)).toBe(true);
  expect(isThatList(entry, calls.slice(1))).toBe(false);
  expect(isThatList(entry, [...calls, { recording: '00000000-0000-4000-8000-000000000001' }])).toBe(false);
});

it('the page says what stays of a list, by which card, and by whose order a night went that another one has replaced since', () => {
  const without = entries.filter(({ payload }) => payload.kind !== 'confirmed' || payload.command === null);
  const stays = [
    { day: '2025-11-20', count: 2, by: 'ZB/31/2025' },
    { day: '2025-12-11', count: 1, by: 'PO/4/2026' },
  ];
  const next = [{ day: '2025-12-11', count: 2, durationMs: 122_000 }];
  const told = nightsOf(facts({ entries: without, stays, next }));
  expect(told.stopped).toMatchObject([{ count: 5, now: [], stays: { count: 2, by: ['ZB/31/2025'] } }]);
  expect(told.next.stays).toEqual({ count: 1, by: ['PO/4/2026'] });
  expect(told.done).toMatchObject([{ order: 'WR/6/2026' }]);
});
