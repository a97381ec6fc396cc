import { expect, it, vi } from 'vitest';
import type { Entry } from '../../electron/paper/entries.ts';
import { makeReport } from '../../electron/review/document.ts';
import { actsToJudge, detailOf, factsOf } from '../../electron/review/review.ts';
import { parsePayload } from '../../shared/node/ledger.ts';
import { legalDay } from '../../shared/warsaw.ts';
import { frozenLines } from './exported-chain.ts';
import { listener } from './forged-ledger.ts';
import { papersOfFile } from './paper-file.fixture.ts';
import { uuidOf } from './vectors-secrets.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

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
const asker = new Map([[uuidOf(listener), { ofDesk: false, own: true }]]);
const facts = factsOf(opened, entries, end, asker);
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
    factsOf(opened, renamed, end, asker),
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
    factsOf(opened, [...entries, asked, answered], end, asker),
    ...([concluded, office, resources()] as const),
  );
  const { text } = read(name, pdf);
  expect(text).toContain('Pytania: 1, bez odpowiedzi: brak.');
  expect(text).toContain('Pytanie: Czy zlecono? Odpowiedź: Tak, pismem. W porządku.');
  expect(() => factsOf(opened, [...entries, asked], end, asker)).toThrow();
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
  expect(() => factsOf(opened, some, end, asker)).toThrow();
});

it('states as many entries of the month as there were, and not one less', () => {
  expect(() => factsOf(opened, entries, end - 1, asker)).toThrow();
});
