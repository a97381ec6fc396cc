/** Statements of the catalogue; the rules of a search are in `api.search_recordings` itself. */
export const searchQuery = `SELECT id, started_at, started_at::text AS started_text, duration_ms, caller_tail, call_group, legs
  FROM api.search_recordings($1::jsonb, $2::timestamptz, $3::uuid, $4)`;

export const countsQuery = 'SELECT api.count_recordings($1::jsonb) AS counts';

export const outlineQuery =
  'SELECT started_at, duration_ms, calls, matching, call_group FROM api.day_outline($1::jsonb)';

export const recentCasesQuery = 'SELECT api.recent_cases()';

export const basesQuery = 'SELECT api.legal_bases()';

/** Values of a basis's fields that this person gave for this case before. */
export const knownFieldsQuery = 'SELECT api.known_fields($1)';

export type CallRow = {
  id: string;
  started_at: Date;
  started_text: string;
  duration_ms: string;
  caller_tail: string | null;
  call_group: string;
  legs: unknown;
};

export type BarRow = {
  started_at: Date;
  duration_ms: string;
  calls: string;
  matching: string;
  call_group: string | null;
};
