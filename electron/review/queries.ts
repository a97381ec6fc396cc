/** All reviews, newest first. */
export const reviewsQuery = 'SELECT api.reviews()';

/** review → {statement, entries, items}; null for one that there is not. */
export const partsQuery = 'SELECT api.review($1)';

/** review → who searched in its month; null for one that there is not */
export const searchesQuery = 'SELECT api.review_searches($1)';

/** first, last legal day, number of an entry or null → what a statement of these days is made of, with the last check before that entry */
export const statementQuery = 'SELECT api.statement($1, $2, $3)';
