import { inTurns, median, percentile, timed, usualRounds, type Measured } from './measure.ts';
import { type Catalogue, startCatalogue } from './parts/catalogue.ts';
import {
  type Asker,
  askerOf,
  buffersOfOurs,
  tooLongSearch,
  daySearch,
  longestSearch,
  numberSearch,
  type Search,
  searchOurs,
  sequence,
  typicalSearch,
  type Way,
} from './parts/searches.ts';
import { lessIsBetter, moreIsBetter, type Bench, type Row } from './row.ts';
import { vagueLetters } from './vague.ts';

/** Searches take milliseconds, and a p95 needs many. */
const many = 200;
/** The ways that read the whole table take seconds. */
const few = 9;

/** What a clerk asks of a catalogue, against a tenth of the calls, against no access rules, and against how others ask. */
export const searching: Bench = {
  name: 'search',
  rows: async ({ root, calls, say }) => {
    const catalogues: Catalogue[] = [];
    const start = async (rows: number): Promise<Catalogue> => {
      say(`filling a catalogue with ${told(rows)} calls …`);
      const made = await startCatalogue(root, rows);
      catalogues.push(made);
      return made;
    };
    try {
      const large = await start(calls);
      const small = await start(calls / 10);
      return [
        ...(await growth(large, small)),
        ...(await otherKinds(large, small)),
        ...(await rules(large)),
        ...(await otherWays(large)),
        ...(await vagueLetters(large)),
      ];
    } finally {
      for (const catalogue of catalogues) await catalogue.stop();
    }
  },
};

type Make = (random: () => number, numbers: readonly string[]) => Search;

const told = (rows: number): string => rows.toLocaleString('en-GB');
const sizes = (large: Catalogue, small: Catalogue): string =>
  `${told(large.rows)} calls ÷ ${told(small.rows)}`;

/** The same questions, each about numbers of its own catalogue. */
export async function grown(large: Catalogue, small: Catalogue, make: Make, ask: typeof searchOurs) {
  const asked = (catalogue: Catalogue): (() => Promise<number>) => {
    const random = sequence(7);
    return () => ask(catalogue, make(random, catalogue.numbers));
  };
  return inTurns(many, { ours: asked(large), other: asked(small) });
}

async function growth(large: Catalogue, small: Catalogue): Promise<Row[]> {
  const time = await grown(large, small, typicalSearch, (catalogue, search) =>
    timed(() => searchOurs(catalogue, search)),
  );
  const buffers = await grown(large, small, typicalSearch, buffersOfOurs);
  const [ours, other] = [percentile(time.ours, 0.95), percentile(time.other, 0.95)];
  const name = `typical search p95, ${sizes(large, small)}`;
  return [
    lessIsBetter({ name, unit: 'ms', goal: '≤ 2', stretch: '≤ 1.1' }, ours, other),
    lessIsBetter({ name: 'the same, p50', unit: 'ms' }, median(time.ours), median(time.other)),
    lessIsBetter(
      { name: 'the same, p95 of the pages that PostgreSQL looked at', unit: '8 kB' },
      percentile(buffers.ours, 0.95),
      percentile(buffers.other, 0.95),
    ),
  ];
}

async function otherKinds(large: Catalogue, small: Catalogue): Promise<Row[]> {
  const kinds: Record<string, Make> = {
    'a day as the list begins': daySearch,
    'the same, the longest calls first': longestSearch,
    'a whole number, any day': numberSearch,
    'the last five digits, and a length that no call has': tooLongSearch,
  };
  const rows: Row[] = [];
  for (const [kind, make] of Object.entries(kinds)) {
    const { ours, other } = await grown(large, small, make, (catalogue, search) =>
      timed(() => searchOurs(catalogue, search)),
    );
    const name = `search p95: ${kind}, ${sizes(large, small)}`;
    rows.push(lessIsBetter({ name, unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)));
  }
  return rows;
}

/** Ours asks as a person, through the function that checks and notes; the other as the superuser, of the table itself. */
async function rules(catalogue: Catalogue): Promise<Row[]> {
  const { ours, other } = await pair(catalogue, 'bare', many);
  const wanted = { unit: 'ms', goal: '≤ 1.5', stretch: '≤ 1.1' };
  const name = `search with access rules ÷ without, ${told(catalogue.rows)} calls, p50`;
  return [
    lessIsBetter({ name, ...wanted }, median(ours), median(other)),
    lessIsBetter({ name: 'the same, p95', unit: 'ms' }, percentile(ours, 0.95), percentile(other, 0.95)),
  ];
}

async function otherWays(catalogue: Catalogue): Promise<Row[]> {
  const naive = await pair(catalogue, 'naive', usualRounds);
  const restricted = await pair(catalogue, 'row-rules', few);
  const bySize = `${told(catalogue.rows)} calls, p50`;
  return [
    moreIsBetter(
      {
        name: `SQL as front ends of recorders write it, no index over the number ÷ ours, ${bySize}`,
        unit: 'ms',
      },
      median(naive.ours),
      median(naive.other),
    ),
    moreIsBetter(
      { name: `row-level security over ours' indexes ÷ ours, ${bySize}`, unit: 'ms' },
      median(restricted.ours),
      median(restricted.other),
    ),
  ];
}

/** One typical search after the other, each asked in both ways. */
async function pair(catalogue: Catalogue, way: Way, rounds: number): Promise<Measured> {
  const other = await askerOf(await (way === 'row-rules' ? catalogue.ruled() : catalogue.superuser()), way);
  const asked = (ask: Asker): (() => Promise<number>) => {
    const random = sequence(11);
    return () => {
      const search = typicalSearch(random, catalogue.numbers);
      return timed(() => ask(search));
    };
  };
  return inTurns(rounds, { ours: asked((search) => searchOurs(catalogue, search)), other: asked(other) });
}
