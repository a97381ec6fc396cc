import { Button, makeStyles, Spinner, Text } from '@fluentui/react-components';
import { Print20Regular, Save20Regular } from '@fluentui/react-icons';
import { type ReactNode, useCallback, useState } from 'react';
import type { ActDetail, ActState } from '../../shared/protocol.ts';
import { call } from '../api.ts';
import { type Translate, useText } from '../text.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { momentText } from '../ui/time.ts';
import { Muted } from '../ui/Muted.tsx';
import { StepItem } from '../ui/StepItem.tsx';
import { Wrong } from '../ui/Wrong.tsx';
import { sealedOf, sendDocument, usePrint, useStep } from './steps.ts';

const useStyles = makeStyles({
  buttons: {
    display: 'flex',
    gap: '8px',
    flexWrap: 'wrap',
    '@media (max-width: 1099px)': { columnGap: '4px' },
  },
});

const printedText = {
  sent: 'printSent',
  cancelled: 'printCancelled',
  failed: 'printFailed',
  'no-printer': 'noPrinter',
  unanswered: 'printUnanswered',
} as const;

/** The first step: the text is sealed; its document is printed or saved under the name that the EZD system expects. */
export function SealedStep({ detail, onBegin }: { detail: ActDetail; onBegin: () => void }) {
  const styles = useStyles();
  const t = useText();
  const { act, documentName } = detail;
  const sealed = sealedOf(detail)?.seq ?? null;
  const [printing, print] = usePrint(act.act, sealed);
  const save = useCallback(
    async () =>
      sealed !== null &&
      (
        await sendDocument(act.act, () =>
          call('paper.save', { paper: 'protocol', of: { act: act.act, sealed } }),
        )
      ).done === 'saved',
    [act.act, sealed],
  );
  const [saving, savePdf] = useStep(save);
  // What was asked for last has the word: a saved PDF must not stand behind „nie znaleziono drukarki”.
  const [last, setLast] = useState<{ what: 'print' | 'save'; at: ActState }>({
    what: 'print',
    at: act.state,
  });
  const begin = (what: 'print' | 'save'): void => {
    onBegin();
    setLast({ what, at: act.state });
  };
  const printed = printing.kind === 'done' && printing.value === 'sent';
  const saved = saving.kind === 'done' && saving.value;
  const said = (): ReactNode => {
    if (last.what === 'save' && saved)
      return <Text size={200}>{t('protocol.finish.saved', { name: documentName })}</Text>;
    if (printing.kind === 'busy') return <Text size={200}>{t('protocol.finish.printing')}</Text>;
    if (printing.kind !== 'done') return null;
    const text = t(`protocol.finish.${printedText[printing.value]}`);
    const isFine = printing.value === 'sent' || printing.value === 'cancelled';
    return isFine ? <Text size={200}>{text}</Text> : <Wrong>{text}</Wrong>;
  };
  const tried = last.what === 'save' ? saving : printing;
  // Filed meanwhile, it has found its way without.
  const failure = last.at === act.state && tried.kind === 'failed' ? tried.failure : null;
  return (
    <StepItem
      number={1}
      done
      title={t(
        `protocol.finish.${act.corrections > 0 ? 'stepCorrected' : printed ? 'stepPrinted' : 'stepSealed'}`,
      )}
    >
      <Muted>{sealedText(t, detail)}</Muted>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={printing.kind === 'busy' ? <Spinner size="extra-tiny" /> : <Print20Regular />}
          disabledFocusable={sealed === null || printing.kind === 'busy'}
          onClick={() => {
            begin('print');
            void print();
          }}
        >
          {t(printed ? 'protocol.finish.printAgain' : 'protocol.finish.print')}
        </Button>
        <Button
          size="small"
          icon={saving.kind === 'busy' ? <Spinner size="extra-tiny" /> : <Save20Regular />}
          disabledFocusable={sealed === null || saving.kind === 'busy'}
          onClick={() => {
            begin('save');
            void savePdf();
          }}
        >
          {t('protocol.finish.savePdf')}
        </Button>
      </div>
      <div role="status">{said()}</div>
      {failure !== null && <FailureNotice failure={failure} />}
    </StepItem>
  );
}

function sealedText(t: Translate, detail: ActDetail): string {
  const sealed = sealedOf(detail);
  const { completedAt } = detail.act;
  const moment = completedAt === null ? '' : momentText(completedAt);
  return sealed === null
    ? moment
    : t(`protocol.finish.${detail.print > 1 ? 'sealedAgainAt' : 'sealedAt'}`, {
        moment,
        seq: String(sealed.seq),
        print: String(detail.print),
      });
}
