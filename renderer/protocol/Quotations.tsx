import { Button, makeStyles, Subtitle2, Text } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { type Act, mostQuotations, type ProtocolWords, type Quotation } from '../../shared/protocol.ts';
import { useText } from '../text.ts';
import { focusFirst } from '../ui/focus.ts';
import { Muted } from '../ui/Muted.tsx';
import { Stack } from '../ui/Stack.tsx';
import { momentText } from '../ui/time.ts';
import { quotationsOf } from './draft.ts';
import { hearQuotation, markHere } from './marking.ts';
import { QuotationRow } from './QuotationRow.tsx';
import { playerOf, useStage } from '../player/stage.ts';

const useStyles = makeStyles({
  // Nearer to its own quotations than to those above.
  recording: { ':not(:last-child)': { marginBottom: '8px' } },
  // Clear of the frame around a focused field below it.
  of: { marginBottom: '4px' },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', minHeight: '32px' },
});

const keyOf = ({ recording, from }: Quotation): string => `${recording} ${from}`;

type QuotationsProps = {
  act: Act;
  words: ProtocolWords;
  locked: boolean;
  /** Whether the protocol was to be completed in vain. */
  asked: boolean;
};

/** „Cytaty” beside the sound, by recording and time; a press on a time plays from there. */
export function Quotations({ act, words, locked, asked }: QuotationsProps) {
  const styles = useStyles();
  const t = useText();
  const player = useStage(({ stage }) => playerOf(stage));
  const [editing, setEditing] = useState<string | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const full = words.quotations.length >= mostQuotations;
  const held = act.recordings
    .map((recording, index) => ({ ...recording, n: index + 1 }))
    .filter(({ wrongCall }) => !wrongCall);
  const mark = (): void => {
    const made = markHere();
    if (made !== null) setEditing(keyOf(made));
  };
  return (
    <Stack as="section" gap={4} aria-label={t('playback.notes.quotations')}>
      <div ref={head} className={styles.head}>
        <Subtitle2 as="h3">{t('playback.notes.quotations')}</Subtitle2>
        <Button
          size="small"
          appearance="subtle"
          icon={<Add20Regular />}
          disabledFocusable={locked || player === null || full}
          onClick={mark}
        >
          {t('playback.notes.addQuotation')}
        </Button>
      </div>
      {full && <Text size={200}>{t('playback.notes.quotationsFull', { most: String(mostQuotations) })}</Text>}
      {words.quotations.length === 0 && <Muted size={200}>{t('playback.notes.noQuotations')}</Muted>}
      {held.map((recording) => {
        const quotations = quotationsOf(words.quotations, recording.recording);
        if (quotations.length === 0) return null;
        const named = { n: String(recording.n), moment: momentText(recording.startedAt) };
        return (
          <div key={recording.recording} className={styles.recording}>
            {held.length > 1 && (
              <Muted as="p" block size={200} className={styles.of}>
                {t('playback.notes.quotationsOf', named)}
              </Muted>
            )}
            <Stack as="ol" gap={4}>
              {quotations.map((quotation) => (
                <QuotationRow
                  key={keyOf(quotation)}
                  act={act.act}
                  quotation={quotation}
                  durationMs={recording.durationMs}
                  editing={!locked && editing === keyOf(quotation)}
                  locked={locked}
                  asked={asked}
                  onEdit={(wanted) => setEditing(wanted ? keyOf(quotation) : null)}
                  onHear={() => void hearQuotation(act, quotation)}
                  onRemoved={() => focusFirst(head.current)}
                />
              ))}
            </Stack>
          </div>
        );
      })}
    </Stack>
  );
}
