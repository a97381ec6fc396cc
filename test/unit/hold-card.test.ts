import { describe, expect, it } from 'vitest';
import { partsOf } from '../../electron/keeping/card.ts';
import { detailOf, holdFacts } from '../../electron/keeping/holds.ts';
import type { Entry } from '../../electron/paper/entries.ts';
import { entryOf } from './document.fixture.ts';

/** D9, „Karta zabezpieczenia nagrania”: what becomes of its recordings. */
const [first, second] = ['0d6d4a0e-98a4-4c9e-8f7b-0b7e6c1f0a01', '0d6d4a0e-98a4-4c9e-8f7b-0b7e6c1f0a02'];
const taken = (seq: number, recording: string, startedAt: string): Entry<'ingest'> =>
  entryOf(seq, 'ingest', startedAt, { recording, startedAt, durationMs: 61_000 } as never);
const destroyed = (seq: number, at: string, ended: string[]): Entry<'destroyed'> =>
  entryOf(seq, 'destroyed', at, {
    ...{ protocol: 'PZ/3/2028', order: 'WR/6/2026', term: [], ended, erasure: [], durationMs: 61_000 },
  });
const held = [
  taken(1, first, '2026-11-20T09:00:00.000Z'),
  taken(2, second, '2027-02-10T09:00:00.000Z'),
  entryOf(
    3,
    'hold',
    '2027-02-11T09:00:00.000Z',
    {
      ...{ number: 'ZB/1/2027', act: null, recordings: [first, second], basis: null, order: null },
      review: '2027-08-11',
    } as never,
    { proceedings: 'cywilne', reference: null, case: 'SEK.1510.9.2027', paper: null },
  ),
  entryOf(4, 'hold-end', '2028-01-10T09:00:00.000Z', {
    ...{ hold: 3, ground: 'mistake', issuedOn: null, finalOn: null },
  } as never),
];
const after = (...more: Entry[]): string[] => {
  const lines = partsOf(holdFacts(3, [...held, ...more])).at(-1)?.[1];
  return lines ?? [];
};

describe('the card of a hold', () => {
  it('says of recordings that wait for their end that they do, by the earliest last day', () => {
    expect(after()).toEqual([
      'Okres przechowywania minął 20.11.2027; nagrania nie można już odsłuchać; podlega ono zniszczeniu.',
    ]);
  });

  it('says of what is destroyed in which night and by which protocol, and of the others what becomes of them', () => {
    const one = destroyed(5, '2028-03-02T01:10:00.000Z', [first]);
    const gone = 'Zniszczono w nocy 02.03.2028 (protokół nr PZ/3/2028), nagrań: 1.';
    expect(after(one)).toEqual([gone, 'Nagranie wraca do zwykłego okresu przechowywania, do 10.02.2028.']);
    const other = destroyed(6, '2028-03-03T01:10:00.000Z', [second]);
    expect(after(one, other)).toEqual([gone, gone.replace('02.03', '03.03')]);
    const night = { on: '2028-03-02', protocol: 'PZ/3/2028', count: 1 };
    expect(detailOf(holdFacts(3, [...held, one]), null).gone).toEqual([night]);
    // Of another call it says nothing.
    expect(after(destroyed(7, '2028-03-03T01:10:00.000Z', [crypto.randomUUID()]))).toHaveLength(1);
  });
});
