/** What a person should look at again in a case number that may be right. */
export type CaseDoubt =
  /** The cell stands in small letters, which few offices use: another spelling is another case in the register. */
  | { kind: 'smallLetters'; suggestion: string }
  /** The class of the filing plan has neither three nor four digits. */
  | { kind: 'unusualClass'; suggestion: null };

/** The doubt about a parsed case number, or null. Nothing is repaired by itself. */
export function doubtOf(value: string, warning: 'case-number-class-unusual' | undefined): CaseDoubt | null {
  const [cell = '', ...rest] = value.split('.');
  if (/^\p{Ll}{2,}(?:-\p{Ll}+)*$/u.test(cell))
    return { kind: 'smallLetters', suggestion: [cell.toLocaleUpperCase('pl'), ...rest].join('.') };
  return warning === undefined ? null : { kind: 'unusualClass', suggestion: null };
}
