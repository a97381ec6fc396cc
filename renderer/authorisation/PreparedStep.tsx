import { makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { PaperDetail } from '../../shared/authorisation.ts';
import { PaperButton, PaperSaid, usePaper } from '../paper.tsx';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { enteredText } from './words.ts';

const useStyles = makeStyles({ buttons: { display: 'flex', gap: '8px', flexWrap: 'wrap' } });

type Props = {
  paper: PaperDetail;
  number: string;
  /** It is printed by itself, once: told when that begins. */
  fresh: boolean;
  onPrinting: () => void;
};

/** The first step: its document is printed, or saved under the name that the EZD expects. */
export function PreparedStep({ paper, number, fresh, onPrinting }: Props) {
  const styles = useStyles();
  const t = useText();
  const { prepared } = paper;
  const [first] = paper.rows;
  // Offices but deputies' have papers of their own.
  const isPaper = prepared !== null && (first?.what === 'authorisation' || first?.deputy === true);
  const work = usePaper();
  const { send } = work;
  useEffect(() => {
    if (!fresh) return;
    onPrinting();
    send('print', { paper: 'instrument', of: { number } });
  }, [fresh, onPrinting, send, number]);
  const buttons = { work, asked: { paper: 'instrument', of: { number } }, size: 'small' } as const;
  return (
    <StepItem
      number={1}
      done
      title={t(prepared === null ? 'authorisation.steps.already' : 'authorisation.steps.prepared')}
    >
      {prepared !== null && <Muted>{enteredText(t, prepared)}</Muted>}
      {isPaper && (
        <div className={styles.buttons}>
          <PaperButton {...buttons} way="print">
            {t('authorisation.steps.print')}
          </PaperButton>
          <PaperButton {...buttons} way="save">
            {t('authorisation.steps.save')}
          </PaperButton>
        </div>
      )}
      <PaperSaid work={work} />
    </StepItem>
  );
}
