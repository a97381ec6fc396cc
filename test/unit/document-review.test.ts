import { describe, expect, it } from 'vitest';
import { protocolPaper } from '../../electron/protocol/content.ts';
import { shownAct } from '../../electron/protocol/protocol.ts';
import { act } from '../../shared/protocol.ts';
import { paper } from '../../shared/paper.ts';
import { around, documentsOfFile } from './document-read.fixture.ts';
import { reviewOf } from './document.fixture.ts';

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
