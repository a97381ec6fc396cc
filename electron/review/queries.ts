/** All reviews, newest first. */
export const reviewsQuery = 'SELECT api.reviews()';

/** review → {statement, entries, items}; null for one that there is not. */
export const partsQuery = 'SELECT api.review($1)';

/** first, last legal day, number of an entry or null → what a statement of these days is made of, with the last check before that entry */
export const statementQuery = 'SELECT api.statement($1, $2, $3)';

/** acts (at most 200), numbers of entries (at most 1,000) → the entries behind them, each as `sealedEntry` */
export const entriesQuery = 'SELECT api.register_entries($1, $2)';
