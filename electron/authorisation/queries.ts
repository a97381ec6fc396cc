/** Rows of papers and how they stand today; for the desk, the Mayor and the officer. */
export const instrumentsQuery = 'SELECT api.instruments($1)';

/** The paper by which whoever asks accepts an office: {number, entries: `toldEntry`[]}; null where there is none. */
export const ownAppointmentQuery = 'SELECT api.own_appointment()';

/** Departments of the extension directory today. */
export const departmentsQuery = 'SELECT api.departments()';

/** number of an entry → the scan beside it, its salt before it; nothing where there is none */
export const scanQuery = 'SELECT api.scan($1) AS salted';

/** The entries behind a paper, by the number of one of its rows, each as `toldEntry`; null for a number that nothing has. */
export const entriesQuery = 'SELECT api.instrument_entries($1)';
