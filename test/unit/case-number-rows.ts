import type { CaseNumberResult, ReferenceResult } from '../../shared/case-number.ts';

/** The lines of a table `text | expected`. */
export const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [text = '', expected = ''] = line.split('|').map((part) => part.trim());
      return [text, expected];
    });

/** The kind of what was accepted, or the reason of the refusal and, after an arrow, the suggestion. */
export function shown(result: CaseNumberResult | ReferenceResult): string {
  if (result.ok) return result.kind;
  const reason = result.reason.replace(/^(?:case-number|reference)-/, '');
  return result.suggestion === undefined ? reason : `${reason} → ${result.suggestion}`;
}
