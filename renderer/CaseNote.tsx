import { Link } from '@fluentui/react-components';
import { parseCaseNumber } from '../shared/case-number.ts';
import { legalDay } from '../shared/warsaw.ts';
import { type Translate, useFailureText, useText } from './text.ts';

/** What is understood of a typed case number; null while nothing is typed. */
export function understood(text: string) {
  const typed = text.trim();
  return typed === '' ? null : parseCaseNumber(typed, { year: Number(legalDay().slice(0, 4)) });
}

/** What is wrong with a case number, or only doubtful: a sentence and perhaps the number that was meant. */
export type CaseNote = { text: string; suggestion: string | null; wrong: boolean };

/** What a person is told of a typed case number, wherever one is typed; null where there is nothing to say. */
export function useCaseNote(text: string): CaseNote | null {
  const t = useText();
  const word = useFailureText();
  const parsed = understood(text);
  if (parsed === null) return null;
  if (!parsed.ok)
    return { text: word({ code: parsed.reason }), suggestion: proposalOf(parsed.suggestion), wrong: true };
  return doubtNote(t, doubtOf(parsed.value, parsed.warning));
}

const doubtNote = (t: Translate, doubt: CaseDoubt | null): CaseNote | null =>
  doubt && { text: t(`recordings.case.${doubt.kind}`), suggestion: doubt.suggestion, wrong: false };

/** One question, not two: a number that is put right is not proposed in a spelling that would be asked about next. */
export function proposalOf(suggestion: string | undefined): string | null {
  if (suggestion === undefined) return null;
  return doubtOf(suggestion, undefined)?.suggestion ?? suggestion;
}

/** The number that was meant, as a button; taken by `onAccept`. */
export function CaseSuggestion({ note, onAccept }: { note: CaseNote; onAccept: (value: string) => void }) {
  const t = useText();
  const { suggestion } = note;
  if (suggestion === null) return null;
  return (
    <Link as="button" type="button" inline onClick={() => onAccept(suggestion)}>
      {t('recordings.case.suggestion', { value: suggestion })}
    </Link>
  );
}

/** Whether a typed case number is one, and nothing of it has to be looked at first; what was looked at already (`seen`) counts. */
export function isGood(text: string, seen: boolean): boolean {
  const parsed = understood(text);
  return parsed?.ok === true && (seen || doubtOf(parsed.value, parsed.warning) === null);
}

/** What a person should look at again in a case number that may be right. */
type CaseDoubt =
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
