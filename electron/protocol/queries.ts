/** Statements about one's own acts; whose they are is decided by the functions themselves (session_user). */
export const actsQuery = `SELECT act, number, case_number, basis, basis_label, opened_at, until, state, completed_at, filed_on::text, way, former_cases, corrections, recordings
  FROM api.my_acts()`;

export const protocolQuery = 'SELECT api.protocol($1) AS protocol';

/** What one was refused, newest first. */
export const refusalsQuery =
  'SELECT seq, at, case_number, basis_label, request, reason, times FROM api.my_refusals()';

/** Who the office's employees are, for naming somebody present. */
export const employeesQuery = 'SELECT login, display_name, post, unit FROM api.employees()';

export const saveDraftQuery = 'SELECT api.save_draft($1, $2, $3, $4, $5) AS saved_at';

export type RefusalRow = {
  seq: string;
  at: Date;
  case_number: string | null;
  basis_label: string | null;
  request: string;
  reason: string;
  times: number;
};

export type EmployeeRow = { login: string; display_name: string; post: string; unit: string };

export type ActRow = {
  act: string;
  number: string;
  case_number: string;
  basis: string;
  basis_label: string | null;
  opened_at: Date;
  until: Date;
  state: string;
  completed_at: Date | null;
  filed_on: string | null;
  way: string | null;
  former_cases: string[];
  corrections: number;
  recordings: unknown;
};
