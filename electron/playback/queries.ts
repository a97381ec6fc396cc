import type { ChannelName } from '../../shared/values.ts';

/** Statements of playback; whose recordings and openings they are is decided by the functions themselves (session_user). */
export const fileQuery = 'SELECT month, duration_ms, channels FROM api.recording_file($1)';

/** What is shown of a recording once it was opened in one's own act; null where it was not. */
export const openedQuery = 'SELECT api.opened_recording($1, $2)';

export const beatQuery = 'SELECT state, reason FROM api.beat($1, $2)';

/** What the catalogue says of a recording's files; only the signed release is believed in the end. */
export type FileFacts = { month: string; duration_ms: number; channels: ChannelName[] };

export type BeatRow = { state: string; reason: string | null };
