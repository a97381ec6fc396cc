/** Statements of the catalogue; the rules of a search are in `api.search_recordings` itself. */
export const searchQuery =
  'SELECT answer, place, started_at::text AS started_text, id FROM api.search_recordings($1, $2, $3, $4::timestamptz, $5::uuid, $6)';

export const countsQuery = 'SELECT api.count_recordings($1)';

export const outlineQuery = 'SELECT api.day_outline($1)';

export const recentCasesQuery = 'SELECT api.recent_cases()';

export const basesQuery = 'SELECT api.legal_bases()';

/** Values of a basis's fields that this person gave for this case before. */
export const knownFieldsQuery = 'SELECT api.known_fields($1)';

/** A call, and from where the next page goes on. */
export type CallRow = { answer: unknown; place: number; started_text: string; id: string };
