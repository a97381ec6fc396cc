/** Statements of playback; whose recordings and openings they are is decided by the functions themselves (session_user). */
/** The `ingest` entry of a recording that may be asked for; null where there is none. */
export const recordingQuery = 'SELECT api.recording_entry($1)';

/** In how many acts recordings were opened, as the database has it. */
export const listeningsQuery = 'SELECT api.listenings($1)';

/** What is told of a recording only once it was opened in one's own act; null where it was not. */
export const openedQuery = 'SELECT api.opened_recording($1, $2)';

export const beatQuery = 'SELECT state, reason FROM api.beat($1, $2)';

export type BeatRow = { state: string; reason: string | null };
