import { worstOf, type Finding, type Part, type State } from './finding.ts';

const labels: Readonly<Record<State, string>> = {
  ok: 'OK',
  warning: 'UWAGA',
  error: 'BŁĄD',
  unknown: 'NIEZNANE',
};
const titles: Readonly<Record<Part, string>> = {
  settings: 'Ustawienia',
  database: 'Baza danych',
  keeper: 'Strażnik',
  share: 'Zasób nagrań',
  certificates: 'Certyfikaty',
  directory: 'Katalog',
  clock: 'Zegar',
  journal: 'Dziennik',
};

/** The result for people: a monitoring system shows the first line by itself, so it names the parts that are not in order. */
export function linesOf(findings: readonly Finding[]): string[] {
  const state = worstOf(findings);
  const wrong = new Set(findings.filter((one) => one.state !== 'ok').map(({ part }) => titles[part]));
  const what = wrong.size === 0 ? 'wszystko jest w porządku' : [...wrong].join(', ');
  return [`${labels[state]} – ${what}`, ...findings.map(lineOf)];
}

function lineOf({ state, sentence, advice }: Finding): string {
  return `${labels[state].padEnd(8)} ${clean(sentence)}${advice === null ? '' : ` ${clean(advice)}`}`;
}

/** Words of the database may come from outside: a terminal would obey the control characters in them. */
function clean(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
