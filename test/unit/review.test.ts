import { describe, expect, it } from 'vitest';
import { foldOwn } from '../../server/keeper/fold.ts';
import { LedgerTime } from '../../server/keeper/clock.ts';
import type { Connection } from '../../server/keeper/connection.ts';
import type { Desk } from '../../server/entries/request.ts';
import { dueReview } from '../../server/entries/review.ts';
import { emptyState, type LedgerState } from '../../server/entries/state.ts';
import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { authority } from '../../shared/limits.ts';
import { payloadText, sha256 } from '../../shared/node/ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

/** § 7: which acts of a month somebody looks at, over months of an injected clock, without a database. */
const guidOf = uuidOf;
const recording = uuidOf('recording');

/** A ledger that began in September 2026. */
class Book {
  readonly state: LedgerState = emptyState();
  #acts = 0;

  constructor() {
    this.#fold('genesis', '2026-09-14T08:00:00.000Z', { office: 'Urząd', keeper: 'A'.repeat(43) + '=' });
    this.state.recordings.set(recording, 1);
    this.state.authorisations.set('UO/1/2026', {} as never);
  }

  /** An act of one opening, closed with what was played, or (`begun`) another opening of one; returns its id. */
  act(
    login: string,
    at: string,
    played: [number, number][] = [[0, 60_000]],
    wrongCall = false,
    begun?: string,
  ): string {
    this.#acts += 1;
    const [act, opening] = [begun ?? uuidOf(`act ${this.#acts}`), uuidOf(`opening ${this.#acts}`)];
    const year = at.slice(0, 4);
    this.#fold('release', at, {
      ...{
        command: opening,
        login,
        guid: guidOf(login),
        act,
        protocol: begun === undefined ? `PO/${this.#acts}/${year}` : this.state.acts.get(begun)?.number,
        recording,
      },
      ...{ case: 'SEK.1510.7.2026', basis: 'KPA_WNIOSEK', sentence: null, statement: null },
      ...{
        purpose: 'SERVICE_STANDARDS',
        authorisation: 'UO/1/2026',
        present: [],
        publicKey: 'A'.repeat(43) + '=',
      },
      ...{
        cipherSha256: '0'.repeat(64),
        cipherBytes: 1,
        plainBytes: 1,
        host: 'ST-14',
        address: null,
        text: null,
      },
    });
    const closed = { act, opening, how: 'listener', ranges: played, wrongCall };
    this.#fold('closed', at, { command: uuidOf(`end ${this.#acts}`), login, guid: guidOf(login), ...closed });
    return act;
  }

  refusal(login: string, at: string, request: string, count = 1): void {
    this.#fold('refusal', at, {
      ...{ command: uuidOf(`refusal ${this.state.head.seq}`), login, guid: guidOf(login), request },
      ...{
        reason: count === 1 ? 'act-over' : 'many-refusals',
        subject: null,
        subjectGuid: null,
        because: null,
      },
      ...{
        act: null,
        recording: null,
        case: null,
        basis: null,
        count,
        host: null,
        address: null,
        text: null,
      },
    });
  }

  unsigned(at: string, count: number): void {
    this.#fold('unsigned-request', at, { claimed: [], count });
  }

  /** What the keeper enters by then; null: nothing is due. */
  async opens(at: string): Promise<Payload<'review'> | null> {
    const now = Date.parse(at);
    const time = new LedgerTime({ own: () => now, database: (told) => told, directory: (told) => told });
    time.hear(new Date(now), now);
    time.hearDirectory(now, performance.now());
    const connection = { run: () => Promise.resolve([]) } as unknown as Connection;
    const desk = { state: this.state, time, connection, authority: authority.parse({}) } as unknown as Desk;
    const due = await dueReview(desk);
    if (due === null) return null;
    const payload = due.payload(null) as Payload<'review'>;
    this.#enter(payload);
    return payload;
  }

  items(review: string) {
    return [...(this.state.reviews.get(review)?.items ?? [])];
  }

  get hash(): string {
    return this.state.head.hash.toString('hex');
  }

  #fold(kind: EntryKind, at: string, facts: object): void {
    const head = { v: 1, kind, at, command: null, login: 'odsluch_keeper', guid: null, asked: null };
    this.#enter({ ...head, ...facts } as Payload);
  }

  #enter(payload: Payload): void {
    const seq = this.state.head.seq + 1;
    const text = payloadText(payload);
    const entry = {
      seq,
      prev: this.state.head.hash,
      payload: text,
      hash: sha256(text),
      signature: Buffer.alloc(64),
    };
    foldOwn(this.state, entry, payload);
  }
}

