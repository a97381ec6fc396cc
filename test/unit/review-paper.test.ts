import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { groundsOf } from '../../electron/paper/act.ts';
import { ofKind, type Entry } from '../../electron/paper/entries.ts';
import type * as Pdf from '../../electron/paper/pdf.ts';
import { reportOf } from '../../electron/review/content.ts';
import { listToCheck, makeReport, statementPaper } from '../../electron/review/document.ts';
import { actsToJudge, detailOf, reviewFacts } from '../../electron/review/review.ts';
import { setSettings } from '../../electron/settings.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { frozenLines } from './exported-chain.ts';
import { listener } from './forged-ledger.ts';
import { papersOfFile } from './paper-file.fixture.ts';
import { uuidOf } from './vectors-secrets.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));
vi.mock('../../electron/paper/emergency.ts', () => ({
  emergencyLine: () => Promise.resolve(office.emergency),
}));
vi.mock('../../electron/paper/entries.ts', async (original) => ({
  ...(await original<object>()),
  standsAt: () => Promise.resolve({ seq: 9_999, hash: Buffer.alloc(32, 1) }),
}));
vi.mock('../../electron/review/statement.ts', async (original) => ({
  ...(await original<object>()),
  entriesOf: () => Promise.resolve(told.entries),
}));
vi.mock('../../electron/paper/beginnings.ts', async (original) => ({
  ...(await original<object>()),
  beginnings: () => Promise.resolve(told.begun),
}));
vi.mock('../../electron/review/review.ts', async (original) => ({
  ...(await original<object>()),
  readReview: () => Promise.resolve(facts),
}));
vi.mock('../../electron/paper/pdf.ts', async (original) => {
  const { pdfOf } = await original<typeof Pdf>();
  return { pdfOf: (definition: Pdf.Definition) => pdfOf(definition, resources()) };
});
beforeAll(() => setSettings(office as never));

/** D11 and page 23, out of the month that the frozen ledger reviews. */

const { resources, read } = papersOfFile();
const office = {
  office: 'Urząd Miasta i Gminy Piaseczno',
  regulation: {
    title:
      'Regulaminu rejestracji rozmów telefonicznych (załącznik nr 1 do zarządzenia Nr 62 z dnia 10.10.2019 r.)',
    place: 'Piaseczno',
  },
  emergency: 'Sekretarza ustanowiono w trybie awaryjnym, wpis nr 7',
};

/** As the program reads them for a review: without the words of calls and protocols. */
const entries = frozenLines().map(({ seq, prev, hash, payload, text }) => {
  const said = parsePayload(payload);
  const hidden = ['ingest', 'instrument', 'completed', 'corrected'].includes(said.kind);
  const words: unknown = text === null || hidden ? null : JSON.parse(text);
  return { kind: said.kind, seq, prev, hash, payload: said, words, caller: null } as unknown as Entry;
});
const opened = entries.find(({ kind }) => kind === 'review') as Entry<'review'>;
/** The last entry of the month. */
const end = Math.max(
  ...entries.flatMap(({ seq, payload }) =>
    legalDay(new Date(payload.at)) <= opened.payload.to ? [seq] : [],
  ),
);
/** What the database tells of the days, and the beginnings of the whole register. */
let told: { entries: Entry[]; begun: Entry[] };
const begun = ofKind(entries, 'release').filter(
  ({ payload }, place, all) => all.findIndex((one) => one.payload.act === payload.act) === place,
);
beforeEach(() => void (told = { entries, begun }));
const asker = new Map([[uuidOf(listener), { ofDesk: false, own: true }]]);
const facts = reviewFacts(opened, entries, end, asker);
const without = (kind: string, is: (payload: object) => boolean = () => true): Entry[] =>
  entries.filter((one) => one.kind !== kind || !is(one.payload));

