/** What doctor looks at, in its order. */
export const parts = [
  'settings',
  'database',
  'keeper',
  'keystore',
  'backup',
  'calls',
  'share',
  'certificates',
  'directory',
  'clock',
  'journal',
] as const;
export type Part = (typeof parts)[number];

/** `unknown`: it could not be looked at, and the sentence says why. */
export type State = 'ok' | 'warning' | 'error' | 'unknown';

/** One thing that was looked at: what was found and, where it is not in order, what to do. Neither names a person or a call. */
export type Finding = { part: Part; state: State; sentence: string; advice: string | null };

export const fine = (part: Part, sentence: string): Finding => ({
  ...{ part, sentence, state: 'ok', advice: null },
});
export const warning = (part: Part, sentence: string, advice: string): Finding => ({
  ...{ part, sentence, state: 'warning', advice },
});
export const fault = (part: Part, sentence: string, advice: string): Finding => ({
  ...{ part, sentence, state: 'error', advice },
});
export const unknown = (part: Part, sentence: string, advice: string): Finding => ({
  ...{ part, sentence, state: 'unknown', advice },
});

/** Exit codes of a monitoring system's plugins (Nagios, Icinga, Zabbix): OK, WARNING, CRITICAL, UNKNOWN. */
export const exitCodes = { ok: 0, warning: 1, error: 2, unknown: 3 } as const satisfies Record<State, number>;

/** The worst of all; what could not be looked at weighs less than what is known to be wrong. */
export function worstOf(findings: readonly Finding[]): State {
  const states = new Set(findings.map(({ state }) => state));
  return (['error', 'warning', 'unknown'] as const).find((state) => states.has(state)) ?? 'ok';
}