/** An instant of a working day in October 2026, one after the other, from a Monday on. */
const inOctober = (count: number): string =>
  new Date(
    Date.UTC(2026, 9, 5 + 7 * (count % 4) + (count % 5), 8, Math.floor(count / 7), count % 60),
  ).toISOString();

/** A book whose September was reviewed, with so many acts in October, of several people in turn. */
async function october(count: number, people: readonly string[]): Promise<Book> {
  const book = new Book();
  await book.opens('2026-10-08T06:00:00.000Z');
  const times = Array.from({ length: count }, (_none, at) => inOctober(at)).sort();
  times.forEach((at, place) => book.act(people[place % people.length] ?? '', at));
  return book;
}
const november = '2026-11-09T09:00:00.000Z';

describe('§ 7 a month is opened for review', () => {
  it('from the 8th of the next in Warsaw on, each once and in its turn, one without an act too', async () => {
    const book = new Book();
    expect(await book.opens('2026-10-07T21:59:59.000Z')).toBeNull();
    expect(await book.opens('2026-10-07T22:00:00.000Z')).toMatchObject({
      ...{ from: '2026-09-01', to: '2026-09-30', acts: 0, refusals: 0, unsigned: 0, take: 0, flags: [] },
    });
    expect(await book.opens('2026-10-31T12:00:00.000Z')).toBeNull();
    // The keeper stood still over the winter.
    const opened = [];
    for (
      let one = await book.opens('2027-03-08T12:00:00.000Z');
      one;
      one = await book.opens('2027-03-08T12:00:00.000Z')
    )
      opened.push(one.to);
    expect(opened).toEqual(['2026-10-31', '2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']);
  });

  it('with what was begun, refused and not signed within it, by the clock of Warsaw', async () => {
    const book = new Book();
    await book.opens('2026-10-08T06:00:00.000Z');
    // It began on the 31st, and went on after midnight.
    const last = book.act('a.nowak', '2026-10-31T22:59:00.000Z');
    book.act('a.nowak', '2026-10-31T23:01:00.000Z', [[0, 9_000]], false, last);
    book.act('a.nowak', '2026-11-02T09:00:00.000Z');
    // Winter time began on the 25th: until 23:00 UTC it is October.
    book.refusal('b.zych', '2026-10-31T22:59:59.000Z', 'listen');
    book.refusal('b.zych', '2026-10-31T22:59:59.999Z', 'complete');
    book.refusal('b.zych', '2026-10-31T23:00:00.000Z', 'listen');
    for (let count = 0; count < 29; count += 1) book.refusal('c.lis', '2026-10-31T20:00:00.000Z', 'join');
    book.refusal('c.lis', '2026-10-31T21:00:00.000Z', 'listen', 11);
    book.unsigned('2026-10-31T21:00:00.000Z', 3);
    const opened = await book.opens(november);
    expect(opened).toMatchObject({ acts: 1, refusals: 41, unsigned: 3 });
    expect(book.items(opened?.review ?? '').map(([item, { what }]) => [item, what])).toEqual([
      [last, 'act'],
      [guidOf('b.zych'), 'refusals'],
      [guidOf('c.lis'), 'refusals'],
      ['unsigned', 'unsigned'],
    ]);
    const next = await book.opens('2026-12-08T12:00:00.000Z');
    expect(next).toMatchObject({ acts: 1, refusals: 1, unsigned: 0 });
  });
});

