import { median, percentile, timed } from './measure.ts';
import { type Catalogue, startCatalogue } from './parts/catalogue.ts';
import { daySearch, searchOurs, typicalSearch } from './parts/searches.ts';
import { lessIsBetter, type Bench, type Row } from './row.ts';
import { grown } from './search.ts';

/** What a clerk asks of a catalogue in which nights have left nothing but stubs of every second call, against one of which everything is kept. */
export const searchingStubs: Bench = {
  name: 'search-destroyed',
  rows: async ({ root, calls, say }) => {
    const rows = calls / 10;
    const size = `${rows.toLocaleString('en-GB')} calls`;
    const catalogues: Catalogue[] = [];
    try {
      for (const destroyed of [true, false]) {
        say(`filling a catalogue with ${size} …`);
        catalogues.push(await startCatalogue(root, rows, destroyed));
      }
      const [half, whole] = catalogues as [Catalogue, Catalogue];
      const found: Row[] = [];
      for (const [kind, make] of [
        ['typical search', typicalSearch],
        ['a day as the list begins', daySearch],
      ] as const) {
        const { ours, other } = await grown(half, whole, make, (catalogue, search) =>
          timed(() => searchOurs(catalogue, search)),
        );
        const name = `${kind} p95, half of ${size} destroyed ÷ none`;
        const wanted = { name, unit: 'ms', goal: '≤ 1.1' };
        found.push(
          lessIsBetter(wanted, percentile(ours, 0.95), percentile(other, 0.95)),
          lessIsBetter({ name: 'the same, p50', unit: 'ms' }, median(ours), median(other)),
        );
      }
      return found;
    } finally {
      for (const catalogue of catalogues) await catalogue.stop();
    }
  },
};
