/** The register of listenings (D2); only the Secretary may ask. */
export const registerQuery = `SELECT kind, seq, at, login, person, act, number, authorisation, case_number, basis_label, recordings, ranges,
  state, reason, times, former_cases, recording, request, purpose, reference, justification, present, calls, evidence FROM api.register($1, $2, $3)`;

export const summaryQuery = 'SELECT api.register_summary($1) AS summary';

/** Oldest first; the Secretary's, and each listener's own. */
export const storyQueries = {
  act: 'SELECT seq, kind, at, login, person, facts FROM api.act_story($1, $2, $3)',
  recording: 'SELECT seq, kind, at, login, person, facts FROM api.recording_story($1, $2, $3)',
} as const;

export type StoryRow = {
  seq: string;
  kind: string;
  at: Date;
  login: string;
  person: string;
  facts: Record<string, unknown>;
};

export type Row = {
  kind: 'act' | 'refusal' | 'suspended' | 'resumed' | 'schema';
  seq: string;
  at: Date;
  login: string;
  person: string;
  act: string | null;
  number: string | null;
  authorisation: string | null;
  case_number: string | null;
  basis_label: string | null;
  recordings: string | null;
  ranges: unknown;
  state: string | null;
  reason: string | null;
  times: number | null;
  former_cases: string[] | null;
  recording: string | null;
  request: string | null;
  purpose: string | null;
  reference: string | null;
  justification: string | null;
  present: unknown;
  calls: unknown;
  evidence: boolean | null;
};
