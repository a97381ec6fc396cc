import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Call, SearchFilter } from '../../shared/recordings.ts';
import { readAgain } from '../api.ts';
import { useText } from '../text.ts';
import { focusFirst, focusRow } from '../ui/focus.ts';
import { useMedia, veryNarrow } from '../ui/media.ts';
import { Empty, Loading } from '../ui/States.tsx';
import { Unloaded } from '../ui/Unloaded.tsx';
import { UnseenTitle } from '../ui/Unseen.tsx';
import { CallList } from './CallList.tsx';
import { CallPanel, type OpenActForCase } from './CallPanel.tsx';
import { type Calls, useCalls } from './calls.ts';
import { type Conditions, filterOf, severalDays, whatIsMissing } from './conditions.ts';
import { DayTimeline } from './DayTimeline.tsx';
import { ListHead } from './ListHead.tsx';
import { Nothing } from './Nothing.tsx';
import { useOutline } from './outline.ts';
import { SearchBar } from './SearchBar.tsx';
import { backToCall, select, takesFocus, useConditions, useSearch } from './search.ts';

const useStyles = makeStyles({
  body: { flexGrow: 1, minHeight: 0, display: 'flex', position: 'relative' },
  list: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', minHeight: 0 },
  place: {
    width: '432px',
    flexShrink: 0,
    display: 'flex',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 1099px)': { display: 'none' },
  },
  panel: { display: 'flex' },
  covered: { visibility: 'hidden' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
});

type Props = {
  /** The act that is open, whatever its case. */
  openAct: ({ case: string } & OpenActForCase) | null;
  /** The form that justifies listening to a call of a case. */
  justify: (parts: { call: Call; caseNumber: string; onBack: () => void }) => ReactNode;
};

/** Page 02: find the call. Conditions above, the list at the left, the selected call at the right. */
export function FindPage({ openAct, justify }: Props) {
  const styles = useStyles();
  const t = useText();
  const search = useSearch();
  const conditions = useConditions();
  const caseNumber = conditions.case;
  const filter = useMemo(() => filterOf(conditions), [conditions]);
  const found = useCalls(filter, search.sort);
  const page = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const call = search.selected;
  const covered = useMedia(veryNarrow) && call !== null;
  const sameCase: OpenActForCase | null = openAct !== null && openAct.case === caseNumber ? openAct : null;

  useRowAfterPanel(call !== null, page);
  useListFocus(found, page);
  // The rows are there a frame after their table, and the panel has taken the focus that the page before left behind.
  useEffect(() => {
    if (!useSearch.getState().rowWanted) return;
    useSearch.setState({ rowWanted: false });
    requestAnimationFrame(() => focusRow(page.current));
  }, []);

  const back = (): void => {
    if (call === null) backToCall();
    else if (search.step === 'justify') useSearch.setState({ step: 'facts' });
    else if (!covered && panel.current?.contains(document.activeElement) === true) focusRow(page.current);
    else select(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F5') {
      event.preventDefault();
      void readAgain(['recordings.search', 'recordings.outline', 'recordings.counts']);
      return;
    }
    if (event.key !== 'Escape' || event.defaultPrevented || (call === null && search.before === null)) return;
    event.preventDefault();
    back();
  };

  return (
    <div className={styles.body} ref={page} onKeyDown={onKeyDown} role="presentation">
      <UnseenTitle>{t('recordings.title')}</UnseenTitle>
      <div className={styles.list}>
        <SearchBar />
        <div className={styles.body}>
          {/* What the panel covers takes no focus (WCAG 2.4.11) and is not read. */}
          <div className={mergeClasses(styles.list, covered && styles.covered)}>
            <Found
              conditions={conditions}
              filter={filter}
              found={found}
              recordings={openAct?.recordings ?? noRecordings}
              // The panel of a call that was not selected before is there a frame later.
              onOpen={() => requestAnimationFrame(() => focusMain(panel.current))}
            />
          </div>
          <div className={styles.panel} ref={panel}>
            {call !== null &&
              (search.step === 'justify' && caseNumber !== null ? (
                justify({ call, caseNumber, onBack: () => useSearch.setState({ step: 'facts' }) })
              ) : (
                <CallPanel {...{ call, caseNumber }} openAct={sameCase} several={severalDays(conditions)} />
              ))}
            {call === null && found.rows.length > 0 && <Placeholder />}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The main button of a call's facts: one more Enter presses it. Where there is none, or the form of reasons is open, the first control. */
function focusMain(panel: HTMLElement | null): void {
  const { step } = useSearch.getState();
  focusFirst((step === 'facts' ? panel?.querySelector('footer') : null) ?? panel);
}

/** The list gets the focus that was asked for it, once its first row is there. */
function useListFocus({ loading, rows }: Calls, page: RefObject<HTMLElement | null>): void {
  const wanted = useSearch((state) => state.listWanted !== null);
  const ready = wanted && !loading && rows.length > 0;
  useEffect(() => {
    if (!ready) return undefined;
    // The rows in view are drawn a frame later.
    const frame = requestAnimationFrame(() => {
      if (takesFocus()) focusRow(page.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [ready, page]);
}

/** Where the panel was closed by a button in it, the focus goes back to the row that it belonged to. */
function useRowAfterPanel(open: boolean, page: RefObject<HTMLElement | null>): void {
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open && document.activeElement === document.body) focusRow(page.current);
    was.current = open;
  }, [open, page]);
}

function Placeholder() {
  const styles = useStyles();
  const t = useText();
  return (
    <div className={styles.place}>
      <Empty title={t('recordings.panel.placeholder')}>{t('recordings.panel.placeholderText')}</Empty>
    </div>
  );
}

type FoundProps = {
  conditions: Conditions;
  filter: SearchFilter | null;
  found: Calls;
  recordings: OpenActForCase['recordings'];
  onOpen: () => void;
};

const noRecordings: OpenActForCase['recordings'] = [];

function Found({ conditions, filter, found, recordings, onOpen }: FoundProps) {
  const styles = useStyles();
  const t = useText();
  const selected = useSearch((state) => state.selected?.group ?? null);
  const outline = useOutline(filter);
  if (filter === null) {
    const missing = whatIsMissing(conditions);
    const words = {
      nothing: ['title', 'text'],
      digits: ['moreDigits', 'moreDigitsText'],
      day: ['needsMore', 'needsMoreText'],
    } as const;
    const [title, text] = words[missing];
    return <Empty title={t(`recordings.start.${title}`)}>{t(`recordings.start.${text}`)}</Empty>;
  }
  const unfound = found.failure !== null && found.rows.length === 0;
  const retry = (): void => {
    found.retry();
    if (outline.isError) void outline.refetch();
  };
  const single = filter.day !== null && filter.dayTo === null;
  return (
    <>
      <ListHead conditions={conditions} found={found} ofDay={outline.data?.bars ?? null} />
      {/* Where neither came, one sentence says so, and one button asks for both. */}
      {single && !(unfound && outline.isError) && (
        <DayTimeline conditions={conditions} outline={outline} selected={selected} />
      )}
      {found.failure !== null && <Unloaded failure={found.failure} onRetry={retry} partly={!unfound} />}
      {found.loading && <Loading label={t('recordings.list.loading')} />}
      {found.total === 0 && (
        <div className={styles.scroll}>
          <Nothing conditions={conditions} />
        </div>
      )}
      {found.rows.length > 0 && (
        // Another question, another list: its first row is the next one. In another order it is the same.
        <CallList key={JSON.stringify(filter)} {...{ conditions, found, selected, recordings, onOpen }} />
      )}
    </>
  );
}
