import { Button, Divider, Text } from '@fluentui/react-components';
import { ArrowLeft20Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { ListedInstrument, PaperDetail, PaperRow, Step } from '../../shared/authorisation.ts';
import { useText } from '../text.ts';
import { Muted } from '../ui/Muted.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Empty } from '../ui/States.tsx';
import { onEscape } from '../ui/step-back.ts';
import { dateText, dayText } from '../ui/time.ts';
import { Awaited } from '../ui/Unloaded.tsx';
import { EndFacts, PaperFacts } from './CompareFacts.tsx';
import { useCompareStyles } from '../ui/compare-styles.ts';
import { ConfirmFooter } from './ConfirmFooter.tsx';
import { usePaper } from './papers.ts';
import { ScanView } from './ScanView.tsx';
import { numbersText } from './words.ts';

/** The bar above the paper, with what belongs beside its number. */
type Bar = (tools: ReactNode) => ReactNode;

type Props = { row: ListedInstrument; onBack: () => void };

/** Page 22: the paper at the left, at the right what was registered, in the order of the paper. Two people see every right. */
export function ConfirmPage({ row, onBack }: Props) {
  const styles = useCompareStyles();
  const t = useText();
  const paper = usePaper(row);
  const bar: Bar = (tools) => (
    <div className={styles.bar}>
      <Button
        appearance="subtle"
        icon={<ArrowLeft20Regular />}
        aria-label={t('authorisation.confirming.back')}
        onClick={onBack}
      />
      <Text as="h1" weight="semibold" className={styles.name}>
        {paper.data === undefined ? row.number : numbersText(paper.data)}
      </Text>
      {tools}
    </div>
  );
  return (
    <div className={styles.page} onKeyDown={onEscape(onBack)} role="presentation">
      <div className={styles.paper}>
        {paper.data === undefined ? (
          <>
            {bar(null)}
            <Awaited query={paper} />
          </>
        ) : (
          <Paper number={row.number} paper={paper.data} endWaits={row.endWaits} bar={bar} />
        )}
      </div>
      {paper.data !== undefined && (
        <Comparison key={waitingOf(paper.data, row)?.seq} row={row} paper={paper.data} onDone={onBack} />
      )}
    </div>
  );
}

/** The entry that waits: the paper, or the end of an appointment. */
function waitingOf(paper: PaperDetail, row: ListedInstrument): Step | null {
  if (row.endWaits) return endedOf(paper, row);
  return paper.stated;
}

function endedOf({ rows }: PaperDetail, { number }: ListedInstrument): PaperRow['ended'] {
  return rows.find((one) => one.number === number)?.ended ?? null;
}

type PaperProps = { number: string; paper: PaperDetail; endWaits: boolean; bar: Bar };

function Paper({ number, paper, endWaits, bar }: PaperProps) {
  const t = useText();
  const { signed } = paper;
  if (!endWaits && signed !== null && signed.scan !== null) return <ScanView number={number} bar={bar} />;
  const said = endWaits
    ? t('authorisation.confirming.endingText')
    : signed === null
      ? t('authorisation.confirming.unprinted')
      : t(`authorisation.confirming.${signed.way === 'ezd' ? 'inEzd' : 'genesis'}`, { paper: signed.paper });
  return (
    <>
      {bar(null)}
      <Empty title={t('authorisation.confirming.paper')}>{said}</Empty>
    </>
  );
}

type ComparisonProps = { row: ListedInstrument; paper: PaperDetail; onDone: () => void };

function Comparison({ row, paper, onDone }: ComparisonProps) {
  const t = useText();
  const { rows, registered } = paper;
  const kind = row.what === 'appointment' ? 'Office' : '';
  const waiting = waitingOf(paper, row);
  // Whose an office is may well confirm that it ends.
  const isOwn = !row.endWaits && rows.some(({ own }) => own);
  const mine = waiting?.own === true ? 'ownEntry' : isOwn ? 'ownPaper' : null;
  const approves = registered === null && !row.endWaits;
  const label = approves
    ? t('authorisation.confirming.approve')
    : rows.length > 1 && !row.endWaits
      ? t('authorisation.confirming.confirmMany', { count: rows.length })
      : t('authorisation.confirming.confirm');
  const day = waiting === null ? '' : dateText(waiting.at);
  const subtitle = row.endWaits ? 'ending' : approves ? 'prepared' : 'registered';
  return (
    <Panel
      title={t(approves ? 'authorisation.confirming.approval' : 'authorisation.confirming.title')}
      subtitle={t(`authorisation.confirming.${subtitle}`, {
        number: row.endWaits ? row.number : numbersText(paper),
        day,
      })}
      footer={
        mine !== null ? (
          <Notice intent="warning">{t(`authorisation.confirming.${mine}`)}</Notice>
        ) : (
          <ConfirmFooter
            what={row.what}
            number={row.number}
            waiting={waiting}
            label={label}
            mayDiffer={!row.endWaits && !approves}
            onDone={onDone}
          />
        )
      }
    >
      <Stack gap={16}>
        {row.endWaits ? <EndFacts ended={endedOf(paper, row)} row={row} /> : <PaperFacts paper={paper} />}
        <Divider />
        <Muted>
          {row.endWaits
            ? t('authorisation.confirming.afterEnding')
            : t(`authorisation.confirming.${approves ? 'approved' : 'after'}${kind}`, {
                day: dayText(row.from),
              })}
        </Muted>
      </Stack>
    </Panel>
  );
}
