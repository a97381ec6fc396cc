import { Combobox, makeStyles, Option, OptionGroup, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ElementType, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { RecentCase } from '../../shared/recordings.ts';
import { call } from '../api.ts';
import { type CaseNote, CaseSuggestion, isGood, understood, useCaseNote } from '../CaseNote.tsx';
import { type Translate, useText } from '../text.ts';
import { focusText } from '../ui/focus.ts';
import { HelpMark } from '../ui/Help.tsx';
import { dayText } from '../ui/time.ts';
import { Wrong } from '../ui/Wrong.tsx';
import { setCase, useSearch } from './search.ts';

const useStyles = makeStyles({
  // The name stands inside, before what is typed.
  field: {
    width: '296px',
    maxWidth: '100%',
    minWidth: 0,
    gridTemplateColumns: 'auto auto minmax(0, 1fr) auto',
    '@media (max-width: 1099px)': { width: '280px' },
    '& input': { minWidth: 0, '@media (max-width: 1099px)': { paddingLeft: '4px' } },
  },
  // Behind the input in the order of Tab.
  help: { gridColumn: '2', gridRow: '1' },
  label: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    alignSelf: 'center',
    paddingLeft: '10px',
    '@media (max-width: 1099px)': { paddingLeft: '8px' },
    whiteSpace: 'nowrap',
  },
  // WCAG 2.2, 2.5.8: a target of 24 px, in the room of Fluent's 20.
  arrow: { minWidth: '24px', minHeight: '24px', justifyContent: 'center', margin: '0 -2px' },
  list: { minWidth: '400px' },
  state: {
    marginLeft: 'auto',
    paddingLeft: '12px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  // Empty it takes no room; it stays in the document so that what appears in it is read out.
  problem: { ':empty': { marginTop: '-8px' } },
});

/** Takes a case number as right: the text becomes the one that will be recorded. */
function accept(text: string): void {
  const parsed = understood(text);
  if (parsed === null) setCase('', null);
  else if (parsed.ok) setCase(parsed.value, parsed.value);
  else setCase(text, null);
}

/**
 * The field of the case number, with its name inside and the person's last cases below it. What is typed means something on Enter
 * and on leaving it; Enter with a good number goes on, `onDone`.
 */
export function CaseField({ onDone }: { onDone: () => void }) {
  const styles = useStyles();
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = useSearch((state) => state.caseText);
  const wanted = useSearch((state) => state.caseWanted);
  const problem = useCaseProblem();
  const offered = useOffered();
  const [opened, setOpened] = useState(text === '');

  useEffect(() => {
    if (!useSearch.getState().rowWanted) focusText(input.current);
  }, [wanted]);

  return (
    <Combobox
      ref={(element: HTMLInputElement | null) => {
        input.current = element;
      }}
      id={id}
      className={styles.field}
      freeform
      // What was typed counts, even where a recent case begins with it: Enter does not complete a whole number.
      open={opened && offered.length > 0}
      onOpenChange={(event, { open }) => setOpened(open && !isEnter(event))}
      value={text}
      selectedOptions={[text]}
      placeholder={t('recordings.case.example')}
      spellCheck={false}
      autoComplete="off"
      aria-invalid={problem?.wrong === true}
      aria-describedby={problem === null ? undefined : problemId}
      root={{
        children: (Root: ElementType, { children, ...props }: { children?: ReactNode }) => (
          <Root {...props}>
            <label htmlFor={id} className={styles.label}>
              {t('recordings.case.label')}
            </label>
            {children}
            <HelpMark topic="case" className={styles.help} />
          </Root>
        ),
      }}
      expandIcon={{ className: styles.arrow, 'aria-label': t('recordings.case.recent') }}
      listbox={{ className: styles.list }}
      onChange={({ target }) => {
        useSearch.setState({ caseText: target.value, caseChecked: false, caseMissing: false });
        setOpened(true);
      }}
      onFocus={() => setOpened(text === '')}
      onBlur={() => {
        // A dialog that takes the focus stands above the list.
        setOpened(false);
        accept(text);
      }}
      onKeyDown={({ key }) => {
        if (key !== 'Enter') return;
        const seen = useSearch.getState().caseChecked;
        accept(text);
        if (isGood(text, seen)) onDone();
      }}
      onOptionSelect={(event, { optionValue }) => {
        if (optionValue === undefined) return;
        accept(optionValue);
        if (isEnter(event)) onDone();
      }}
    >
      {offered.length > 0 && (
        <OptionGroup label={t('recordings.case.recent')}>
          {offered.map((recent) => (
            <Option key={recent.case} value={recent.case} text={recent.case} checkIcon={null}>
              <span>{recent.case}</span>
              <span className={styles.state}>{stateText(t, recent)}</span>
            </Option>
          ))}
        </OptionGroup>
      )}
    </Combobox>
  );
}

const isEnter = (event: object): boolean => 'key' in event && event.key === 'Enter';

/** The cases below the field: all of them, or while something is typed those that it may become. */
function useOffered(): readonly RecentCase[] {
  // Without the list the field works all the same, so that a failure needs no words of its own.
  const { data } = useQuery({
    queryKey: ['recordings.recentCases'],
    queryFn: () => call('recordings.recentCases', {}),
    refetchOnMount: 'always',
  });
  const { caseText, caseChecked } = useSearch();
  const cases = data?.cases ?? [];
  if (caseChecked || caseText.trim() === '') return cases;
  if (understood(caseText)?.ok === true) return [];
  return cases.filter((recent) => recent.case.toLowerCase().includes(caseText.trim().toLowerCase()));
}

/** „niezakończone, PO/12/2026”, „PO/9/2026, 03.11.2026”. */
function stateText(t: Translate, { number, state, filedOn }: RecentCase): string {
  return state === 'filed' || state === 'unfinished'
    ? [number, ...(filedOn === null ? [] : [dayText(filedOn)])].join(', ')
    : t(`recordings.case.${state}`, { number });
}

const problemId = 'case-problem';

/** Once the field was left. */
function useCaseProblem(): CaseNote | null {
  const t = useText();
  const { caseText, caseChecked, caseMissing } = useSearch();
  const note = useCaseNote(caseText);
  if (caseMissing && caseText.trim() === '')
    return { text: t('recordings.case.needed'), suggestion: null, wrong: true };
  return caseChecked ? note : null;
}

/** The line below the search bar: what is wrong with the case number, and the suggestion as a button. */
export function CaseProblem() {
  const styles = useStyles();
  const problem = useCaseProblem();
  const Say = problem?.wrong === true ? Wrong : Text;
  return (
    <div id={problemId} role="status" className={styles.problem}>
      {problem !== null && (
        <Say>
          {problem.text} <CaseSuggestion note={problem} onAccept={accept} />
        </Say>
      )}
    </div>
  );
}
