/** The person's line tells what the keeper answered, as a hint; see `Commands`. */
export const listenForAnswers = 'LISTEN odsluch_answer';

/** The keeper's own synchronous commit flushes what came before it: a command need not wait for the disk twice. */
export const commitWithoutWaiting = 'SET synchronous_commit = off';

/** command id → one row; `state` is `pending` until the entry is in the keeper's journal. */
export const askAnswer =
  'SELECT state, reason, seq, prev, payload, hash, signature, sealed FROM api.answer($1)';

/** → number and hash of the newest entry */
export const askHead = 'SELECT seq, hash FROM api.head()';

/** number of an entry → the links after it, a page of them */
export const askChain = 'SELECT seq, prev, digest, signature FROM api.chain($1)';

/** → one's own sign-ins, each as `toldEntry` */
export const mineQuery = 'SELECT api.my_sessions()';

/** → the entries by which an emergency began, and those that confirm them, each as `toldEntry` */
export const emergencyBegunQuery = 'SELECT api.emergency_begun()';

/** acts (at most 200), numbers of entries (at most 1,000) → the entries behind them, each as `toldEntry` */
export const registerEntriesQuery = 'SELECT api.register_entries($1, $2)';

/** → numbers of the entries that began the acts of the whole register */
export const beginningsQuery = 'SELECT api.register_beginnings()';

/** → every version of every rule: {today, entries: `toldEntry`[]} */
export const rulesQuery = 'SELECT api.rules()';

/** → one row with one jsonb, null where the ledger knows no such person. */
export const askMe = 'SELECT api.me() AS me';
