import { describe, expect, it } from 'vitest';
import { digestOf, drawFrom, type Drawable } from '../../server/entries/sample.ts';
import { sha256 } from '../../shared/node/ledger.ts';
import { uuidOf } from './vectors-secrets.ts';

/** How calls are drawn for a review of quality: by lot, and of nobody more than the plan and the year allow. */

const seedOf = (name: string): string => sha256(name).toString('hex');
const callsOf = (person: string, count: number): Drawable[] =>
  Array.from({ length: count }, (_none, at) => {
    const recording = uuidOf(`call ${at} of ${person}`);
    return { recording, call: recording, person };
  });
const nobody = new Map<string, number>();
const draw = (
  eligible: readonly Drawable[],
  change: {
    size?: number;
    perPerson?: number;
    seed?: string;
    year?: ReadonlyMap<string, number>;
    perPersonYear?: number;
  } = {},
) => {
  const { size = 5, perPerson = 2, seed = seedOf('a seed'), year = nobody, perPersonYear = 12 } = change;
  return drawFrom(eligible, { size, perPerson }, { seed, year, perPersonYear });
};
const count = (drawn: readonly Drawable[], person: string): number =>
  drawn.filter((one) => one.person === person).length;

describe('a draw', () => {
  const three = ['a', 'b', 'c'].flatMap((person) => callsOf(person, 20));

  it('takes nobody’s calls beyond what the plan has, and is short where there are not enough', () => {
    const drawn = draw(three);
    expect(['a', 'b', 'c'].map((person) => count(drawn, person))).toEqual([2, 2, 2]);
  });

  it('draws a fifth more than are heard, three at least, for those that are passed over', () => {
    const many = Array.from({ length: 200 }, (_none, at) => callsOf(`p${at}`, 1)).flat();
    expect(draw(many).length).toBe(8);
    expect(draw(many, { size: 100 }).length).toBe(120);
  });

  it('takes one part of a call alone', () => {
    const parts = three.slice(0, 9).map((one) => ({ ...one, call: 'the same' }));
    expect(draw(parts).length).toBe(1);
  });

  it('counts what was drawn of somebody in the year', () => {
    const drawn = draw(three, {
      year: new Map([
        ['a', 11],
        ['b', 12],
      ]),
    });
    expect(['a', 'b', 'c'].map((person) => count(drawn, person))).toEqual([1, 0, 2]);
  });

  it('goes by the lot alone: neither by the order in which calls came, nor by another seed', () => {
    const ids = (drawn: readonly Drawable[]) => drawn.map(({ recording }) => recording);
    expect(ids(draw([...three].reverse()))).toEqual(ids(draw(three)));
    expect(ids(draw(three, { seed: seedOf('another') }))).not.toEqual(ids(draw(three)));
    // By hand: SHA-256 of the label, the seed and the recording.
    const lot = ({ recording }: Drawable): string =>
      sha256(
        'odsluch-draw-v1\0',
        Buffer.from(seedOf('a seed'), 'hex'),
        Buffer.from(recording.replaceAll('-', ''), 'hex'),
      ).toString('hex');
    const lots = draw(three).map(lot);
    expect(lots).toEqual([...lots].sort());
  });

  it('draws each call of somebody as often as another', () => {
    const [own, runs] = [callsOf('a', 10), 2_000];
    const times = new Map<string, number>();
    for (let run = 0; run < runs; run += 1)
      for (const { recording } of draw(own, { perPerson: 1, seed: seedOf(`run ${run}`) }))
        times.set(recording, (times.get(recording) ?? 0) + 1);
    const expected = runs / own.length;
    const chi = own.reduce(
      (sum, { recording }) => sum + ((times.get(recording) ?? 0) - expected) ** 2 / expected,
      0,
    );
    // Nine degrees of freedom: more than this once in ten thousand; the seeds are always the same.
    expect(chi).toBeLessThan(33.7);
  });

  it('has a digest that says what could be drawn, in whatever order', () => {
    expect(digestOf([...three].reverse())).toBe(digestOf(three));
    expect(digestOf(three.slice(1))).not.toBe(digestOf(three));
  });
});
