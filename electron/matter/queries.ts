/** filter → matters as they stand */
export const mattersQuery = 'SELECT api.matters($1)';

/** Whom a matter can be assigned to. */
export const peopleQuery = 'SELECT api.people()';

/** The entries behind the register of media, each as `toldEntry`. */
export const mediaQuery = 'SELECT api.media_entries()';
