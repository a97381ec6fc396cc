import { Input, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { parseCaseNumber } from '../../shared/case-number.ts';
import { useFailureText, useText } from '../text.ts';
import { dayOf } from '../ui/time.ts';
import { setCase, useSearch } from './search.ts';

const useStyles = makeStyles({
  input: { width: '272px', '@media (max-width: 1099px)': { width: '240px' } },
  label: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    paddingRight: '2px',
    whiteSpace: 'nowrap',
  },
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  problem: { ':empty': { marginTop: '-8px' } },
  error: { color: tokens.colorPaletteRedForeground1 },
});

const year = (): number => Number(dayOf().slice(0, 4));

/** What is understood of a typed case number; null while nothing is typed. */
function understood(text: string) {
  const typed = text.trim();
  return typed === '' ? null : parseCaseNumber(typed, { year: year() });
}

/** Takes a case number as right: the text becomes the one that will be recorded. */
function accept(text: string): void {
  const parsed = understood(text);
  if (parsed === null) setCase('', null);
  else if (parsed.ok) setCase(parsed.value, parsed.value);
  else setCase(text, null);
}

/** The field of the case number, with its name inside. What it means is decided on Enter and on leaving it. */
export function CaseField() {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = useSearch((state) => state.caseText);
  const wanted = useSearch((state) => state.caseWanted);
  const problem = useCaseProblem();

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [wanted]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') accept(text);
  };

  return (
    <Input
      ref={(element: HTMLInputElement | null) => {
        input.current = element;
      }}
      id={id}
      className={styles.input}
      value={text}
      placeholder={t('recordings.case.example')}
      spellCheck={false}
      autoComplete="off"
      aria-invalid={problem !== null}
      aria-describedby={problem === null ? undefined : problemId}
      contentBefore={
        <label htmlFor={id} className={styles.label}>
          {t('recordings.case.label')}
        </label>
      }
      onChange={(_, { value }) =>
        useSearch.setState({ caseText: value, caseChecked: false, caseMissing: false })
      }
      onBlur={() => accept(text)}
      onKeyDown={onKeyDown}
    />
  );
}

const problemId = 'case-problem';

/** What is wrong with the case number, once it was left: a sentence and perhaps the number that was meant. */
function useCaseProblem(): { text: string; suggestion: string | null } | null {
  const t = useText();
  const word = useFailureText();
  const { caseText, caseChecked, caseMissing } = useSearch();
  if (caseMissing && caseText.trim() === '') return { text: t('recordings.case.needed'), suggestion: null };
  const parsed = caseChecked ? understood(caseText) : null;
  if (parsed === null || parsed.ok) return null;
  return { text: word({ code: parsed.reason }), suggestion: parsed.suggestion ?? null };
}

/** The line below the search bar: what is wrong with the case number, and the suggestion as a button. */
export function CaseProblem() {
  const styles = useStyles();
  const t = useText();
  const problem = useCaseProblem();
  return (
    <div id={problemId} role="status" className={styles.problem}>
      {problem !== null && (
        <Text className={styles.error}>
          {problem.text}{' '}
          {problem.suggestion !== null && (
            <Link as="button" inline onClick={() => accept(problem.suggestion ?? '')}>
              {t('recordings.case.suggestion', { value: problem.suggestion })}
            </Link>
          )}
        </Text>
      )}
    </div>
  );
}
