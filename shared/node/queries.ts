/** What whoever asks the keeper says to the database: the app, the command line, and the programs of the server room. */

/** id, session, kind, body as JSON text, salt, seen, signature, sealed, scan: see {@link submitValues} of request.ts */
export const submitStatement = 'SELECT api.submit($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** → one jsonb, `pulseRow` */
export const askPulse = 'SELECT api.pulse() AS pulse';

/** session's id → one row; `state` is `pending` until the keeper has proved it, `done` with its entry, or `refused`. */
export const askDoorAnswer =
  'SELECT state, reason, seq::int, prev, payload, hash, signature FROM api.door_answer($1)';
