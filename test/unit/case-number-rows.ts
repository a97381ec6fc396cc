import type { CaseNumberResult } from '../../shared/case-number.ts';

/** The lines of a table `text | expected`. */
export const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [text = '', expected = ''] = line.split('|').map((part) => part.trim());
      return [text, expected];
    });

/** `accepted`, or the reason of the refusal and, after an arrow, the suggestion. */
export function shown(result: CaseNumberResult): string {
  if (result.ok) return 'accepted';
  const reason = result.reason.replace(/^case-number-/, '');
  return result.suggestion === undefined ? reason : `${reason} → ${result.suggestion}`;
}