it('§ 7 the report has five parts on one page, and tells of each person, each count and the entry that it stands on', async () => {
  const { concluded } = facts;
  if (concluded === null) throw new Error('the frozen review has an end');
  const { name, pdf, text: lines } = await makeReport(facts, concluded, office, resources());
  const { text, pages } = read(name, pdf);
  expect([name, pages]).toEqual(['RP_1_2026.pdf', 1]);
  // Whoever cannot see the sheet is read all of it, a row of a table at once.
  const words = text.replaceAll(/\s/g, '');
  for (const line of lines)
    for (const part of line.split(';')) expect(words).toContain(part.replaceAll(/\s/g, ''));
  expect(lines.find((line) => line.startsWith('Anna Nowak ('))).toMatch(/;.*;.*;/);
  expect(lines).toEqual(expect.arrayContaining(['IV. Wnioski', `${office.emergency}.`]));
  for (const said of [
    'Nr raportu: RP/1/2026',
    'sporządzony w wykonaniu § 7 Regulaminu',
    'za okres 01.11.2026 – 30.11.2026',
    'I. Zestawienie',
    'Anna Nowak (',
    'Razem',
    'Rozpatrzenie skargi – art. 227 i 237 KPA: 2',
    'Upoważnienia ważne w dniu 30.11.2026',
    'II. Zakres przeglądu',
    'Wszystkie czynności okresu (3) i odmowy odsłuchania (1, osób: 1), razem pozycji: 5.',
    'Żądania bez podpisu: 1',
    'III. Wynik',
    'W porządku: 3. Odmowy wyjaśnione: 1. Nieprawidłowości: 1. Przekazane Burmistrzowi: brak.',
    'Sprawdzono z informatykiem. Nieprawidłowość.',
    'IV. Wnioski',
    'Pouczono osoby, które mają dostęp do stanowisk.',
    'V. Księga wpisów',
    `Wpisów na koniec okresu: ${end}.`,
    'Halina Dudek, ',
    `Wpis nr ${concluded.seq}, skrót ${concluded.hash}`,
    'Do wiadomości: Burmistrz (data, podpis)',
    `${office.emergency}.`,
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Ocena Burmistrza');
  const referred = { ...concluded, payload: { ...concluded.payload, referred: 1 } };
  const { pdf: other } = await makeReport(facts, referred, office, resources());
  expect(read(name, other).text).toContain('Ocena Burmistrza (pozycje przekazane): …');
});

it('is signed by whom it was concluded by then, whoever has the login by now and whatever that account is called', async () => {
  const { concluded } = facts;
  if (concluded === null) throw new Error('the frozen review has an end');
  const { login, guid } = concluded.payload;
  const registered = (seq: number, account: string | null, displayName: string): Entry =>
    ({
      ...{ kind: 'person', seq, words: { names: [{ displayName, post: '', unit: '' }] } },
      payload: {
        kind: 'person',
        at: concluded.payload.at,
        people: [{ login, guid: account, employee: true }],
      },
    }) as unknown as Entry;
  const since = [
    registered(9_001, guid, 'Halina Nowakowska'),
    registered(9_002, uuidOf('heir'), 'Hanna Dudek'),
  ];
  const later = reviewFacts(opened, [...entries, ...since], end, asker);
  const { name, pdf } = await makeReport(later, concluded, office, resources());
  const { text } = read(name, pdf);
  expect(text).toContain('Halina Dudek, ');
  expect(text).not.toMatch(/Nowakowska|Hanna/);
});

it('of a sample the second part says what was looked at and by which lot, so that nobody takes it for all', () => {
  const [first] = facts.acts;
  if (first === undefined || facts.concluded === null)
    throw new Error('the frozen review has acts and an end');
  const flags = [{ act: first.act.id, flag: 'hours' as const, other: null }];
  const sampled = { ...opened, payload: { ...opened.payload, take: 1, flags } };
  const some = reviewFacts(sampled, entries, end, asker);
  const { drawn } = actsToJudge(some);
  expect(reportOf(some, facts.concluded).scope).toEqual([
    `Czynności zwracające uwagę (1), ${drawn.length} z pozostałych 2 i odmowy odsłuchania (1, osób: 1), razem pozycji: ${drawn.length + 3}. ` +
      `Pozostałe wylosowano: najmniejsze SHA-256(skrót wpisu nr ${opened.seq}:numer protokołu), co najmniej jedną czynność każdej osoby.`,
    'Żądania bez podpisu: 1; nie obciążają nikogo.',
    `Zwróciły uwagę: ${first.act.number}.`,
  ]);
});

it('the list for the EZD has every act that is judged, with its case and two boxes for a hand', async () => {
  const { name, pdf } = await listToCheck({ login: 'halina.dudek' } as never, '');
  const { text } = read(name, pdf);
  expect(name).toBe('wykaz_EZD_2026-11.pdf');
  const { flagged, drawn } = actsToJudge(facts);
  for (const one of [...flagged, ...drawn])
    for (const said of [one.act.number, one.act.case, groundsOf(one)?.person.displayName])
      expect(text).toContain(said);
  // The heads of both boxes take two lines.
  for (const said of [
    ...['WYKAZ DO SPRAWDZENIA W EZD', 'jest jest sprawa protokół', `${office.emergency}.`],
    ...['halina.dudek', 'Stan na wpis nr 9999, skrót 0101'],
  ])
    expect(text).toContain(said);
  expect(flagged.length + drawn.length).toBe(3);
});

const statement = async (): Promise<{ name: string; text: string }> => {
  const { from, to } = opened.payload;
  const parts = [{ statement: { acts: [], entries: [], end } }];
  const current = { login: 'halina.dudek', db: { query: () => Promise.resolve(parts) } };
  const { name, pdf } = await statementPaper(current as never, { from, to });
  return { name, text: read(name, pdf).text };
};

it('„Zestawienie” has the first part and the last, of the days that were asked for, and the entry that it stands on', async () => {
  const { name, text } = await statement();
  expect(name).toBe('zestawienie_2026-11-01_2026-11-30.pdf');
  for (const said of [
    ...['ZESTAWIENIE ODSŁUCHAŃ', 'za okres 01.11.2026 – 30.11.2026', 'I. Zestawienie', 'Anna Nowak ('],
    ...['Razem', 'Zmiany funkcji:', 'II. Księga wpisów', `Wpisów na koniec okresu: ${end}.`],
    ...['halina.dudek', 'Stan na wpis nr 9999, skrót 0101', `${office.emergency}.`],
    ...['które wpisy to są, w tym odmowy, według bazy.', 'Ciągłość numeracji całego rejestru: TAK.'],
    'Które pisma to są, według bazy.',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Wnioski');
});

it('INV-55 „Zestawienie” is not printed without an act that began in its days', async () => {
  const gone = begun[1];
  if (gone === undefined) throw new Error('there are acts');
  told.entries = entries.filter(({ payload }) => !('act' in payload && payload.act === gone.payload.act));
  await expect(statement()).rejects.toMatchObject({
    failure: { code: 'document-entry-missing', params: { seq: gone.seq } },
  });
  // Kept from the whole register, its number is missed.
  told.begun = begun.filter((one) => one !== gone);
  expect((await statement()).text).toContain(
    'Ciągłość numeracji całego rejestru: NIE, brakuje protokołu nr 2 z roku 2026.',
  );
});

it('INV-55 of a refusal that was left out „Zestawienie” says only that they are the database’s word', async () => {
  told.entries = without('refusal');
  const { text } = await statement();
  expect(text).toMatch(/Razem 3 \d+ \S+ 0/);
  expect(text).toContain('w tym odmowy, według bazy');
});

it('names itself and its entry on each of several pages', async () => {
  const { concluded } = facts;
  if (concluded === null) throw new Error('the frozen review has an end');
  const long = { ...concluded, words: { words: 'Pouczono osoby. '.repeat(600) } };
  const { name, pdf } = await makeReport(facts, long, office, resources());
  const { text, pages } = read(name, pdf);
  expect(pages).toBeGreaterThan(1);
  for (let page = 1; page <= pages; page += 1)
    expect(text).toContain(
      `RP/1/2026. Wpis nr ${concluded.seq}, skrót ${concluded.hash}, strona ${page} z ${pages}`,
    );
});

it.each([
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['=HYPERLINK("http://zle.example")', '=HYPERLINK("http://zle.example")'],
  ['Anna \u202eKawon', 'Anna [U+202E]Kawon'],
])('names %s as it reads', async (displayName, shown) => {
  const { concluded } = facts;
  if (concluded === null) throw new Error('the frozen review has an end');
  const renamed = JSON.parse(
    JSON.stringify(entries).replaceAll('"Anna Nowak"', () => JSON.stringify(displayName)),
  ) as Entry[];
  const { name, pdf } = await makeReport(
    reviewFacts(opened, renamed, end, asker),
    ...([concluded, office, resources()] as const),
  );
  const { text } = read(name, pdf);
  expect(text.replaceAll(/\s/g, '')).toContain(shown.replaceAll(/\s/g, ''));
  expect(text).not.toContain('Anna Nowak (');
});

it('lists what was asked about an act, though it was in order, and hides no answer', async () => {
  const [item] = actsToJudge(facts).drawn;
  const { concluded } = facts;
  if (item === undefined || concluded === null) throw new Error('the frozen review has acts and an end');
  const said = { ...{ guid: uuidOf(listener), assignee: uuidOf(listener), matter: uuidOf('a question') } };
  const question = (seq: number, event: string, words: string): Entry =>
    ({
      ...{ kind: 'matter', seq, words: { words } },
      payload: { ...said, sort: 'question', about: item.first.seq, event, at: opened.payload.at },
    }) as unknown as Entry;
  const asked = question(concluded.seq - 0.2, 'open', 'Czy zlecono?');
  const answered = question(concluded.seq - 0.1, 'close', 'Tak, pismem.');
  const { name, pdf } = await makeReport(
    reviewFacts(opened, [...entries, asked, answered], end, asker),
    ...([concluded, office, resources()] as const),
  );
  const { text } = read(name, pdf);
  expect(text).toContain('Pytania: 1, bez odpowiedzi: brak.');
  expect(text).toContain('Pytanie: Czy zlecono? Odpowiedź: Tak, pismem. W porządku.');
  expect(() => reviewFacts(opened, [...entries, asked], end, asker)).toThrow();
});

it('shows the items in their order, what they are to whoever asks and what was made of them, and nobody’s findings', () => {
  const { items, last, sampled, concluded } = detailOf(facts);
  expect(items.map(({ what, own, judged }) => [what, own, judged?.verdict])).toEqual([
    ['act', false, 'ok'],
    ['refusals', true, 'ok'],
    ['unsigned', false, 'irregular'],
    ['act', false, 'ok'],
    ['act', false, 'ok'],
  ]);
  expect([last, sampled]).toEqual([Math.max(...items.flatMap(({ judged }) => judged?.seq ?? [])), false]);
  expect(concluded).toMatchObject({ number: 'RP/1/2026', person: 'Halina Dudek' });
  expect(JSON.stringify(items)).not.toMatch(/termin|567/u);
});

it.each([
  ['an act of the month', without('release', (said) => 'act' in said && said.act === uuidOf('a third act'))],
  ['what was refused', without('refusal')],
  ['what nobody had signed', without('unsigned-request')],
  [
    'the one verdict that found something',
    without('judged', (said) => 'verdict' in said && said.verdict === 'irregular'),
  ],
  ['the entry with which the next month begins', entries.filter(({ seq }) => seq !== end + 1)],
])('is not shown with %s left out', (_, some) => {
  expect(() => reviewFacts(opened, some, end, asker)).toThrow();
});

it('states as many entries of the month as there were, and not one less', () => {
  expect(() => reviewFacts(opened, entries, end - 1, asker)).toThrow();
});
