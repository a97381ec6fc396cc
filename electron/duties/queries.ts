/** What waits and how the office stands, as far as whoever asks answers for it. */
export const dutiesQuery = 'SELECT api.duties()';

/** first day, last day → sums of the register */
export const countsQuery = 'SELECT api.register_counts($1, $2)';

/** Entries that are seen by two people before listening goes on after an emergency, each as `toldEntry`. */
export const emergencyEntriesQuery = 'SELECT api.emergency_entries()';
