/** filter → holds as they stand */
export const holdsQuery = 'SELECT api.holds($1)';

/** number of the entry of a hold → the entries that it is told by, each as `sealedEntry`; null where there is none */
export const holdQuery = 'SELECT api.hold($1)';

/** legal day, hour, extension or null → calls that began then */
export const callsQuery = 'SELECT api.calls_to_hold($1, $2, $3)';
