/** Statements of the catalogue; the rules of a search are in `api.search_recordings` itself. */
export const searchQuery = `SELECT id, started_at, started_at::text AS started_text, duration_ms, caller_tail, call_group, legs
  FROM api.search_recordings($1::jsonb, $2::timestamptz, $3::uuid, $4)`;

export const basesQuery = 'SELECT content FROM api.legal_bases()';

/** Values of a basis's fields that this person gave for this case before. */
export const knownFieldsQuery = 'SELECT api.known_fields($1) AS known';

export type CallRow = {
  id: string;
  started_at: Date;
  started_text: string;
  duration_ms: string;
  caller_tail: string | null;
  call_group: string;
  legs: unknown;
};
