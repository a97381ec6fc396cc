import type { Knex } from 'knex';
import type { RegisterFilter } from '../../shared/register.ts';

/** The kinds of rows of the register (D2), a function each. */
export const rowKinds = [
  'api.register_acts',
  'api.register_refusals',
  'api.register_stops',
  'api.register_alarms',
];

/** A page of the register: rows of every kind together, newest first, those older than entry `before`. */
export function registerPage(
  knex: Knex,
  filter: RegisterFilter,
  before: number | null,
  most: number,
): Knex.QueryBuilder {
  const page = [JSON.stringify(filter), before, most];
  const pages = rowKinds.map((kind) => knex.select('*').from(knex.raw(`${kind}(?, ?, ?)`, page)));
  return knex.select('answer').from(knex.unionAll(pages).as('row')).orderBy('seq', 'desc').limit(most);
}

/** filter, number of the log or null, rows → searches before it, newest first */
export const searchesQuery = 'SELECT api.register_searches($1, $2, $3)';

export const summaryQuery = 'SELECT api.register_summary($1)';

/** Oldest first; the Secretary's, and each listener's own. */
export const storyQueries = {
  act: 'SELECT api.act_story($1, $2, $3)',
  recording: 'SELECT api.recording_story($1, $2, $3)',
} as const;

/** first, last, number of an entry → the links after it, a page of them: what the first to the last say, of every other the digest of it */
export const proofQuery = 'SELECT seq, payload, digest, hash, signature FROM api.register_proof($1, $2, $3)';
