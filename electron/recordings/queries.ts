import { call, cursor } from '../../shared/recordings.ts';

/** A search is answered only once this has noted it, in a transaction of its own: 'list' | 'counts' | 'outline', filter or filters, salt. */
export const noteQuery = 'SELECT api.note_search($1, $2, $3)';

/** Statements of the catalogue; the rules of a search are in `api.search_recordings` itself. */
export const searchQuery = `
  SELECT jsonb_build_object('call', answer, 'place', place, 'startedAt', started_at::text, 'id', id)
    FROM api.search_recordings($1, $2, $3, $4, $5::timestamptz, $6::uuid, $7)`;

/** What it gives: a call, and from where the next page goes on. */
export const listedCall = cursor.extend({ call });

export const countsQuery = 'SELECT api.count_recordings($1, $2)';

export const outlineQuery = 'SELECT api.day_outline($1, $2)';

export const recentCasesQuery = 'SELECT api.recent_cases()';

export const basesQuery = 'SELECT api.legal_bases()';

/** Values of a basis's fields that this person gave for this case before. */
export const knownFieldsQuery = 'SELECT api.known_fields($1)';
