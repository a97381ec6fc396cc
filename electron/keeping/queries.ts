/** filter → holds as they stand */
export const holdsQuery = 'SELECT api.holds($1)';

/** number of the entry of a hold → the entries that it is told by, each as `toldEntry`; null where there is none */
export const holdQuery = 'SELECT api.hold($1)';

/** → restrictions and erasures, with entries as `toldEntry` */
export const restrictionsQuery = 'SELECT api.restrictions()';

/** month `yyyy-mm` → its days as they were held against call records */
export const completenessQuery = 'SELECT api.completeness($1)';

/** calls without the announcement that wait for a decision, and periods */
export const undecidedQuery = 'SELECT api.undecided()';

/** legal day, hour, extension or null → calls that began then */
export const callsQuery = 'SELECT api.calls_to_hold($1, $2, $3)';

/** recordings → their `ingest` entries, each as `toldEntry`, without words */
export const takenInQuery = 'SELECT api.taken_in($1)';

/** month → its nights as the database tells them, with entries as `toldEntry` */
export const nightsQuery = 'SELECT api.nights($1)';

/** number of a `stopped` entry, null = the next night → calls of that list, with the entry as `toldEntry` */
export const nightListQuery = 'SELECT api.night_list($1)';

/** number of a `destroyed` entry → the `ingest` entries of what it names, as `toldEntry` */
export const nightCallsQuery = 'SELECT api.night_calls($1)';
