import type { Knex } from 'knex';

/** Statements about one's own acts; whose they are is decided by the functions themselves (session_user). */
export const myActs = (knex: Knex): Knex.QueryBuilder =>
  knex.select('answer').from(knex.raw('api.my_acts()')).orderBy('opened_at', 'desc');

/** One act: what its page and its print say. */
export const protocolQuery = 'SELECT api.protocol($1)';

/** An act of somebody else, for a copy of its protocol. */
export const copyQuery = 'SELECT api.copied_protocol($1)';

/** What one was refused, newest first. */
export const refusalsQuery = 'SELECT api.my_refusals()';

/** In whose acts one is named as present, newest first. */
export const namedQuery = 'SELECT api.named_in_acts()';

/** Who may be named as present. */
export const employeesQuery = 'SELECT api.employees($1, $2)';

export const saveDraftQuery = 'SELECT api.save_draft($1, $2, $3, $4, $5, $6)';

/** What one is typing apart from the texts of protocols, after an act or recording. */
export const typedQuery = 'SELECT api.typed($1)';
