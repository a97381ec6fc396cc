import { Interrupted, type Connection } from './connection.ts';

/** program_limit_exceeded: the server's one buffer of notifications has no room. */
const bufferFull = '54000';

/**
 * Tells the programs that wait that something was answered; one that is not told asks by itself a moment later.
 * SECURITY: apart from the answer, since notifications are the one thing that everybody in the database can make without end, and
 * a commit with one of them fails where there is no room: nobody's flood shall take the answer away with the hint.
 */
export async function hint(connection: Connection): Promise<void> {
  try {
    await connection.run(
      `SELECT pg_notify('odsluch_answer', ''), set_config('synchronous_commit', 'off', true)`,
    );
  } catch (error) {
    if (!(error instanceof Interrupted && error.code === bufferFull)) throw error;
  }
}
