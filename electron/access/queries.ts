/** The register of listenings (D2); only the Secretary may ask. */
export const registerQuery = `SELECT kind, seq, at, login, person, act, number, authorisation, case_number, basis_label, recordings, ranges,
  state, reason, times, former_cases FROM api.register($1, $2)`;

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
};
