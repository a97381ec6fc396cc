import { Button, Input, makeStyles, SearchBox, tokens, Tooltip } from '@fluentui/react-components';
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Annotation } from '../../shared/drafts.ts';
import { isLong, positionText } from '../../shared/duration.ts';
import type { Criterion } from '../../shared/quality.ts';
import { kindOfTarget } from '../player/keys.ts';
import { usePreferences } from '../preferences.ts';
import { type Translate, useText } from '../text.ts';
import { narrow, useMedia } from '../ui/media.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { Unseen } from '../ui/Unseen.tsx';
import { timeWords } from '../ui/time-words.ts';
import { changeCriterion, chooseAnnotation, hearAnnotation, useAnnotating } from './annotate.ts';
import { criterionOf, digitOf } from './annotation-keys.ts';
import {
  changeAnnotation,
  choose,
  annotationKey,
  mostAnnotations,
  removeAnnotation,
  useFilledCard,
  write,
} from './card.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  none: { display: 'block', padding: '12px 20px' },
  time: {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: tokens.colorBrandForegroundLink,
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    '@media (forced-colors: active)': { textDecorationLine: 'underline' },
  },
  name: { marginLeft: '8px' },
  filter: { width: '220px', maxWidth: '100%', minHeight: '26px', height: '26px' },
  text: {
    width: '100%',
    // On the ground of its row, whose colours all words in it have.
    '@media (forced-colors: active)': { backgroundColor: 'transparent' },
  },
  // No higher than its row.
  tools: { display: 'flex', justifyContent: 'flex-end', '& button': { height: '28px' } },
});

/** From so many on the list can be narrowed. */
const filteredFrom = 20;

const activeRow = '[role="row"][tabindex="0"]';

/** `at`: its place among all of them. */
type ListedAnnotation = { at: number; one: Annotation; digit: string; name: string };

/** What the list shows: those whose text or criterion has the words, and the one that is written, by its place. */
export function listedOf(
  annotations: readonly Annotation[],
  criteria: readonly Pick<Criterion, 'code' | 'name'>[],
  other: string,
  filter: string,
  written: number | null = null,
): ListedAnnotation[] {
  const known = new Map(criteria.map(({ code, name }, at) => [code, { digit: String(at + 1), name }]));
  const wanted = filter.trim().toLowerCase();
  const rows = annotations.map((one, at) => ({
    ...{ at, one },
    ...(known.get(one.criterion ?? '') ?? { digit: '0', name: other }),
  }));
  if (wanted === '') return rows;
  return rows.filter(
    ({ at, one, name }) =>
      at === written || [one.text, name].some((text) => text.toLowerCase().includes(wanted)),
  );
}

/** What is chosen once one of those that the list shows is removed: the next of them, else the one before, by its place then. */
export function afterRemoval(rows: readonly Pick<ListedAnnotation, 'at'>[], removed: number): number | null {
  const place = rows.findIndex(({ at }) => at === removed);
  const next = rows[place + 1] ?? rows[place - 1];
  if (next === undefined) return null;
  return next.at > removed ? next.at - 1 : next.at;
}

