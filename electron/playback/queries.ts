import type { ChannelName } from '../../shared/values.ts';

/** Statements of playback; whose recordings and openings they are is decided by the functions themselves (session_user). */
export const fileQuery = 'SELECT month, duration_ms, channels FROM api.recording_file($1)';

/**
 * The recordings of one's own act, with what is shown once a recording was opened. Of this act alone: the list of all of them
 * takes the longer, the more somebody has listened (0.3 s with a thousand acts).
 */
export const openedQuery = "SELECT api.protocol($1) -> 'recordings' AS recordings";

export const beatQuery = 'SELECT state, reason, keeper_seen_ms FROM api.beat($1, $2)';

/** What the catalogue says of a recording's files; only the signed release is believed in the end. */
export type FileFacts = { month: string; duration_ms: number; channels: ChannelName[] };

export type BeatRow = { state: string; reason: string | null; keeper_seen_ms: number };
