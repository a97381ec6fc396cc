import {
  Button,
  Field,
  Link,
  makeStyles,
  mergeClasses,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { Checkmark20Regular, Delete20Regular, Edit20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { positionText, isLong } from '../../shared/duration.ts';
import type { Quotation } from '../../shared/protocol.ts';
import { useText } from '../text.ts';
import { useFull } from '../ui/Field.tsx';
import { Muted } from '../ui/Muted.tsx';
import { SpeakerChoice, speakerText } from '../ui/Speaker.tsx';
import { changeQuotation } from './draft.ts';
import { isUnsaid } from './finish.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    columnGap: '12px',
    rowGap: '4px',
    alignItems: 'start',
    fontVariantNumeric: 'tabular-nums',
  },
  // As high as the small buttons at the end of the line: time, words and pencil stand on one.
  time: { gridColumn: 1, gridRow: 1, padding: '2px 0' },
  words: { padding: '2px 0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  // Smaller, on the same line.
  small: { lineHeight: tokens.lineHeightBase300 },
  // The speaker on the line of the time, the field below it from edge to edge.
  written: {
    display: 'contents',
    '& > *': { gridColumn: 2 },
    '& > :has(textarea)': { gridColumn: '1 / -1' },
  },
  buttons: { display: 'flex', gridColumn: 3, gridRow: 1 },
});

type QuotationRowProps = {
  act: string;
  quotation: Quotation;
  durationMs: number;
  editing: boolean;
  locked: boolean;
  /** Whether the protocol was to be completed: what is still missing is said. */
  asked: boolean;
  onEdit: (wanted: boolean) => void;
  onHear: () => void;
  onRemoved: () => void;
};

/** One quotation: its time, which plays from there, its words, and a pencil; while it is written, a field in their place. */
export function QuotationRow(props: QuotationRowProps) {
  const { act, quotation, durationMs, editing, locked, asked, onEdit } = props;
  const styles = useStyles();
  const t = useText();
  const at = positionText(quotation.from, isLong(durationMs));
  const remove = (): void => {
    changeQuotation(act, quotation, null);
    onEdit(false);
    props.onRemoved();
  };
  return (
    <li className={styles.row}>
      <Link
        as="button"
        className={styles.time}
        aria-label={t('playback.notes.hearFrom', { at })}
        onClick={props.onHear}
      >
        {at}
      </Link>
      <div className={styles.written}>
        {(editing || quotation.speaker === undefined) && (
          <SpeakerChoice
            label={t('playback.notes.speaker', { at })}
            speaker={quotation.speaker}
            disabled={locked}
            error={asked && isUnsaid(quotation) ? t('playback.notes.speakerMissing') : undefined}
            onChoose={(speaker) => void changeQuotation(act, quotation, { speaker })}
          />
        )}
        {editing ? (
          <Written act={act} quotation={quotation} at={at} onDone={onEdit} />
        ) : (
          <Said quotation={quotation} />
        )}
      </div>
      <span className={styles.buttons}>
        {editing ? (
          <>
            <Button
              size="small"
              appearance="subtle"
              icon={<Checkmark20Regular />}
              aria-label={t('playback.notes.doneQuotation', { at })}
              onClick={() => onEdit(false)}
            />
            <Button
              size="small"
              appearance="subtle"
              icon={<Delete20Regular />}
              aria-label={t('playback.notes.removeQuotation', { at })}
              onClick={remove}
            />
          </>
        ) : (
          <Button
            size="small"
            appearance="subtle"
            icon={<Edit20Regular />}
            data-back
            disabledFocusable={locked}
            aria-label={t('playback.notes.editQuotation', { at })}
            onClick={() => onEdit(true)}
          />
        )}
      </span>
    </li>
  );
}

function Said({ quotation: { speaker, text } }: { quotation: Quotation }) {
  const styles = useStyles();
  const t = useText();
  if (text.trim() !== '') {
    const said = `„${text.trim()}”`;
    return (
      <Text className={styles.words}>
        {speaker === undefined ? said : `${speakerText(t, speaker)}: ${said}`}
      </Text>
    );
  }
  return (
    <Muted size={200} className={mergeClasses(styles.words, styles.small)}>
      {t('playback.notes.noWords')}
    </Muted>
  );
}

/** Characters of one quotation. */
const longest = 1000;

type WrittenProps = { act: string; quotation: Quotation; at: string; onDone: (editing: false) => void };

/** The field for the words; it has the focus. */
function Written({ act, quotation, at, onDone }: WrittenProps) {
  const t = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  const full = useFull(quotation.text, longest);
  useEffect(() => area.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone(false);
  };
  return (
    <Field {...(full === undefined ? {} : { validationState: 'warning', validationMessage: full })}>
      <Textarea
        textarea={{ ref: area }}
        aria-label={t('playback.notes.words', { at })}
        rows={3}
        maxLength={longest}
        value={quotation.text}
        onKeyDown={onKeyDown}
        onChange={(_, { value }) => void changeQuotation(act, quotation, { text: value })}
      />
    </Field>
  );
}
