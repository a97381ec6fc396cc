import { describe, expect, it } from 'vitest';
import { mediaRows, numbersText } from '../../electron/matter/media.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import { uuidOf } from './vectors-secrets.ts';

/** D13, „Ewidencja nośników” (§ 6 ust. 3 lit. c). */
describe('the register of media', () => {
  const [anna, jan] = [uuidOf('anna'), uuidOf('jan')];
  const person = (seq: number, login: string, guid: string, displayName: string): Entry<'person'> => ({
    ...{ kind: 'person', seq, prev: '', hash: '', caller: null },
    payload: { people: [{ login, guid, employee: true }] } as Payload<'person'>,
    words: { names: [{ displayName, post: '', unit: '' }] },
  });
  const said = (
    seq: number,
    day: string,
    words: string,
    change: Partial<Payload<'matter'>>,
  ): Entry<'matter'> => ({
    ...{ kind: 'matter', seq, prev: '', hash: '', caller: null },
    payload: {
      ...{
        at: `${day}T09:00:00.000Z`,
        matter: uuidOf('disk'),
        event: 'note',
        number: 'SK/1/2026',
        sort: 'task',
      },
      ...{ letter: 'c', about: null, assignee: anna, due: null, ...change },
    } as Payload<'matter'>,
    words: { words },
  });
  const people = [person(1, 'anna.nowak', anna, 'Anna Nowak'), person(2, 'anna.lis', anna, 'Anna Lis')];
  const opened = said(3, '2026-11-02', 'Dysk nr 7', { event: 'open', due: '2027-01-31' });

  it('says what it is, with whom it lies by the name of today, since when, and what was last said of it', () => {
    const jans = person(4, 'jan.lis', jan, 'Jan Lis');
    expect(mediaRows([...people, opened])).toEqual([
      ['SK/1/2026', 'Dysk nr 7', 'Anna Lis', '02.11.2026', '31.01.2027', 'wpis nr 3'],
    ]);
    const handed = said(5, '2026-11-20', 'Przekazano.', { assignee: jan });
    const looked = said(6, '2026-12-01', 'Sprawdzono.', { assignee: jan });
    const closed = said(7, '2026-12-09', 'Zniszczono.', { event: 'close', assignee: jan });
    expect(mediaRows([...people, opened, jans, handed, looked, closed])).toEqual([
      [
        'SK/1/2026',
        'Dysk nr 7',
        'Jan Lis',
        '20.11.2026',
        '–',
        'zamknięto 09.12.2026: Zniszczono. (wpis nr 7)',
      ],
    ]);
  });

  it('has none of what was found to be no medium', () => {
    expect(mediaRows([...people, opened, said(5, '2026-11-20', 'To nie nośnik.', { letter: 'a' })])).toEqual(
      [],
    );
  });

  it('INV-55 misses a medium that was left out, by the number of the matter before or after it', () => {
    const begins = (seq: number, number: string, letter: 'a' | 'c') =>
      said(seq, '2026-11-03', '', { event: 'open', matter: uuidOf(number), number, letter });
    const [second, third] = [begins(4, 'SK/2/2026', 'a'), begins(6, 'SK/3/2026', 'c')];
    const noted = said(5, '2026-11-20', 'Sprawdzono.', {});
    expect(numbersText([...people, opened, second, noted, third])).toBe(
      'Ciągłość numeracji wszystkich spraw: TAK.',
    );
    expect(numbersText([...people, opened, noted, third])).toBe(
      'Ciągłość numeracji wszystkich spraw: NIE, brakuje sprawy nr 2 z roku 2026.',
    );
  });
});