/** What is annotated, in the order of the sound. */
export function AnnotationList({ durationMs }: { durationMs: number }) {
  const styles = useStyles();
  const t = useText();
  const list = useRef<HTMLDivElement>(null);
  const card = useFilledCard();
  const { criteria, filter } = useAnnotating();
  const isNarrow = useMedia(narrow);
  const digits = usePreferences((state) => state.scoreKeys) === 'on';
  const written = card?.writing === true ? card.chosen : null;
  const annotations = card?.words.annotations;
  const isFiltered = (annotations?.length ?? 0) >= filteredFrom || filter !== '';
  const rows = useMemo(
    () => listedOf(annotations ?? [], criteria, t('quality.annotations.other'), filter, written),
    [annotations, criteria, t, filter, written],
  );
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    // Where none is left that the list is narrowed to: what narrows it.
    const to = list.current?.querySelector<HTMLElement>(activeRow) ?? list.current?.querySelector('input');
    to?.focus({ preventScroll: true });
  }, [rows]);
  if (card === null) return null;
  if (card.words.annotations.length === 0)
    return <Muted className={styles.none}>{t('quality.annotations.none')}</Muted>;
  const { chosen } = card;
  const chosenOne = chosen === null ? undefined : card.words.annotations[chosen];
  const long = isLong(durationMs);
  const count = card.words.annotations.length;
  const rangeOf = ({ from, to }: Annotation): string =>
    `${positionText(from, long)}–${positionText(to, long)}`;
  /** The next one takes its place, and the focus: whoever deletes several goes on. */
  const remove = (at: number): void => {
    removeAnnotation(at);
    if (count === 1) {
      useAnnotating.setState({ filter: '' });
      return;
    }
    choose(afterRemoval(rows, at));
    wantsFocus.current = true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || chosen === null || kindOfTarget(event.target) === 'text') return;
    // Only where its row has the focus: what the list does not show is not changed unseen.
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[role=row][aria-selected=true]') === null) return;
    const digit = digits ? digitOf(event.nativeEvent) : null;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (digit !== null) changeCriterion(chosen, criterionOf(digit));
    else if (isPlain && event.key === 'Delete') {
      // A key that is held down would remove all that follow.
      if (!event.repeat) remove(chosen);
    } else if (isPlain && digits && event.key.toLowerCase() === 'e') write(true);
    else return;
    event.preventDefault();
  };
  const columns: Column<ListedAnnotation>[] = [
    {
      id: 'time',
      head: t('quality.annotations.count', { n: String(count) }),
      width: long ? '140px' : '104px',
      cell: ({ one }) => (
        <button
          type="button"
          tabIndex={-1}
          className={styles.time}
          aria-label={t('quality.annotations.hear', { range: rangeOf(one) })}
          onClick={() => void hearAnnotation(one)}
        >
          {rangeOf(one)}
        </button>
      ),
    },
    {
      id: 'criterion',
      head: t('quality.annotations.criterion'),
      // A whole name, where there is room.
      width: isNarrow ? 'minmax(0, 5fr)' : 'minmax(0, 280px)',
      cell: ({ digit, name }) => (
        <span title={name}>
          {digit}
          <span className={styles.name}>{name}</span>
        </span>
      ),
    },
    {
      id: 'text',
      head: isFiltered ? (
        <SearchBox
          className={styles.filter}
          size="small"
          placeholder={t('quality.annotations.filter')}
          aria-label={t('quality.annotations.filter')}
          value={filter}
          onChange={(_, { value }) => useAnnotating.setState({ filter: value })}
        />
      ) : (
        t('quality.annotations.text')
      ),
      width: isNarrow ? 'minmax(0, 6fr)' : 'minmax(0, 1fr)',
      cell: ({ at, one }) =>
        at === written ? (
          <WrittenText
            at={at}
            text={one.text}
            label={t('quality.annotations.textOf', { range: rangeOf(one) })}
            onLeave={() => write(false)}
            onDone={() => {
              wantsFocus.current = true;
              write(false);
            }}
          />
        ) : one.text === '' ? (
          <Muted>{t('quality.annotations.noText')}</Muted>
        ) : (
          <bdi title={one.text}>{one.text}</bdi>
        ),
    },
    {
      id: 'tools',
      head: <Unseen>{t('quality.annotations.tools')}</Unseen>,
      width: '72px',
      end: true,
      cell: ({ at }) =>
        at === chosen && (
          <span className={styles.tools}>
            {/* Its key is one of those that can be switched off. */}
            <Tool
              name={t('quality.annotations.edit')}
              icon={<Edit20Regular />}
              isStop={!digits}
              onPress={() => write(true)}
            />
            <Tool
              name={t('quality.annotations.remove')}
              icon={<Delete20Regular />}
              onPress={() => remove(at)}
            />
          </span>
        ),
    },
  ];
  return (
    <div ref={list} className={styles.list} role="presentation" onKeyDown={onKeyDown}>
      <Table
        label={t('quality.annotations.title')}
        columns={columns}
        rows={rows}
        rowKey={({ one }) => annotationKey(one)}
        rowHeight={32}
        rowLabel={(row) => labelOf(t, row, count)}
        selected={chosenOne === undefined ? null : annotationKey(chosenOne)}
        follows
        onSelect={({ at }) => {
          if (at !== chosen) chooseAnnotation(at);
        }}
        onOpen={({ one }) => void hearAnnotation(one)}
      />
    </div>
  );
}

/** Said while nothing more fits on the card: a key that makes another one does nothing. `flush`: above the page, and not on the card. */
export function NoMoreRoom({ flush = false }: { flush?: boolean }) {
  const t = useText();
  const card = useFilledCard();
  if (card === null || card.words.annotations.length < mostAnnotations) return null;
  return (
    <Notice intent="info" flush={flush} title={t('quality.annotations.full')}>
      {t('quality.annotations.fullText')}
    </Notice>
  );
}

/** A row as it is read out. */
function labelOf(t: Translate, { at, one, name }: ListedAnnotation, count: number): string {
  const place = t('quality.annotations.row', {
    ...{ n: String(at + 1), of: String(count), name },
    from: timeWords(t, one.from, true),
    to: timeWords(t, one.to, true),
  });
  return `${place}, ${one.text === '' ? t('quality.annotations.noText') : one.text}`;
}

type ToolProps = {
  name: string;
  icon: React.ReactElement;
  /** Whether Tab comes to it: no key of the row does the same. */
  isStop?: boolean;
  onPress: () => void;
};

function Tool({ name, icon, isStop = false, onPress }: ToolProps) {
  return (
    <Tooltip content={name} relationship="label">
      <Button
        appearance="subtle"
        size="small"
        tabIndex={isStop ? 0 : -1}
        icon={icon}
        onClick={(event) => {
          // The row behind it would take the focus, or choose what is no longer there.
          event.stopPropagation();
          onPress();
        }}
      />
    </Tooltip>
  );
}

type WrittenProps = {
  at: number;
  text: string;
  label: string;
  onLeave: () => void;
  /** It was ended by a key: the focus goes back to its row. */
  onDone: () => void;
};

const fieldKeys: ReadonlySet<string> = new Set([
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
  ...[' ', 'Enter', 'Escape'],
]);

/** The text of an annotation while it is written: Enter ends that, Escape takes back what was typed. */
function WrittenText({ at, text, label, onLeave, onDone }: WrittenProps) {
  const styles = useStyles();
  const [before] = useState(text);
  return (
    <Input
      className={styles.text}
      size="small"
      autoFocus
      aria-label={label}
      maxLength={500}
      value={text}
      onChange={(_, { value }) => void changeAnnotation(at, { text: value })}
      onBlur={onLeave}
      onKeyDown={(event) => {
        // The field's, and not the table's or the player's; Ctrl+Enter and the keys of the sound go on to the page.
        if (!fieldKeys.has(event.key) || (event.key === 'Enter' && event.ctrlKey)) return;
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        if (event.key === 'Escape') changeAnnotation(at, { text: before });
        onDone();
      }}
    />
  );
}