describe('§ 7 what draws attention', () => {
  it.each<[string, string, string[]]>([
    ['Tuesday at 06:59', '2026-10-06T04:59:59.000Z', ['hours']],
    ['Tuesday at 07:00', '2026-10-06T05:00:00.000Z', []],
    ['Tuesday at 17:59', '2026-10-06T15:59:59.000Z', []],
    ['Tuesday at 18:00', '2026-10-06T16:00:00.000Z', ['hours']],
    ['Saturday', '2026-10-10T08:00:00.000Z', ['hours']],
    ['the first 02:30 of the doubled hour', '2026-10-25T00:30:00.000Z', ['hours']],
    ['the second 02:30', '2026-10-25T01:30:00.000Z', ['hours']],
    ['the Monday after it at 07:00', '2026-10-26T06:00:00.000Z', []],
    ['and at 06:59', '2026-10-26T05:59:00.000Z', ['hours']],
  ])('%s', async (_when, at, wanted) => {
    const book = new Book();
    await book.opens('2026-10-08T06:00:00.000Z');
    book.act('a.nowak', at);
    expect((await book.opens(november))?.flags.map(({ flag }) => flag)).toEqual(wanted);
  });

  it('is what was opened and not played, and half an hour that did not concern the case', async () => {
    const book = await october(0, []);
    const [silent, long] = [
      book.act('a.nowak', '2026-10-12T09:00:00.000Z', []),
      book.act(
        'a.nowak',
        '2026-10-12T09:10:00.000Z',
        [
          [0, 900_000],
          [600_000, 1_800_000],
        ],
        true,
      ),
    ];
    book.act('a.nowak', '2026-10-12T10:00:00.000Z', [[0, 1_799_999]], true);
    book.act('a.nowak', '2026-10-12T11:00:00.000Z', [[0, 1_800_000]]);
    expect((await book.opens(november))?.flags).toEqual([
      { act: silent, flag: 'unplayed', other: null },
      { act: long, flag: 'long', other: null },
    ]);
  });

  it('is the first act of somebody beyond twenty, and no other of theirs', async () => {
    const book = await october(43, ['a.nowak', 'b.zych']);
    const flags = (await book.opens(november))?.flags ?? [];
    const acts = [...book.state.acts.values()].filter(({ login }) => login === 'a.nowak');
    expect(flags.map(({ act, flag }) => [act, flag])).toEqual([
      [acts[20]?.id, 'many'],
      [[...book.state.acts.values()].filter(({ login }) => login === 'b.zych')[20]?.id, 'many'],
    ]);
  });
});

describe('§ 7 a sample', () => {
  const people = ['a.nowak', 'b.zych', 'c.lis', 'd.mak'];
  it.each([
    [59, 56, 56],
    [60, 57, 15],
    [400, 396, 99],
  ])('of %i acts: of %i without a flag %i are drawn', async (count, _rest, take) => {
    const book = await october(count, count === 400 ? people : people.slice(0, 3));
    // Of each the twenty-first where there is one; of 59 the third person has nineteen.
    const opened = await book.opens(november);
    const flagged = new Set(opened?.flags.map(({ act }) => act)).size;
    const least = count < 60 ? count - flagged : Math.max(15, Math.ceil((count - flagged) / 4));
    expect(opened).toMatchObject({ acts: count, take: least });
    expect(Math.abs(least - take)).toBeLessThan(4);
    expect(book.items(opened?.review ?? '')).toHaveLength(flagged + least);
  });

  it('is what the hash of the entry draws, and has an act of everybody', async () => {
    const book = await october(118, ['a.nowak', 'b.zych']);
    const lonely = ['c.lis', 'd.mak', 'e.bak'].map((login) => book.act(login, '2026-10-30T09:00:00.000Z'));
    const opened = await book.opens(november);
    const flagged = new Set(opened?.flags.map(({ act }) => act));
    const lots = [...book.state.acts.values()]
      .filter(({ id }) => !flagged.has(id))
      .map(({ id, number }) => ({ id, lot: sha256(`${book.hash}:${number}`).toString('hex') }))
      .sort((one, other) => one.lot.localeCompare(other.lot));
    const drawn = lots.slice(0, opened?.take).map(({ id }) => id);
    const items = book.items(opened?.review ?? '').map(([item]) => item);
    expect([...items].sort()).toEqual([...new Set([...flagged, ...drawn, ...lonely])].sort());
    // What draws attention comes first.
    expect(items.slice(0, flagged.size)).toEqual([...flagged]);
  });
});
