/** Rows of papers and how they stand today; for the desk, the Mayor and the officer. */
export const instrumentsQuery = 'SELECT api.instruments($1)';

/** The entries behind a paper, by the number of one of its rows, each as `sealedEntry`; null for a number that nothing has. */
export const entriesQuery = 'SELECT api.instrument_entries($1)';
