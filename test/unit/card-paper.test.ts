import { describe, expect, it, vi } from 'vitest';
import { makeCard } from '../../electron/quality/card-paper.ts';
import type { ShownCard } from '../../shared/quality.ts';
import { entryOf } from './document.fixture.ts';
import { papersOfFile } from './paper-file.fixture.ts';
import { cardOf, standingOf } from './renderer-quality.fixture.ts';

vi.mock('../../electron/log.ts', () => ({ logFault: () => '123456' }));
vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, dialog: {}, session: {} }));

/** D10, the card of a call, as it is printed. */
describe('„Karta oceny jakości”', () => {
  const { resources, read } = papersOfFile();
  const verdict = entryOf(5048, 'qualityVerdict', '2026-11-10T09:00:00.000Z', { approved: true } as never);
  const paper = async (card: ShownCard) => {
    const around = { office: 'Urząd Miasta', foot: 'Stan na wpis nr 5200.', emergency: null };
    const { name, pdf } = await makeCard(card, [verdict], around, resources());
    return { name, ...read(name, pdf) };
  };
  const [first] = cardOf(6).versions;
  const words = first?.words as NonNullable<ShownCard['versions'][number]['words']>;

  it('says on one page what was heard, by whom, how it was scored and what may be said of it', async () => {
    const { name, pages, text } = await paper(cardOf(6));
    expect([name, pages]).toEqual(['KO_PJ_3_2026_6.pdf', 1]);
    for (const said of [
      ...['KARTA OCENY JAKOŚCI nr 6 w przeglądzie PJ/3/2026', 'sprawa SEK.0643.3.2026', '(wpis nr 5048)'],
      ...['Dzień 05.11.2026, godz. 10:58', 'odsłuchano 7:12 z 7:31 (według programu)', 'Iwona Gil'],
      ...[
        'Paweł Sowa, inspektor, Wydział Podatków i Opłat',
        'Ochrona danych (waga 3)',
        'n.d.',
        'Wynik: 81 %',
      ],
      ...[
        'Zabrakło terminu drugiej raty.',
        '00:41–00:52',
        '„decyzja wymiarowa”',
        'Rozmowa rzeczowa i życzliwa.',
      ],
      ...['Nie zgłoszono; termin: do 02.12.2026.', 'Bez oceny rozmówcy.', 'ani podstawą kary porządkowej'],
      ...['do 05.11.2027', 'Stan na wpis nr 5200.'],
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('część');
  });

  it('says of several legs which one it was', async () => {
    expect((await paper(cardOf(6, { part: 2, parts: 3 }))).text).toContain('część 2 z 3, Wydział');
  });

  it('has remarks and reply, and which card it takes the place of', async () => {
    const reply = { ...words, levels: [3, 3, 3, 2, null, 3], reply: 'Uwagę uwzględniono.' };
    const { text } = await paper(
      cardOf(6, {
        standing: standingOf({
          state: 'closed',
          score: 5190,
          until: '2026-12-02',
          remarkedOn: '2026-11-24',
          remarked: true,
        }),
        versions: [
          ...cardOf(6).versions,
          { seq: 5190, at: '2026-11-26T10:00:00.000Z', heardMs: 432_000, result: 93, words: reply },
        ],
        remark: {
          seq: 5187,
          at: '2026-11-24T10:00:00.000Z',
          words: 'Termin drugiej raty podałem dzień wcześniej.',
        },
      }),
    );
    for (const said of [
      ...[
        '(wpis nr 5190, zamiast wpisu nr 5100)',
        'Wynik: 93 %',
        'Zgłoszono dnia 24.11.2026 (wpis nr 5187):',
      ],
      ...[
        'Termin drugiej raty podałem dzień wcześniej.',
        'Dnia 26.11.2026 (wpis nr 5190):',
        'Uwagę uwzględniono.',
      ],
    ])
      expect(text).toContain(said);
  });

  it('stays on one page up to 1,500 characters', async () => {
    const long = 'Warto podawać od razu oba terminy rat, kwotę i numer rachunku, także bez pytania. ';
    const comments = { INFORMACJA: long.repeat(4), JEZYK: long.repeat(4) };
    const said = { ...words, comments, summary: long.repeat(10) };
    const versions = cardOf(6).versions.map((one) => ({ ...one, words: said }));
    expect((await paper(cardOf(6, { versions }))).pages).toBe(1);
  });

  it('of a call without a card there is none', async () => {
    await expect(paper(cardOf(6, { versions: [] }))).rejects.toMatchObject({
      failure: { code: 'card-unknown' },
    });
  });
});
