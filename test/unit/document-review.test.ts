import { describe, expect, it } from 'vitest';
import { protocolPaper } from '../../electron/protocol/content.ts';
import { shownAct } from '../../electron/protocol/protocol.ts';
import { act } from '../../shared/protocol.ts';
import { paper } from '../../shared/paper.ts';
import { around, documentsOfFile } from './document-read.fixture.ts';
import { reportedOf, reviewOf } from './document.fixture.ts';

const { read } = documentsOfFile();

describe('the printed protocol (D1) of a review of quality', () => {
  it('has one table of what was drawn and opened, its plan, and conclusions', async () => {
    const { text, pages } = await read(reviewOf());
    for (const said of [
      'Przegląd jakości obsługi – art. 22³ § 4 KP plan przeglądu jakości nr PJ/3/2026',
      'VI. Nagrania Nr Dzień Godz. Czas Identyfikator nagrania 3 01.10.2026 11:04 03:12 ',
      '7 05.10.2026 11:04 1:02:03 ',
      '3. Wydano klucz do odsłuchania: 25.11.2026 09:10. Odtworzono (według programu): 00:10–02:13',
      'VIII. Wnioski Brakuje przedstawienia się na początku rozmów.',
      'Protokół sporządził(a)',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Ustalenia');
    expect(pages).toBe(1);
  });

  it('has on a page of its own what came out of it, and who was evaluated nowhere', async () => {
    const departments = [
      { department: 'Kancelaria Ogólna', sum: 25, count: 10 },
      { department: 'Wydział Oświaty', sum: 12, count: 5 },
    ];
    const rows = [{ criterion: 'POTRZEBA', counts: [1, 0, 5, 9], nd: 1, departments }];
    const { text, pages } = await read(reportedOf({ cards: 16, persons: 7, percent: 82, rows }));
    for (const said of [
      'XI. Załączniki: Załącznik 1 – Sprawozdanie z przeglądu',
      'PJ/3/2026, zatwierdzony 21.11.2026 r. (wpis nr 8); rozmowy z okresu od 01.10.2026 do 31.10.2026',
      'ziarno (skrót wpisu o zatwierdzeniu): abab',
      'do losowania: 163; wylosowano z zapasem: 28 (wpis nr 9)',
      'ocenione (3): nr 3, nr 4, nr 5',
      'pominięte (1): nr 6 – bez rozmowy',
      'nieodsłuchane (21): nr 1, nr 2, nr 7',
      'uwagi osób ocenianych: 1',
      'kart: 16, osób: 7; wynik ogólny: 82 %',
      'POTRZEBA 2 1 0 5 9 1 2,5',
      'POTRZEBA: Kancelaria Ogólna 2,5 (kart: 10), Wydział Oświaty 2,4 (kart: 5)',
    ])
      expect(text).toContain(said);
    expect(pages).toBe(2);
    const left = await read(reportedOf({ cards: 4, persons: 3, percent: null, rows: [] }));
    expect(left.text).toContain('wynik ogólny: –');
    expect(left.text).toContain('POTRZEBA 2 – – – – – –');
  });

  it.each([
    ['as the database has to', false],
    ['though the database gives the words of the calls and their numbers', true],
  ])('INV-51 names nobody who called or answered, nor a telephone: %s', (_how, told) => {
    const protocol = reviewOf(told);
    const made = JSON.stringify([protocolPaper(protocol, around), shownAct(protocol)]);
    expect(made).not.toMatch(/601224417|\*\*\* 417|wewn|Barbara Zych|"214"/);
  });

  it('is told to the page under its plan and to the end of that, in the keys of the contract', () => {
    const shown = act.parse(shownAct(reviewOf()));
    expect(shown.plan).toMatchObject({ number: 'PJ/3/2026' });
    expect(shown.until).toBe('2026-12-11T23:00:00.000Z');
    expect(shown.recordings.map(({ position }) => position?.nr)).toEqual([3, 4, 5, 6, 7]);
    expect(paper.parse(protocolPaper(reviewOf(), around)).drawn).toHaveLength(5);
  });
});
